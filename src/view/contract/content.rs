//! What a page of a kind shows besides its own fields: what leads to it, and what it shows of other pages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entries::{Companion, Group};
use super::frame::PageView;
use crate::theme::Shared;

/// What a page of a kind shows besides the frame.
#[derive(Serialize, Debug)]
pub struct KindPage {
    /// What leads to it, grouped by what that means.
    pub backlinks: Vec<Group>,
    /// What leads to its parts, by the part's id: for each, groups as in `backlinks`, in which they stand as well.
    pub part_backlinks: BTreeMap<String, Vec<Group>>,
    /// What it shows of pages that lead to it: on a dimension's page, a framework's row and the questions of a canvas.
    pub excerpts: Vec<Excerpt>,
    /// What it reaches through pages that lead to it: on a dimension's page, the metrics of the plays that improve it.
    pub beyond: Vec<Group>,
    /// What it looks after, by kind, if it is a role.
    pub owns: Vec<Group>,
    /// The pages that belong to it, such as the form on which its questions are answered.
    pub companions: Vec<Companion>,
    /// What can be printed of it besides itself, by name, with addresses from the site's root: `poster`, `cards`.
    pub papers: BTreeMap<&'static str, String>,
}

/// An object that another page shows in place, by the component named after its kind. These are the component's arguments;
/// it may take `root`, `site` and `t` from the page around it.
#[derive(Serialize, Debug)]
pub struct Embed {
    /// The object.
    pub page: PageView,
    /// The part of it that is meant; empty for the whole.
    pub part: String,
}

/// What a page shows of one that leads to it, because it is about the same: a framework's row on the page of a dimension.
#[derive(Serialize, Debug)]
pub struct Excerpt {
    /// The page that leads to it.
    pub page: PageView,
    /// The ids of its parts that are meant.
    pub parts: Vec<String>,
}

/// A page as the components `definition` and `citation` show it at the end of another.
#[derive(Serialize, Debug)]
pub struct Note {
    /// Its id. The element must have the id `lb-term-…`, or `lb-cite-…`, with this behind it.
    pub id: String,
    /// Its title without markup.
    pub title: String,
    /// Its address from the site's root.
    pub url: String,
    /// Its summary without markup.
    pub summary: Option<String>,
    /// Its kind's fields, as in [`super::PageView::fields`].
    pub fields: Shared,
}
