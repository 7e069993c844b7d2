//! Entries: a page or section as lists, navigation and links show it; the lists of a section's own page; days.

use jiff::civil::Date;
use serde::Serialize;

use crate::site::PageIndex;
use crate::theme::Shared;

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

/// Pages of one kind on their section's own page, or the sections within a section.
#[derive(Serialize, Debug)]
pub struct List {
    /// The name of the kind; empty for sections.
    pub kind: &'static str,
    /// What they are called together.
    pub title: String,
    /// The pages, in order, each with a [`Card`].
    pub entries: Vec<Entry>,
    /// The columns, or rows, of the grid that they make; none if their kind makes none.
    pub columns: Vec<Column>,
    /// What the list can be narrowed by.
    pub filters: Vec<Filter>,
}

/// What the pages of a list have in common with one another: a level of a framework, a term.
#[derive(Serialize, Debug)]
pub struct Column {
    /// Its title, without markup.
    pub title: String,
    /// Its address from the site's root.
    pub url: String,
    /// The kind of the page that it is, or is a part of.
    pub kind: &'static str,
    /// The title of the page that it is a part of; nothing if it is a page itself.
    pub of: Option<String>,
}

/// One side by which a list can be narrowed.
#[derive(Serialize, Debug)]
pub struct Filter {
    /// Its name: `time`. The theme's words have it at `filters`.
    pub name: &'static str,
    /// Its values, in order.
    pub options: Vec<Choice>,
}

/// A value of a filter.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Choice {
    /// The value, as in a card's `tokens` behind the name and a colon.
    pub value: String,
    /// What it is called.
    pub title: String,
    /// The address from the site's root of the page that it is, if it is one.
    pub url: Option<String>,
}

/// What a list shows of a page.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Card {
    /// Its kind's fields.
    pub fields: Shared,
    /// `draft`, `review`, `live` or `retired`.
    pub status: &'static str,
    /// Who looks after it.
    pub owner: Option<String>,
    /// How many pages lead to it.
    pub used: usize,
    /// What leads to it, if its kind's lists say so.
    pub backlinks: Vec<Group>,
    /// What it looks after, if its kind's lists say so.
    pub owns: Vec<Group>,
    /// Its columns in the list's grid, as their numbers from 0.
    pub columns: Vec<usize>,
    /// What it is narrowed by: `dimension:insight time:60`, separated by spaces.
    pub tokens: String,
}
