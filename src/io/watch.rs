//! The file watcher: wakes the preview when something in the project may have changed. The only module that knows notify.
//!
//! What an event says is only a hint where to look first. A lost, doubled or wrong one does no harm: the folders are read
//! again after each, and digests tell what changed. Where the system gives no events, the folders are checked at intervals.

#![expect(clippy::disallowed_methods, reason = "this edge watches the disk and the clock")]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::ModifyKind;
use notify::{Config, ErrorKind, Event, EventKind, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::network;
use crate::config;
use crate::kinds::CONTENT;
use crate::limits::{HEARTBEAT, POLL, SAVE_OPEN, SAVE_QUIET, SAVE_WAIT};
use crate::theme::THEMES;

/// Folders that are watched with everything in them.
const FOLDERS: [&str; 3] = [CONTENT, "static", THEMES];

/// Watches the folders of a project.
#[derive(Debug)]
pub struct Watcher {
    root: PathBuf,
    notices: Receiver<Notice>,
    /// Kept so that the channel never closes.
    _sender: Sender<Notice>,
    system: Option<RecommendedWatcher>,
    /// What is watched: each folder with what tells it from a later one of its name.
    watched: BTreeMap<PathBuf, Option<Mark>>,
}

type Mark = (u64, Option<SystemTime>);

/// What one event says.
#[derive(Debug)]
struct Notice {
    /// Somebody is writing, and the system will tell when the file is closed.
    is_writing: bool,
    /// The files that it names.
    paths: Vec<PathBuf>,
    /// Whether what it names came, went or was moved; where it names nothing, anything may have been.
    is_move: bool,
}

impl Watcher {
    /// Watches the project in `root`, by events or, with `poll`, at intervals. Also returns why events are not available, if they are not.
    #[must_use]
    pub fn new(root: &Path, poll: bool) -> (Self, Option<String>) {
        let (sender, notices) = channel();
        let mut watcher =
            Self { root: root.to_owned(), notices, _sender: sender.clone(), system: None, watched: BTreeMap::new() };
        if poll {
            return (watcher, None);
        }
        if let Some(kind) = network::file_system(root) {
            return (watcher, Some(format!("{kind} does not report changes")));
        }
        let why = watcher.start(sender).err().map(|error| reason(&error));
        if why.is_some() {
            watcher.system = None;
        }
        (watcher, why)
    }

    fn start(&mut self, sender: Sender<Notice>) -> notify::Result<()> {
        let root = self.root.clone();
        let receive = move |event: notify::Result<Event>| {
            let unknown = Notice { is_writing: false, paths: Vec::new(), is_move: true };
            if let Some(notice) = event.map_or(Some(unknown), |event| notice(event, &root)) {
                let _ = sender.send(notice);
            }
        };
        let config = Config::default()
            .with_follow_symlinks(false)
            .with_event_kinds(EventKindMask::CORE | EventKindMask::ACCESS_CLOSE);
        let mut watcher = RecommendedWatcher::new(receive, config)?;
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        self.watched.insert(self.root.clone(), mark(&self.root));
        self.system = Some(watcher);
        self.renew(&[])
    }

    /// Whether it rings, or the project is read at intervals.
    #[must_use]
    pub fn has_events(&self) -> bool {
        self.system.is_some()
    }

    /// Waits until something may have changed, and until a save that has begun is likely over. Returns the files that
    /// the events named: the first to look at, but not all that may have changed.
    pub fn wait(&mut self) -> BTreeSet<PathBuf> {
        let mut named = BTreeSet::new();
        let wait = if self.has_events() { HEARTBEAT } else { POLL };
        let Ok(mut last) = self.notices.recv_timeout(wait) else { return named };
        let started = Instant::now();
        loop {
            self.forget(&last);
            named.append(&mut last.paths.into_iter().collect());
            let limit = if last.is_writing { SAVE_OPEN } else { SAVE_WAIT };
            let Some(left) = limit.checked_sub(started.elapsed()) else { return named };
            let pause = if last.is_writing { left } else { left.min(SAVE_QUIET) };
            match self.notices.recv_timeout(pause) {
                Ok(notice) => last = notice,
                Err(_) => return named,
            }
        }
    }

    /// Forgets that it watches what `notice` says was moved. A folder that is moved away and back is the same as before, but the
    /// system has stopped watching it.
    fn forget(&mut self, notice: &Notice) {
        if notice.is_move && notice.paths.is_empty() {
            self.watched.clear();
        } else if notice.is_move {
            self.watched.retain(|path, _| !notice.paths.contains(path));
        }
    }

    /// Whether it stays quiet for `time`. Comes back at the first ring.
    #[must_use]
    pub fn is_quiet(&mut self, time: Duration) -> bool {
        match self.notices.recv_timeout(time) {
            Ok(notice) => {
                self.forget(&notice);
                while let Ok(notice) = self.notices.try_recv() {
                    self.forget(&notice);
                }
                false
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => true,
        }
    }

    /// Watches folders that have come since, and what the symbolic links `links` lead to. Says why if it can't any more;
    /// then the project is read at intervals.
    pub fn refresh(&mut self, links: &[PathBuf]) -> Option<String> {
        let error = self.renew(links).err()?;
        self.system = None;
        self.watched.clear();
        Some(reason(&error))
    }

    fn renew(&mut self, links: &[PathBuf]) -> notify::Result<()> {
        let Some(watcher) = &mut self.system else { return Ok(()) };
        let root = [(self.root.clone(), RecursiveMode::NonRecursive)];
        let folders = FOLDERS.map(|folder| (self.root.join(folder), RecursiveMode::Recursive));
        let folders = root.into_iter().chain(folders);
        let targets = links.iter().filter_map(|link| target(link));
        for (path, mode) in folders.chain(targets) {
            let mark = mark(&path);
            if self.watched.get(&path) == Some(&mark) {
                continue;
            }
            let _ = watcher.unwatch(&path);
            if mark.is_some() {
                match watcher.watch(&path, mode) {
                    Ok(()) => {}
                    // It went while we looked: the next ring or beat finds it if it comes back.
                    Err(error)
                        if matches!(error.kind, ErrorKind::PathNotFound | ErrorKind::Io(_)) && mark_gone(&path) =>
                    {
                        continue;
                    }
                    Err(error) => return Err(error),
                }
            }
            self.watched.insert(path, mark);
        }
        Ok(())
    }
}

fn mark_gone(path: &Path) -> bool {
    mark(path).is_none()
}

/// What tells a folder from a later one of its name.
fn mark(path: &Path) -> Option<Mark> {
    let meta = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let inode = 0;
    Some((inode, meta.created().ok()))
}

/// What a symbolic link leads to: the folder, or the folder of the file.
fn target(link: &Path) -> Option<(PathBuf, RecursiveMode)> {
    let to = fs::canonicalize(link).ok()?;
    if to.is_dir() {
        return Some((to, RecursiveMode::Recursive));
    }
    to.parent().map(|parent| (parent.to_owned(), RecursiveMode::NonRecursive))
}

/// What `event` says, if it may be about something that is read.
fn notice(event: Event, root: &Path) -> Option<Notice> {
    if !event.need_rescan() && !concerns(&event, root) {
        return None;
    }
    let is_writing = cfg!(target_os = "linux") && matches!(event.kind, EventKind::Modify(ModifyKind::Data(_)));
    let is_move =
        matches!(event.kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    Some(Notice { is_writing, is_move: is_move || event.need_rescan(), paths: event.paths })
}

/// Whether an event may be about something that is read. Only what stands in the project's own folder beside what is
/// read is not: the output, a repository's files.
fn concerns(event: &Event, root: &Path) -> bool {
    event.paths.is_empty()
        || event.paths.iter().any(|path| {
            let own = path.parent() == Some(root);
            let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            !own || name == config::FILE || FOLDERS.contains(&name)
        })
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system can't watch any more folders (on Linux, raise fs.inotify.max_user_watches)".into()
        }
        _ => format!("the system can't watch the folders: {}", error.to_string().to_lowercase()),
    }
}
