//! What a site keeps in place of references: the numbers of its pages and sections, and where each link leads.

use super::url::UrlPath;
use crate::snapshot::ProjectPath;

/// The number of a page in its site; see [`super::Site::page`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageIndex(pub(super) usize);

impl PageIndex {
    /// It counted from 0, for tables with a row for each.
    #[must_use]
    pub fn number(self) -> usize {
        self.0
    }
}

/// The number of a section in its site; see [`super::Site::section`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SectionIndex(pub(super) usize);

impl SectionIndex {
    /// It counted from 0, for tables with a row for each.
    #[must_use]
    pub fn number(self) -> usize {
        self.0
    }
}

/// The number of the section at the top.
pub(super) const TOP: SectionIndex = SectionIndex(0);

/// One of the links of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct LinkIndex {
    /// The page that it stands on.
    pub(super) from: PageIndex,
    /// Which of that page's links it is.
    pub(super) link: usize,
}

/// Where a link leads, as the site keeps it; [`super::Destination`] is what others see.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Resolved {
    /// To a page, or a part of it.
    Page(PageIndex, Option<String>),
    /// To a section's own page.
    Section(SectionIndex),
    /// To a file that is copied.
    File(UrlPath, ProjectPath),
    /// Nowhere: it is reported, and shown as text.
    Nowhere,
}
