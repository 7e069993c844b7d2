//! `serve`: the live preview. Binds, watches, rebuilds, and says in a line what each save did.
//!
//! The order at the start matters: the watcher starts before the files are read, so that no change falls between the two.

mod console;
mod listen;
mod open;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::args::{Global, ServeArgs};
use super::{Ending, project};
use crate::diagnostic::{Diagnostic, code};
use crate::io::file_cache::FileCache;
use crate::io::git::Git;
use crate::io::http::{self, Guard, StateSender};
use crate::io::load;
use crate::io::watch::Watcher;
use crate::limits::SETTLING;
use crate::preview::{self, Editor, Preview, Report};
use crate::site::Options;
use crate::snapshot::{Content, Snapshot};
use console::Console;

/// How long to wait for the next change while files are still changing.
const CHANGE_PAUSE: Duration = Duration::from_millis(15);

/// When to look again at a file that is suddenly empty or gone: most likely an editor is just saving it.
const RECHECK_PAUSE: Duration = Duration::from_millis(60);

/// Shows the site until the program is ended.
pub(super) fn serve(args: &ServeArgs, global: &Global) -> Ending {
    match run(args, global) {
        Ok(()) => Ending::Done,
        Err(why) => Ending::Refused(why),
    }
}

fn run(args: &ServeArgs, global: &Global) -> Result<(), String> {
    let started = Instant::now();
    let root = project::root(global)?;
    let root = std::fs::canonicalize(&root).unwrap_or(root);
    let editor = Editor { root: root.clone(), template: listen::editor(&args.editor)? };
    project::today(args.as_of)?;
    let console = Console::new(global);
    let (listener, port) = listen::listen(args, &console)?;
    let (watcher, why) = Watcher::new(&root, args.poll);
    console.polls(&watcher, why);
    let preview = Preview::new(editor);
    let (as_of, drafts) = (args.as_of, args.drafts);
    let mut live = Live {
        as_of,
        drafts,
        root,
        watcher,
        cache: FileCache::default(),
        git: Git::default(),
        preview,
        console: console.clone(),
    };
    let files = live.settled();
    let report = live.build(files);
    let states = Arc::new(StateSender::new(live.preview.current()));
    let shown = states.clone();
    std::thread::spawn(move || live.keep(&shown));
    let url = listen::url(&args.host, port);
    let ready = || {
        console.serves(&url, report.as_ref(), started);
        if args.open {
            open::open(&url, &console);
        }
    };
    let warn = |text: &str| console.warn(text);
    http::serve(listener, &states, Guard::new(&args.host, port), ready, warn)
        .map_err(|error| format!("can't answer on {url}: {error}\n  help: try another port with `--port 0`"))
}

/// The preview and the files that it is made from.
struct Live {
    as_of: Option<jiff::civil::Date>,
    drafts: bool,
    root: PathBuf,
    watcher: Watcher,
    cache: FileCache,
    git: Git,
    preview: Preview,
    console: Console,
}

impl Live {
    /// Rebuilds whenever the watcher reports something, for ever.
    fn keep(&mut self, states: &StateSender) {
        loop {
            let named = self.watcher.wait();
            // What the events name shows at once. They may be wrong, so the whole project is looked at right after.
            let started = Instant::now();
            if let Some(files) = load::peek(&self.root, &mut self.cache, &named)
                && self.watcher.is_quiet(Duration::ZERO)
            {
                self.show(files, states, started);
            }
            let started = Instant::now();
            let files = self.settled();
            self.show(files, states, started);
        }
    }

    /// Builds from `files`, if they are others than before, and sends the result to the open pages.
    fn show(&mut self, files: (Snapshot, Vec<Diagnostic>), states: &StateSender, started: Instant) {
        let old = self.preview.current();
        if let Some(report) = self.build(files) {
            states.show(self.preview.current());
            self.console.rebuilt(&report, started);
        }
        // Freeing a large playbook takes a while. The open pages have their message already.
        drop(old);
    }

    /// Builds from `files`, if they are others than before.
    fn build(&mut self, (mut snapshot, mut loaded): (Snapshot, Vec<Diagnostic>)) -> Option<Report> {
        let told = self.git.history(&self.root, &snapshot);
        snapshot.history = told.history;
        loaded.extend(told.problem);
        let as_of = project::today(self.as_of).ok()?;
        let options = Options { as_of, drafts: self.drafts };
        self.preview.update(snapshot, loaded, options)
    }

    /// The files, read again until nothing changed meanwhile.
    fn settled(&mut self) -> (Snapshot, Vec<Diagnostic>) {
        let started = Instant::now();
        let mut sure = false;
        loop {
            let links = self.cache.links().to_vec();
            if let Some(why) = self.watcher.refresh(&links) {
                self.console.polls(&self.watcher, Some(why));
            }
            let (snapshot, loaded) = load::load_again(&self.root, &mut self.cache);
            let calm = self.watcher.is_quiet(Duration::ZERO) && self.cache.links() == links;
            if started.elapsed() > SETTLING || (calm && (sure || !self.is_doubtful(&snapshot, &loaded))) {
                return (snapshot, loaded);
            }
            sure = calm;
            let pause = if calm { RECHECK_PAUSE } else { CHANGE_PAUSE };
            while !self.watcher.is_quiet(pause) && started.elapsed() < SETTLING {
                sure = false;
            }
        }
    }

    /// Whether these files look as if one of them were just being saved: suddenly empty, gone, or in the middle of it.
    fn is_doubtful(&self, snapshot: &Snapshot, loaded: &[Diagnostic]) -> bool {
        let Some(seen) = self.preview.seen() else { return false };
        let changes = preview::between(seen, snapshot);
        let bare = |path: &str| match snapshot.get(path).map(|file| &file.content) {
            Some(Content::Bytes(bytes)) => bytes.is_empty(),
            Some(Content::Large(..)) => false,
            None => true,
        };
        loaded.iter().any(|problem| problem.code == &code::FILE_UNREADABLE)
            || changes.files.iter().any(|path| bare(path.as_str()))
    }
}
