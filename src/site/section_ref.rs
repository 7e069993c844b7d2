//! A section together with the site that it stands in; as [`PageRef`] for pages.

use std::fmt;

use super::index::{SectionIndex, TOP};
use super::model::Site;
use super::page_ref::PageRef;
use super::sections::Section;
use super::url::UrlPath;

/// A section of a site.
#[derive(Clone, Copy)]
pub struct SectionRef<'a> {
    pub(super) site: &'a Site,
    pub(super) index: SectionIndex,
}

impl<'a> SectionRef<'a> {
    /// Its site.
    #[must_use]
    pub fn site(self) -> &'a Site {
        self.site
    }

    /// Its number in its site.
    #[must_use]
    pub fn index(self) -> SectionIndex {
        self.index
    }

    #[expect(clippy::indexing_slicing, reason = "only a site makes the numbers of its sections")]
    fn section(self) -> &'a Section {
        &self.site.sections[self.index.0]
    }

    /// Its path below the site's root; empty at the top.
    #[must_use]
    pub fn path(self) -> &'a str {
        &self.section().path
    }

    /// The address of its own page, which is written whether or not somebody wrote one.
    #[must_use]
    pub fn url(self) -> &'a UrlPath {
        &self.section().url
    }

    /// The address of its own page from the site's root, as a link has it.
    #[must_use]
    pub fn href(self) -> String {
        self.url().href(self.site.pretty())
    }

    /// The name of the kind whose pages it holds, if the folder is that kind's.
    #[must_use]
    pub fn kind(self) -> Option<&'static str> {
        self.section().kind
    }

    /// Its own page, if somebody wrote one.
    #[must_use]
    pub fn own(self) -> Option<PageRef<'a>> {
        self.section().own.map(|index| self.site.page(index))
    }

    /// Its pages in order, without its own and without retired ones.
    #[must_use]
    pub fn pages(self) -> impl DoubleEndedIterator<Item = PageRef<'a>> + ExactSizeIterator {
        self.section().pages.iter().map(move |index| self.site.page(*index))
    }

    /// What its own page lists: its pages, then pages of its kind that stand in other folders.
    pub fn listed(self) -> impl Iterator<Item = PageRef<'a>> {
        let section = self.section();
        section.pages.iter().chain(&section.also).map(move |index| self.site.page(*index))
    }

    /// How many pages it holds, with all that stand in the sections within it, without its own.
    #[must_use]
    pub fn count(self) -> usize {
        self.section().total
    }

    /// The page before and the page after `page` among its pages; neither if `page` is not one of them.
    #[must_use]
    pub fn neighbours(self, page: PageRef) -> (Option<PageRef<'a>>, Option<PageRef<'a>>) {
        let Some(at) = self.position(page) else { return (None, None) };
        (at.checked_sub(1).and_then(|at| self.pages().nth(at)), self.pages().nth(at + 1))
    }

    /// Where `page` stands among its pages.
    #[must_use]
    pub fn position(self, page: PageRef) -> Option<usize> {
        self.section().pages.iter().position(|index| *index == page.index)
    }

    /// The section that it stands in; none at the top.
    #[must_use]
    pub fn parent(self) -> Option<SectionRef<'a>> {
        self.section().parent.map(|index| self.site.section(index))
    }

    /// The sections within it, in order.
    #[must_use]
    pub fn children(self) -> impl DoubleEndedIterator<Item = SectionRef<'a>> + ExactSizeIterator {
        self.section().children.iter().map(move |index| self.site.section(*index))
    }

    /// Whether it is the site's own top.
    #[must_use]
    pub fn is_top(self) -> bool {
        self.index == TOP
    }
}

impl Site {
    /// The section of this index.
    #[must_use]
    pub fn section(&self, index: SectionIndex) -> SectionRef<'_> {
        SectionRef { site: self, index }
    }

    /// The section at the top, whose own page is the home page.
    #[must_use]
    pub fn top(&self) -> SectionRef<'_> {
        self.section(TOP)
    }

    /// All sections; the first is the one at the top.
    #[must_use]
    pub fn sections(&self) -> impl DoubleEndedIterator<Item = SectionRef<'_>> + ExactSizeIterator {
        (0..self.sections.len()).map(|at| self.section(SectionIndex(at)))
    }
}

impl<'a> PageRef<'a> {
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
}

impl PartialEq for SectionRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for SectionRef<'_> {}

// A derived form would print the whole site.
impl fmt::Debug for SectionRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "SectionRef({}, {})", self.index.0, self.path())
    }
}
