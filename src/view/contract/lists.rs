//! What a section's own page lists: its pages by kind, with what the list can be narrowed by.

use serde::Serialize;

use super::{Entry, Group};
use crate::theme::Shared;

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
    /// The kind of the page that it is or stands in.
    pub kind: &'static str,
    /// The title of the page that it stands in; nothing if it is a page itself.
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
