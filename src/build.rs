//! The pipeline from a snapshot to everything that can be rendered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity};
use crate::kinds::Reading;
use crate::kinds::{self, CONTENT};
use crate::outputs::{Output, Outputs, Plan};
use crate::page::Page;
use crate::site::{self, Destination, Findings, Options, PageRef, Site};
use crate::snapshot::{Digest, File, ProjectPath, Snapshot};
use crate::theme::{self, THEMES, Theme};

/// What one content file gives: its pages and its problems, both functions of its bytes.
#[derive(Debug)]
pub struct Lowered {
    /// Its pages.
    pub pages: Vec<Arc<Page>>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// What one build leaves for the next in the same process. Each field gives exactly what would be made without it.
///
/// Only two more caches exist, both of the preview: `io::file_cache` keeps the bytes of files, and [`crate::preview::Preview`] has a
/// second memo for the project in which files with mistakes are replaced. What each field saves is measured by the bench
/// `rebuild_without` in `benches/phases.rs`.
#[derive(Clone, Default, Debug)]
pub struct Memo {
    /// The pages of each content file, by the file's path and digest and the settings of Markdown; in order of paths. Saves reading
    /// every page again.
    lowered: Vec<Known>,
    /// The theme, by the digest of everything that it is read from. Saves parsing its templates.
    theme: Option<ReadTheme>,
    /// Addresses, sections and the targets of links. Saves looking up every link.
    link_cache: site::LinkCache,
    /// The addresses of all outputs. Saves looking for conflicts among them.
    plan: Plan,
    /// What is said of files that are copies of others: for the build that is being made.
    copies: Vec<Diagnostic>,
    /// How many files the last build parsed.
    pub parsed: usize,
}

/// One of the caches of a [`Memo`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cache {
    /// Pages by their files.
    Files,
    /// The theme.
    Theme,
    /// Addresses, sections and targets.
    Links,
    /// The addresses of outputs.
    Plan,
}

impl Memo {
    /// Empties one cache, so that what it saves can be measured and that it changes nothing can be tested.
    pub fn forget(&mut self, cache: Cache) {
        match cache {
            Cache::Files => self.lowered.clear(),
            Cache::Theme => self.theme = None,
            Cache::Links => self.link_cache = site::LinkCache::default(),
            Cache::Plan => self.plan = Plan::default(),
        }
    }

    /// The pages of a file as it was read last.
    #[must_use]
    pub fn pages(&self, file: &ProjectPath) -> &[Arc<Page>] {
        let known = self.lowered.binary_search_by(|known| known.path.cmp(file));
        known.ok().and_then(|at| self.lowered.get(at)).map_or(&[], |known| &known.lowered.pages)
    }
}

/// A theme that was read before with its problems, by the digest of everything that it was read from.
type ReadTheme = (Digest, Option<Arc<Theme>>, Vec<Diagnostic>);

/// A file that was read before.
#[derive(Clone, Debug)]
struct Known {
    path: ProjectPath,
    digest: Digest,
    reading: Reading,
    lowered: Arc<Lowered>,
}

/// A playbook that is ready to render.
#[derive(Debug)]
pub struct Build {
    /// The linked site.
    pub site: Site,
    /// What is known of the site since it was made.
    pub findings: Arc<Findings>,
    /// The theme; none if it can't be read.
    pub theme: Option<Arc<Theme>>,
    /// All outputs; none without a theme.
    pub outputs: Arc<Outputs>,
    /// All problems found so far, with the severities that the project asks for.
    pub problems: Vec<Diagnostic>,
    /// Content files with mistakes of their own that leave none of their pages whole. Mistakes in other files don't matter here.
    pub broken: Vec<ProjectPath>,
    /// Pages that are left out, and why.
    pub hidden_pages: Vec<(site::HiddenReason, Arc<Page>)>,
}

impl Build {
    /// The pages that no error can have spoiled: neither they nor the pages that they link to or that link to them have any. If
    /// a template fails on one of these, the template is at fault. None where the configuration or the theme has errors.
    #[must_use]
    pub fn pages_without_errors(&self) -> Vec<&Output> {
        let places = self.problems.iter().filter(|problem| is_error(problem)).map(|problem| problem.span.as_ref());
        let files: Option<BTreeSet<&ProjectPath>> =
            places.map(|span| Some(&span?.file).filter(|file| file.strip(CONTENT).is_some())).collect();
        let Some(files) = files else { return Vec::new() };
        let is_broken = |page: PageRef| files.contains(page.file());
        let leads_well = |target: Destination| match target {
            Destination::Nowhere => false,
            Destination::Page(page, _) => !is_broken(page),
            _ => true,
        };
        let is_untouched = |page: PageRef| {
            !is_broken(page) && page.targets().all(leads_well) && !page.backlinks().any(|back| is_broken(back.from))
        };
        let outputs = self.outputs.values();
        outputs.filter(|output| matches!(output, Output::Page(index) if is_untouched(self.site.page(*index)))).collect()
    }
}

/// Runs all phases up to the last but one: parse, lower, link, plan. `loaded` are the problems of loading.
/// `adjust` changes the configuration as the command line asks.
#[must_use]
pub fn build(
    snapshot: &Snapshot,
    loaded: Vec<Diagnostic>,
    options: Options,
    adjust: &dyn Fn(&mut Config),
    memo: &mut Memo,
) -> Build {
    let mut problems = loaded;
    let (mut config, found) = config::read(snapshot);
    problems.extend(found);
    adjust(&mut config);
    lower(snapshot, &config.reading(), memo);
    let Memo { lowered, theme, link_cache, plan, copies, .. } = memo;
    problems.append(copies);
    problems.extend(lowered.iter().flat_map(|known| &known.lowered.problems).cloned());
    let is_wrong = is_error;
    let broken: Vec<&Known> = lowered.iter().filter(|known| known.lowered.problems.iter().any(is_wrong)).collect();
    let lost = broken.iter().filter(|known| known.lowered.pages.is_empty());
    let lost: Vec<ProjectPath> = lost.map(|known| known.path.clone()).collect();
    let is_whole =
        |known: &&&Known| known.lowered.problems.iter().all(|problem| !is_wrong(problem) || problem.code.leaves_whole);
    let broken = broken.iter().filter(|known| !is_whole(known)).map(|known| known.path.clone()).collect();
    let pages: Vec<Arc<Page>> = lowered.iter().flat_map(|known| known.lowered.pages.iter().cloned()).collect();
    let hidden_pages =
        pages.iter().filter_map(|page| Some((site::hidden_reason(page, options)?, page.clone()))).collect();
    let ((site, mut linked), (theme, themed)) = rayon::join(
        || site::link_again(pages, &lost, snapshot, &config, options, link_cache),
        || read_theme(snapshot, &config, theme),
    );
    problems.extend(themed);
    let (checked, planned) =
        rayon::join(|| site::check(&site), || theme.as_ref().map(|theme| plan.renew(&site, theme)));
    linked.extend(checked);
    if problems.iter().chain(&linked).any(is_wrong) {
        // What is broken may be what leads to a page, or says who owns it.
        linked.retain(|problem| !problem.code.needs_all);
    }
    problems.extend(linked);
    let (outputs, found) = planned.unwrap_or_default();
    let lacks = problems.iter().filter(|problem| problem.code.is_lack).cloned().collect();
    let findings = Findings { lacks: config.severities.apply(lacks), kinds: BTreeMap::new() };
    problems.extend(found);
    let problems = config.severities.apply(problems);
    Build { site, findings: Arc::new(findings), theme, outputs, problems, broken, hidden_pages }
}

/// Whether a problem keeps the site from being published.
#[must_use]
pub fn is_error(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
}

/// Reads the theme, unless its files and its part of the configuration are unchanged.
fn read_theme(
    snapshot: &Snapshot,
    config: &Config,
    memo: &mut Option<ReadTheme>,
) -> (Option<Arc<Theme>>, Vec<Diagnostic>) {
    let mut key = Digest::hasher();
    for file in snapshot.below(THEMES) {
        key.update(file.path.as_str().as_bytes());
        key.update(&file.digest.bytes());
    }
    // Problems of settings stand in the configuration's file, wherever that puts them.
    key.update(format!("{:?}", (&config.theme, &config.theme_settings, &config.language)).as_bytes());
    key.update(&snapshot.get(config::FILE).map_or([0; 16], |file| file.digest.bytes()));
    let key = key.finish();
    if let Some((known, theme, problems)) = memo
        && *known == key
    {
        return (theme.clone(), problems.clone());
    }
    let (theme, problems) = theme::read(snapshot, config);
    let theme = theme.map(Arc::new);
    *memo = Some((key, theme.clone(), problems.clone()));
    (theme, problems)
}

/// Parses and lowers all content files, each only if it was not read before as it is now. Both lists are in order of
/// their paths, so one walk beside the other finds what is known.
fn lower(snapshot: &Snapshot, reading: &Reading, memo: &mut Memo) {
    let mut known = std::mem::take(&mut memo.lowered).into_iter().peekable();
    let mut files: Vec<(&File, Option<Known>)> = Vec::with_capacity(known.len() + 1);
    memo.copies.clear();
    for file in snapshot.below(CONTENT) {
        if let Some(problem) = kinds::copy(&file.path, snapshot) {
            memo.copies.push(problem);
            continue;
        }
        while known.next_if(|known| known.path < file.path).is_some() {}
        let same = known.next_if(|known| known.path == file.path);
        files.push((file, same.filter(|known| known.digest == file.digest && known.reading == *reading)));
    }
    memo.parsed = files.iter().filter(|(_, known)| known.is_none()).count();
    let anew = |file: &File| {
        let (pages, problems) = kinds::lower(file, reading);
        let reading = reading.clone();
        Known { path: file.path.clone(), digest: file.digest, reading, lowered: Arc::new(Lowered { pages, problems }) }
    };
    memo.lowered = files.into_par_iter().map(|(file, known)| known.unwrap_or_else(|| anew(file))).collect();
}
