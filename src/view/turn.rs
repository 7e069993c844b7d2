//! The playbook as a book: its chapters, and what comes before and after a page when it is read from front to back.
//!
//! A section's own page comes first, then its pages, then the sections within it. Nothing is looked at but the sections around a
//! page, so a view costs the same in a large playbook.

use serde::Serialize;

use super::entry::{self, Entry};
use super::strings::Strings;
use crate::site::{PageRef, SectionRef};

/// Where a page stands when the playbook is read from front to back.
#[derive(Serialize, Default, Debug)]
pub struct Turn {
    /// The number of its chapter, which is a section at the top, from 1; 0 outside of all.
    pub chapter: usize,
    /// What comes before it, wherever that stands; nothing before the home page.
    pub back: Option<Entry>,
    /// What comes after it; nothing after the last page.
    pub on: Option<Entry>,
}

/// A stop on the way: a section's own page, or one of its pages.
#[derive(Clone, Copy)]
enum Stop<'a> {
    Section(SectionRef<'a>),
    Page(PageRef<'a>),
}

/// Where a page of `section` stands; `page` is none for the section's own page.
pub(super) fn turn(section: SectionRef, page: Option<PageRef>, words: &Strings) -> Turn {
    let (back, on) = match page {
        None => (before(section), section.pages().next()),
        Some(page) => {
            let (back, on) = section.neighbours(page);
            (Some(back.map_or(Stop::Section(section), Stop::Page)), on)
        }
    };
    let on = on.map(Stop::Page).or_else(|| within_or_after(section));
    let show = |stop: Stop| match stop {
        Stop::Section(section) => entry::section(section, words),
        Stop::Page(page) => entry::page(page),
    };
    let short = |stop: Stop| Entry { summary: None, ..show(stop) };
    Turn { chapter: chapter(section), back: back.map(short), on: on.map(short) }
}

/// The number of the section at the top that holds this one.
fn chapter(section: SectionRef) -> usize {
    let mut at = section;
    while let Some(parent) = at.parent() {
        if parent.is_top() {
            return parent.children().position(|child| child == at).map_or(0, |number| number + 1);
        }
        at = parent;
    }
    0
}

/// What follows the pages of a section: the first section within it, or the next beside it or above.
fn within_or_after(section: SectionRef<'_>) -> Option<Stop<'_>> {
    if let Some(child) = section.children().next() {
        return Some(Stop::Section(child));
    }
    let mut at = section;
    while let Some(parent) = at.parent() {
        let mut after = parent.children().skip_while(|child| *child != at).skip(1);
        if let Some(next) = after.next() {
            return Some(Stop::Section(next));
        }
        at = parent;
    }
    None
}

/// What comes before a section's own page: the last of the section beside it, or the last page above.
fn before(section: SectionRef<'_>) -> Option<Stop<'_>> {
    let above = section.parent()?;
    let Some(beside) = above.children().take_while(|child| *child != section).last() else {
        return Some(above.pages().next_back().map_or(Stop::Section(above), Stop::Page));
    };
    let mut at = beside;
    while let Some(last) = at.children().next_back() {
        at = last;
    }
    Some(at.pages().next_back().map_or(Stop::Section(at), Stop::Page))
}
