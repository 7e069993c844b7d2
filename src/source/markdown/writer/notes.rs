//! Footnotes: numbered by their first reference, written last. One that nobody cites is left out.
//!
//! Notes may stand before the text that cites them, and may cite each other; so the order is found first, in a pass of
//! its own over texts that have notes at all. Anchors are numbers: names that look the same can't clash.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Piece, Word, Writer};

/// The footnotes of one text.
#[derive(Default)]
pub(super) struct Notes {
    /// Names of cited notes, in the order of their numbers.
    cited: Vec<String>,
    numbers: BTreeMap<String, usize>,
    /// What was written of each, by name.
    written: BTreeMap<String, Note>,
    /// The notes that are open, and the pieces around them that wait meanwhile.
    open: Vec<(String, Vec<Piece>)>,
}

#[derive(Default)]
struct Note {
    pieces: Vec<Piece>,
    references: usize,
}

impl Notes {
    pub(super) fn new(cited: Vec<String>) -> Self {
        let numbers = cited.iter().cloned().zip(1..).collect();
        Self { cited, numbers, ..Self::default() }
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }
}

/// The names of the notes that a text cites, directly or from another cited note, in the order of their numbers.
pub(in crate::source::markdown) fn cited<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<String> {
    let mut references: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    let mut images = 0;
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => open.push(name.to_string()),
            Event::End(TagEnd::FootnoteDefinition) => {
                open.pop();
            }
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::FootnoteReference(name) if images == 0 => {
                references.entry(open.last().cloned()).or_default().push(name.to_string());
            }
            _ => {}
        }
    }
    let mut order: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = references.remove(&None).unwrap_or_default();
    let mut at = 0;
    loop {
        order.extend(next.into_iter().filter(|name| seen.insert(name.clone())));
        let Some(name) = order.get(at) else { return order };
        next = references.remove(&Some(name.clone())).unwrap_or_default();
        at += 1;
    }
}

impl Writer<'_> {
    pub(super) fn in_note(&self) -> bool {
        !self.notes.open.is_empty()
    }

    /// Whether what is being written will be left out.
    pub(super) fn in_uncited_note(&self) -> bool {
        self.notes.open.iter().any(|(name, _)| self.notes.number(name).is_none())
    }

    pub(super) fn note_reference(&mut self, name: &str) {
        if self.collecting() || self.in_uncited_note() {
            return;
        }
        let Some(number) = self.notes.number(name) else { return };
        let note = self.notes.written.entry(name.to_owned()).or_default();
        note.references += 1;
        let again = if note.references > 1 { format!("-{}", note.references) } else { String::new() };
        let open = format!("<sup class=\"note\" id=\"note--{number}-ref{again}\">");
        let html = if self.in_link() {
            format!("{open}{number}</sup>")
        } else {
            format!("{open}<a href=\"#note--{number}\">{number}</a></sup>")
        };
        self.push(&html);
    }

    pub(super) fn open_note(&mut self, name: &str) {
        self.line();
        self.flush();
        let around = std::mem::take(&mut self.body.pieces);
        self.notes.open.push((name.to_owned(), around));
    }

    pub(super) fn close_note(&mut self) {
        self.flush();
        let Some((name, around)) = self.notes.open.pop() else { return };
        let pieces = std::mem::replace(&mut self.body.pieces, around);
        let note = self.notes.written.entry(name).or_default();
        if note.pieces.is_empty() {
            note.pieces = pieces;
        }
    }

    /// Writes the notes at the end of the body.
    pub(super) fn write_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        let Notes { cited, mut written, .. } = notes;
        if cited.is_empty() {
            return;
        }
        self.piece(Piece::Word(Word::Notes));
        self.push("\n<ol>\n");
        for (at, name) in cited.iter().enumerate() {
            let number = at + 1;
            self.push(&format!("<li id=\"note--{number}\">\n"));
            self.flush();
            self.body.pieces.extend(written.remove(name).unwrap_or_default().pieces);
            self.piece(Piece::Word(Word::NoteBack(number)));
            self.push("</li>\n");
        }
        self.push("</ol>\n</section>\n");
        self.flush();
    }
}
