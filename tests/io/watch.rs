//! How editors and sync clients save, step by step: each save shows once, and nothing that they leave lying is ever served.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lensbook::limits::HEARTBEAT;

use crate::support::deadline::retry;
use crate::support::preview::{PATIENCE, Served, page};

/// What a program does to files below `content/articles/`. `TEXT` is the page's new text.
#[derive(Clone, Copy)]
enum Step {
    Write(&'static str, &'static str),
    /// Writes and closes in two goes, a while apart.
    Slowly(&'static str),
    Rename(&'static str, &'static str),
    Backup(&'static str, &'static str),
    Remove(&'static str),
    Link(&'static str, &'static str),
    Pause(u64),
}
use Step::{Backup, Link, Pause, Remove, Rename, Slowly, Write};

/// Each with its steps and the names besides `a.md` that it uses.
const TRACES: [(&str, &[Step]); 16] = [
    ("in place, as nano and VS Code", &[Write("a.md", "TEXT")]),
    ("in place with a pause between truncating and writing", &[Write("a.md", ""), Pause(12), Write("a.md", "TEXT")]),
    ("in two goes while the file is open", &[Slowly("a.md")]),
    (
        "Vim, backup by renaming",
        &[
            Write(".a.md.swp", "b0VIM"),
            Write("4913", ""),
            Remove("4913"),
            Rename("a.md", "a.md~"),
            Write("a.md", ""),
            Write("a.md", "TEXT"),
            Remove("a.md~"),
            Write(".a.md.swp", "b0VIM2"),
        ],
    ),
    (
        "Vim, slow",
        &[
            Write("4913", ""),
            Pause(5),
            Remove("4913"),
            Rename("a.md", "a.md~"),
            Pause(20),
            Write("a.md", "TEXT"),
            Pause(5),
            Remove("a.md~"),
        ],
    ),
    ("Vim, backup by copying", &[Backup("a.md", "a.md~"), Write("a.md", "TEXT"), Remove("a.md~")]),
    (
        "Emacs",
        &[
            Link(".#a.md", "me@host.1"),
            Rename("a.md", "a.md~"),
            Write("a.md", "TEXT"),
            Remove(".#a.md"),
            Write("#a.md#", "x"),
            Remove("#a.md#"),
        ],
    ),
    (
        "JetBrains' safe write",
        &[
            Write("a.md___jb_tmp___", "TEXT"),
            Pause(3),
            Rename("a.md", "a.md___jb_old___"),
            Rename("a.md___jb_tmp___", "a.md"),
            Remove("a.md___jb_old___"),
        ],
    ),
    ("sed -i", &[Write("sedA1b2C3", "TEXT"), Rename("sedA1b2C3", "a.md")]),
    (
        "GNOME's editor",
        &[Write(".goutputstream-AB12CD", "TEXT"), Rename("a.md", "a.md~"), Rename(".goutputstream-AB12CD", "a.md")],
    ),
    (
        "Kate",
        &[
            Write(".a.md.kate-swp", "x"),
            Write("a.md.kqXzAb.tmp", "TEXT"),
            Rename("a.md.kqXzAb.tmp", "a.md"),
            Remove(".a.md.kate-swp"),
        ],
    ),
    ("Node.js' atomic write", &[Write("a.md.3176094432", "TEXT"), Pause(2), Rename("a.md.3176094432", "a.md")]),
    ("Syncthing", &[Write(".syncthing.a.md.tmp", "TEXT"), Pause(30), Rename(".syncthing.a.md.tmp", "a.md")]),
    ("Nextcloud", &[Write(".a.md.~1b2c", "TEXT"), Pause(10), Rename(".a.md.~1b2c", "a.md")]),
    ("rsync", &[Write(".a.md.Xy12Zq", ""), Pause(5), Write(".a.md.Xy12Zq", "TEXT"), Rename(".a.md.Xy12Zq", "a.md")]),
    ("git checkout", &[Remove("a.md"), Pause(1), Write("a.md", "TEXT")]),
];

impl Step {
    fn play(self, served: &Served, text: &str) {
        let path = |name: &str| served.path("content/articles").join(name);
        match self {
            Write(name, what) => fs::write(path(name), what.replace("TEXT", text)).unwrap(),
            Slowly(name) => {
                use std::io::Write as _;
                let (first, rest) = text.split_at(text.len() / 2);
                let mut file = fs::File::create(path(name)).unwrap();
                file.write_all(first.as_bytes()).unwrap();
                std::thread::sleep(Duration::from_millis(25));
                file.write_all(rest.as_bytes()).unwrap();
            }
            Rename(from, to) => fs::rename(path(from), path(to)).unwrap(),
            Backup(from, to) => drop(fs::copy(path(from), path(to)).unwrap()),
            Remove(name) => fs::remove_file(path(name)).unwrap(),
            Link(name, to) => std::os::unix::fs::symlink(to, path(name)).unwrap(),
            Pause(ms) => std::thread::sleep(Duration::from_millis(ms)),
        }
    }

    fn names(self) -> Vec<&'static str> {
        let all: &[&'static str] = match &self {
            Write(name, _) | Slowly(name) | Remove(name) | Link(name, _) => &[name],
            Rename(from, to) | Backup(from, to) => &[from, to],
            Pause(_) => &[],
        };
        all.iter().copied().filter(|name| *name != "a.md").collect()
    }
}

/// Asks for whatever the trace leaves lying, until it is over.
fn ask_for_leftovers(served: &Served, names: &[&str], over: &AtomicBool) {
    let asked = retry(2 * PATIENCE, Duration::from_millis(1), || {
        for name in names {
            let path = format!("/articles/{}", name.replace('#', "%23"));
            assert_eq!(served.get(&path).status, 404, "{name} was served");
        }
        let page = served.get("/articles/a.html");
        assert_eq!(page.status, 200, "the page was gone for a moment");
        over.load(Ordering::Relaxed).then_some(()).ok_or("the trace does not end")
    });
    asked.unwrap();
}

#[test]
fn each_save_shows_once() {
    let served =
        Served::new(&[("content/index.md", &page("Home", "Start.")), ("content/articles/a.md", &page("A", "Words."))]);
    served.until("it runs", || served.log().len() == 1);
    for (at, (name, steps)) in TRACES.iter().enumerate() {
        let text = page("A", &format!("Words of save {at}, and some more."));
        let names: Vec<&str> = steps.iter().flat_map(|step| step.names()).collect();
        let before = served.log().len();
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| ask_for_leftovers(&served, &names, &over));
            steps.iter().for_each(|step| step.play(&served, &text));
            served.until(name, || served.get("/articles/a.html").text().contains(&format!("Words of save {at},")));
            // A second update would come soon after the first.
            std::thread::sleep(Duration::from_millis(150));
            over.store(true, Ordering::Relaxed);
        });
        let lines = served.log()[before..].to_vec();
        assert_eq!(lines.len(), 1, "{name}: {lines:?}");
        assert!(lines[0].starts_with("content/articles/a.md: 1 file read again"), "{name}: {lines:?}");
        for name in names {
            let _ = fs::remove_file(served.path("content/articles").join(name));
        }
    }
}

#[test]
fn a_checkout_of_many_files_is_gathered() {
    let served = Served::new(&[("content/index.md", &page("Home", "Start."))]);
    for round in 0..2 {
        let before = served.log().len();
        for at in 0..1_000 {
            served.write(
                &format!("content/articles/s{}/p{at}.md", at % 20),
                &page(&format!("P{at}"), &format!("Round {round}.")),
            );
        }
        served.until("the last page", || {
            served.get("/articles/s19/p999.html").text().contains(&format!("Round {round}."))
        });
        std::thread::sleep(Duration::from_millis(200));
        assert_eq!(served.get("/articles/s0/p0.html").status, 200);
        let lines = served.log().len() - before;
        assert!(lines <= 4, "{lines} updates for one checkout: {:#?}", &served.log()[before..]);
    }
}

#[test]
fn folders_that_come_back_are_watched() {
    let served = Served::new(&[
        ("content/index.md", &page("Home", "Start.")),
        ("content/articles/a.md", &page("A", "Words.")),
        ("static/a.txt", "a"),
    ]);
    served.until("it runs", || served.log().len() == 1);
    let away = served.root().with_file_name("away");
    for (at, folder) in ["content", "content/articles", "", "static", "content"].into_iter().enumerate() {
        let from = if folder.is_empty() { served.root() } else { served.path(folder) };
        fs::rename(&from, &away).unwrap();
        fs::rename(&away, &from).unwrap();
        std::thread::sleep(Duration::from_millis(300));
        // Without events a save would show with the next look at all files, up to ten seconds later.
        for save in 0..2 {
            let words = format!("Save {save} after move {at}.");
            served.write("content/articles/a.md", &page("A", &words));
            let shown = retry(HEARTBEAT / 2, Duration::from_millis(5), || {
                served.get("/articles/a.html").text().contains(&words).then_some(()).ok_or("it is not shown")
            });
            assert_eq!(shown, Ok(()), "{words} ({folder:?})");
        }
    }
}
