//! The whole site: every page with its address, its neighbours, what it leads to and what leads to it.
//!
//! [`link`] makes it from all pages at once, every time; nothing is patched. It knows no theme and writes nothing.

mod care;
mod checks;
mod link_cache;
mod news;
mod order;
mod owners;
mod papers;
mod resolve;
mod routes;
mod sections;
mod statistics;
pub mod url;
mod visibility;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use link_cache::Names;

pub use care::{Charge, Hidden};
pub use link_cache::LinkCache;
pub use news::{News, Newspaper};
pub use owners::{Owner, Owners};
pub use papers::{Dealt, Deck, MAX_PRINTED_PAGES, POSTER_VARIANTS, PosterVariant};
pub use sections::Section;
pub use url::UrlPath;
pub use visibility::{HiddenReason, address, day, hidden_reason};

use crate::config::{Config, Telling};
use crate::diagnostic::Diagnostic;
use crate::kinds;
use crate::page::{Link, Page};
use crate::snapshot::{ProjectPath, Snapshot};

/// What a build is asked for, besides the project itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Today, for `publish`, `expires` and reviews.
    pub as_of: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// The linked playbook. Pages are named by their index in `pages`.
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
    pub targets: Arc<Vec<Arc<[Resolved]>>>,
    /// The links that lead to each page from others, in order of their pages.
    pub backlinks: Arc<Vec<Vec<Backlink>>>,
    /// Who looks after what.
    pub owners: Owners,
    /// All sections; the first is the site's own top.
    pub sections: Arc<Vec<Section>>,
    /// The section that each page stands in.
    pub section_of: Arc<Vec<usize>>,
    /// Files that are copied: their addresses and where they lie in the project.
    pub files: BTreeMap<UrlPath, ProjectPath>,
    /// Width and height of images, by where they lie.
    pub images: BTreeMap<ProjectPath, (u32, u32)>,
    /// How many pages are not shown.
    pub hidden: Hidden,
    /// What changed of late, if the project's history is known.
    pub news: Newspaper,
    /// The kinds as which pages show themselves that the preview shows as their words alone, by their files; nothing else has any.
    pub faces: BTreeMap<ProjectPath, &'static str>,
    /// What it still lacks, as its page on its own state tells: nothing before it was checked.
    pub lacks: Vec<Diagnostic>,
}

/// A link that leads to a page: one of [`Page::links`] of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Backlink {
    /// The page that it stands on.
    pub from: usize,
    /// Which of that page's links it is.
    pub link: usize,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolved {
    /// To a page, or a part of it.
    Page(usize, Option<String>),
    /// To a section's own page.
    Section(usize),
    /// To a file that is copied.
    File(UrlPath, ProjectPath),
    /// Nowhere: it is reported, and shown as text.
    Nowhere,
}

/// Links all `pages` into a site. `broken` are content files that gave no page because of their own mistakes: links
/// to them are not reported a second time.
#[must_use]
pub fn link(
    pages: Vec<Arc<Page>>,
    broken: &[ProjectPath],
    snapshot: &Snapshot,
    config: &Config,
    options: Options,
) -> (Site, Vec<Diagnostic>) {
    let (site, mut problems) = link_again(pages, broken, snapshot, config, options, &mut LinkCache::default());
    problems.extend(check(&site));
    (site, problems)
}

/// What only the whole playbook shows to be missing or wrong.
#[must_use]
pub fn check(site: &Site) -> Vec<Diagnostic> {
    checks::all(site)
}

/// As [`link`], looking up only the links that `cache` can't answer, and without what [`check`] finds.
pub fn link_again(
    pages: Vec<Arc<Page>>,
    broken: &[ProjectPath],
    snapshot: &Snapshot,
    config: &Config,
    options: Options,
    cache: &mut LinkCache,
) -> (Site, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let (pages, hidden): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| is_shown(page, options));
    let pages = Arc::new(pages);
    let places = || cache.places(&pages, config);
    let names = || {
        let mut problems = Vec::new();
        let (files, images) = routes::files(snapshot, &mut problems);
        let index = Index::new(&pages, &hidden, broken, snapshot, &mut problems);
        (files, images, index, problems)
    };
    let (places, (files, images, index, found)) = rayon::join(places, names);
    problems.extend(found);
    let names = Names { pages: &pages, hidden: &hidden, sections: &places.sections, files: &files };
    let valid = cache.says(&names);
    let known = |at: usize| cache.targets(at, pages.get(at)?).filter(|_| valid);
    let (targets, sound) = resolve::all(&names, &index, snapshot, options, &known, &mut problems);
    let targets = Arc::new(targets);
    let known = if valid { cache.backlinks(&pages, &targets) } else { None };
    let backlinks = known.unwrap_or_else(|| Arc::new(resolve::backlinks(&targets)));
    cache.write(&names, &places, &targets, sound, &backlinks);
    problems.extend(resolve::unseen::problems(&names, broken, snapshot, options));
    let owners = Owners::new(&pages, &targets, &index, config, &mut problems);
    let config = config.clone();
    let hidden = Hidden::count(&hidden, options);
    let history = snapshot.history.as_deref().filter(|_| config.history != Telling::Nothing);
    let news = Newspaper::new(&pages, history);
    let site = Site {
        config,
        options,
        pages,
        urls: places.urls,
        targets,
        backlinks,
        owners,
        sections: places.sections,
        section_of: places.section_of,
        files,
        images,
        hidden,
        news,
        faces: BTreeMap::new(),
        lacks: Vec::new(),
    };
    (site, problems)
}

/// Whether a page is part of the site today.
fn is_shown(page: &Page, options: Options) -> bool {
    hidden_reason(page, options).is_none()
}

impl Site {
    /// The page of this index.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "indexes of pages are made here and stay with their site")]
    pub fn page(&self, index: usize) -> &Page {
        &self.pages[index]
    }

    /// The address of a page.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "indexes of pages are made here and stay with their site")]
    pub fn url(&self, index: usize) -> &UrlPath {
        &self.urls[index]
    }

    /// The section of this index.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "indexes of sections are made here and stay with their site")]
    pub fn section(&self, index: usize) -> &Section {
        &self.sections[index]
    }

    /// The section that a page stands in.
    #[must_use]
    pub fn section_of(&self, page: usize) -> usize {
        self.section_of.get(page).copied().unwrap_or_default()
    }

    /// Where link `link` of page `page` leads.
    #[must_use]
    pub fn target(&self, page: usize, link: usize) -> &Resolved {
        self.targets.get(page).and_then(|targets| targets.get(link)).unwrap_or(&Resolved::Nowhere)
    }

    /// Who looks after a page.
    #[must_use]
    pub fn owner(&self, page: usize) -> Option<Owner> {
        self.owners.of(self.page(page), self.targets.get(page).map_or(&[], |row| row))
    }

    /// What leads to a page: the page that does, and its link.
    pub fn leading_to(&self, page: usize) -> impl Iterator<Item = (&Page, &Link)> {
        let row = self.backlinks.get(page).map_or(&[][..], Vec::as_slice);
        row.iter().filter_map(|back| {
            let page = self.pages.get(back.from)?;
            Some((page.as_ref(), page.links.get(back.link)?))
        })
    }

    /// Whether addresses end in `/`.
    #[must_use]
    pub fn pretty(&self) -> bool {
        self.config.pretty_urls
    }
}

/// A map that is only looked up in, never walked through.
type Lookup<K, V> = HashMap<K, V, ahash::RandomState>;

/// Pages by id and by file.
struct Index<'a> {
    by_id: Lookup<&'a str, usize>,
    by_file: Lookup<&'a str, usize>,
    hidden_ids: Lookup<&'a str, &'a Page>,
    hidden_files: Lookup<&'a ProjectPath, &'a Page>,
    broken: Broken<'a>,
}

/// Files that gave no page because of their own mistakes, and what links may name of them.
#[derive(Default)]
struct Broken<'a> {
    files: HashSet<&'a ProjectPath>,
    ids: HashSet<String>,
    /// Kinds whose list is broken: any of their ids may stand in it.
    lists: BTreeSet<&'static str>,
}

impl<'a> Broken<'a> {
    fn new(files: &'a [ProjectPath], snapshot: &Snapshot) -> Self {
        let mut broken = Self::default();
        for file in files {
            broken.files.insert(file);
            if file.extension() == "md" {
                broken.ids.insert(kinds::id_of(file));
                broken.ids.extend(own_id(snapshot, file));
            } else {
                broken.lists.insert(kinds::by_folder(file.stem()).map_or("", |kind| kind.name()));
            }
        }
        broken
    }
}

/// The id that a file gives itself, as far as can be told where its front matter can't be read.
fn own_id(snapshot: &Snapshot, file: &ProjectPath) -> Option<String> {
    let text = snapshot.get(file.as_str())?.text().ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("id:"))?;
    Some(line.trim().trim_matches(['"', '\'']).to_owned())
}

impl<'a> Index<'a> {
    fn new(
        pages: &'a [Arc<Page>],
        hidden: &'a [Arc<Page>],
        broken: &'a [ProjectPath],
        snapshot: &Snapshot,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let room = || ahash::RandomState::new();
        let mut by_id: Lookup<&str, usize> = Lookup::with_capacity_and_hasher(pages.len(), room());
        let mut by_file = Lookup::with_capacity_and_hasher(pages.len(), room());
        for (index, page) in pages.iter().enumerate() {
            match by_id.get(page.id.as_str()).and_then(|first| pages.get(*first)) {
                Some(first) => problems.push(checks::same_id(first, page)),
                None => {
                    by_id.insert(page.id.as_str(), index);
                }
            }
            if !page.in_list {
                by_file.insert(page.file.as_str(), index);
            }
        }
        let alone = hidden.iter().filter(|page| !page.in_list);
        Self {
            by_id,
            by_file,
            hidden_ids: hidden.iter().map(|page| (page.id.as_str(), page.as_ref())).collect(),
            hidden_files: alone.map(|page| (&page.file, page.as_ref())).collect(),
            broken: Broken::new(broken, snapshot),
        }
    }
}
