//! Sections: navigation, neighbours, breadcrumbs and lists.

use super::entry::{self, Entry};
use super::words::Words;
use super::{NavigationEntry, SectionView, navigation};
use crate::site::Site;

/// Most pages and sections that the navigation of a section shows.
const MOST: usize = 200;

/// The section of this index as navigation shows it.
pub(super) fn view(site: &Site, index: usize, words: &Words) -> SectionView {
    let section = site.section(index);
    SectionView {
        own: entry::section(site, index, words),
        pages: section.pages.iter().take(MOST).map(|page| link(site, *page)).collect(),
        more: section.pages.len().saturating_sub(MOST),
        sections: section
            .children
            .iter()
            .take(MOST)
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
pub(super) fn neighbours(site: &Site, index: usize, _words: &Words) -> (Option<Entry>, Option<Entry>) {
    let pages = &site.section(site.section_of(index)).pages;
    let Some(at) = pages.iter().position(|page| *page == index) else { return (None, None) };
    let entry =
        |at: Option<usize>| at.and_then(|at| pages.get(at)).map(|page| without_summary(entry::page(site, *page)));
    (entry(at.checked_sub(1)), entry(Some(at + 1)))
}

/// The sections above, from the home page down; `inside` adds the section itself.
pub(super) fn above(site: &Site, index: usize, inside: bool, words: &Words) -> Vec<Entry> {
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
