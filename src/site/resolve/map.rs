//! What links are looked up in, and why one can lead nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::other_names::OtherNames;
use crate::page::Page;
use crate::site::index::{PageIndex, SectionIndex};
use crate::site::lookup::{FastMap, PageLookup};
use crate::site::url::UrlPath;
use crate::site::visibility::Options;
use crate::snapshot::{ProjectPath, Snapshot};

/// Why a link leads nowhere.
pub(in crate::site) enum Failure<'a> {
    /// The page exists but is not shown.
    Hidden(&'a Page),
    /// The page exists but has no such part.
    Part(PageIndex, String),
    /// The page is of another kind.
    Kind(PageIndex),
    /// No page has the id.
    NoId(String),
    /// No file lies there.
    NoFile(String),
    /// Several pages are called so.
    Ambiguous(Vec<PageIndex>),
    /// Its own file is broken, which is reported already.
    Known,
}

/// Where everything may lead.
pub(in crate::site) struct Map<'a> {
    pub(in crate::site) pages: &'a [Arc<Page>],
    pub(in crate::site) lookup: &'a PageLookup<'a>,
    pub(in crate::site) sections: FastMap<&'a str, SectionIndex>,
    pub(in crate::site) files: BTreeMap<&'a ProjectPath, &'a UrlPath>,
    /// The kinds of which there is any page but drafts.
    pub(in crate::site) kinds: BTreeSet<&'static str>,
    pub(in crate::site) snapshot: &'a Snapshot,
    pub(in crate::site) options: Options,
    /// What other tools call pages and files; made when a link needs it.
    pub(in crate::site) other_names: OnceLock<OtherNames<'a>>,
}

impl<'a> Map<'a> {
    /// The page of this index.
    pub(in crate::site) fn page(&self, index: PageIndex) -> Option<&'a Arc<Page>> {
        self.pages.get(index.0)
    }
}
