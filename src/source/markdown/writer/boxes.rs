//! Boxes of other tools while they are open: which quotations, entries of lists and lines of HTML are callouts.

use std::collections::BTreeMap;

use super::{BoxMark, Piece, Range, Word, Writer};
use crate::source::markdown::escape;

/// What is open.
#[derive(Default)]
pub(super) struct OpenBoxes {
    marks: BTreeMap<usize, BoxMark>,
    /// For each open quotation, list and entry, whether it is a box.
    quotes: Vec<bool>,
    lists: Vec<bool>,
    items: Vec<bool>,
    /// How many boxes are open that a line closes.
    lines: usize,
    /// Whether the HTML that is open only keeps a place.
    in_html: bool,
}

impl OpenBoxes {
    pub(super) fn new(marks: BTreeMap<usize, BoxMark>) -> Self {
        Self { marks, ..Self::default() }
    }

    fn callout(&self, at: usize) -> Option<(&'static str, Option<String>)> {
        match self.marks.get(&at) {
            Some(BoxMark::Callout(name, title)) => Some((*name, title.clone())),
            _ => None,
        }
    }

    /// Whether the list at `at` begins with a box, so that it shows none itself.
    pub(super) fn open_list(&mut self, at: usize) -> bool {
        if self.marks.is_empty() {
            return false;
        }
        let is_box = self.callout(at).is_some();
        self.lists.push(is_box);
        is_box
    }

    /// Whether the quotation that ends is a box.
    pub(super) fn close_quote(&mut self) -> bool {
        self.quotes.pop().unwrap_or_default()
    }

    /// Whether the HTML that ends only keeps a place.
    pub(super) fn close_html(&mut self) -> bool {
        std::mem::take(&mut self.in_html)
    }

    /// Whether the HTML that is open only keeps a place.
    pub(super) fn is_in_html(&self) -> bool {
        self.in_html
    }
}

impl Writer<'_> {
    /// Opens a callout with its title, or else the word for it.
    pub(super) fn open_callout(&mut self, name: &'static str, title: Option<&str>) {
        self.block(&format!("<div class=\"callout callout-{name}\" role=\"note\">"));
        match title {
            Some(title) => {
                let mut html = String::from("<p class=\"callout-title\">");
                escape(&mut html, title);
                html.push_str("</p>");
                self.push(&html);
            }
            None => self.piece(Piece::Word(Word::Callout(name))),
        }
        self.push("\n");
    }

    /// Opens the quotation at `span` as a callout if another tool means one.
    pub(super) fn open_boxed_quote(&mut self, span: &Range<usize>) -> bool {
        let found = self.boxes.callout(span.start - self.offset);
        self.boxes.quotes.push(found.is_some());
        let Some((name, title)) = found else { return false };
        self.open_callout(name, title.as_deref());
        true
    }

    pub(super) fn open_item(&mut self, span: &Range<usize>) {
        if self.boxes.marks.is_empty() {
            return self.block("<li>");
        }
        let found = self.boxes.callout(span.start - self.offset);
        let in_box_list = self.boxes.lists.last().copied().unwrap_or_default();
        self.boxes.items.push(found.is_some());
        match (found, in_box_list) {
            (Some((name, title)), true) => self.open_callout(name, title.as_deref()),
            (Some((name, title)), false) => {
                self.block("</ul>\n");
                self.open_callout(name, title.as_deref());
            }
            (None, true) => self.block("<ul>\n<li>"),
            (None, false) => self.block("<li>"),
        }
    }

    pub(super) fn close_item(&mut self) {
        if self.boxes.marks.is_empty() {
            return self.push("</li>\n");
        }
        let in_box_list = self.boxes.lists.last().copied().unwrap_or_default();
        match (self.boxes.items.pop().unwrap_or_default(), in_box_list) {
            (true, true) => self.block("</div>\n"),
            (true, false) => self.block("</div>\n<ul>\n"),
            (false, true) => self.push("</li>\n</ul>\n"),
            (false, false) => self.push("</li>\n"),
        }
    }

    pub(super) fn close_list(&mut self, ordered: bool) {
        if !self.boxes.marks.is_empty() && self.boxes.lists.pop().unwrap_or_default() {
            return;
        }
        self.push(if ordered { "</ol>\n" } else { "</ul>\n" });
    }

    /// Whether the HTML at `span` stands for a line of a box. If so, the box is opened or closed.
    pub(super) fn is_box(&mut self, span: &Range<usize>) -> bool {
        if self.boxes.marks.is_empty() {
            return false;
        }
        let range = span.start - self.offset..span.end - self.offset;
        let Some(mark) = self.boxes.marks.range(range).next().map(|(_, mark)| mark.clone()) else { return false };
        match mark {
            BoxMark::Open(name, title) => {
                self.boxes.lines += 1;
                self.open_callout(name, title.as_deref());
            }
            BoxMark::Close if self.boxes.lines > 0 => {
                self.boxes.lines -= 1;
                self.block("</div>\n");
            }
            BoxMark::Close | BoxMark::Nothing | BoxMark::Callout(..) => {}
        }
        self.boxes.in_html = true;
        true
    }

    /// Closes what the text left open.
    pub(super) fn close_boxes(&mut self) {
        for _ in 0..std::mem::take(&mut self.boxes.lines) {
            self.block("</div>\n");
        }
    }
}
