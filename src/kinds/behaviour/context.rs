//! What behaviours are given to work with, and the definitions that they find.

use std::ops::Range;

use crate::page::{Data, Page, Record, Value};

/// The page that a reference leads to.
pub type Target<'t, 'p> = &'t dyn Fn(&Value) -> Option<&'p Page>;

/// What a diagram takes from where it is shown.
pub struct DiagramContext<'a> {
    /// The address of one of the page's parts.
    pub part: &'a dyn Fn(&str) -> String,
    /// What a link is called in a label, by its index in the page's links: its target's title, or nothing for a citation.
    pub name: &'a dyn Fn(usize) -> String,
}

impl DiagramContext<'_> {
    /// The text of field `name` as a label; empty if there is none.
    pub(in crate::kinds) fn label(&self, record: &Record, name: &str) -> String {
        match record.get(name).map(|value| &value.data) {
            Some(Data::Text(rich)) => rich.named(self.name),
            _ => record.text(name).unwrap_or_default().to_owned(),
        }
    }
}

/// What a page says that a word means.
#[derive(Debug)]
pub struct Definition<'p> {
    /// The word, in all its spellings.
    pub words: Vec<&'p str>,
    /// Everything that it means, without markup.
    pub texts: Vec<&'p str>,
    /// Where that stands.
    pub place: &'p Range<usize>,
    /// Whether the page can give several meanings of one word.
    pub is_list: bool,
}

impl<'p> Definition<'p> {
    /// What the title of `page` means, by the text in its field `field`.
    pub(in crate::kinds) fn of_title(page: &'p Page, field: &str) -> Option<Self> {
        let texts = vec![page.fields.text(field)?];
        Some(Self { words: vec![&page.title.plain], texts, place: &page.title_place, is_list: false })
    }

    /// Whether it gives a single meaning although its page could give several.
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        self.is_list && self.texts.len() == 1
    }
}
