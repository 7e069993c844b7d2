//! What the preview says on the terminal: its address first, then one line a rebuild, and the first problems when they change.

use std::time::Instant;

use serde_json::json;

use super::super::args::{Format, Global};
use super::super::build::{left_out, tally};
use super::super::terminal::{self, shown};
use super::super::{is_styled, paint_if, print};
use crate::diagnostic::counted;
use crate::io::watch::Watcher;
use crate::preview::{Report, Shows, StandIn};
use crate::site::Hidden;
use crate::snapshot::ProjectPath;
use crate::theme::THEMES;

/// How to say things.
#[derive(Clone, Debug)]
pub(super) struct Console {
    json: bool,
    quiet: bool,
    styled: bool,
}

/// How many problems are named.
const NAMED: usize = 3;

impl Console {
    pub(super) fn new(global: &Global) -> Self {
        Self { json: global.format == Format::Json, quiet: global.quiet, styled: is_styled(global) }
    }

    /// The address, once it answers, and what was found.
    pub(super) fn serves(&self, url: &str, report: Option<&Report>, started: Instant) {
        if self.json {
            print(&format!("{}\n", json!({"type": "serving", "url": url})));
        } else {
            print(&format!("{url}\n"));
        }
        if let Some(report) = report {
            self.built(&format!("{},", counted(report.pages, "page")), report, &report.hidden, started);
        }
    }

    /// What a rebuild did.
    pub(super) fn rebuilt(&self, report: &Report, started: Instant) {
        let read = counted(report.parsed, "file");
        self.built(&format!("{}: {read} read again,", report.changes.text()), report, &Hidden::default(), started);
    }

    fn built(&self, what: &str, report: &Report, hidden: &Hidden, started: Instant) {
        let [errors, warnings, advice] = report.counts;
        let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        if self.json {
            let files: Vec<&str> = report.changes.files.iter().map(ProjectPath::as_str).collect();
            let line = json!({"type": "rebuilt", "files": files.len(), "first": files.first(), "parsed": report.parsed,
                "pages": report.pages, "ms": ms, "errors": errors, "warnings": warnings, "advice": advice});
            print(&format!("{line}\n"));
        } else if !self.quiet || errors > 0 {
            let problems = tally(errors, warnings, advice);
            let problems = if errors > 0 { paint_if(self.styled, &problems, "1;31") } else { problems };
            let (what, stays) = (shown(what, false), stays(report));
            self.line(&format!("{what} {ms} ms, {problems}{}{}", left_out(hidden), shown(&stays, false)));
            self.name(report);
        }
    }

    /// Names the first problems, unless they were named before.
    fn name(&self, report: &Report) {
        let Some(problems) = &report.problems else { return };
        let (first, more) = problems.foremost(NAMED, &report.changes.files);
        for problem in first {
            self.line(&format!("  {}", shown(&problem, false)));
        }
        if more > 0 {
            self.line(&format!("  and {more} more"));
        }
    }

    /// Says that files are checked at intervals, and why.
    pub(super) fn polls(&self, watcher: &Watcher, why: Option<String>) {
        if watcher.has_events() {
            return;
        }
        let why = why.map_or_else(|| "as asked with `--poll`".to_owned(), |why| format!("because {why}"));
        self.note(&format!("checking the files at intervals, {why}"));
    }

    /// Something worth knowing.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            self.line(text);
        }
    }

    /// Something to beware of.
    pub(super) fn warn(&self, text: &str) {
        self.line(&format!("{}: {text}", paint_if(self.styled, "warning", "1;33")));
    }

    fn line(&self, text: &str) {
        terminal::write_err(&format!("{text}\n"), self.styled);
    }
}

/// What of the playbook is not shown as it is.
fn stays(report: &Report) -> String {
    match report.shows {
        Shows::Nothing => return "; nothing can be shown yet".into(),
        Shows::Before => return "; what was shown before stays".into(),
        Shows::Newest => {}
    }
    let all = |kind| report.stand_ins.iter().filter(move |(_, of)| **of == kind).map(|(path, _)| path.as_str());
    let before = match all(StandIn::Before).collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [THEMES] => "; the theme stays as it was".into(),
        [file] => format!("; {file} stays as it was"),
        files => format!("; {} files stay as they were", files.len()),
    };
    let words = match all(StandIn::Words).collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [file] => format!("; {file} shows its words alone"),
        files => format!("; {} files show their words alone", files.len()),
    };
    before + &words
}
