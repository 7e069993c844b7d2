//! What was linked before, so that only links whose answer may differ are looked up again.
//!
//! Where a link leads depends on its page and on the book of addresses: which pages there are, with which ids, kinds, files
//! and parts, which sections and which files. If the book reads as it did, a page that is the very same has the very same
//! targets. In the same way the addresses hold while pages are named as they were, and the sections while they are also sorted as they
//! were. Refuses to know which page depends on which: one difference in the book, and every link is looked up.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::places::{Backlinks, Names, Places, Targets};
use super::url::UrlPath;
use super::{routes, sections};
use crate::config::Config;
use crate::page::{Page, Status};
use crate::snapshot::ProjectPath;

/// The book of addresses of one link, and what it said of each page's links.
#[derive(Clone, Default, Debug)]
pub struct LinkCache {
    pages: Arc<Vec<Arc<Page>>>,
    hidden: Vec<Arc<Page>>,
    places: Option<Places>,
    files: BTreeMap<UrlPath, ProjectPath>,
    targets: Arc<Vec<Targets>>,
    /// For each page whether all of its links lead somewhere.
    sound: Vec<bool>,
    backlinks: Option<Backlinks>,
}

impl LinkCache {
    /// Whether it says the same of `now`.
    pub(super) fn says(&self, now: &Names) -> bool {
        let sections = self.places.as_ref().map_or(&[][..], |places| &places.sections);
        same(&self.pages, now.pages, same_address)
            && same(&self.hidden, now.hidden, |_, _| false)
            && sections.len() == now.sections.len()
            && sections.iter().zip(now.sections).all(|(known, section)| known.path == section.path)
            && self.files == *now.files
    }

    /// Where `pages` stand: as before, as far as they are named and sorted as they were.
    pub(super) fn places(&self, pages: &[Arc<Page>], config: &Config) -> Places {
        let pretty = config.pretty_urls;
        let known =
            self.places.as_ref().filter(|known| known.pretty == pretty && same(&self.pages, pages, same_address));
        if let Some(known) = known.filter(|_| same(&self.pages, pages, same_order)) {
            return known.clone();
        }
        let urls = known.map_or_else(|| Arc::new(routes::pages(pages, config)), |known| known.urls.clone());
        let (sections, section_of) = sections::build(pages, &urls);
        Places { pretty, urls, sections: Arc::new(sections), section_of: Arc::new(section_of) }
    }

    /// The targets of the page at `index`, if that is the very same page.
    pub(super) fn targets(&self, index: usize, page: &Arc<Page>) -> Option<Targets> {
        let known = self.pages.get(index).is_some_and(|known| Arc::ptr_eq(known, page));
        let sound = known && self.sound.get(index) == Some(&true);
        self.targets.get(index).filter(|_| sound).cloned()
    }

    /// What leads to each page, if every page leads where it did.
    pub(super) fn backlinks(&self, pages: &[Arc<Page>], targets: &[Targets]) -> Option<Backlinks> {
        let meanings = |page: &Page| page.links.iter().map(|link| link.relation).collect::<Vec<_>>();
        let known = self.targets.iter().zip(&self.sound);
        let mut rows = self.pages.iter().zip(known).zip(pages.iter().zip(targets));
        let same = rows.all(|((before, (known, sound)), (page, row))| {
            *sound
                && (Arc::ptr_eq(known, row) || known == row)
                && (Arc::ptr_eq(before, page) || meanings(before) == meanings(page))
        });
        self.backlinks.clone().filter(|_| same && self.pages.len() == pages.len())
    }

    /// Writes down what was found.
    pub(super) fn write(
        &mut self,
        now: &Names,
        places: &Places,
        targets: &Arc<Vec<Targets>>,
        sound: Vec<bool>,
        backlinks: &Backlinks,
    ) {
        self.pages = now.pages.clone();
        self.hidden = now.hidden.to_vec();
        self.places = Some(places.clone());
        self.files.clone_from(now.files);
        self.targets = targets.clone();
        self.sound = sound;
        self.backlinks = Some(backlinks.clone());
    }
}

fn same(known: &[Arc<Page>], now: &[Arc<Page>], alike: impl Fn(&Page, &Page) -> bool) -> bool {
    known.len() == now.len() && known.iter().zip(now).all(|(a, b)| Arc::ptr_eq(a, b) || alike(a, b))
}

/// Whether all that links can name of two pages is the same.
fn same_address(a: &Page, b: &Page) -> bool {
    let is_draft = |page: &Page| page.common.status == Status::Draft;
    a.id == b.id
        && a.kind.name == b.kind.name
        && a.file == b.file
        && a.in_list == b.in_list
        && is_draft(a) == is_draft(b)
        && a.parts().eq(b.parts())
}

/// Whether two pages of one address are sorted alike.
fn same_order(a: &Page, b: &Page) -> bool {
    let is_retired = |page: &Page| page.common.status == Status::Retired;
    a.common.order == b.common.order && a.title.plain == b.title.plain && is_retired(a) == is_retired(b)
}
