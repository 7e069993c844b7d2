//! Where everything stands: what links can name, and where they lead.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::{LinkIndex, Resolved, SectionIndex};
use super::sections::Section;
use super::url::UrlPath;
use crate::kinds::FolderKinds;
use crate::page::Page;
use crate::snapshot::ProjectPath;

/// Where the links of one page lead.
pub(super) type Targets = Arc<[Resolved]>;

/// The links that lead to each page.
pub(super) type Backlinks = Arc<Vec<Vec<LinkIndex>>>;

/// Where everything stands.
#[derive(Clone, Debug)]
pub(super) struct Places {
    pub(super) pretty: bool,
    pub(super) kinds: FolderKinds,
    pub(super) urls: Arc<Vec<UrlPath>>,
    pub(super) sections: Arc<Vec<Section>>,
    pub(super) section_of: Arc<Vec<SectionIndex>>,
}

/// What is linked now.
pub(super) struct Names<'a> {
    pub(super) pages: &'a Arc<Vec<Arc<Page>>>,
    pub(super) hidden: &'a [Arc<Page>],
    pub(super) sections: &'a [Section],
    pub(super) files: &'a BTreeMap<UrlPath, ProjectPath>,
}
