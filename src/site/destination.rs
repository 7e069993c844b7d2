//! Where the links of a page lead, and which links lead to a page.

use super::index::Resolved;
use super::model::Site;
use super::page_ref::PageRef;
use super::section_ref::SectionRef;
use super::url::UrlPath;
use crate::page::{Data, Link, Value};
use crate::snapshot::ProjectPath;

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
}
