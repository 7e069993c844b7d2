//! The one call of git: who changed what in `content/`, if the project lies in a repository and git is there to ask.
//!
//! Whatever stands in the way (no git, no repository, no commit, too slow) means no history, and is not said. The repository's own
//! configuration can run nothing: no pager, no external diff, no filter, no hook. Nothing is written, not even a refreshed index.
#![expect(clippy::disallowed_methods, reason = "runs git and looks for its folder")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use crate::config::{self, HistoryDetail};
use crate::history::{self, History, MARK};
use crate::kinds::CONTENT;
use crate::snapshot::{File, ProjectPath, Snapshot};

/// Git is given up after this.
const GIT_TIMEOUT: Duration = Duration::from_secs(10);

/// Most commits that are looked at.
const COMMITS: usize = 2_000;

/// A commit costs git time that grows with the files of its folders: no more than this many files times commits are looked at.
const EFFORT: usize = 5_000_000;

/// Most that is read, in bytes; older commits are left out.
const MAX_OUTPUT: u64 = 128 << 20;

/// The history of a project, asked for once for each state of its repository.
#[derive(Default, Debug)]
pub struct Git {
    known: Option<(Vec<u8>, Option<Arc<History>>)>,
}

/// A question to git that is being answered.
#[derive(Debug)]
pub struct Asked {
    answer: mpsc::Receiver<Option<Vec<u8>>>,
    child: Child,
}

impl Git {
    /// The history of the project in `root`: the one from before, unless the repository's head moved since.
    pub fn history(&mut self, root: &Path) -> Option<Arc<History>> {
        let head = head(root)?;
        if let Some((known, history)) = &self.known
            && *known == head
        {
            return history.clone();
        }
        let history = ask(root).and_then(Asked::answer);
        self.known = Some((head, history.clone()));
        history
    }
}

/// Asks git; the answer can be waited for later. None if there is no repository, git can't be started, or lensbook.yaml says not
/// to ask.
#[must_use]
pub fn ask(root: &Path) -> Option<Asked> {
    head(root)?;
    if !is_wanted(root) {
        return None;
    }
    let commits = format!("--max-count={}", (EFFORT / files(root).max(1)).min(COMMITS));
    let format = format!("--format={MARK}%as{MARK}%an");
    let mut child = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["--no-pager", "--no-optional-locks", "--literal-pathspecs"])
        .args(["-c", "core.quotepath=off", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false"])
        .args(["-c", "diff.default.xfuncname=^[ -]*id:.*$", "-c", "log.follow=false", "-c", "core.hooksPath=/dev/null"])
        .args(["log", &commits, "--no-merges", "--no-color", "--no-ext-diff", "--no-textconv", "--no-notes"])
        .args(["--no-mailmap", "--no-decorate", "--encoding=UTF-8", "--relative", "--src-prefix=a/", "--dst-prefix=b/"])
        .args(["--patch", "--unified=0", "--inter-hunk-context=0", "--find-renames", "-l1000", "--irreversible-delete"])
        .args(["--ignore-all-space", "--ignore-blank-lines", "--diff-algorithm=myers", "--submodule=short", &format])
        .args(["--", CONTENT])
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env_remove("GIT_EXTERNAL_DIFF")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_DIFF_OPTS")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let out = child.stdout.take()?;
    let (tell, answer) = mpsc::channel();
    std::thread::spawn(move || {
        let mut log = Vec::new();
        let read = out.take(MAX_OUTPUT).read_to_end(&mut log);
        // Nobody may be waiting any more.
        drop(tell.send(read.ok().map(|_| log)));
    });
    Some(Asked { answer, child })
}

impl Asked {
    /// Waits for the answer.
    #[must_use]
    pub fn answer(mut self) -> Option<Arc<History>> {
        let log = self.answer.recv_timeout(GIT_TIMEOUT).ok().flatten();
        let whole = log.as_ref().is_some_and(|log| (log.len() as u64) < MAX_OUTPUT);
        if !whole {
            drop(self.child.kill());
        }
        let done = self.child.wait().is_ok_and(|status| status.success());
        let log = log.filter(|_| done || !whole)?;
        Some(Arc::new(history::parse(&log)))
    }
}

/// How many files the content has.
fn files(root: &Path) -> usize {
    walkdir::WalkDir::new(root.join(CONTENT)).into_iter().flatten().count()
}

/// Whether lensbook.yaml lets git be asked.
fn is_wanted(root: &Path) -> bool {
    let file = fs::read(root.join(config::FILE)).ok().zip(ProjectPath::new(config::FILE));
    let alone: Snapshot = file.map(|(bytes, path)| File::new(path, bytes)).into_iter().collect();
    config::read(&alone).0.history != HistoryDetail::Nothing
}

/// What tells one state of the repository around `root` from another: its head, and what that stands for.
fn head(root: &Path) -> Option<Vec<u8>> {
    let folder = root.ancestors().map(|folder| folder.join(".git")).find(|folder| folder.exists())?;
    let folder = if folder.is_dir() { folder } else { linked(&folder)? };
    let mut state = fs::read(folder.join("HEAD")).ok()?;
    let common =
        fs::read_to_string(folder.join("commondir")).map_or_else(|_| folder.clone(), |to| folder.join(to.trim()));
    if let Some(name) = std::str::from_utf8(&state).ok().and_then(|head| head.strip_prefix("ref: ")).map(str::trim) {
        let reference = fs::read(common.join(name)).or_else(|_| fs::read(common.join("packed-refs")));
        state.extend(reference.unwrap_or_default());
    }
    Some(state)
}

/// Where the file `.git` of a linked work tree leads.
fn linked(file: &Path) -> Option<PathBuf> {
    let text = fs::read_to_string(file).ok()?;
    Some(file.parent()?.join(text.strip_prefix("gitdir:")?.trim()))
}
