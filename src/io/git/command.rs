//! One run of `git log`, shielded from the user's settings and environment, and bounded in time, bytes and commits.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

use crate::history::MARK;
use crate::kinds::CONTENT;
use crate::limits;

/// Settings that say how a log reads, each with what it would be without any configuration.
const SETTINGS: [&str; 18] = [
    "core.quotepath=off",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.bigFileThreshold=512m",
    "core.ignoreCase=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "log.diffMerges=separate",
    "diff.default.xfuncname=^[ -]*id:.*$",
    "diff.default.binary=auto",
    "diff.indentHeuristic=true",
    "diff.orderFile=/dev/null",
    "diff.suppressBlankEmpty=false",
    "diff.ignoreSubmodules=none",
    "diff.wsErrorHighlight=none",
    "color.ui=never",
];

/// Most that is read of git's complaints, in bytes.
const COMPLAINTS: u64 = 4_096;

/// A run that is being waited for.
#[derive(Debug)]
pub(super) struct Running {
    root: PathBuf,
    log: mpsc::Receiver<Option<Vec<u8>>>,
    words: mpsc::Receiver<Option<Vec<u8>>>,
    child: Child,
}

/// Why there is no log.
#[derive(Debug)]
pub(super) enum Failed {
    /// There is no git.
    Missing,
    /// It was given up.
    TooSlow,
    /// The repository has no commit yet.
    Unborn,
    /// What git said.
    Said(String),
}

impl Running {
    /// Starts git in `root`. What the commits `cut` and all before them did is left out. `trusted` are folders that git may
    /// read although another user owns them.
    pub(super) fn start(root: &Path, cut: &[String], trusted: &[String]) -> Result<Self, Failed> {
        let mut command = shielded();
        command
            .arg("-C")
            .arg(root)
            .args(["--no-pager", "--no-optional-locks", "--literal-pathspecs", "--no-replace-objects"]);
        let trust = trusted.iter().map(|folder| format!("safe.directory={folder}"));
        for setting in SETTINGS.map(str::to_owned).into_iter().chain(trust) {
            command.args(["-c", &setting]);
        }
        let commits = format!("--max-count={}", (limits::GIT_EFFORT / files(root).max(1)).min(limits::GIT_COMMITS));
        let format = format!("--format={MARK}%as{MARK}%an");
        command
            .args(["log", &commits, "--no-merges", "--no-color", "--no-ext-diff", "--no-textconv", "--no-notes"])
            .args([
                "--no-mailmap", "--no-decorate", "--encoding=UTF-8", "--relative", "--src-prefix=a/", "--dst-prefix=b/",
            ])
            .args([
                "--patch", "--unified=0", "--inter-hunk-context=0", "--find-renames", "-l1000", "--irreversible-delete",
            ])
            .args([
                "--ignore-all-space", "--ignore-blank-lines", "--diff-algorithm=myers", "--submodule=short", &format,
            ])
            .arg("HEAD");
        if !cut.is_empty() {
            command.arg("--not").args(cut);
        }
        command.args(["--", CONTENT]).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let mut child = command.spawn().map_err(|error| match error.kind() {
            ErrorKind::NotFound => Failed::Missing,
            _ => Failed::Said(error.to_string()),
        })?;
        let (log, words) = (collect(child.stdout.take(), limits::GIT_OUTPUT), collect(child.stderr.take(), COMPLAINTS));
        Ok(Self { root: root.to_owned(), log, words, child })
    }

    /// The log. Where git does not trust the folder, the user's own settings are asked whether it may, and then it is asked again.
    pub(super) fn finish_trusted(self, cut: &[String]) -> Result<Vec<u8>, Failed> {
        let root = self.root.clone();
        let failed = match self.finish() {
            Err(Failed::Said(words)) if words.contains("safe.directory") => Failed::Said(words),
            done => return done,
        };
        let trusted = trusted();
        if trusted.is_empty() { Err(failed) } else { Self::start(&root, cut, &trusted)?.finish() }
    }

    fn finish(mut self) -> Result<Vec<u8>, Failed> {
        let log = self.log.recv_timeout(limits::GIT_TIME).ok().flatten();
        let whole = log.as_ref().is_some_and(|log| (log.len() as u64) < limits::GIT_OUTPUT);
        if !whole {
            drop(self.child.kill());
        }
        let done = self.child.wait().is_ok_and(|status| status.success());
        let log = log.ok_or(Failed::TooSlow)?;
        if done || !whole {
            return Ok(log);
        }
        let words = self.words.recv_timeout(limits::GIT_TIME).ok().flatten().unwrap_or_default();
        let words = String::from_utf8_lossy(&words).into_owned();
        let is_unborn = words.contains("does not have any commits yet") || words.contains("bad revision 'HEAD'");
        Err(if is_unborn { Failed::Unborn } else { Failed::Said(words) })
    }
}

/// Git without anything of the environment that changes what it does.
fn shielded() -> Command {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(name);
    }
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ATTR_NOSYSTEM", "1")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// The folders that the user's settings let git read although others own them.
fn trusted() -> Vec<String> {
    let mut command = Command::new("git");
    // Asked from elsewhere: in a folder that it does not trust, git tells nothing.
    command.current_dir(std::env::temp_dir()).args(["config", "-z", "--get-all", "safe.directory"]);
    let Ok(mut child) = command.stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::piped()).spawn() else {
        return Vec::new();
    };
    let answer = collect(child.stdout.take(), COMPLAINTS).recv_timeout(limits::GIT_TIME).ok().flatten();
    drop(child.kill());
    drop(child.wait());
    let text = String::from_utf8_lossy(&answer.unwrap_or_default()).into_owned();
    text.split('\0').filter(|folder| !folder.is_empty()).map(str::to_owned).collect()
}

/// Reads a pipe in a thread of its own, up to `most` bytes.
fn collect(pipe: Option<impl Read + Send + 'static>, most: u64) -> mpsc::Receiver<Option<Vec<u8>>> {
    let (tell, answer) = mpsc::channel();
    let read = move || {
        let mut bytes = Vec::new();
        let read = pipe.map(|pipe| pipe.take(most).read_to_end(&mut bytes));
        // Nobody may be waiting any more.
        drop(tell.send(read.and_then(Result::ok).map(|_| bytes)));
    };
    // Without a thread there is no answer, which is what the receiver then hears.
    drop(std::thread::Builder::new().spawn(read));
    answer
}

/// How many files the content has.
fn files(root: &Path) -> usize {
    walkdir::WalkDir::new(root.join(CONTENT)).into_iter().flatten().count()
}
