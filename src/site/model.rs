//! The linked playbook: everything that is known of its pages together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::index::{LinkIndex, PageIndex, Resolved, SectionIndex};
use super::news::ChangeList;
use super::owners::Owners;
use super::sections::Section;
use super::url::UrlPath;
use super::visibility::{Hidden, Options};
use crate::config::Config;
use crate::page::Page;
use crate::score::Survey;
use crate::snapshot::ProjectPath;

/// The linked playbook. [`super::PageRef`] and [`super::SectionRef`] answer what is asked of one page or section.
#[derive(Debug)]
pub struct Site {
    /// Its configuration.
    pub config: Config,
    /// What it was asked for.
    pub options: Options,
    /// All pages that are shown, by file and place.
    pub pages: Arc<Vec<Arc<Page>>>,
    /// The address of each page.
    pub urls: Arc<Vec<UrlPath>>,
    /// Where each page's links lead: one for each of [`Page::links`].
    pub(super) targets: Arc<Vec<Arc<[Resolved]>>>,
    /// The links that lead to each page from others, in order of their pages.
    pub(super) backlinks: Arc<Vec<Vec<LinkIndex>>>,
    /// Who looks after what.
    pub(super) owners: Owners,
    /// All sections; the first is the site's own top.
    pub(super) sections: Arc<Vec<Section>>,
    /// The section that each page stands in.
    pub(super) section_of: Arc<Vec<SectionIndex>>,
    /// Files that are copied: their addresses and where they lie in the project.
    pub files: BTreeMap<UrlPath, ProjectPath>,
    /// Width and height of images, by where they lie.
    pub images: BTreeMap<ProjectPath, (u32, u32)>,
    /// Files that take long to load as an image: how many bytes each has.
    pub(super) large_files: BTreeMap<ProjectPath, u64>,
    /// What pages ask.
    pub(super) surveys: BTreeMap<PageIndex, Survey>,
    /// Old addresses that other tools gave, at which another page stands.
    pub(super) clashing_aliases: BTreeSet<UrlPath>,
    /// How many pages are not shown.
    pub hidden: Hidden,
    /// What changed recently, if the project's history is known.
    pub news: ChangeList,
}

impl Site {
    /// Whether addresses end in `/`.
    #[must_use]
    pub fn pretty(&self) -> bool {
        self.config.pretty_urls
    }
}
