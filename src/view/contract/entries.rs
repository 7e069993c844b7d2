//! Entries: a page or section as lists, navigation and links show it; and the days that stand beside them.

use jiff::civil::Date;
use serde::Serialize;

use super::Card;
use crate::site::PageIndex;

/// A page or section as a list shows it.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Entry {
    /// Its title, without markup.
    pub title: String,
    /// Its address from the site's root.
    pub url: String,
    /// The name of its kind; empty for sections.
    pub kind: &'static str,
    /// Its summary, without markup.
    pub summary: Option<String>,
    /// How many pages it holds, if it is a section.
    pub count: usize,
    /// Where it leads to another page: its parts that do, if fields with ids hold the links.
    pub parts: Vec<Part>,
    /// What lists show of it; only where a section's own page lists its pages.
    pub card: Option<Card>,
    /// The page; none for sections.
    #[serde(skip)]
    pub index: Option<PageIndex>,
}

/// A part of a page.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Part {
    /// Its title, without markup.
    pub title: String,
    /// Its address from the site's root.
    pub url: String,
    /// Its id.
    #[serde(skip)]
    pub id: String,
}

/// Entries of one kind, or of one relation.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Group {
    /// The name of the kind; empty for sections and relations.
    pub kind: &'static str,
    /// What it means that they lead here: the name of a relation; empty for kinds.
    pub relation: &'static str,
    /// What they are called together.
    pub title: String,
    /// The entries, in order.
    pub entries: Vec<Entry>,
}

/// A page that belongs to another, such as the form on which its questions are answered.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Companion {
    /// Its name; the theme's words at `companions` have its title.
    pub name: &'static str,
    /// Its address from the site's root.
    pub url: String,
}

/// A day, for templates to write in their language's order.
#[derive(Serialize, Debug)]
pub struct Day {
    /// `2026-10-31`.
    pub iso: String,
    /// 2026.
    pub year: i16,
    /// 1–12.
    pub month: i8,
    /// 1–31.
    pub day: i8,
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self { iso: date.to_string(), year: date.year(), month: date.month(), day: date.day() }
    }
}
