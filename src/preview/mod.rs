//! The live preview without its disk, sockets and clock: what is shown now, what a change changes, what each tab is sent.
//!
//! [`Preview::update`] turns a snapshot into the [`Current`] state; a request is answered from it by rendering the one output
//! that is asked for. Refuses to keep a rendered page: nothing here can go stale, because nothing here is kept.

mod answer;
mod changes;
mod messages;
mod renames;
mod shown;
mod stand_ins;
mod tab;
mod tag;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use answer::{Answer, Body};
pub use changes::{Changes, between};
pub use messages::{Editor, Problems};
pub use shown::Shown;
pub use stand_ins::StandIn;
pub use tab::Tab;
pub use tag::tagged;
pub use words::{alone as words_alone, face as words_face};

use crate::build::{self, Build, Memo};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{Hidden, Options};
use crate::snapshot::{ProjectPath, Snapshot};
use crate::theme;
use renames::Renames;
use stand_ins::StandIns;

/// Everything that a page loads for the preview stands below this address, and nothing of the site does.
pub const RESERVED: &str = "/__lensbook/";

/// The script that keeps a page in step with its files.
#[must_use]
pub fn script() -> String {
    theme::joined_script(&[
        ("preview.js", include_str!("assets/preview.js")),
        ("panel.js", include_str!("assets/panel.js")),
        ("patch.js", include_str!("assets/patch.js")),
        ("sheets.js", include_str!("assets/sheets.js")),
        ("twins.js", include_str!("assets/twins.js")),
    ])
}

/// How the script's own marks and panels look.
pub const STYLE: &str = include_str!("assets/preview.css");

/// What is served at one moment. It is replaced as a whole, never changed.
#[derive(Debug)]
pub struct Current {
    /// Counts the states, from 1.
    pub generation: u64,
    /// The newest playbook that can be shown, if there ever was one.
    pub shown: Option<Arc<Shown>>,
    /// The one before, for pages that turn out not to render.
    pub before: Option<Arc<Shown>>,
    /// What is wrong with the files as they are now.
    pub problems: Arc<Problems>,
    /// Files that are not shown as they are; `themes` for all themes.
    pub stand_ins: Arc<BTreeMap<ProjectPath, StandIn>>,
}

/// What an update did.
#[derive(Debug)]
pub struct Report {
    /// What differs from the files before.
    pub changes: Changes,
    /// How many content files were parsed.
    pub parsed: usize,
    /// How many pages the playbook has now.
    pub pages: usize,
    /// Problems, by severity: errors, warnings, advice.
    pub counts: [usize; 3],
    /// All problems, if they are others than before.
    pub problems: Option<Arc<Problems>>,
    /// Pages that are not shown.
    pub hidden: Hidden,
    /// Files that are not shown as they are; `themes` for all themes.
    pub stand_ins: Arc<BTreeMap<ProjectPath, StandIn>>,
    /// Which state is shown now.
    pub shows: Shows,
}

/// Which state is shown after an update.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shows {
    /// The newest, with stand-ins for broken files.
    Newest,
    /// The one before: the newest has no theme that works, and there never was one that could stand in.
    Before,
    /// None yet, for the same reason.
    Nothing,
}

/// The state of a preview, and what saves work on the way to the next.
#[derive(Debug)]
pub struct Preview {
    memo: Memo,
    /// The same for the project in which files with mistakes are replaced, while there are any.
    aside: Option<Memo>,
    stand_ins: StandIns,
    renames: Renames,
    editor: Editor,
    last: Option<(Arc<Snapshot>, Vec<Diagnostic>, Options)>,
    current: Arc<Current>,
}

impl Preview {
    /// A preview that shows nothing yet. `editor` makes the links that open a problem's place.
    #[must_use]
    pub fn new(editor: Editor) -> Self {
        let current = Current {
            generation: 0,
            shown: None,
            before: None,
            problems: Arc::new(Problems::none(editor.clone())),
            stand_ins: Arc::default(),
        };
        let (memo, stand_ins) = (Memo::default(), StandIns::default());
        Self {
            memo,
            aside: None,
            stand_ins,
            renames: Renames::default(),
            editor,
            last: None,
            current: Arc::new(current),
        }
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

    /// Builds from `snapshot`, unless it is as the last one was; `loaded` are the problems of loading it.
    pub fn update(&mut self, snapshot: Snapshot, loaded: Vec<Diagnostic>, options: Options) -> Option<Report> {
        let changes = match self.seen() {
            Some(before) => between(before, &snapshot),
            None => between(&Snapshot::default(), &snapshot),
        };
        let same = self.last.as_ref().is_some_and(|(_, problems, before)| *problems == loaded && *before == options);
        let same_history = self.last.as_ref().is_some_and(|(before, ..)| before.history == snapshot.history);
        if same && same_history && changes.is_empty() {
            return None;
        }
        let snapshot = Arc::new(snapshot);
        let before = Renames::before(&changes, &self.memo, self.seen());
        let mut built = assemble(&snapshot, loaded.clone(), options, &mut self.memo);
        self.renames.note(before, &changes, &self.memo, &snapshot);
        self.renames.add_hints(&mut built, &snapshot);
        self.stand_ins.renew(&built, &loaded, self.last.as_ref().map(|(before, ..)| before.as_ref()));
        self.last = Some((snapshot.clone(), loaded, options));
        let count = |severity| built.problems.iter().filter(|problem| problem.severity == severity).count();
        let counts = [count(Severity::Error), count(Severity::Warning), count(Severity::Advice)];
        let problems = Arc::new(Problems::new(built.problems.clone(), snapshot.clone(), self.editor.clone()));
        let (parsed, pages) = (self.memo.parsed, built.site.pages.len());
        let hidden = built.site.hidden;
        let news = (!problems.are_the_same_as(&self.current.problems)).then(|| problems.clone());
        let next = self.shown(built, snapshot, options);
        let which = match (&next, &self.current.shown) {
            (Some(_), _) => Shows::Newest,
            (None, Some(_)) => Shows::Before,
            (None, None) => Shows::Nothing,
        };
        let stand_ins = Arc::new(self.stand_ins.shown());
        let (shown, before) = self.stack(next);
        let generation = self.current.generation + 1;
        let shared = stand_ins.clone();
        self.current = Arc::new(Current { generation, shown, before, problems, stand_ins: shared });
        Some(Report { changes, parsed, pages, counts, problems: news, hidden, stand_ins, shows: which })
    }

    /// What can be shown of `built`: with stand-ins for files with mistakes, then for the theme if that has any, and with
    /// the words alone of what can't be rendered.
    fn shown(&mut self, built: Build, snapshot: Arc<Snapshot>, options: Options) -> Option<Shown> {
        let Self { memo, aside, stand_ins, .. } = self;
        let mut kept = aside.take();
        let mut again = |filled: Snapshot| {
            let memo = kept.get_or_insert_with(|| memo.clone());
            (assemble(&filled, Vec::new(), options, memo), Arc::new(filled))
        };
        let (mut built, mut snapshot) = (built, snapshot);
        if let Some(filled) = stand_ins.with_files(&snapshot) {
            (built, snapshot) = again(filled);
        }
        stand_ins.renew_theme(&built.problems, &snapshot);
        if let Some(filled) = stand_ins.with_theme(&snapshot) {
            (built, snapshot) = again(filled);
        }
        let mut shown = Shown::new(built, snapshot.clone());
        if let Some(filled) = shown.as_ref().and_then(|shown| stand_ins.with_words(&snapshot, shown)) {
            let (mut built, snapshot) = again(filled);
            Arc::make_mut(&mut built.findings).kinds.clone_from(&stand_ins.words);
            shown = Shown::new(built, snapshot);
        }
        *aside = kept.filter(|_| stand_ins.any());
        shown
    }

    /// What is shown now that `next` can be, and what stands behind it.
    fn stack(&self, next: Option<Shown>) -> (Option<Arc<Shown>>, Option<Arc<Shown>>) {
        let now = &self.current;
        let Some(next) = next else { return (now.shown.clone(), now.before.clone()) };
        // A playbook that failed to render can't replace one that fails.
        let working = now.shown.as_ref().filter(|shown| !shown.failed());
        let before = working.cloned().or_else(|| now.before.clone());
        (Some(Arc::new(next)), before)
    }
}

fn assemble(snapshot: &Snapshot, loaded: Vec<Diagnostic>, options: Options, memo: &mut Memo) -> Build {
    build::build(snapshot, loaded, options, &|_: &mut Config| {}, memo)
}
