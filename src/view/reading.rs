//! The playbook as a book: its chapters, and what comes before and after a page when it is read from front to back.
//!
//! A section's own page comes first, then its pages, then the sections within it. Only the sections around a page are looked
//! at, so a view costs the same in a large playbook.

use super::contract::{Entry, ReadingPosition};
use super::entry;
use super::strings::Strings;
use crate::site::{PageRef, SectionRef};

/// A stop on the way: a section's own page, or one of its pages.
#[derive(Clone, Copy)]
enum Stop<'a> {
    Section(SectionRef<'a>),
    Page(PageRef<'a>),
}

/// Where a page of `section` stands; without `page`, its own page.
pub(super) fn position(section: SectionRef, page: Option<PageRef>, words: &Strings) -> ReadingPosition {
    let (before, after) = match page {
        None => (before(section), section.pages().next()),
        Some(page) => {
            let (before, after) = section.neighbours(page);
            (Some(before.map_or(Stop::Section(section), Stop::Page)), after)
        }
    };
    let after = after.map(Stop::Page).or_else(|| within_or_after(section));
    let show = |stop: Stop| match stop {
        Stop::Section(section) => entry::section(section, words),
        Stop::Page(page) => entry::page(page),
    };
    let short = |stop: Stop| Entry { summary: None, ..show(stop) };
    ReadingPosition { chapter: chapter(section), before: before.map(short), after: after.map(short) }
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

/// What follows the pages of a section: the first section within it, or the next one on its level or above.
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

/// What comes before a section's own page: the last of the section before it on its level, or the last page above.
fn before(section: SectionRef<'_>) -> Option<Stop<'_>> {
    let above = section.parent()?;
    let Some(previous) = above.children().take_while(|child| *child != section).last() else {
        return Some(above.pages().next_back().map_or(Stop::Section(above), Stop::Page));
    };
    let mut at = previous;
    while let Some(last) = at.children().next_back() {
        at = last;
    }
    Some(at.pages().next_back().map_or(Stop::Section(at), Stop::Page))
}
