//! The frame that every page has: what all pages share, the page itself, and where it stands.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entries::{Day, Entry};
use super::news::Changed;
use crate::theme::{Html, Shared};

/// What every page has, whatever else it shows.
#[derive(Serialize, Debug)]
pub struct Frame {
    /// What to put before an address that counts from the site's root, to get there from here.
    pub root: String,
    /// What all pages share; see [`SiteView`].
    pub site: Shared,
    /// The section of the page, with its pages; see [`SectionView`].
    pub section: Shared,
    /// The theme's words in the playbook's language.
    pub t: Shared,
    /// The page itself.
    pub page: PageView,
    /// The sections above it, from the home page down.
    pub breadcrumbs: Vec<Entry>,
    /// The page before it in its section.
    pub previous: Option<Entry>,
    /// The page after it in its section.
    pub next: Option<Entry>,
    /// Where it stands when the playbook is read from front to back.
    pub reading: ReadingPosition,
    /// Whether its text shows objects of other pages in place.
    pub has_embeds: bool,
}

/// What all pages share.
#[derive(Serialize, Debug)]
pub struct SiteView {
    /// The playbook's title.
    pub title: String,
    /// One line below it.
    pub tagline: Option<String>,
    /// Whose playbook it is.
    pub organisation: Option<String>,
    /// Its language.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Where it will be, if that is known; ends in `/`.
    pub base_url: Option<String>,
    /// The home page's address from the root.
    pub home: String,
    /// The day of the build, for ages.
    pub today: Day,
    /// The address of the page on the playbook's state, from the root.
    pub state: Option<String>,
    /// The address of the page on what is new, from the root, where the project's history is known.
    pub changes: Option<String>,
    /// The address of the page with the whole playbook, from the root, if there is one.
    pub print: Option<String>,
    /// The absolute address of the Atom feed, if there is one.
    pub feed: Option<String>,
    /// The sections at the top, in order, as many as fit into a menu.
    pub nav: Vec<Entry>,
    /// How many more there are; the home page lists them all.
    pub nav_more: usize,
    /// Addresses of the theme's assets from the root, by their names.
    pub assets: BTreeMap<String, String>,
    /// Of these, the style sheets that are named after a kind, by the kind.
    pub kind_sheets: BTreeMap<&'static str, String>,
    /// The theme's settings.
    pub settings: BTreeMap<String, serde_json::Value>,
}

/// A section and its pages.
#[derive(Serialize, Debug)]
pub struct SectionView {
    /// Its own page.
    pub own: Entry,
    /// Its pages, in order.
    pub pages: Vec<NavigationEntry>,
    /// How many more pages it has; its own page lists them all.
    pub more: usize,
    /// The sections within it.
    pub sections: Vec<Entry>,
    /// The section at the top that holds it; itself if it stands there.
    pub root: Entry,
    /// The sections on the way to it from the one at the top, itself last; none for a section at the top.
    pub above: Vec<NavigationLevel>,
}

/// A section on the way to another, among its siblings.
#[derive(Serialize, Debug)]
pub struct NavigationLevel {
    /// The section.
    pub own: NavigationEntry,
    /// The sections before it in the same section.
    pub before: Vec<NavigationEntry>,
    /// The sections after it.
    pub after: Vec<NavigationEntry>,
    /// How many more there are; the page of the section that holds them lists them all.
    pub more: usize,
    /// The address of that page from the site's root.
    pub parent: String,
}

/// A page in its section's navigation.
#[derive(Serialize, Debug)]
pub struct NavigationEntry {
    /// Its title, without markup.
    pub title: String,
    /// Its address from the site's root.
    pub url: String,
    /// In the template `navigation.html`: ` aria-current="page"` where the page is the one being shown, else nothing. To be
    /// printed inside the tag of its link.
    pub current: Html,
}

/// What the template `navigation.html` sees. It is rendered once for each section, not once for each page.
#[derive(Serialize, Debug)]
pub struct NavigationView {
    /// As in [`Frame::root`].
    pub root: String,
    /// As in [`Frame::site`].
    pub site: Shared,
    /// As in [`Frame::section`].
    pub section: Shared,
    /// As in [`Frame::t`].
    pub t: Shared,
}

/// A page.
#[derive(Serialize, Debug)]
pub struct PageView {
    /// Its id; empty for pages that nobody wrote.
    pub id: String,
    /// The name of its kind; empty for pages that nobody wrote.
    pub kind: &'static str,
    /// What one of its kind is called.
    pub kind_title: String,
    /// Its title without markup.
    pub title: String,
    /// Its title as HTML.
    pub title_html: Html,
    /// Its summary without markup.
    pub summary: Option<String>,
    /// Its address from the site's root.
    pub url: String,
    /// The address of its Markdown form from the site's root, if it has one.
    pub markdown: Option<String>,
    /// Its absolute address, if the site's is known.
    pub canonical: Option<String>,
    /// `draft`, `review`, `live` or `retired`.
    pub status: &'static str,
    /// Who looks after it.
    pub owner: Option<Owner>,
    /// Its reviews.
    pub review: Review,
    /// Its last change, where the project's history is known.
    pub changed: Option<Changed>,
    /// What took its place, if it is retired and its text says so.
    pub instead: Option<Entry>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Where it can be edited.
    pub edit_url: Option<String>,
    /// Its own kind's fields, each as its type says: text as HTML, references as `{id, title, url, kind, summary}`,
    /// durations as `{text, iso, minutes}`, dates as [`Day`].
    pub fields: Shared,
    /// The author's own values.
    pub extra: serde_json::Value,
    /// Its headings of the second and third level, for the contents of the page.
    pub contents: Vec<Heading>,
    /// Its diagrams by their names, ready to be shown: `flow`, `ladder` or `flywheel`, where its kind has one.
    pub diagrams: BTreeMap<&'static str, Html>,
    /// Whether it is a section's own page.
    pub is_index: bool,
}

/// Who looks after a page.
#[derive(Serialize, Debug)]
pub struct Owner {
    /// What it is called.
    pub title: String,
    /// The address of its page from the site's root, if it has one.
    pub url: Option<String>,
}

/// When a page was and will be reviewed.
#[derive(Serialize, Default, Debug)]
pub struct Review {
    /// Its last review.
    pub last: Option<Day>,
    /// When the next falls due.
    pub due: Option<Day>,
    /// Whether that is past.
    pub overdue: bool,
    /// The day after which it should no longer be relied on, if that is past.
    pub stale: Option<Day>,
}

/// A heading in the contents of a page.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Heading {
    /// 2 or 3.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub title: String,
}

/// Where a page stands when the playbook is read from front to back.
#[derive(Serialize, Default, Debug)]
pub struct ReadingPosition {
    /// The number of its chapter, which is a section at the top, from 1; 0 outside of all.
    pub chapter: usize,
    /// What comes before it, in its section or another; nothing before the home page.
    pub before: Option<Entry>,
    /// What comes after it; nothing after the last page.
    pub after: Option<Entry>,
}
