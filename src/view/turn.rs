//! The playbook as a book: its chapters, and what comes before and after a page when it is read from front to back.
//!
//! A section's own page comes first, then its pages, then the sections within it. Nothing is looked at but the sections around a
//! page, so a view costs the same in a large playbook.

use serde::Serialize;

use super::entry::{self, Entry};
use super::strings::Strings;
use crate::site::Site;

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
enum Stop {
    Section(usize),
    Page(usize),
}

/// Where a page of a section stands; `page` is none for the section's own page.
pub(super) fn turn(site: &Site, section: usize, page: Option<usize>, words: &Strings) -> Turn {
    let pages = &site.section(section).pages;
    let at = page.and_then(|page| pages.iter().position(|other| *other == page));
    let (back, on) = match (page, at) {
        (None, _) => (before(site, section), pages.first().map(|page| Stop::Page(*page))),
        (Some(_), Some(at)) => (
            Some(
                at.checked_sub(1).and_then(|at| pages.get(at)).map_or(Stop::Section(section), |page| Stop::Page(*page)),
            ),
            pages.get(at + 1).map(|page| Stop::Page(*page)),
        ),
        (Some(_), None) => (Some(Stop::Section(section)), None),
    };
    let on = on.or_else(|| within_or_after(site, section));
    let show = |stop: Stop| match stop {
        Stop::Section(index) => entry::section(site, index, words),
        Stop::Page(index) => entry::page(site, index),
    };
    let short = |stop: Stop| Entry { summary: None, ..show(stop) };
    Turn { chapter: chapter(site, section), back: back.map(short), on: on.map(short) }
}

/// The number of the section at the top that holds this one.
fn chapter(site: &Site, section: usize) -> usize {
    let mut at = section;
    while let Some(parent) = site.section(at).parent {
        if parent == 0 {
            return site.section(0).children.iter().position(|child| *child == at).map_or(0, |number| number + 1);
        }
        at = parent;
    }
    0
}

/// What follows the pages of a section: the first section within it, or the next beside it or above.
fn within_or_after(site: &Site, section: usize) -> Option<Stop> {
    if let Some(child) = site.section(section).children.first() {
        return Some(Stop::Section(*child));
    }
    let mut at = section;
    while let Some(parent) = site.section(at).parent {
        let beside = &site.section(parent).children;
        let place = beside.iter().position(|child| *child == at)?;
        if let Some(next) = beside.get(place + 1) {
            return Some(Stop::Section(*next));
        }
        at = parent;
    }
    None
}

/// What comes before a section's own page: the last of the section beside it, or the last page above.
fn before(site: &Site, section: usize) -> Option<Stop> {
    let parent = site.section(section).parent?;
    let above = site.section(parent);
    let place = above.children.iter().position(|child| *child == section)?;
    let Some(beside) = place.checked_sub(1).and_then(|place| above.children.get(place)) else {
        return Some(above.pages.last().map_or(Stop::Section(parent), |page| Stop::Page(*page)));
    };
    let mut at = *beside;
    while let Some(last) = site.section(at).children.last() {
        at = *last;
    }
    Some(site.section(at).pages.last().map_or(Stop::Section(at), |page| Stop::Page(*page)))
}
