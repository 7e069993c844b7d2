//! What pages that are made to be printed show: the whole playbook, posters, cards.

use serde::Serialize;

use crate::theme::Html;

/// What the page with the whole playbook shows besides the frame. The variable `body` holds its pages.
#[derive(Serialize, Debug)]
pub struct BookPage {
    /// Its contents.
    pub chapters: Vec<Chapter>,
}

/// What a poster or a deck of cards shows besides the frame.
#[derive(Serialize, Debug)]
pub struct SheetsPage {
    /// Drawings as SVG, sheet by sheet.
    pub sheets: Vec<Vec<Html>>,
}

/// A chapter of the whole playbook: a section.
#[derive(Serialize, Debug)]
pub struct Chapter {
    /// Its title, without markup.
    pub title: String,
    /// Where it starts in the whole: `#` and an anchor.
    pub href: String,
    /// How many sections it is within: 0 for the home page and the sections below it.
    pub depth: usize,
    /// Its pages, in order.
    pub pages: Vec<ChapterPage>,
}

/// A page of a chapter.
#[derive(Serialize, Debug)]
pub struct ChapterPage {
    /// Its title, without markup.
    pub title: String,
    /// Where it starts in the whole: `#` and an anchor.
    pub href: String,
}
