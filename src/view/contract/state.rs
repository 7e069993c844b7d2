//! What the page on the playbook's state shows.

use serde::Serialize;

use super::entries::{Day, Entry};
use super::frame::Owner;

/// What the page on the playbook's state shows besides the frame.
#[derive(Serialize, Debug)]
pub struct StatePage {
    /// How the playbook is looked after.
    pub state: State,
}

/// How the playbook is looked after.
#[derive(Serialize, Debug)]
pub struct State {
    /// The day that counts as today.
    pub today: Day,
    /// How many pages are in force.
    pub pages: usize,
    /// How many of them are overdue for review.
    pub overdue: usize,
    /// Who has to review what, those with overdue reviews first.
    pub owners: Vec<Charge>,
    /// Pages that were never reviewed, though a review should hold for some time only.
    pub never: Vec<Entry>,
    /// What is incomplete, by what is lacking.
    pub lacks: Vec<Lack>,
    /// Evidence that is too old to rely on.
    pub stale: Vec<Due>,
    /// Pages that are being checked.
    pub reviewing: Vec<Entry>,
    /// Drafts, where they are shown.
    pub drafts: Vec<Entry>,
    /// Retired pages.
    pub retired: Vec<Entry>,
    /// How many drafts are not shown.
    pub hidden: usize,
    /// How many pages will be published on a later day.
    pub scheduled: usize,
}

/// What one owner has to review.
#[derive(Serialize, Debug)]
pub struct Charge {
    /// Who; nothing for pages that nobody owns.
    pub owner: Option<Owner>,
    /// The address of a calendar of all their reviews from the site's root.
    pub calendar: Option<String>,
    /// Overdue reviews, longest first.
    pub overdue: Vec<Due>,
    /// Reviews that fall due within thirty days.
    pub soon: Vec<Due>,
}

/// A page and a day.
#[derive(Serialize, Debug)]
pub struct Due {
    /// The page.
    pub page: Entry,
    /// When it falls, or fell, due.
    pub day: Day,
    /// Whether that is past.
    pub is_overdue: bool,
}

/// Something that pages lack.
#[derive(Serialize, Debug)]
pub struct Lack {
    /// The code that `lensbook explain` knows.
    pub code: &'static str,
    /// What it means.
    pub title: &'static str,
    /// Where it was found.
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub more: usize,
    /// How many there are in all.
    pub count: usize,
}

/// Where something is lacking.
#[derive(Serialize, Debug)]
pub struct Finding {
    /// The page.
    pub page: Entry,
    /// What was found, in English.
    pub text: String,
}
