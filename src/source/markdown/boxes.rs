//! Boxes and hidden text of other tools: `!!! note "Title"`, `??? note`, `:::tip Title`, `> [!FAQ]- Title`, `%% hidden %%`.
//!
//! The parser knows none of them. Here signs of the same length stand in for their lines, so that all places stay as they are, and a list
//! says what stands where. Code stays as it is, and so does a box that nothing closes or whose name means none of our callouts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::callouts::{CALLOUTS, callout, own_title};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::snapshot::ProjectPath;

/// What stands at a place of the text that the parser gets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum BoxMark {
    /// The entry of a list that is a box, or the quotation that is one.
    Callout(&'static str, Option<String>),
    /// The line that opens a box which another line closes.
    Open(&'static str, Option<String>),
    /// The line that closes it.
    Close,
    /// Something that only keeps a place.
    Nothing,
}

/// A text as the parser gets it, and what was replaced.
#[derive(Default)]
pub(super) struct Boxes<'s> {
    pub(super) text: Cow<'s, str>,
    pub(super) marks: BTreeMap<usize, BoxMark>,
    /// Text that is never published.
    pub(super) hidden: Vec<Range<usize>>,
    /// Where the first mark of each sort stands, with its name.
    pub(super) seen: Vec<(&'static str, Range<usize>)>,
}

/// A box that takes more lines is none: texts with many that nothing closes would take long.
const MAX_LINES: usize = 1000;

/// A comment of XML without words: as short as the shortest line that it replaces, and a block of its own wherever it stands.
const HOLD: &[u8] = b"<?>";

impl<'s> Boxes<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let bytes = source.as_bytes();
        let holds = |sign: &[u8]| memmem::find(bytes, sign).is_some();
        let any = holds(b"!!!") || holds(b"???") || holds(b":::") || holds(b"%%") || has_other_callout(source);
        if !any {
            return Self { text: Cow::Borrowed(source), ..Self::default() };
        }
        let mut reader = Reader { source, lines: lines(source), out: bytes.to_vec(), boxes: Self::default() };
        reader.read();
        let Reader { out, mut boxes, .. } = reader;
        // Signs of ASCII in place of whole characters leave the text valid.
        boxes.text = String::from_utf8(out).map_or(Cow::Borrowed(source), Cow::Owned);
        boxes
    }
}

impl Boxes<'_> {
    /// What is said of the marks: once for each sort. The text stands in `file` from `offset` on.
    pub(super) fn advice(&self, file: &ProjectPath, offset: usize) -> impl Iterator<Item = Diagnostic> {
        self.seen.iter().map(move |(name, place)| {
            let (message, hint) = match *name {
                "%%" => (
                    "this is left out of the page: `%%` makes a comment in another tool".to_owned(),
                    "write `<!-- … -->` around it",
                ),
                "[!…]" => (
                    "this callout has a name from another tool".to_owned(),
                    "the callouts here are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, each with a title behind it \
                     if you like",
                ),
                _ => (
                    format!("`{name}` makes a box in another tool, and a callout here"),
                    "write `> [!NOTE] Title`, and `> ` before each line of the box",
                ),
            };
            let span = Span::new(file, offset + place.start..offset + place.end);
            Diagnostic::new(&code::SYNTAX_FORM, message).at(span).because("readers see what was meant").hint(hint)
        })
    }
}

/// Whether a callout has a title or another tool's name.
fn has_other_callout(source: &str) -> bool {
    memmem::find_iter(source.as_bytes(), b"[!").any(|at| {
        let line = source.get(at + 2..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        line.split_once(']').is_some_and(|(name, rest)| !CALLOUTS.contains(&name) || !rest.trim().is_empty())
    })
}

/// A line: where it stands without its end, and how many bytes of white space and `>` it begins with.
struct Line {
    range: Range<usize>,
    prefix: usize,
    is_code: bool,
}

fn lines(source: &str) -> Vec<Line> {
    let mut at = 0;
    let mut fence: Option<(char, usize)> = None;
    let line = |text: &str| {
        let start = at;
        at += text.len();
        let text = text.trim_end_matches(['\n', '\r']);
        let rest = text.trim_start_matches([' ', '\t', '>']);
        let sign = rest.chars().next().filter(|c| matches!(c, '`' | '~'));
        let width = sign.map_or(0, |sign| rest.chars().take_while(|c| *c == sign).count());
        let was_code = fence.is_some();
        match (fence, sign) {
            (Some((open, wide)), Some(sign)) if open == sign && width >= wide => fence = None,
            (None, Some(sign)) if width >= 3 => fence = Some((sign, width)),
            _ => {}
        }
        let is_code = was_code || fence.is_some();
        Line { range: start..start + text.len(), prefix: text.len() - rest.len(), is_code }
    };
    source.split_inclusive('\n').map(line).collect()
}

struct Reader<'s> {
    source: &'s str,
    lines: Vec<Line>,
    out: Vec<u8>,
    boxes: Boxes<'s>,
}

impl<'s> Reader<'s> {
    fn read(&mut self) {
        let mut taken = Vec::new();
        for number in 0..self.lines.len() {
            let Some(line) = self.lines.get(number).filter(|line| !line.is_code) else { continue };
            let start = line.range.start + line.prefix;
            let text = self.source.get(start..line.range.end).unwrap_or_default();
            match text.as_bytes() {
                [b'!', b'!', b'!', ..] | [b'?', b'?', b'?', ..] => self.indented(number, start, text),
                [b':', b':', b':', ..] if !taken.contains(&number) => taken.extend(self.fenced(number, start, text)),
                [b'[', b'!', ..] => self.quoted(start, text),
                _ if text.contains("%%") => self.hide(number, start, text),
                _ => {}
            }
        }
    }

    fn line(&self, number: usize) -> Option<(&Line, &'s str)> {
        let line = self.lines.get(number)?;
        Some((line, self.source.get(line.range.start + line.prefix..line.range.end)?))
    }

    /// Fills `range` with spaces, after `with`.
    fn blank(&mut self, range: Range<usize>, with: &[u8]) {
        for (at, byte) in self.out.iter_mut().enumerate().take(range.end).skip(range.start) {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = with.get(at - range.start).copied().unwrap_or(b' ');
            }
        }
    }

    fn note(&mut self, name: &'static str, range: Range<usize>) {
        if self.boxes.seen.iter().all(|(known, _)| *known != name) {
            self.boxes.seen.push((name, range));
        }
    }

    /// `!!! note "Title"` and what is indented below it, which become an entry of a list.
    fn indented(&mut self, number: usize, start: usize, text: &str) {
        let sign = if text.starts_with('!') { "!!!" } else { "???" };
        let rest = text.trim_start_matches(['!', '?']).trim_start_matches('+');
        let Some((kind, title)) = named(rest) else { return };
        let below = (number + 1..).map_while(|number| self.line(number)).find(|(_, text)| !text.trim().is_empty());
        let prefix = self.lines.get(number).map_or(0, |line| line.prefix);
        let is_indented = below.is_some_and(|(line, _)| line.prefix >= prefix + 4 || self.is_tabbed(line, prefix));
        if !(rest.starts_with([' ', '\t']) && is_indented) {
            return;
        }
        let end = start + text.len();
        self.boxes.marks.insert(start, BoxMark::Callout(kind, title));
        self.boxes.marks.insert(start + 4, BoxMark::Nothing);
        self.blank(start..end, b"+   <?>");
        self.note(sign, start..end);
    }

    fn is_tabbed(&self, line: &Line, prefix: usize) -> bool {
        self.source.as_bytes().get(line.range.start + prefix) == Some(&b'\t')
    }

    /// `:::tip Title` and the line that closes it. Returns that line.
    fn fenced(&mut self, number: usize, start: usize, text: &str) -> Option<usize> {
        let colons = text.len() - text.trim_start_matches(':').len();
        let (kind, title) = named(text.trim_start_matches(':'))?;
        let indent = |line: &Line| self.source.get(line.range.start..line.range.start + line.prefix);
        let own = indent(self.lines.get(number)?)?;
        let mut depth = 0;
        for at in number + 1..self.lines.len().min(number + MAX_LINES) {
            let (line, inner) = self.line(at)?;
            if inner.trim().is_empty() || line.is_code {
                continue;
            }
            if line.prefix < own.len() {
                return None;
            }
            let width = inner.len() - inner.trim_start_matches(':').len();
            if width < 3 || indent(line)? != own {
                continue;
            }
            if !inner.trim_start_matches(':').trim().is_empty() {
                depth += usize::from(width == colons);
            } else if depth > 0 && width == colons {
                depth -= 1;
            } else if width >= colons {
                let (first, close) = (start..start + text.len(), line.range.start + line.prefix..line.range.end);
                self.boxes.marks.insert(start, BoxMark::Open(kind, title));
                self.boxes.marks.insert(close.start, BoxMark::Close);
                self.blank(first.clone(), HOLD);
                self.blank(close, HOLD);
                self.note(":::", first);
                return Some(at);
            }
        }
        None
    }

    /// `> [!FAQ]- Title`.
    fn quoted(&mut self, start: usize, text: &str) {
        let Some((inner, rest)) = text.get(2..).and_then(|text| text.split_once(']')) else { return };
        let name = inner.trim();
        let Some(quote) = self.source.get(..start).and_then(|before| before.rfind('>')) else { return };
        if self.source.get(quote + 1..start).is_none_or(|between| !between.trim().is_empty() || between.contains('\n'))
        {
            return;
        }
        let title = rest.trim_start_matches(['-', '+']).trim();
        let Some(kind) = callout(name).filter(|kind| *kind != inner || !rest.trim().is_empty()) else { return };
        let title = Some(plain(title)).filter(|title| !title.is_empty()).or_else(|| own_title(name));
        self.boxes.marks.insert(quote, BoxMark::Callout(lower(kind), title));
        self.blank(start..start + text.len(), b"");
        if !name.eq_ignore_ascii_case(kind) {
            self.note("[!…]", start..start + inner.len() + 3);
        }
    }

    /// `%% hidden %%`, on one line or over several.
    fn hide(&mut self, number: usize, start: usize, text: &str) {
        let mut from = 0;
        while let Some(open) = text.get(from..).and_then(|rest| rest.find("%%")).map(|at| from + at) {
            let before = text.get(..open).unwrap_or_default();
            from = open + 2;
            if before.ends_with(|c: char| c.is_ascii_digit() || c == '%') || before.matches('`').count() % 2 == 1 {
                continue;
            }
            if self.out.get(start + open) == Some(&b' ') {
                return; // The end of one that is hidden already.
            }
            let close = text.get(from..).and_then(|rest| rest.find("%%")).map(|at| start + from + at + 2);
            let end = match close {
                Some(end) => end,
                None if before.is_empty() => {
                    let below = (number + 1..).map_while(|number| self.line(number));
                    let end = below
                        .filter(|(line, _)| !line.is_code)
                        .find_map(|(line, text)| Some(line.range.start + line.prefix + text.find("%%")? + 2));
                    let Some(end) = end else { return };
                    end
                }
                None => return,
            };
            self.boxes.hidden.push(start + open..end);
            self.blank(start + open..end, b"");
            self.note("%%", start + open..start + open + 2);
            from = end.saturating_sub(start).min(text.len());
        }
    }
}

/// What a box is by its name and title: `note "Title"`, `tip Title`, `note[Title]`, `{.warning}`.
fn named(text: &str) -> Option<(&'static str, Option<String>)> {
    let text = text.trim().trim_start_matches(['{', '.']).trim();
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let kind = callout(name)?;
    let rest = rest.trim().trim_start_matches("inline end").trim_start_matches("inline");
    let title = rest.trim().trim_matches(['"', '[', ']', '{', '}', '}']).trim();
    let title = title.strip_prefix("title=").unwrap_or(title).trim_matches('"');
    Some((lower(kind), Some(plain(title)).filter(|title| !title.is_empty()).or_else(|| own_title(name))))
}

/// The name of a callout in style sheets and words.
fn lower(kind: &'static str) -> &'static str {
    match kind {
        "TIP" => "tip",
        "IMPORTANT" => "important",
        "WARNING" => "warning",
        "CAUTION" => "caution",
        _ => "note",
    }
}

/// A title without the marks of bold, italics and code.
fn plain(title: &str) -> String {
    title.replace(['*', '`'], "")
}
