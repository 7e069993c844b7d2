//! What simultaneous and killed builds promise: never a mixture, never a missing site, never a failure for the other's sake.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::deadline::retry;
use crate::support::process::{self, Process};
use crate::support::sandbox::{Sandbox, stamps, tree};

const LOCK: &str = ".public.lensbook-lock";

/// What a run has to say, and what is done to a project before it.
type Arranged<'a> = (&'a str, &'a dyn Fn(&Sandbox));

fn fifo(book: &Sandbox, path: &str) {
    assert!(process::output(Command::new("mkfifo").arg(book.path(path))).status.success());
}

#[test]
fn simultaneous_builds_give_one_site_and_readers_always_see_one() {
    let book = Sandbox::small();
    for page in 0..30 {
        book.write(&format!("content/more/{page}.md"), format!("---\nid: p{page}\ntitle: P{page}\nsummary: S.\n---\n"));
    }
    let bases = ["https://a.example/", "https://b.example/"];
    let clean = bases.map(|base| {
        book.expect(0, &["build", "--base-url", base]);
        tree(&book.path("public"))
    });
    let (over, gone) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let (ends, misses, index) = (over.clone(), gone.clone(), book.path("public/index.html"));
    let reader = std::thread::spawn(move || {
        for () in std::iter::repeat(()).take_while(|()| !ends.load(Ordering::Relaxed)) {
            misses.fetch_add(usize::from(!index.exists()), Ordering::Relaxed);
        }
    });
    for round in 0..5 {
        let start = |at: usize| {
            let mut build = book.command(&["build", "-q", "--base-url", bases[(round + at) % 2]]);
            Process::start(build.stdout(Stdio::null()).stderr(Stdio::piped()))
        };
        let builds: Vec<Process> = (0..3).map(start).collect();
        for build in builds {
            let output = build.finish(b"");
            assert!(output.status.success(), "round {round}: {}", String::from_utf8_lossy(&output.stderr));
        }
        assert!(clean.contains(&tree(&book.path("public"))), "round {round}: a mixture");
    }
    over.store(true, Ordering::Relaxed);
    let _ = retry(Duration::from_secs(5), Duration::from_millis(1), || reader.is_finished().then_some(()).ok_or(()));
    assert_eq!(gone.load(Ordering::Relaxed), 0, "times without a site");
    let beside: Vec<_> = fs::read_dir(book.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}

#[test]
fn a_build_waits_says_so_and_publishes_what_was_written_meanwhile() {
    let book = Sandbox::small();
    fs::write(book.path(LOCK), "process 7, since 2026-11-28 12:00:00 UTC\n").unwrap();
    let held = File::open(book.path(LOCK)).unwrap();
    held.lock().unwrap();
    let mut build = book.command(&["build"]);
    let mut build = Process::start(build.stdout(Stdio::null()).stderr(Stdio::piped()));
    let mut words = [0; 60];
    build.stderr().unwrap().read_exact(&mut words).unwrap();
    let words = String::from_utf8_lossy(&words);
    assert!(words.starts_with("another build (process 7, since 2026-11-28 12:00:00 UTC)"), "{words}");
    assert!(build.ended().is_none() && !book.path("public").exists());
    book.write("content/late.md", "---\ntitle: Late\nsummary: S.\n---\n");
    drop(held);
    assert!(build.end_within(Duration::from_secs(60)).success());
    assert!(book.path("public/late.html").exists() && !book.path(LOCK).exists());
    // What is there already needs no lock.
    let held = File::create(book.path(LOCK)).unwrap();
    held.lock().unwrap();
    book.write("content/late.md", "---\ntitle: [\n---\n");
    book.expect(1, &["build"]);
    book.expect(1, &["check"]);
}

#[test]
fn a_dead_holders_lock_is_taken_over() {
    let book = Sandbox::small();
    for words in ["", "process 1, since 2001-01-01 00:00:00 UTC\n", "\0\0\0"] {
        fs::write(book.path(LOCK), words).unwrap();
        book.write("content/notes.md", format!("---\ntitle: N{}\nsummary: S.\n---\n", words.len()));
        book.build();
        assert!(!book.path(LOCK).exists(), "{words:?}");
    }
    let book = Sandbox::small();
    fs::write(book.above().join(".site.lensbook-lock"), "").unwrap();
    book.expect(0, &["build", "--output", "../site"]);
    assert!(!book.above().join(".site.lensbook-lock").exists());
}

#[test]
fn what_has_the_locks_name_and_is_no_lock_is_named() {
    let kinds: [Arranged; 3] = [
        ("it is a folder", &|book| fs::create_dir(book.path(LOCK)).unwrap()),
        ("it is a named pipe", &|book| fifo(book, LOCK)),
        ("it is a symbolic link", &|book| symlink("content/notes.md", book.path(LOCK)).unwrap()),
    ];
    for (words, make) in kinds {
        let book = Sandbox::small();
        make(&book);
        let before = stamps(&book.path("content"));
        let run = book.expect(2, &["build"]);
        run.says(words);
        run.says(LOCK);
        assert_eq!(stamps(&book.path("content")), before, "{words}");
    }
}

#[test]
fn a_site_that_lost_its_place_comes_back_even_if_the_next_build_has_errors() {
    let book = Sandbox::small();
    let clean = book.build();
    let breaks: [(&str, &str); 3] = [
        ("content/bad.md", "---\ntitle: [\n---\n"),
        ("lensbook.yaml", "titel: x\n"),
        ("themes/default/templates/home.html", "{% if %}"),
    ];
    for (path, text) in breaks {
        fs::rename(book.path("public"), book.path(".public.lensbook-old")).unwrap();
        book.write(path, text);
        assert!(book.run(&["build"]).status > 0, "{path}");
        assert_eq!(tree(&book.path("public")), clean, "{path}");
        assert!(!book.path(".public.lensbook-old").exists() && !book.path(LOCK).exists(), "{path}");
        book.remove(path);
        let _ = fs::remove_dir_all(book.path("themes"));
    }
}

#[test]
fn foreign_things_with_our_names_are_not_touched() {
    for role in ["old", "new"] {
        let waiting = format!(".public.lensbook-{role}");
        for is_link in [false, true] {
            let book = Sandbox::small();
            let there = if is_link { "elsewhere".to_owned() } else { waiting.clone() };
            book.write(&format!("{there}/letter.txt"), "mine");
            if is_link {
                symlink("elsewhere", book.path(&waiting)).unwrap();
            }
            let before = tree(&book.root());
            book.expect(2, &["build"]).says("lensbook did not make it");
            assert_eq!(tree(&book.root()), before, "{waiting}, a link: {is_link}");
            book.write("content/notes.md", "---\ntitle: [\n---\n");
            book.expect(1, &["build"]).says("lensbook did not make it");
            assert_eq!(book.read(&format!("{there}/letter.txt")), "mine");
        }
    }
}

#[test]
fn foreign_things_where_the_site_goes_are_named_and_stay() {
    let page = "---\ntitle: Page\nsummary: S.\n---\n";
    let kinds: [Arranged; 6] = [
        ("public/plans", &|book| {
            fs::rename(book.path("public/plans"), book.path("plans")).unwrap();
            symlink("../plans", book.path("public/plans")).unwrap();
        }),
        ("public/plans", &|book| {
            fs::remove_dir_all(book.path("public/plans")).unwrap();
            book.write("public/plans", "mine");
        }),
        ("public/notes.html/letter.txt", &|book| {
            book.remove("public/notes.html");
            book.write("public/notes.html/letter.txt", "mine");
        }),
        ("public/new.html/letter.txt", &|book| book.write("public/new.html/letter.txt", "mine")),
        ("public/new.html", &|book| fs::create_dir(book.path("public/new.html")).unwrap()),
        ("public/new.html", &|book| symlink("nowhere", book.path("public/new.html")).unwrap()),
    ];
    for (name, make) in kinds {
        let book = Sandbox::small();
        book.write("content/plans/page.md", page);
        book.build();
        make(&book);
        book.write("content/new.md", "---\nid: new\ntitle: New\nsummary: S.\n---\n");
        let before = tree(&book.root());
        let run = book.expect(2, &["build"]);
        run.says(&format!("{} was not written by lensbook", book.path(name).display()));
        assert_eq!(tree(&book.root()), before, "{name}");
    }
}

#[test]
fn nothing_but_a_plain_file_is_read_or_written_as_a_marker() {
    let book = Sandbox::small();
    book.build();
    book.remove("public/.lensbook");
    fifo(&book, "public/.lensbook");
    book.write("content/notes.md", "---\ntitle: Other\nsummary: S.\n---\n");
    book.expect(2, &["build"]).says("it is a named pipe, not a file");
    book.remove("public/.lensbook");
    book.expect(2, &["build"]).says("holds files that lensbook did not write");
}

#[test]
fn a_mount_point_or_a_link_to_nowhere_is_refused_as_output() {
    let book = Sandbox::small();
    book.expect(2, &["build", "--output", "/proc"]).says("is a mount point");
    symlink("nowhere", book.path("public")).unwrap();
    book.expect(2, &["build"]).says("is a symbolic link that leads nowhere");
}
