//! Markdown that was meant and is none: links, emphasis, tables and the like that readers would see as they were typed.
//!
//! The text is published all the same, so each of these is a warning. Only what somebody hardly typed on purpose is
//! reported: what stands in code or behind a backslash was meant as it stands.

mod blocks;
mod emphasis;
mod links;
mod notes;
mod tables;
mod wiki;

use std::ops::Range;

use super::prose::Prose;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::snapshot::ProjectPath;

/// All that is almost Markdown in what `prose` saw of `file`, from `offset` on.
pub(super) fn find(file: &ProjectPath, offset: usize, prose: &Prose) -> Vec<Diagnostic> {
    let mut slips = Slips { file, offset, taken: Vec::new(), problems: Vec::new() };
    blocks::find(prose, &mut slips);
    notes::find(prose, &mut slips);
    for block in &prose.blocks {
        let source = prose.slice(block.range.clone());
        let (brackets, address) =
            (source.bytes().any(|byte| matches!(byte, b'[' | b']')), source.contains("://") || source.contains("www."));
        let stars = source.contains("**") || source.contains("__");
        if !(brackets || address || stars) {
            continue;
        }
        let behind = prose.slice(block.range.end..usize::MAX).lines().next().unwrap_or_default();
        let words =
            Words { text: prose.words(block, false), source, behind, start: block.range.start, role: block.role };
        if brackets {
            wiki::find(&words, &mut slips);
            links::find(&words, &mut slips);
        }
        if address {
            links::bare(&words, &mut slips);
        }
        if stars {
            emphasis::find(&words, &mut slips);
        }
    }
    tables::find(prose, &mut slips);
    slips.problems
}

/// The words of one block.
struct Words<'a> {
    /// As [`Prose::words`] gives them: each at its place, whatever is no text marked.
    text: String,
    /// The same as it was written.
    source: &'a str,
    /// What stands behind it on its last line.
    behind: &'a str,
    start: usize,
    role: super::prose::Role,
}

impl Words<'_> {
    /// The text from `at` on.
    fn from(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The line from `at` on, or as much of it as a link may hold.
    fn line(&self, at: usize) -> &str {
        let rest = self.from(at);
        let end = rest.char_indices().find(|(at, sign)| *at >= REACH || *sign == '\n').map_or(rest.len(), |(at, _)| at);
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
        for (at, sign) in self.to(close).char_indices().rev().take(REACH) {
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

/// So many problems are reported of one text at most: who has more of them sees what is wrong.
const MOST: usize = 100;

/// How far the two ends of a link may be apart, in bytes.
const REACH: usize = 1000;

/// What was found.
struct Slips<'a> {
    file: &'a ProjectPath,
    offset: usize,
    /// Places that are reported already.
    taken: Vec<Range<usize>>,
    problems: Vec<Diagnostic>,
}

impl Slips<'_> {
    /// Whether no more is reported.
    fn is_full(&self) -> bool {
        self.problems.len() >= MOST
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
}

/// So much of what was written is repeated in a hint, in characters.
const QUOTED: usize = 60;

/// `text` on one line, cut where it is too long for a hint.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
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
