//! A playbook in memory, checked as `lensbook check` does it.
//!
//! Around the files of a fixture stand those of `cases/playbook.fixture`, a tiny playbook without mistakes, so that a fixture holds
//! only what it is about.

use std::sync::LazyLock;

use lensbook::build::{Build, Memo, build, is_error};
use lensbook::diagnostic::{Diagnostic, report};
use lensbook::outputs::{Output, Renderer};
use lensbook::site::Options;
use lensbook::snapshot::{File, Snapshot};
use lensbook::theme;

use super::fixture;

static AROUND: &str = include_str!("../cases/playbook.fixture");

/// The day that counts as today in tests.
pub(crate) const TODAY: &str = "2026-11-21";

/// What a check finds, with the files that it looked at.
pub(crate) struct Checked {
    /// All files.
    pub(crate) snapshot: Snapshot,
    /// All problems, in the order in which they are reported.
    pub(crate) problems: Vec<Diagnostic>,
}

/// The files of `fixture` with the tiny playbook and the default theme around them.
pub(crate) fn snapshot(fixture: &str) -> Snapshot {
    let mut snapshot: Snapshot = theme::bundled().collect();
    for file in fixture::files(AROUND).into_iter().chain(fixture::files(fixture)) {
        snapshot.insert(file);
    }
    snapshot
}

/// All that `lensbook check` finds in `fixture`.
pub(crate) fn check(fixture: &str) -> Checked {
    check_files(snapshot(fixture))
}

/// All that `lensbook check` finds in these files.
pub(crate) fn check_files(snapshot: Snapshot) -> Checked {
    let mut built = built(&snapshot);
    let mut problems = std::mem::take(&mut built.problems);
    if problems.iter().any(is_error) {
        built.problems = problems;
        let found = rendered(&built, &built.pages_without_errors(), &snapshot);
        problems = std::mem::take(&mut built.problems);
        problems.extend(found);
    } else {
        problems.extend(rendered(&built, &built.outputs.values().collect::<Vec<_>>(), &snapshot));
    }
    Checked { snapshot, problems }
}

/// What the templates say of `fixture` if it is shown as it is, although `check` finds errors in it.
pub(crate) fn shown(fixture: &str) -> Vec<Diagnostic> {
    let snapshot = snapshot(fixture);
    let built = built(&snapshot);
    assert!(built.broken.is_empty(), "{:?}", built.broken);
    rendered(&built, &built.outputs.values().collect::<Vec<_>>(), &snapshot)
}

/// Builds `snapshot` with what is known of the bundled theme and the tiny playbook: most tests leave them as they are, and reading a
/// theme is most of the work.
pub(crate) fn built(snapshot: &Snapshot) -> Build {
    static WITH_SETTINGS: LazyLock<Memo> = LazyLock::new(|| memo(&self::snapshot("")));
    static WITHOUT: LazyLock<Memo> = LazyLock::new(|| memo(&theme::bundled().collect()));
    let known = if snapshot.get("lensbook.yaml").is_some() { &WITH_SETTINGS } else { &WITHOUT };
    build(snapshot, Vec::new(), options(), &|_| {}, &mut LazyLock::force(known).clone())
}

fn memo(snapshot: &Snapshot) -> Memo {
    let mut memo = Memo::default();
    let _ = build(snapshot, Vec::new(), options(), &|_| {}, &mut memo);
    memo
}

fn options() -> Options {
    Options { as_of: TODAY.parse().unwrap(), drafts: false }
}

/// What fails while `outputs` are rendered; the same in many places once.
fn rendered(built: &Build, outputs: &[&Output], snapshot: &Snapshot) -> Vec<Diagnostic> {
    let Some(theme) = &built.theme else { return Vec::new() };
    let renderer = Renderer::new(&built.site, &built.findings, theme, snapshot);
    let mut problems: Vec<Diagnostic> = Vec::new();
    for problem in outputs.iter().filter_map(|output| renderer.render(output).err()) {
        if !problems.iter().any(|other| (&other.span, &other.message) == (&problem.span, &problem.message)) {
            problems.push(problem);
        }
    }
    problems
}

impl Checked {
    /// The reports as a terminal shows them, with a blank line between two.
    pub(crate) fn human(&self) -> String {
        let reports: Vec<String> =
            self.problems.iter().map(|problem| report::human(problem, &self.snapshot, false)).collect();
        if reports.is_empty() { "no problems\n".into() } else { format!("{}\n", reports.join("\n\n")) }
    }

    /// The reports as JSON, one a line.
    pub(crate) fn json(&self) -> String {
        self.problems.iter().flat_map(|problem| [report::json(problem, &self.snapshot), "\n".into()]).collect()
    }
}

/// A file among those of the tiny playbook.
pub(crate) fn around() -> Vec<File> {
    fixture::files(AROUND)
}
