//! What stands in for files with mistakes of their own: each file as it was when it last had none.
//!
//! What is shown is a build of the project in which those files are replaced. All other pages are current, and links to the broken
//! ones still work. A theme is replaced as a whole, because its files fit together. A file that never was valid is shown as it is;
//! if its template fails on it, only its text is shown. A page whose only mistakes are in its links is not replaced.

use std::collections::{BTreeMap, BTreeSet};

use super::{Shown, words};
use crate::build::{Build, is_error};
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::kinds::CONTENT;
use crate::snapshot::{File, ProjectPath, Snapshot};
use crate::theme::THEMES;

/// Files with mistakes, and what stands in for them.
#[derive(Default, Debug)]
pub(super) struct StandIns {
    /// Each broken file as it last was without mistakes, if it ever was.
    files: BTreeMap<ProjectPath, Option<File>>,
    /// All files of all themes as they were when they last worked.
    theme: Option<Vec<File>>,
    /// Whether they are shown in place of the current ones.
    theme_is_broken: bool,
    /// Files of which only the text is shown, each with the kind of page that it will be.
    pub(super) words: BTreeMap<ProjectPath, &'static str>,
}

/// What a file or, named by its folder, the theme is shown as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StandIn {
    /// As it was when it last had no mistakes.
    Before,
    /// As its title and text, without its fields.
    Words,
}

impl StandIns {
    /// Notes which files are broken after a build: `before` are the files that the build before this one saw, `loaded` the
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
        self.words.clear();
    }

    /// Notes whether the theme is broken after a build of `snapshot` that found `problems`. The configuration must be valid in that
    /// build, because it names the theme.
    pub(super) fn renew_theme(&mut self, problems: &[Diagnostic], snapshot: &Snapshot) {
        self.theme_is_broken = errors(problems).any(|file| file.strip(THEMES).is_some());
        if !self.theme_is_broken {
            self.theme = Some(snapshot.below(THEMES).cloned().collect());
        }
    }

    /// `snapshot` with broken files replaced, or nothing if there is no replacement.
    pub(super) fn with_files(&self, snapshot: &Snapshot) -> Option<Snapshot> {
        let stand_ins: Vec<&File> = self.files.values().flatten().collect();
        let filled = || {
            let mut filled = snapshot.clone();
            for file in &stand_ins {
                filled.insert((*file).clone());
            }
            filled
        };
        (!stand_ins.is_empty()).then(filled)
    }

    /// `snapshot` with the theme replaced, or nothing if there is no replacement.
    pub(super) fn with_theme(&self, snapshot: &Snapshot) -> Option<Snapshot> {
        let theme = self.theme.as_ref().filter(|_| self.theme_is_broken)?;
        let others = snapshot.files().filter(|file| file.path.strip(THEMES).is_none());
        Some(others.chain(theme).cloned().collect())
    }

    /// `snapshot` with only the text of files that never were valid and can't be rendered, or nothing if there are no such files.
    pub(super) fn with_words(&mut self, snapshot: &Snapshot, shown: &Shown) -> Option<Snapshot> {
        let never_good = self.files.iter().filter(|(_, good)| good.is_none()).map(|(path, _)| path);
        let half = never_good.filter(|path| path.strip(CONTENT).is_some() && !shown.renders(path));
        let half: BTreeSet<&ProjectPath> = half.collect();
        let words = half.iter().filter_map(|path| {
            let (file, page) = (snapshot.get(path.as_str())?, shown.page_of(path));
            Some((words::alone(file, page)?, words::face(file, page)))
        });
        let (words, faces): (Vec<File>, Vec<&'static str>) = words.unzip();
        self.words = words.iter().map(|file| file.path.clone()).zip(faces).collect();
        let others = snapshot.files().filter(|file| !half.contains(&file.path)).cloned();
        (!half.is_empty()).then(|| others.chain(words).collect())
    }

    /// The files that are not shown as they are, and what each is shown as.
    pub(super) fn shown(&self) -> BTreeMap<ProjectPath, StandIn> {
        let theme = (self.theme_is_broken && self.theme.is_some()).then(|| ProjectPath::new(THEMES)).flatten();
        let files = self.files.iter().filter(|(_, good)| good.is_some()).map(|(path, _)| path.clone());
        let before = files.chain(theme).map(|path| (path, StandIn::Before));
        before.chain(self.words.keys().map(|path| (path.clone(), StandIn::Words))).collect()
    }

    /// Whether any file or the theme is broken.
    pub(super) fn any(&self) -> bool {
        self.theme_is_broken || !self.files.is_empty()
    }
}

/// The files that hold errors.
fn errors(problems: &[Diagnostic]) -> impl Iterator<Item = &ProjectPath> {
    problems.iter().filter(|problem| is_error(problem)).filter_map(|problem| Some(&problem.span.as_ref()?.file))
}
