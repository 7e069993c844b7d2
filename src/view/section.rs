//! Sections: navigation, neighbours, breadcrumbs and lists.

use serde::Serialize;

use super::entry::{self, Entry};
use super::navigation;
use super::strings::Strings;
use crate::site::Site;
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

/// The section of this index as navigation shows it.
pub(super) fn view(site: &Site, index: usize, words: &Strings) -> SectionView {
    let section = site.section(index);
    SectionView {
        own: entry::section(site, index, words),
        pages: section.pages.iter().take(MAX_PAGES).map(|page| link(site, *page)).collect(),
        more: section.pages.len().saturating_sub(MAX_PAGES),
        sections: section
            .children
            .iter()
            .take(MAX_PAGES)
            .map(|child| entry::section(site, *child, words))
            .map(without_summary)
            .collect(),
    }
}

fn link(site: &Site, page: usize) -> NavigationEntry {
    NavigationEntry {
        title: site.page(page).title.plain.clone(),
        url: site.url(page).href(site.pretty()),
        current: navigation::hole(page),
    }
}

fn without_summary(entry: Entry) -> Entry {
    Entry { summary: None, ..entry }
}

/// The pages before and after a page in its section.
pub(super) fn neighbours(site: &Site, index: usize, _words: &Strings) -> (Option<Entry>, Option<Entry>) {
    let pages = &site.section(site.section_of(index)).pages;
    let Some(at) = pages.iter().position(|page| *page == index) else { return (None, None) };
    let entry =
        |at: Option<usize>| at.and_then(|at| pages.get(at)).map(|page| without_summary(entry::page(site, *page)));
    (entry(at.checked_sub(1)), entry(Some(at + 1)))
}

/// The sections above, from the home page down; `inside` adds the section itself.
pub(super) fn above(site: &Site, index: usize, inside: bool, words: &Strings) -> Vec<Entry> {
    let mut chain = Vec::new();
    let mut next = if inside { Some(index) } else { site.section(index).parent };
    while let Some(at) = next {
        chain.push(without_summary(entry::section(site, at, words)));
        next = site.section(at).parent;
    }
    chain.reverse();
    chain
}

/// The first page of the first section below this one: what the home page leads to.
pub(super) fn entrance(site: &Site, index: usize) -> Option<usize> {
    site.section(index).children.iter().find_map(|child| site.section(*child).pages.first().copied())
}
