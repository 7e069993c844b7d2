//! A page together with the site that it stands in, so that one value answers what is asked of it: its fields, its address, where
//! its links lead, what leads to it.
//!
//! It is small and `Copy`. Where a value must outlive the borrow of its site, as an output does, it keeps the index, which only
//! the site turns back into a page. Refuses to compare pages of different sites.

use std::cmp::Ordering;
use std::fmt;

use super::section_ref::TOP;
use super::{Resolved, SectionRef, Site, UrlPath, url};
use crate::kinds::{self, Kind};
use crate::page::{CommonFields, Data, Link, Page, Record, Status, Value};
use crate::snapshot::ProjectPath;

/// The number of a page in its site; see [`Site::page`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageIndex(pub(super) usize);

impl PageIndex {
    /// It counted from 0, for tables with a row for each.
    #[must_use]
    pub fn number(self) -> usize {
        self.0
    }
}

/// A page of a site.
#[derive(Clone, Copy)]
pub struct PageRef<'a> {
    pub(super) site: &'a Site,
    pub(super) index: PageIndex,
}

/// Where a link leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Destination<'a> {
    /// To a page, or to the part of it with this id.
    Page(PageRef<'a>, Option<&'a str>),
    /// To a section's own page.
    Section(SectionRef<'a>),
    /// To a file that is copied: its address, and where it lies in the project.
    File(&'a UrlPath, &'a ProjectPath),
    /// Nowhere: the link is shown as text.
    Nowhere,
}

/// A link of another page that leads to a page.
#[derive(Clone, Copy, Debug)]
pub struct Backlink<'a> {
    /// The page that it stands on.
    pub from: PageRef<'a>,
    /// Which of that page's links it is.
    pub at: usize,
    /// The link.
    pub link: &'a Link,
}

impl<'a> Backlink<'a> {
    /// Where it leads: to the page, or to a part of it.
    #[must_use]
    pub fn target(self) -> Destination<'a> {
        self.from.target(self.at)
    }

    /// The part that it leads to; none if it leads to the whole page.
    #[must_use]
    pub fn part(self) -> Option<&'a str> {
        if let Destination::Page(_, part) = self.target() { part } else { None }
    }
}

impl<'a> Destination<'a> {
    /// The page that it is, or that it is a part of.
    #[must_use]
    pub fn page(self) -> Option<PageRef<'a>> {
        if let Self::Page(page, _) = self { Some(page) } else { None }
    }

    fn new(site: &'a Site, resolved: &'a Resolved) -> Self {
        match resolved {
            Resolved::Page(index, part) => Self::Page(site.page(*index), part.as_deref()),
            Resolved::Section(index) => Self::Section(site.section(*index)),
            Resolved::File(url, file) => Self::File(url, file),
            Resolved::Nowhere => Self::Nowhere,
        }
    }
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
    pub fn kind(self) -> Option<&'static dyn Kind> {
        kinds::by_name(self.page().kind)
    }

    /// The name of its kind.
    #[must_use]
    pub fn kind_name(self) -> &'static str {
        self.page().kind
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

    /// Where its link number `link` leads.
    #[must_use]
    pub fn target(self, link: usize) -> Destination<'a> {
        self.row().get(link).map_or(Destination::Nowhere, |resolved| Destination::new(self.site, resolved))
    }

    /// Where each of its links leads.
    pub fn targets(self) -> impl Iterator<Item = Destination<'a>> {
        self.row().iter().map(move |resolved| Destination::new(self.site, resolved))
    }

    /// The page that a value of its fields leads to, if the value is a reference.
    #[must_use]
    pub fn referenced(self, value: &Value) -> Option<PageRef<'a>> {
        if let Data::Ref(link) = value.data { self.target(link).page() } else { None }
    }

    /// The links that lead to it from other pages, in the order of those pages.
    pub fn backlinks(self) -> impl Iterator<Item = Backlink<'a>> {
        let row = self.site.backlinks.get(self.index.0).map_or(&[][..], Vec::as_slice);
        row.iter().filter_map(move |back| {
            let from = self.site.page(back.from);
            Some(Backlink { from, at: back.link, link: from.links().get(back.link)? })
        })
    }

    /// The section that it stands in.
    #[must_use]
    pub fn section(self) -> SectionRef<'a> {
        let index = self.site.section_of.get(self.index.0).copied().unwrap_or(TOP);
        self.site.section(index)
    }

    /// Whether it is the own page of its section.
    #[must_use]
    pub fn is_own_page(self) -> bool {
        self.section().own() == Some(self)
    }

    pub(super) fn row(self) -> &'a [Resolved] {
        self.site.targets.get(self.index.0).map_or(&[], |row| row)
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
