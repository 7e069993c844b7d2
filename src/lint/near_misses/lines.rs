//! The lines of blocks, and signs at their beginning that look like others.

use memchr::memchr;

use super::Findings;
use crate::source::markdown::{Block, Outline, Role};

/// A line of a block, from its first sign that is neither a space nor the sign of a quotation.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Where it starts in the source.
    pub(super) at: usize,
    /// Whether its block starts with it.
    pub(super) is_first: bool,
}

/// The lines of `block`.
pub(super) fn of<'t>(outline: &Outline<'t>, block: &Block) -> impl Iterator<Item = Line<'t>> {
    let (mut rest, mut next) = (Some(outline.slice(block.range.clone())), block.range.start);
    std::iter::from_fn(move || {
        let (from, start) = (rest?, next);
        let end = memchr(b'\n', from.as_bytes()).unwrap_or(from.len());
        let line = from.get(..end)?;
        (rest, next) = (from.get(end + 1..), start + end + 1);
        let text = line.trim_start_matches([' ', '>']);
        let is_first = start == block.range.start;
        Some(Line { text: text.trim_end_matches('\r'), at: start + line.len() - text.len(), is_first })
    })
}

/// Blocks whose lines may be a heading, a list or a table that was meant: words that are neither a cell nor a heading.
pub(super) fn blocks<'o>(outline: &'o Outline<'_>) -> impl Iterator<Item = &'o Block> {
    outline.blocks.iter().filter(|block| matches!(block.role, Role::Paragraph | Role::Entry))
}

/// Whether `sign` looks like a space or like nothing, and means nothing in Markdown.
pub(super) fn is_false_space(sign: char) -> bool {
    (!sign.is_ascii() && sign.is_whitespace())
        || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// What the sign is called.
pub(super) fn name(sign: char) -> &'static str {
    if sign.is_whitespace() { "a hard space" } else { "an invisible sign" }
}

/// Whether the text at `at` is text: neither code nor escaped nor part of a link.
pub(super) fn is_text(outline: &Outline, block: &Block, at: usize) -> bool {
    outline.is_word(block, at)
}

impl Findings<'_> {
    /// The replacement of `range` of the source by `text`, in the file.
    pub(super) fn replacement(&self, range: std::ops::Range<usize>, text: String) -> crate::diagnostic::Replacement {
        let span = crate::diagnostic::Span::new(self.file, self.offset + range.start..self.offset + range.end);
        crate::diagnostic::Replacement { span, text }
    }
}
