//! Walks a text line by line and knows which lines are fenced code.

/// A fence that is open: its sign and length.
#[derive(Clone, Copy, Default)]
pub(super) struct Fences {
    open: Option<(char, usize)>,
}

impl Fences {
    /// Whether `line`, the next one, is code or a fence.
    pub(super) fn is_code(&mut self, line: &str) -> bool {
        // Fences may stand in lists and quotations.
        let text = line.trim_start_matches([' ', '\t', '>']);
        let text = text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")).unwrap_or(text).trim_start();
        let sign = text.chars().next().filter(|sign| matches!(sign, '`' | '~'));
        let length = sign.map_or(0, |sign| text.len() - text.trim_start_matches(sign).len());
        match (self.open, sign) {
            (Some((open, least)), Some(sign)) => {
                if sign == open && length >= least && text.trim_start_matches(sign).trim().is_empty() {
                    self.open = None;
                }
                true
            }
            (Some(_), None) => true,
            (None, Some(sign)) if length >= 3 && !(sign == '`' && text.trim_start_matches(sign).contains('`')) => {
                self.open = Some((sign, length));
                true
            }
            _ => false,
        }
    }
}

/// The byte ranges of `text` outside fenced code and code among words, in order.
pub(in crate::import) fn prose(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut fences = Fences::default();
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if !fences.is_code(line) {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => found.push(at..end),
            }
        }
        at = end;
    }
    found.into_iter().flat_map(|range| without_spans(text, range)).collect()
}

/// `range` without the code between backticks. A run of backticks that nothing closes is text.
fn without_spans(text: &str, range: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let inside = text.get(range.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(open) = inside.get(at..).and_then(|rest| rest.find('`')).map(|found| at + found) {
        let length = run(inside, open);
        let limit = inside.get(open..).and_then(|rest| rest.find("\n\n")).map_or(inside.len(), |end| open + end);
        match closing(inside, open + length, limit, length) {
            Some(end) => {
                found.push(range.start + start..range.start + open);
                (start, at) = (end, end);
            }
            None => at = open + length,
        }
    }
    found.push(range.start + start..range.end);
    found
}

fn run(text: &str, at: usize) -> usize {
    text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches('`').len())
}

/// The end of the run of exactly `length` backticks between `at` and `limit`.
fn closing(text: &str, mut at: usize, limit: usize, length: usize) -> Option<usize> {
    loop {
        let found = at + text.get(at..limit)?.find('`')?;
        let size = run(text, found);
        if size == length {
            return Some(found + size);
        }
        at = found + size;
        if at >= limit {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_no_prose() {
        let cases = [
            ("a `b` c", "a |c"),
            ("a\n```\nb\n```\nc", "a\n|c"),
            ("``a`b`` c", "| c"),
            ("a ` b", "a ` b"),
            ("> ~~~\n> x\n> ~~~\n> y", "> y"),
        ];
        for (text, expected) in cases {
            let parts: Vec<&str> = prose(text).into_iter().map(|range| text.get(range).unwrap()).collect();
            assert_eq!(parts.join("|").replace("| ", "|"), expected.replace("| ", "|"), "{text}");
        }
    }
}
