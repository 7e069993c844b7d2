//! Near-misses of Markdown: links, emphasis, tables and the like that readers would see as they were typed.
//!
//! The text is published all the same, so each finding is a warning. Code and escaped characters are left alone, because
//! their authors meant them as they are.

mod blocks;
mod double_brackets;
mod emphasis;
mod foreign;
mod images;
mod lines;
mod links;
mod lists;
mod nesting;
mod notes;
mod tables;
mod tabs;

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use crate::diagnostic::{Code, Diagnostic, Fix, Replacement, Span};
use crate::snapshot::ProjectPath;
use crate::source::markdown::{Block, Outline, Role};

/// Everything in a text of `file` that is almost Markdown, as warnings.
#[must_use]
pub fn find(file: &ProjectPath, outline: &Outline) -> Vec<Diagnostic> {
    let mut findings = Findings { file, offset: outline.offset, taken: Vec::new(), problems: Vec::new() };
    let signs = Signs::of(outline.source);
    blocks::find(outline, &signs, &mut findings);
    notes::find(outline, &signs, &mut findings);
    foreign::in_lines(outline, &mut findings);
    lists::find(outline, &mut findings);
    nesting::find(outline, &mut findings);
    images::find(outline, &mut findings);
    if signs.tabs {
        tabs::find(outline, &mut findings);
    }
    if signs.addresses || signs.bold || signs.brackets || signs.foreign.any() {
        outline.blocks.iter().for_each(|block| in_block(outline, block, &signs, &mut findings));
    }
    tables::find(outline, &signs, &mut findings);
    findings.problems
}

/// Which signs a text holds at all. Most texts hold few of them, so their blocks need no closer look.
#[expect(clippy::struct_excessive_bools, reason = "one answer for each sign")]
struct Signs {
    brackets: bool,
    addresses: bool,
    bold: bool,
    notes: bool,
    hashes: bool,
    bars: bool,
    tabs: bool,
    foreign: foreign::ForeignSigns,
}

impl Signs {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let holds = |sign: &str| memmem::find(bytes, sign.as_bytes()).is_some();
        Self {
            brackets: memchr2(b'[', b']', bytes).is_some(),
            addresses: holds("://") || holds("www."),
            bold: holds("**") || holds("__"),
            notes: holds("[^"),
            hashes: memchr(b'#', bytes).is_some(),
            bars: memchr(b'|', bytes).is_some(),
            tabs: memchr(b'\t', bytes).is_some(),
            foreign: foreign::ForeignSigns::of(bytes),
        }
    }
}

/// Near-misses that lie inside one block.
fn in_block(outline: &Outline, block: &Block, signs: &Signs, findings: &mut Findings) {
    let source = outline.slice(block.range.clone());
    let brackets = signs.brackets && outline.may_hold(block, (b'[', b']'));
    let addresses = signs.addresses && (source.contains("://") || source.contains("www."));
    let bold = signs.bold && outline.may_hold(block, (b'*', b'_'));
    let foreign = signs.foreign.any() && signs.foreign.is_in(source);
    if !(brackets || addresses || bold || foreign) {
        return;
    }
    let behind = outline.slice(block.range.end..usize::MAX).lines().next().unwrap_or_default();
    let words =
        BlockText { text: outline.words(block, false), source, behind, start: block.range.start, role: block.role };
    if brackets {
        double_brackets::find(&words, findings);
        links::find(&words, findings);
    }
    if addresses {
        links::bare(&words, findings);
    }
    if bold {
        emphasis::find(&words, findings);
    }
    if foreign {
        foreign::in_words(&words, findings);
    }
}

/// The words of one block.
struct BlockText<'a> {
    /// As `Prose::words` gives them: each at its place, whatever is no text marked.
    text: String,
    /// The same as it was written.
    source: &'a str,
    /// What stands behind it on its last line.
    behind: &'a str,
    start: usize,
    role: Role,
}

impl BlockText<'_> {
    /// The text from `at` on.
    fn from(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The line from `at` on, or as much of it as a link may hold.
    fn line(&self, at: usize) -> &str {
        let rest = self.from(at);
        let end =
            rest.char_indices().find(|(at, sign)| *at >= MAX_LINK || *sign == '\n').map_or(rest.len(), |(at, _)| at);
        rest.get(..end).unwrap_or_default()
    }

    /// The text up to `at`.
    fn to(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }

    /// What was written in `range`.
    fn written(&self, range: Range<usize>) -> &str {
        self.source.get(range).unwrap_or_default()
    }

    /// The place in the source of `range` in the text.
    fn place(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// Where the bracket opens that closes at `close`.
    fn opener(&self, close: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, sign) in self.to(close).char_indices().rev().take(MAX_LINK) {
            match sign {
                ']' => depth += 1,
                '[' if depth == 0 => return Some(at),
                '[' => depth -= 1,
                _ => {}
            }
        }
        None
    }
}

/// At most so many problems are reported about one text: an author who sees these knows what is wrong.
const MAX_PROBLEMS: usize = 100;

/// The longest link that is recognised, in bytes.
const MAX_LINK: usize = 1000;

/// What was found.
struct Findings<'a> {
    file: &'a ProjectPath,
    offset: usize,
    /// Places that are reported already.
    taken: Vec<Range<usize>>,
    problems: Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Whether no more is reported.
    fn is_full(&self) -> bool {
        self.problems.len() >= MAX_PROBLEMS
    }

    /// Whether something is reported that overlaps `range`.
    fn is_taken(&self, range: &Range<usize>) -> bool {
        self.taken.iter().any(|taken| taken.start < range.end && range.start < taken.end)
    }

    /// Reports `range` of the source, unless something that overlaps it is reported already.
    fn add(&mut self, code: &'static Code, range: Range<usize>, message: impl Into<String>, label: &str, hint: String) {
        if self.is_full() || self.is_taken(&range) {
            return;
        }
        let span = Span::new(self.file, self.offset + range.start..self.offset + range.end);
        self.taken.push(range);
        self.problems.push(Diagnostic::new(code, message).at(span).because(label).hint(hint));
    }

    /// As [`Self::add`], with the replacements that carry out the hint.
    fn add_fix(
        &mut self,
        code: &'static Code,
        range: Range<usize>,
        message: impl Into<String>,
        label: &str,
        hint: String,
        replacements: Vec<Replacement>,
    ) {
        let before = self.problems.len();
        self.add(code, range, message, label, hint.clone());
        if let Some(problem) = self.problems.get_mut(before) {
            problem.fixes.push(Fix { title: hint, replacements });
        }
    }
}

/// How much of the text a hint repeats, in characters.
const MAX_QUOTE: usize = 60;

/// `text` on one line, cut where it is too long for a hint.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_QUOTE) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

/// Whether somebody who writes `text` means a file, a heading or an address.
fn is_target(text: &str) -> bool {
    const STARTS: [&str; 8] = ["https://", "http://", "mailto:", "tel:", "../", "./", "#", "/"];
    const ENDS: [&str; 19] = [
        "md", "html", "htm", "pdf", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "docx", "xlsx", "pptx", "csv",
        "txt", "zip", "doc", "xls",
    ];
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let ends = path.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && ENDS.contains(&end));
    ends || STARTS
        .iter()
        .any(|start| text.strip_prefix(start).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)))
}
