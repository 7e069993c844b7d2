//! What the page on what is new shows.

use serde::Serialize;

use super::entries::{Day, Entry};

/// What the page on what is new shows besides the frame.
#[derive(Serialize, Debug)]
pub struct ChangesPage {
    /// The newest changes, by day.
    pub news: Vec<NewsDay>,
}

/// What changed on one day.
#[derive(Serialize, Debug)]
pub struct NewsDay {
    /// The day.
    pub day: Day,
    /// The changes, newest first.
    pub changes: Vec<NewsItem>,
}

/// A change of a page.
#[derive(Serialize, Debug)]
pub struct NewsItem {
    /// The page.
    pub page: Entry,
    /// `new`, `moved`, `retired` or `edited`.
    pub what: &'static str,
    /// That, in words.
    pub title: String,
    /// What of it was edited, in words.
    pub fields: Vec<String>,
    /// Who did it, unless lensbook.yaml hides that.
    pub by: Option<String>,
}

/// When a page was changed last, and by whom.
#[derive(Serialize, Debug)]
pub struct Changed {
    /// The day.
    pub day: Day,
    /// Who, unless lensbook.yaml hides that.
    pub by: Option<String>,
}
