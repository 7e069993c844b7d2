//! The pipeline from a snapshot to everything that can be rendered.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity, code};
use crate::kinds::{self, CONTENT};
use crate::outputs::{self, Output};
use crate::page::Page;
use crate::site::{self, Options, Site, UrlPath};
use crate::snapshot::{Digest, File, ProjectPath, Snapshot};
use crate::source::markdown::Settings;
use crate::theme::{self, Theme};

/// What one content file gives: its pages and its problems, both functions of its bytes.
#[derive(Debug)]
pub struct Lowered {
    /// Its pages.
    pub pages: Vec<Arc<Page>>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// Files that were read before, by path, digest and settings: the only cache.
#[derive(Default, Debug)]
pub struct Memo {
    lowered: HashMap<ProjectPath, (Digest, Settings, Arc<Lowered>)>,
    /// How many files the last build read anew.
    pub parsed: usize,
}

/// A playbook that is ready to render.
#[derive(Debug)]
pub struct Build {
    /// The linked site.
    pub site: Site,
    /// The theme; none if it can't be read.
    pub theme: Option<Theme>,
    /// All outputs; none without a theme.
    pub outputs: BTreeMap<UrlPath, Output>,
    /// All problems found so far, with the severities that the project asks for.
    pub problems: Vec<Diagnostic>,
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
    let lowered = lower(snapshot, config.markdown, memo);
    problems.extend(lowered.iter().flat_map(|(_, lowered)| &lowered.problems).cloned());
    let broken: Vec<ProjectPath> = lowered
        .iter()
        .filter(|(_, lowered)| lowered.pages.is_empty() && lowered.problems.iter().any(is_error))
        .map(|(path, _)| path.clone())
        .collect();
    let pages = lowered.iter().flat_map(|(_, lowered)| lowered.pages.iter().cloned()).collect();
    drop(lowered);
    let (site, found) = site::link(pages, &broken, snapshot, &config, options);
    problems.extend(found);
    let (theme, found) = theme::read(snapshot, &config);
    problems.extend(found);
    let mut outputs = BTreeMap::new();
    if let Some(theme) = &theme {
        let (planned, found) = outputs::plan(&site, theme);
        outputs = planned;
        problems.extend(found);
    }
    if config.allow_unknown_keys {
        problems.retain(|problem| problem.code != &code::KEY_UNKNOWN || !in_content(problem));
    }
    let problems = config.severities.apply(problems);
    Build { site, theme, outputs, problems }
}

/// Whether a problem keeps the site from being published.
#[must_use]
pub fn is_error(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
}

fn in_content(problem: &Diagnostic) -> bool {
    problem.span.as_ref().is_some_and(|span| span.file.strip(CONTENT).is_some())
}

/// Parses and lowers all content files, each only if it was not read before as it is now.
fn lower(snapshot: &Snapshot, settings: Settings, memo: &mut Memo) -> Vec<(ProjectPath, Arc<Lowered>)> {
    let files: Vec<&File> = snapshot.below(CONTENT).collect();
    let known = &memo.lowered;
    let lowered: Vec<(Arc<Lowered>, bool)> = files
        .par_iter()
        .map(|file| match known.get(&file.path) {
            Some((digest, before, lowered)) if *digest == file.digest && *before == settings => {
                (lowered.clone(), false)
            }
            _ => {
                let (pages, problems) = kinds::lower(file, settings);
                (Arc::new(Lowered { pages, problems }), true)
            }
        })
        .collect();
    memo.parsed = lowered.iter().filter(|(_, anew)| *anew).count();
    let pair = |(file, (lowered, _)): (&&File, (Arc<Lowered>, bool))| (file.path.clone(), file.digest, lowered);
    let all: Vec<(ProjectPath, Digest, Arc<Lowered>)> = files.iter().zip(lowered).map(pair).collect();
    memo.lowered =
        all.iter().map(|(path, digest, lowered)| (path.clone(), (*digest, settings, lowered.clone()))).collect();
    all.into_iter().map(|(path, _, lowered)| (path, lowered)).collect()
}
