//! What the last build linked, so that only links that may lead elsewhere now are looked up again.
//!
//! Where a link leads depends on its page and on everything that links can name: pages with their ids, kinds, files and parts,
//! sections, files. If all of that is unchanged, an unchanged page has unchanged targets. Likewise, addresses stay while pages are
//! named as before, and sections stay while pages are also sorted as before. Refuses to track which page depends on which: after
//! one difference in what links can name, every link is looked up.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::places::{Backlinks, Names, Places, Targets};
use super::settle::Changed;
use super::url::UrlPath;
use super::{routes, sections};
use crate::config::Config;
use crate::page::{Page, Status};
use crate::snapshot::ProjectPath;

/// What was linked, and where each link led.
#[derive(Clone, Default, Debug)]
pub struct LinkCache {
    /// Pages whose ids were settled.
    pub(super) changed: Changed,
    pages: Arc<Vec<Arc<Page>>>,
    hidden: Vec<Arc<Page>>,
    places: Option<Places>,
    files: BTreeMap<UrlPath, ProjectPath>,
    targets: Arc<Vec<Targets>>,
    /// For each page, whether all of its links lead somewhere.
    resolved: Vec<bool>,
    backlinks: Option<Backlinks>,
}

impl LinkCache {
    /// Whether links can name the same things `now`.
    pub(super) fn is_current(&self, now: &Names) -> bool {
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
        let known = self.places.as_ref().filter(|known| {
            known.pretty == pretty && known.kinds == config.folders && same(&self.pages, pages, same_address)
        });
        if let Some(known) = known.filter(|_| same(&self.pages, pages, same_order)) {
            return known.clone();
        }
        let urls = known.map_or_else(|| Arc::new(routes::pages(pages, config)), |known| known.urls.clone());
        let (sections, section_of) = sections::build(pages, &urls, &config.folders);
        Places {
            pretty,
            kinds: config.folders.clone(),
            urls,
            sections: Arc::new(sections),
            section_of: Arc::new(section_of),
        }
    }

    /// The targets of the page at `index`, if that is an unchanged page.
    pub(super) fn targets(&self, index: usize, page: &Arc<Page>) -> Option<Targets> {
        let known = self.pages.get(index).is_some_and(|known| Arc::ptr_eq(known, page));
        let resolved = known && self.resolved.get(index) == Some(&true);
        self.targets.get(index).filter(|_| resolved).cloned()
    }

    /// What leads to each page, if every page leads where it did.
    pub(super) fn backlinks(&self, pages: &[Arc<Page>], targets: &[Targets]) -> Option<Backlinks> {
        let meanings = |page: &Page| page.links.iter().map(|link| link.relation).collect::<Vec<_>>();
        let known = self.targets.iter().zip(&self.resolved);
        let mut rows = self.pages.iter().zip(known).zip(pages.iter().zip(targets));
        let same = rows.all(|((before, (known, resolved)), (page, row))| {
            *resolved
                && (Arc::ptr_eq(known, row) || known == row)
                && (Arc::ptr_eq(before, page) || meanings(before) == meanings(page))
        });
        self.backlinks.clone().filter(|_| same && self.pages.len() == pages.len())
    }

    /// Keeps what was found for the next build.
    pub(super) fn store(
        &mut self,
        now: &Names,
        places: &Places,
        targets: &Arc<Vec<Targets>>,
        resolved: Vec<bool>,
        backlinks: &Backlinks,
    ) {
        self.pages = now.pages.clone();
        self.hidden = now.hidden.to_vec();
        self.places = Some(places.clone());
        self.files.clone_from(now.files);
        self.targets = targets.clone();
        self.resolved = resolved;
        self.backlinks = Some(backlinks.clone());
    }
}

fn same(known: &[Arc<Page>], now: &[Arc<Page>], alike: impl Fn(&Page, &Page) -> bool) -> bool {
    known.len() == now.len() && known.iter().zip(now).all(|(a, b)| Arc::ptr_eq(a, b) || alike(a, b))
}

/// Whether links can name the same things of two pages.
fn same_address(a: &Page, b: &Page) -> bool {
    let is_draft = |page: &Page| page.common.status == Status::Draft;
    a.id == b.id
        && a.kind.name == b.kind.name
        && a.file == b.file
        && a.in_list == b.in_list
        && a.is_folder_page == b.is_folder_page
        && is_draft(a) == is_draft(b)
        && a.parts().eq(b.parts())
}

/// Whether two pages of one address are sorted alike.
fn same_order(a: &Page, b: &Page) -> bool {
    let is_retired = |page: &Page| page.common.status == Status::Retired;
    a.common.order == b.common.order && a.title.plain == b.title.plain && is_retired(a) == is_retired(b)
}
