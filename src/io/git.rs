//! Asks git who changed what in `content/`, if the project lies in a repository.
//!
//! Where git can't tell all, a problem says why and what to do: a cut history is not the whole, and no history is not an empty
//! one. The repository's own configuration can run nothing: no pager, no external diff, no filter, no hook. The user's settings
//! and environment change nothing. Nothing is written, not even a refreshed index.
#![expect(clippy::disallowed_methods, reason = "runs git and looks at the clock")]

mod command;
mod repository;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::config::{self, HistoryDetail};
use crate::diagnostic::{Diagnostic, code};
use crate::history::{self, History};
use crate::io::plain;
use crate::limits;
use crate::snapshot::{File, ProjectPath, Snapshot};
use command::{Failed, Running};
use repository::Repository;

/// A failure may pass, so git is asked again after this.
const RETRY: Duration = Duration::from_secs(10);

/// What git tells of a project.
#[derive(Clone, Default, Debug)]
pub struct Told {
    /// The changes, if there are any to tell of.
    pub history: Option<Arc<History>>,
    /// Why that is not all.
    pub problem: Option<Diagnostic>,
}

/// The history of a project, asked for once for each state of its repository.
#[derive(Default, Debug)]
pub struct Git {
    known: Option<(Vec<u8>, Told, Instant)>,
}

/// A question to git that is being answered.
#[derive(Debug)]
pub struct Asked(Answer);

#[derive(Debug)]
enum Answer {
    /// There is nothing to wait for.
    Known(Told),
    Running(Running, Repository),
}

impl Git {
    /// What git tells of the project in `root` with these files: what it told before, unless the repository's state or
    /// lensbook.yaml says otherwise since.
    pub fn history(&mut self, root: &Path, snapshot: &Snapshot) -> Told {
        if !is_wanted(snapshot.get(config::FILE)) {
            return Told::default();
        }
        let repository = match Repository::find(root) {
            Ok(Some(repository)) => repository,
            Ok(None) => return Told::default(),
            Err(why) => return Told { history: None, problem: Some(unreadable(&why)) },
        };
        let is_known = |(state, told, at): &&(Vec<u8>, Told, Instant)| {
            *state == repository.state && (told.problem.is_none() || at.elapsed() < RETRY)
        };
        if let Some((_, told, _)) = self.known.as_ref().filter(is_known) {
            return told.clone();
        }
        let state = repository.state.clone();
        let told = ask_of(root, repository).answer();
        self.known = Some((state, told.clone(), Instant::now()));
        told
    }
}

/// Asks git; the answer can be waited for later.
#[must_use]
pub fn ask(root: &Path) -> Asked {
    let told = match Repository::find(root) {
        Ok(None) => Told::default(),
        Ok(Some(_)) | Err(_) if !is_wanted(configuration(root).as_ref()) => Told::default(),
        Ok(Some(repository)) => return ask_of(root, repository),
        Err(why) => Told { history: None, problem: Some(unreadable(&why)) },
    };
    Asked(Answer::Known(told))
}

fn ask_of(root: &Path, repository: Repository) -> Asked {
    Asked(match Running::start(root, &repository.cut, &[]) {
        Ok(running) => Answer::Running(running, repository),
        Err(failed) => Answer::Known(Told { history: None, problem: failed.problem() }),
    })
}

impl Asked {
    /// Waits for the answer.
    #[must_use]
    pub fn answer(self) -> Told {
        let (running, repository) = match self.0 {
            Answer::Known(told) => return told,
            Answer::Running(running, repository) => (running, repository),
        };
        match running.finish_trusted(&repository.cut) {
            Ok(log) if repository.cut.is_empty() => {
                Told { history: Some(Arc::new(history::parse(&log))), problem: None }
            }
            Ok(log) => Told { history: Some(Arc::new(history::parse_cut(&log))), problem: Some(cut()) },
            Err(failed) => Told { history: None, problem: failed.problem() },
        }
    }
}

impl Failed {
    /// What is said of it; nothing where there is nothing to tell of yet.
    fn problem(self) -> Option<Diagnostic> {
        let (why, hint) = match self {
            Self::Unborn => return None,
            Self::Missing => ("git is not installed here".to_owned(), "install git".to_owned()),
            Self::TooSlow => (
                format!("git took longer than {} seconds", limits::GIT_TIME.as_secs()),
                "build again; if it stays, run `git gc` in the project".to_owned(),
            ),
            Self::Said(words) if words.contains("safe.directory") => {
                let remedy =
                    words.lines().map(str::trim).find(|line| line.starts_with("git config")).unwrap_or_default();
                let first = words.lines().next().unwrap_or_default();
                (format!("git refuses: {first}"), format!("if you trust the folder, run `{remedy}`"))
            }
            Self::Said(words) => (
                format!("git fails: {}", words.lines().next().unwrap_or("it does not say why")),
                "run `git log` in the project to see more".to_owned(),
            ),
        };
        let problem = Diagnostic::new(&code::HISTORY_INCOMPLETE, format!("the playbook's history is missing: {why}"));
        Some(problem.hint(format!("{hint}, or set `history: {{git: off}}` in {}", config::FILE)))
    }
}

/// Some file of the repository is none.
fn unreadable(why: &str) -> Diagnostic {
    Diagnostic::new(&code::HISTORY_INCOMPLETE, format!("the playbook's history is missing: {why}"))
        .hint("mend or delete the folder `.git`")
}

/// The repository is a shallow clone.
fn cut() -> Diagnostic {
    Diagnostic::new(&code::HISTORY_INCOMPLETE, "the playbook's history is cut: this is a shallow clone")
        .hint("fetch it all: `git fetch --unshallow`, or `fetch-depth: 0` where a service checks it out")
}

fn configuration(root: &Path) -> Option<File> {
    let bytes = plain::read(&root.join(config::FILE), limits::YAML).ok()?;
    Some(File::new(ProjectPath::new(config::FILE)?, bytes))
}

/// Whether lensbook.yaml lets git be asked.
fn is_wanted(file: Option<&File>) -> bool {
    // Most projects say nothing about it.
    let Some(file) = file.filter(|file| memchr::memmem::find(file.bytes(), b"history").is_some()) else { return true };
    let alone: Snapshot = std::iter::once(file.clone()).collect();
    config::read(&alone).0.history != HistoryDetail::Nothing
}
