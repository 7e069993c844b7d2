//! A page together with the site that it stands in, so that one value answers what is asked of it: its fields, its address. Other files add
//! what concerns them: where its links lead, its section, its owner.
//!
//! It is small and `Copy`. Where a value must outlive the borrow of its site, as an output does, it keeps the index, which only
//! the site turns back into a page. Refuses to compare pages of different sites.

use std::cmp::Ordering;
use std::fmt;

use super::index::{PageIndex, Resolved};
use super::model::Site;
use super::url::{self, UrlPath};
use crate::kinds::{self, Behaviour};
use crate::page::{CommonFields, KindSpec, Link, Page, Record, Status};
use crate::snapshot::ProjectPath;

/// A page of a site.
#[derive(Clone, Copy)]
pub struct PageRef<'a> {
    pub(super) site: &'a Site,
    pub(super) index: PageIndex,
}

impl<'a> PageRef<'a> {
    /// Its site.
    #[must_use]
    pub fn site(self) -> &'a Site {
        self.site
    }

    /// Its number in its site.
    #[must_use]
    pub fn index(self) -> PageIndex {
        self.index
    }

    /// What its file says.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "only a site makes the numbers of its pages")]
    pub fn page(self) -> &'a Page {
        &self.site.pages[self.index.0]
    }

    /// Its address.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "there is an address for each page")]
    pub fn url(self) -> &'a UrlPath {
        &self.site.urls[self.index.0]
    }

    /// Its address from the site's root, as a link has it.
    #[must_use]
    pub fn href(self) -> String {
        self.url().href(self.site.pretty())
    }

    /// The address of its part `part` from the site's root; its own without a part.
    #[must_use]
    pub fn part_href(self, part: Option<&str>) -> String {
        match part {
            Some(part) => format!("{}#{}", self.href(), url::encode(part)),
            None => self.href(),
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        &self.page().id
    }

    /// Its kind.
    #[must_use]
    pub fn kind(self) -> &'static KindSpec {
        self.page().kind
    }

    /// What pages of its kind compute.
    #[must_use]
    pub fn behaviour(self) -> &'static dyn Behaviour {
        kinds::behaviour(self.kind())
    }

    /// The name of its kind.
    #[must_use]
    pub fn kind_name(self) -> &'static str {
        self.kind().name
    }

    /// Its title without markup.
    #[must_use]
    pub fn title(self) -> &'a str {
        &self.page().title.plain
    }

    /// The title of its part `part`; its own without a part, or if it has no such part.
    #[must_use]
    pub fn part_title(self, part: Option<&str>) -> &'a str {
        part.and_then(|part| self.page().part(part)).unwrap_or(self.title())
    }

    /// Its summary without markup.
    #[must_use]
    pub fn summary(self) -> Option<&'a str> {
        self.common().summary.as_ref().map(|summary| summary.plain.as_str())
    }

    /// The fields that pages of all kinds have.
    #[must_use]
    pub fn common(self) -> &'a CommonFields {
        &self.page().common
    }

    /// Its status.
    #[must_use]
    pub fn status(self) -> Status {
        self.common().status
    }

    /// The fields of its kind.
    #[must_use]
    pub fn fields(self) -> &'a Record {
        &self.page().fields
    }

    /// The file that it is written in.
    #[must_use]
    pub fn file(self) -> &'a ProjectPath {
        &self.page().file
    }

    /// Its links, in the order of its file.
    #[must_use]
    pub fn links(self) -> &'a [Link] {
        &self.page().links
    }

    pub(super) fn row(self) -> &'a [Resolved] {
        self.site.targets.get(self.index.0).map_or(&[], |row| row)
    }
}

impl Site {
    /// The page of this index.
    #[must_use]
    pub fn page(&self, index: PageIndex) -> PageRef<'_> {
        PageRef { site: self, index }
    }

    /// All pages that are shown, by file and place.
    #[must_use]
    pub fn pages(&self) -> impl DoubleEndedIterator<Item = PageRef<'_>> + ExactSizeIterator {
        (0..self.pages.len()).map(|at| self.page(PageIndex(at)))
    }

    /// Pages that readers may rely on, or soon will.
    pub(super) fn in_force(&self) -> impl Iterator<Item = PageRef<'_>> {
        self.pages().filter(|page| page.status().is_in_force())
    }

    /// Pages in force that are not being checked.
    pub(super) fn live(&self) -> impl Iterator<Item = PageRef<'_>> {
        self.pages().filter(|page| page.status() == Status::Live)
    }
}

impl PartialEq for PageRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for PageRef<'_> {}

impl PartialOrd for PageRef<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PageRef<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.index.cmp(&other.index)
    }
}

// A derived form would print the whole site.
impl fmt::Debug for PageRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "PageRef({}, {})", self.index.0, self.id())
    }
}
