//! The live preview without its disk, sockets and clock: what is shown now, what a change changes, what each tab is told.
//!
//! [`Preview::update`] turns a snapshot into the [`Current`] state; a request is answered from it by rendering the one output
//! that is asked for. Refuses to keep a rendered page: nothing here can go stale, because nothing here is kept.

mod answer;
mod changes;
mod messages;
mod shown;
mod tab;
mod tag;

use std::sync::Arc;

pub use answer::{Answer, Body};
pub use changes::{Changes, between};
pub use messages::{Editor, Problems};
pub use shown::Shown;
pub use tab::Tab;
pub use tag::tagged;

use crate::build::{self, Memo};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Options;
use crate::snapshot::Snapshot;

/// Everything that a page loads for the preview stands below this address, and nothing of the site does.
pub const RESERVED: &str = "/__lensbook/";

/// The script that keeps a page in step with its files.
pub const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("assets/patch.js"),
    include_str!("assets/panel.js"),
    include_str!("assets/preview.js"),
    "})();\n"
);

/// How the script's own marks and panels look.
pub const STYLE: &str = include_str!("assets/preview.css");

/// What is served at one moment. It is replaced as a whole, never changed.
#[derive(Debug)]
pub struct Current {
    /// Counts the states, from 1.
    pub generation: u64,
    /// The newest playbook without errors; none if there was none yet.
    pub shown: Option<Arc<Shown>>,
    /// The one before, for pages that turn out not to render.
    pub before: Option<Arc<Shown>>,
    /// What is wrong with the files as they are now.
    pub problems: Arc<Problems>,
}

/// What an update did.
#[derive(Debug)]
pub struct Report {
    /// What differs from the files before.
    pub changes: Changes,
    /// How many content files were read anew.
    pub parsed: usize,
    /// How many pages the playbook has now.
    pub pages: usize,
    /// Problems, by severity: errors, warnings, advice.
    pub counts: [usize; 3],
}

/// The state of a preview, and what saves work on the way to the next.
#[derive(Debug)]
pub struct Preview {
    memo: Memo,
    editor: Editor,
    last: Option<(Arc<Snapshot>, Vec<Diagnostic>, Options)>,
    current: Arc<Current>,
}

impl Preview {
    /// A preview that shows nothing yet. `editor` makes the links that open a problem's place.
    #[must_use]
    pub fn new(editor: Editor) -> Self {
        let current = Current { generation: 0, shown: None, before: None, problems: Arc::default() };
        Self { memo: Memo::default(), editor, last: None, current: Arc::new(current) }
    }

    /// What is shown now.
    #[must_use]
    pub fn current(&self) -> Arc<Current> {
        self.current.clone()
    }

    /// The files that the last update saw.
    #[must_use]
    pub fn seen(&self) -> Option<&Snapshot> {
        self.last.as_ref().map(|(snapshot, ..)| snapshot.as_ref())
    }

    /// Builds from `snapshot`, unless it is as the last one was; `loaded` are the problems of loading it. While there are
    /// errors, the last playbook without any stays.
    pub fn update(&mut self, snapshot: Snapshot, loaded: Vec<Diagnostic>, options: Options) -> Option<Report> {
        let changes = match &self.last {
            Some((before, ..)) => between(before, &snapshot),
            None => between(&Snapshot::default(), &snapshot),
        };
        let same = self.last.as_ref().is_some_and(|(_, problems, before)| *problems == loaded && *before == options);
        if same && changes.is_empty() {
            return None;
        }
        let snapshot = Arc::new(snapshot);
        self.last = Some((snapshot.clone(), loaded.clone(), options));
        let built = build::build(&snapshot, loaded, options, &|_: &mut Config| {}, &mut self.memo);
        let problems = Arc::new(Problems::new(&built.problems, &snapshot, &self.editor));
        let count = |severity| built.problems.iter().filter(|problem| problem.severity == severity).count();
        let counts = [count(Severity::Error), count(Severity::Warning), count(Severity::Advice)];
        let report = Report { changes, parsed: self.memo.parsed, pages: built.site.pages.len(), counts };
        let (shown, before) = self.next(built, snapshot);
        let generation = self.current.generation + 1;
        self.current = Arc::new(Current { generation, shown, before, problems });
        Some(report)
    }

    /// What is shown next, and what stands behind it.
    fn next(&self, built: build::Build, snapshot: Arc<Snapshot>) -> (Option<Arc<Shown>>, Option<Arc<Shown>>) {
        let now = &self.current;
        if built.problems.iter().any(build::is_error) {
            return (now.shown.clone(), now.before.clone());
        }
        let Some(next) = Shown::new(built, snapshot) else { return (now.shown.clone(), now.before.clone()) };
        // A playbook that failed to render is no ground to stand on.
        let sound = now.shown.as_ref().filter(|shown| !shown.failed());
        let before = sound.cloned().or_else(|| now.before.clone());
        (Some(Arc::new(next)), before)
    }
}
