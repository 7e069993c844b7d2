//! What was linked before, so that only links whose answer may differ are looked up again.
//!
//! Where a link leads depends on its page and on the book of addresses: which pages there are, with which ids, kinds, files
//! and parts, which sections and which files. If the book reads as it did, a page that is the very same has the very same
//! targets. Refuses to know which page depends on which: one difference in the book, and every link is looked up.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::resolve::Targets;
use super::{Backlink, Section, UrlPath};
use crate::page::{Page, Status};
use crate::snapshot::ProjectPath;

/// The links that lead to each page.
pub(super) type Backlinks = Arc<Vec<Vec<Backlink>>>;

/// The book of addresses of one link, and what it said of each page's links.
#[derive(Clone, Default, Debug)]
pub struct Book {
    pages: Vec<Arc<Page>>,
    hidden: Vec<Arc<Page>>,
    sections: Vec<String>,
    files: BTreeMap<UrlPath, ProjectPath>,
    /// The targets of pages all of whose links lead somewhere.
    targets: Vec<Option<Targets>>,
    backlinks: Option<Backlinks>,
}

/// What is linked now.
pub(super) struct Names<'a> {
    pub(super) pages: &'a [Arc<Page>],
    pub(super) hidden: &'a [Arc<Page>],
    pub(super) sections: &'a [Section],
    pub(super) files: &'a BTreeMap<UrlPath, ProjectPath>,
}

impl Book {
    /// Whether it says the same of `now`.
    pub(super) fn says(&self, now: &Names) -> bool {
        same(&self.pages, now.pages, same_address)
            && same(&self.hidden, now.hidden, |_, _| false)
            && self.sections.len() == now.sections.len()
            && self.sections.iter().zip(now.sections).all(|(path, section)| *path == section.path)
            && self.files == *now.files
    }

    /// The targets of the page at `index`, if that is the very same page.
    pub(super) fn targets(&self, index: usize, page: &Arc<Page>) -> Option<Targets> {
        let known = self.pages.get(index).is_some_and(|known| Arc::ptr_eq(known, page));
        self.targets.get(index).filter(|_| known)?.clone()
    }

    /// What leads to each page, if every page leads where it did.
    pub(super) fn backlinks(&self, pages: &[Arc<Page>], targets: &[Targets]) -> Option<Backlinks> {
        let meanings = |page: &Page| page.links.iter().map(|link| link.relation).collect::<Vec<_>>();
        let mut rows = self.pages.iter().zip(&self.targets).zip(pages.iter().zip(targets));
        let same = rows.all(|((before, known), (page, row))| {
            known.as_ref().is_some_and(|known| Arc::ptr_eq(known, row) || known == row)
                && (Arc::ptr_eq(before, page) || meanings(before) == meanings(page))
        });
        self.backlinks.clone().filter(|_| same && self.pages.len() == pages.len())
    }

    /// Writes down what was found.
    pub(super) fn write(&mut self, now: &Names, targets: &[Targets], sound: &[bool], backlinks: &Backlinks) {
        self.pages = now.pages.to_vec();
        self.hidden = now.hidden.to_vec();
        self.sections = now.sections.iter().map(|section| section.path.clone()).collect();
        self.files.clone_from(now.files);
        self.targets = targets.iter().zip(sound).map(|(row, sound)| sound.then(|| row.clone())).collect();
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
        && a.kind == b.kind
        && a.file == b.file
        && a.in_list == b.in_list
        && is_draft(a) == is_draft(b)
        && a.parts().eq(b.parts())
}
