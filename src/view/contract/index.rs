//! What the home page and a section's own page show.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entries::List;
use super::frame::PageView;
use super::news::NewsDay;
use super::state::Due;

/// What the home page shows besides the frame.
#[derive(Serialize, Debug)]
pub struct HomePage {
    /// What there is: the sections, then pages outside of sections, by kind.
    pub listing: Vec<List>,
    /// The first page of the first section: the way in.
    pub entrance: Option<PageView>,
    /// The newest changes.
    pub news: Vec<NewsDay>,
    /// The next reviews: overdue, or due within thirty days.
    pub due: Vec<Due>,
}

/// What a section's own page shows besides the frame. The variable `lists` holds its lists as HTML.
#[derive(Serialize, Debug)]
pub struct SectionPage {
    /// What it lists: the sections within it, then its pages by kind.
    pub listing: Vec<List>,
    /// What can be printed of it besides itself, by name, with addresses from the site's root: `cards`.
    pub papers: BTreeMap<&'static str, String>,
}
