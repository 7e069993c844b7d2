//! Counts words, so that it can be shown that none was lost.

use super::Document;

/// How many words `text` has: runs of letters and digits. Signs between them, and so all markup, count for nothing.
#[must_use]
pub fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

/// The words of a document as its source has them.
pub(super) fn of_document(document: &Document) -> usize {
    words(&document.text) + document.title.as_deref().map_or(0, words)
}
