//! What stands in for files with mistakes of their own: each file as it was when it last had none, or its absence.
//!
//! So what is shown is a build of the project as it is, but for those files: the rest goes on, and what leads to them holds.
//! A theme stands in as a whole, because its files fit together. Refuses to show the half of a page that a broken file
//! gives, which templates could trip over; and to hold back a page whose only mistake is where it leads.

use std::collections::{BTreeMap, BTreeSet};

use crate::build::{Build, is_error};
use crate::config;
use crate::diagnostic::{Diagnostic, Span};
use crate::kinds::CONTENT;
use crate::site::UrlPath;
use crate::snapshot::{File, ProjectPath, Snapshot};
use crate::theme::THEMES;

/// Files with mistakes, and what stands in for them.
#[derive(Default, Debug)]
pub(super) struct StandIns {
    /// Each broken file as it was; none if it never was good.
    files: BTreeMap<ProjectPath, Option<File>>,
    theme_broken: bool,
    /// All files of all themes.
    theme: Option<Vec<File>>,
}

impl StandIns {
    /// Takes stock after a build: `before` are the files that the build before this one saw, `loaded` the problems of loading.
    pub(super) fn renew(&mut self, built: &Build, loaded: &[Diagnostic], before: Option<&Snapshot>) {
        let missing = loaded.iter().filter(|problem| is_error(problem)).filter_map(place);
        let faults = built.problems.iter().filter(|problem| is_error(problem)).filter_map(place);
        let (themes, others): (Vec<&Span>, Vec<&Span>) = faults.partition(|span| span.file.strip(THEMES).is_some());
        let config = others.iter().map(|span| &span.file).filter(|file| file.as_str() == config::FILE);
        let missing = missing.map(|span| &span.file).filter(|file| file.strip(CONTENT).is_some());
        let broken: BTreeSet<ProjectPath> = config.chain(missing).chain(&built.broken).cloned().collect();
        let mut known = std::mem::take(&mut self.files);
        let as_before = |path: &ProjectPath| before.and_then(|before| before.get(path.as_str())).cloned();
        let good = |path: ProjectPath| {
            let good = known.remove(&path).unwrap_or_else(|| as_before(&path));
            (path, good)
        };
        self.files = broken.into_iter().map(good).collect();
        if themes.is_empty() {
            self.theme = None;
        } else if !self.theme_broken {
            self.theme = before.map(|before| before.below(THEMES).cloned().collect());
        }
        self.theme_broken = !themes.is_empty();
    }

    /// `snapshot` with what stands in; none if nothing does.
    pub(super) fn fill(&self, snapshot: &Snapshot) -> Option<Snapshot> {
        // Where the configuration has mistakes, defaults stand in for them.
        let files = self.files.iter().filter(|(path, good)| good.is_some() || path.as_str() != config::FILE);
        if files.clone().next().is_none() && self.theme.is_none() {
            return None;
        }
        let is_kept = |file: &&File| match file.path.strip(THEMES) {
            Some(_) => self.theme.is_none(),
            None => file.path.as_str() == config::FILE || !self.files.contains_key(&file.path),
        };
        let stand_ins = self.theme.iter().flatten().chain(files.filter_map(|(_, good)| good.as_ref()));
        Some(snapshot.files().filter(is_kept).chain(stand_ins).cloned().collect())
    }

    /// The files that are shown as they were; a theme is its folder.
    pub(super) fn shown(&self) -> BTreeSet<ProjectPath> {
        let theme = self.theme.is_some().then(|| ProjectPath::new(THEMES)).flatten();
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

fn place(problem: &Diagnostic) -> Option<&Span> {
    problem.span.as_ref()
}
