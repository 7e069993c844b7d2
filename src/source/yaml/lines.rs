//! Lines of YAML as a reader sees them: how far in they start, their key, their value. Understands no more than that.

use memchr::{memchr, memchr_iter};

/// One line of the YAML; `previous` is the line before that is neither blank nor a comment.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Its offset in the YAML.
    pub(super) start: usize,
    pub(super) previous: Option<(&'a str, usize)>,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        Self { text, start, previous: None }
    }

    /// The line at offset `at`, or the last one before it that is neither blank nor a comment.
    pub(super) fn around(source: &'a str, at: usize) -> Self {
        let says = |text: &str| !is_blank(text) && !text.trim_start().starts_with('#');
        let mut lines = numbered(source).take_while(|(_, start)| *start <= at).filter(|(text, _)| says(text));
        let (mut last, mut previous) = ((source, 0), None);
        if let Some(first) = lines.next() {
            last = first;
        }
        for line in lines {
            previous = Some(std::mem::replace(&mut last, line));
        }
        Line { text: last.0, start: last.1, previous }
    }

    /// The line before, alone.
    pub(super) fn above(&self) -> Option<Self> {
        self.previous.map(|(text, start)| Self::new(text, start))
    }

    /// How many characters stand before its first that is no space.
    pub(super) fn depth(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Where its content starts: behind its dash, if it has one.
    pub(super) fn content_depth(&self) -> usize {
        self.text.len() - self.body().len()
    }

    /// Its content: the line without indentation and dashes.
    pub(super) fn body(&self) -> &'a str {
        let mut body = self.text.trim_start();
        while let Some(rest) = body.strip_prefix("- ") {
            body = rest.trim_start();
        }
        body
    }

    /// Whether it starts an entry of a list.
    pub(super) fn has_dash(&self) -> bool {
        let text = self.text.trim();
        text == "-" || text.starts_with("- ")
    }

    /// Its content with its offset.
    pub(super) fn placed(&self) -> (&'a str, usize) {
        (self.body().trim_end(), self.start + self.content_depth())
    }

    /// Its key, if it looks like `key: …` or `- key: …`.
    pub(super) fn key(&self) -> Option<&'a str> {
        let body = self.body();
        let (key, _) = split_at_colon(body).or_else(|| Some((body.trim_end().strip_suffix(':')?, "")))?;
        (!key.contains(['"', '\'', '{', '['])).then(|| key.trim())
    }

    /// What it holds, if it looks like `key: value` or `- value`.
    pub(super) fn entry(&self) -> Option<Entry<'a>> {
        let body = self.body();
        let (key, written) = match split_at_colon(body) {
            Some((key, value)) if !key.contains(['"', '\'', '{', '[', '“', '„']) => (Some(key.trim()), value),
            _ if self.has_dash() => (None, body),
            _ => return None,
        };
        let value = without_comment(written.trim());
        if value.is_empty() {
            return None;
        }
        Some(Entry { key, value, at: self.start + self.text.len() - written.trim_start().len() })
    }
}

/// A value with its key, or without one in a list.
pub(super) struct Entry<'a> {
    pub(super) key: Option<&'a str>,
    pub(super) value: &'a str,
    /// The value's offset in the YAML.
    pub(super) at: usize,
}

impl Entry<'_> {
    /// It, in words.
    pub(super) fn named(&self) -> String {
        self.key.map_or_else(|| "this entry".into(), |key| format!("the value of `{key}`"))
    }

    /// The line as it should be, with `value` in the place of its own.
    pub(super) fn with(&self, value: &str) -> String {
        self.key.map_or_else(|| format!("`- {value}`"), |key| format!("`{key}: {value}`"))
    }

    /// The range of its value.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.at..self.at + self.value.len()
    }

    /// The quote that its value opens with.
    pub(super) fn quote(&self) -> Option<char> {
        self.value.chars().next().filter(|c| matches!(c, '"' | '\''))
    }

    /// Whether its value stands alone, without quotes or brackets.
    pub(super) fn is_plain(&self) -> bool {
        !self.value.starts_with(['"', '\'', '[', '{'])
    }
}

/// All lines with their offsets.
pub(super) fn numbered(source: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut next = 0;
    source.split('\n').map(move |text| {
        let start = next;
        next += text.len() + 1;
        (text, start)
    })
}

/// The lines that hold keys and entries: none of those inside a text that runs over many lines.
pub(super) fn structural(source: &str) -> impl Iterator<Item = Line<'_>> {
    let mut block: Option<usize> = None;
    let mut quote: Option<char> = None;
    let mut brackets = 0_isize;
    numbered(source).filter_map(move |(text, start)| {
        let line = Line::new(text, start);
        if let Some(open) = quote {
            quote = (!text.contains(open)).then_some(open);
            return None;
        }
        if brackets > 0 {
            brackets += balance(text);
            return None;
        }
        if is_blank(text) || block.is_some_and(|depth| line.depth() > depth) {
            return None;
        }
        block = None;
        if let Some(entry) = line.entry() {
            if entry.value.starts_with(['|', '>']) && entry.value.len() <= 3 {
                block = Some(line.depth());
            }
            if entry.value.starts_with(['[', '{']) {
                brackets = balance(entry.value);
            }
            quote = entry.quote().filter(|quote| !entry.value.get(1..).unwrap_or_default().contains(*quote));
        }
        Some(line)
    })
}

/// How many more brackets `text` opens than it closes.
fn balance(text: &str) -> isize {
    text.chars().map(|c| isize::from(matches!(c, '[' | '{')) - isize::from(matches!(c, ']' | '}'))).sum()
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty() || text.trim_start().starts_with('#')
}

/// What stands before and behind the first colon that a space follows.
fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    let at = memchr_iter(b':', text.as_bytes()).find(|at| text.as_bytes().get(at + 1) == Some(&b' '))?;
    Some((text.get(..at)?, text.get(at + 2..)?))
}

/// A plain value without the comment behind it; a comment starts with a `#` between spaces.
fn without_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'']) || memchr(b'#', value.as_bytes()).is_none() {
        return value;
    }
    value.split_once(" # ").map_or(value, |(value, _)| value.trim_end())
}
