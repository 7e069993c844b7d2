//! Linking: from pages to a site, with what is wrong with their links.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::link_cache::LinkCache;
use super::lookup::PageLookup;
use super::model::Site;
use super::news::ChangeList;
use super::owners::Owners;
use super::places::Names;
use super::settle::settle;
use super::visibility::{Hidden, Options, hidden_reason};
use super::{aliases, checks, resolve, routes, surveys, unseen};
use crate::config::{Config, HistoryDetail};
use crate::diagnostic::Diagnostic;
use crate::page::Page;
use crate::snapshot::{ProjectPath, Snapshot};

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
    let pages = settle(pages, &mut cache.changed);
    let (pages, hidden): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| is_shown(page, options));
    let pages = Arc::new(pages);
    let places = || cache.places(&pages, config);
    let names = || {
        let mut problems = Vec::new();
        let (files, images) = routes::files(snapshot, &mut problems);
        let lookup = PageLookup::new(&pages, &hidden, broken, snapshot, &mut problems);
        (files, images, lookup, problems)
    };
    let (places, (files, images, lookup, found)) = rayon::join(places, names);
    problems.extend(found);
    let names = Names { pages: &pages, hidden: &hidden, sections: &places.sections, files: &files };
    let valid = cache.is_current(&names);
    let known = |at: usize| cache.targets(at, pages.get(at)?).filter(|_| valid);
    let (targets, resolved) = resolve::all(&names, &lookup, snapshot, options, &known, &mut problems);
    let targets = Arc::new(targets);
    let known = if valid { cache.backlinks(&pages, &targets) } else { None };
    let backlinks = known.unwrap_or_else(|| Arc::new(resolve::backlinks(&targets)));
    cache.store(&names, &places, &targets, resolved, &backlinks);
    problems.extend(unseen::problems(&names, broken, snapshot, options));
    let owners = Owners::new(&pages, &targets, &lookup, config, &mut problems);
    let config = config.clone();
    let hidden = Hidden::count(&hidden, options);
    let history = snapshot.history.as_deref().filter(|_| config.history != HistoryDetail::Nothing);
    let news = ChangeList::new(&pages, history);
    let clashing_aliases = aliases::clashing(&pages, &places.urls);
    let mut site = Site {
        config,
        options,
        pages,
        urls: places.urls,
        targets,
        backlinks,
        owners,
        sections: places.sections,
        section_of: places.section_of,
        large_files: routes::large_files(snapshot, &files),
        files,
        images,
        surveys: BTreeMap::new(),
        hidden,
        clashing_aliases,
        news,
    };
    site.surveys = surveys::all(&site);
    (site, problems)
}

/// Whether a page is part of the site today.
fn is_shown(page: &Page, options: Options) -> bool {
    hidden_reason(page, options).is_none()
}
