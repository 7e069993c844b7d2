//! Sections: navigation, neighbours, breadcrumbs and lists.

use super::contract::{Entry, NavigationEntry, SectionView};
use super::strings::Strings;
use super::{entry, navigation};
use crate::site::{PageRef, SectionRef};

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
