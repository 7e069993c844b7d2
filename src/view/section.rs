//! Sections: navigation, neighbours, breadcrumbs and lists.

use super::contract::{Entry, NavigationEntry, NavigationLevel, SectionView};
use super::strings::Strings;
use super::{entry, navigation};
use crate::site::{PageRef, SectionRef};

/// Most pages and sections that the navigation of a section shows.
const MAX_PAGES: usize = 200;

/// Most sections that it shows of each folder on the way there.
const MAX_SIBLINGS: usize = 40;

/// A section as navigation shows it.
pub(super) fn view(section: SectionRef, words: &Strings) -> SectionView {
    SectionView {
        own: entry::section(section, words),
        pages: section.pages().take(MAX_PAGES).map(link).collect(),
        more: section.pages().len().saturating_sub(MAX_PAGES) + section.children().len().saturating_sub(MAX_PAGES),
        sections: section
            .children()
            .take(MAX_PAGES)
            .map(|child| entry::section(child, words))
            .map(without_summary)
            .collect(),
        root: without_summary(entry::section(chain(section).first().copied().unwrap_or(section), words)),
        above: chain(section).into_iter().skip(1).map(|section| level(section, words)).collect(),
    }
}

/// The sections that hold `section`, from the one at the top down to itself.
fn chain(section: SectionRef) -> Vec<SectionRef> {
    let mut chain = Vec::new();
    let mut next = Some(section).filter(|section| !section.is_top());
    while let Some(section) = next {
        chain.push(section);
        next = section.parent().filter(|parent| !parent.is_top());
    }
    chain.reverse();
    chain
}

/// `section` among its siblings. Of many, the nearest are shown.
fn level(section: SectionRef, words: &Strings) -> NavigationLevel {
    let link = |section: SectionRef| {
        let Entry { title, url, .. } = entry::section(section, words);
        NavigationEntry { title, url, current: navigation::hole(section.url()) }
    };
    let siblings: Vec<SectionRef> = section.parent().map(|parent| parent.children().collect()).unwrap_or_default();
    let at = siblings.iter().position(|sibling| *sibling == section).unwrap_or_default();
    let first = at.saturating_sub(MAX_SIBLINGS / 2).min(siblings.len().saturating_sub(MAX_SIBLINGS));
    let shown = siblings.iter().enumerate().skip(first).take(MAX_SIBLINGS);
    let (before, after): (Vec<_>, Vec<_>) = shown.filter(|(index, _)| *index != at).partition(|(index, _)| *index < at);
    let links = |found: Vec<(usize, &SectionRef)>| found.into_iter().map(|(_, section)| link(*section)).collect();
    NavigationLevel {
        own: link(section),
        before: links(before),
        after: links(after),
        more: siblings.len().saturating_sub(MAX_SIBLINGS),
        parent: section.parent().map(SectionRef::href).unwrap_or_default(),
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
