//! Sections: navigation, neighbours, breadcrumbs and lists.

use serde::Serialize;

use super::entry::{self, Entry};
use super::navigation;
use super::strings::Strings;
use crate::site::{PageRef, SectionRef};
use crate::theme::Html;

/// A section and what stands in it.
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

/// Most pages and sections that the navigation of a section shows.
const MAX_PAGES: usize = 200;

/// A section as navigation shows it.
pub(super) fn view(section: SectionRef, words: &Strings) -> SectionView {
    SectionView {
        own: entry::section(section, words),
        pages: section.pages().take(MAX_PAGES).map(link).collect(),
        more: section.pages().len().saturating_sub(MAX_PAGES),
        sections: section
            .children()
            .take(MAX_PAGES)
            .map(|child| entry::section(child, words))
            .map(without_summary)
            .collect(),
    }
}

fn link(page: PageRef) -> NavigationEntry {
    NavigationEntry { title: page.title().to_owned(), url: page.href(), current: navigation::hole(page.url()) }
}

fn without_summary(entry: Entry) -> Entry {
    Entry { summary: None, ..entry }
}

/// The pages before and after a page in its section.
pub(super) fn neighbours(page: PageRef) -> (Option<Entry>, Option<Entry>) {
    let (before, after) = page.section().neighbours(page);
    let entry = |page: Option<PageRef>| page.map(entry::page).map(without_summary);
    (entry(before), entry(after))
}

/// The sections above, from the home page down; `inside` adds the section itself.
pub(super) fn above(section: SectionRef, inside: bool, words: &Strings) -> Vec<Entry> {
    let mut chain = Vec::new();
    let mut next = if inside { Some(section) } else { section.parent() };
    while let Some(section) = next {
        chain.push(without_summary(entry::section(section, words)));
        next = section.parent();
    }
    chain.reverse();
    chain
}

/// The first page of the first section below this one: what the home page leads to.
pub(super) fn entrance(section: SectionRef<'_>) -> Option<PageRef<'_>> {
    section.children().find_map(|child| child.pages().next())
}
