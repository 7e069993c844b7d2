//! What stands in for files with mistakes of their own: each file as it was when it last had none, or its absence.
//!
//! So what is shown is a build of the project as it is, but for those files: the rest goes on, and what leads to them holds.
//! A theme stands in as a whole, because its files fit together. Refuses to show the half of a page that a broken file
//! gives, which templates could trip over; and to hold back a page whose only mistake is where it leads.

use std::collections::{BTreeMap, BTreeSet};

use crate::build::{Build, is_error};
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::kinds::CONTENT;
use crate::site::UrlPath;
use crate::snapshot::{File, ProjectPath, Snapshot};
use crate::theme::THEMES;

/// Files with mistakes, and what stands in for them.
#[derive(Default, Debug)]
pub(super) struct StandIns {
    /// Each broken file as it was; none if it never was good.
    files: BTreeMap<ProjectPath, Option<File>>,
    /// All files of all themes as they were when they last worked.
    theme: Option<Vec<File>>,
    /// Whether they stand in.
    theme_is_broken: bool,
}

impl StandIns {
    /// Takes stock of the files after a build: `before` are the files that the build before this one saw, `loaded` the
    /// problems of loading.
    pub(super) fn renew(&mut self, built: &Build, loaded: &[Diagnostic], before: Option<&Snapshot>) {
        let config = errors(&built.problems).filter(|file| file.as_str() == config::FILE);
        let missing = errors(loaded).filter(|file| file.strip(CONTENT).is_some());
        let broken: BTreeSet<ProjectPath> = config.chain(missing).chain(&built.broken).cloned().collect();
        let mut known = std::mem::take(&mut self.files);
        let as_before = |path: &ProjectPath| before.and_then(|before| before.get(path.as_str())).cloned();
        let good = |path: ProjectPath| {
            let good = known.remove(&path).unwrap_or_else(|| as_before(&path));
            (path, good)
        };
        self.files = broken.into_iter().map(good).collect();
    }

    /// Takes stock of the theme after a build of `snapshot` that found `problems`: of one with a whole configuration, which
    /// tells the theme that is meant.
    pub(super) fn renew_theme(&mut self, problems: &[Diagnostic], snapshot: &Snapshot) {
        self.theme_is_broken = errors(problems).any(|file| file.strip(THEMES).is_some());
        if !self.theme_is_broken {
            self.theme = Some(snapshot.below(THEMES).cloned().collect());
        }
    }

    /// `snapshot` with what stands in for files; none if nothing does.
    pub(super) fn with_files(&self, snapshot: &Snapshot) -> Option<Snapshot> {
        // Where the configuration has mistakes, defaults stand in for them.
        let replaced = self.files.iter().filter(|(path, good)| good.is_some() || path.as_str() != config::FILE);
        let replaced: BTreeMap<&ProjectPath, &Option<File>> = replaced.collect();
        let is_kept = |file: &&File| !replaced.contains_key(&file.path);
        let stand_ins = replaced.values().filter_map(|good| good.as_ref());
        let all = || snapshot.files().filter(is_kept).chain(stand_ins.clone()).cloned().collect();
        (!replaced.is_empty()).then(all)
    }

    /// `snapshot` with what stands in for the theme; none if nothing does.
    pub(super) fn with_theme(&self, snapshot: &Snapshot) -> Option<Snapshot> {
        let theme = self.theme.as_ref().filter(|_| self.theme_is_broken)?;
        let others = snapshot.files().filter(|file| file.path.strip(THEMES).is_none());
        Some(others.chain(theme).cloned().collect())
    }

    /// The files that are shown as they were; a theme is its folder.
    pub(super) fn shown(&self) -> BTreeSet<ProjectPath> {
        let theme = (self.theme_is_broken && self.theme.is_some()).then(|| ProjectPath::new(THEMES)).flatten();
        let files = self.files.iter().filter(|(_, good)| good.is_some());
        files.map(|(path, _)| path.clone()).chain(theme).collect()
    }

    /// Pages that can't be shown yet: the addresses that they most likely will have, with and without an ending, and
    /// their files.
    pub(super) fn pending(&self) -> BTreeMap<String, ProjectPath> {
        let pages = self.files.iter().filter(|(path, good)| good.is_none() && path.extension() == "md");
        let address = |path: &ProjectPath, end| {
            let inside = path.strip(CONTENT)?.rsplit_once('.')?.0;
            let index = inside == "index" || inside.ends_with("/index");
            let end = if index { ".html" } else { end };
            Some((UrlPath::new(&format!("{inside}{end}")).as_str().to_owned(), path.clone()))
        };
        pages.flat_map(|(path, _)| [address(path, ".html"), address(path, "/index.html")]).flatten().collect()
    }
}

/// The files that hold errors.
fn errors(problems: &[Diagnostic]) -> impl Iterator<Item = &ProjectPath> {
    problems.iter().filter(|problem| is_error(problem)).filter_map(|problem| Some(&problem.span.as_ref()?.file))
}
