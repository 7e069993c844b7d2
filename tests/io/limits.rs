//! What is refused before it is read: too long, no file at all, or reached twice. None of it may take time or memory.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::process;
use crate::support::sandbox::{Run, Sandbox, run};

/// Runs with little memory, and demands that it ends soon.
fn bounded(book: &Sandbox, args: &str) -> Run {
    let started = Instant::now();
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_lensbook");
    command.args(["-c", &format!("ulimit -v 4000000; exec {program} {args}")]).current_dir(book.root());
    let run = run(&mut command);
    assert!(started.elapsed() < Duration::from_secs(20), "{args} takes {:?}", started.elapsed());
    run
}

fn fifo(book: &Sandbox, path: &str) {
    fs::create_dir_all(book.path(path).parent().unwrap()).unwrap();
    assert!(process::output(Command::new("mkfifo").arg(book.path(path))).status.success());
}

#[test]
fn a_file_over_its_limit_is_named_with_its_size_and_not_read() {
    let cases = [
        ("content/long.md", 20 << 30, "this file has 20 GB, and may have 16 MB"),
        ("content/terms.yaml", 5 << 20, "this file has 5 MB, and may have 4 MB"),
        ("lensbook.yaml", 3 << 30, "this file has 3 GB, and may have 4 MB"),
        ("themes/default/theme.yaml", 20 << 30, "this file has 20 GB, and may have 4 MB"),
        ("themes/default/templates/home.html", 17 << 20, "this file has 17 MB, and may have 16 MB"),
        ("themes/default/assets/more.css", 20 << 30, "this file has 20 GB, and may have 16 MB"),
    ];
    for (path, length, words) in cases {
        let book = Sandbox::small();
        book.write(path, "");
        File::options().write(true).open(book.path(path)).unwrap().set_len(length).unwrap();
        for command in ["check", "build"] {
            let run = bounded(&book, command);
            assert!(run.status > 0, "{path}: {run:?}");
            run.says(words);
            run.says(path);
        }
    }
}

#[test]
fn a_project_sets_its_own_limits() {
    let book = Sandbox::small();
    let page = |length: usize| format!("---\ntitle: Long\nsummary: S.\n---\n{}\n", "word ".repeat(length / 5));
    book.write("lensbook.yaml", "limits:\n  text: 100 KB\n");
    book.write("content/long.md", page(90 << 10));
    book.expect(0, &["build"]);
    book.write("content/long.md", page(110 << 10));
    let run = book.run(&["check", "--format", "json"]);
    assert!(run.problems().contains(&"file-too-large content/long.md:1:1".to_owned()), "{run:?}");
    book.write("lensbook.yaml", "limits:\n  text: 200 KB\n");
    book.expect(0, &["build"]);
    for wrong in ["text: many", "text: 16", "yaml: -1 MB", "yaml: 1.5 MB", "txt: 1 MB"] {
        book.write("lensbook.yaml", format!("limits:\n  {wrong}\n"));
        book.expect(2, &["build"]);
    }
}

#[test]
fn what_is_no_plain_file_is_reported() {
    for path in
        ["content/a.md", "content/b.png", "static/c.txt", "themes/mine/d.html", "lensbook.yaml", "static", "themes"]
    {
        let book = Sandbox::small();
        fifo(&book, path);
        let run = bounded(&book, "check --format json");
        assert!(run.problems().contains(&format!("file-unreadable {path}:1:1")), "{path}: {run:?}");
        run.says(if path.contains(['/', '.']) { "named pipe" } else { "it is not a folder" });
    }
    let book = Sandbox::small();
    let _socket = std::os::unix::net::UnixListener::bind(book.path("content/s.md")).unwrap();
    fifo(&book, "pipe");
    symlink("../pipe", book.path("content/linked.md")).unwrap();
    symlink("/dev/zero", book.path("content/zero.md")).unwrap();
    let run = bounded(&book, "check --format json");
    let expected = ["linked.md", "s.md"].map(|name| format!("file-unreadable content/{name}:1:1"));
    let problems = run.problems();
    assert!(expected.iter().all(|problem| problems.contains(problem)), "{run:?}");
    assert!(problems.contains(&"symlink-outside content/zero.md:1:1".to_owned()), "{run:?}");
    // Somebody's answers, too.
    let book = Sandbox::small();
    fifo(&book, "answers.json");
    bounded(&book, "score answers.json").says("it is a named pipe, not a file");
    bounded(&book, "score /dev/zero").says("it is a device, not a file");
}

#[test]
fn each_folder_is_read_once_however_links_lead_to_it() {
    // All to all.
    let book = Sandbox::small();
    for from in 0..9 {
        book.write(&format!("content/k{from}/p.md"), format!("---\nid: p{from}\ntitle: P{from}\nsummary: S.\n---\n"));
        for to in (0..9).filter(|to| *to != from) {
            symlink(format!("../k{to}"), book.path(&format!("content/k{from}/to{to}"))).unwrap();
        }
    }
    let run = bounded(&book, "check --format json");
    let twice = run.problems().iter().filter(|problem| problem.starts_with("folder-twice")).count();
    assert_eq!(twice, 72, "{run:?}");
    // A chain, with two ways at every step.
    let book = Sandbox::small();
    for step in 0..30 {
        fs::create_dir_all(book.path(&format!("content/c{step}"))).unwrap();
        symlink(format!("../c{}", step + 1), book.path(&format!("content/c{step}/a"))).unwrap();
        symlink(format!("../c{}", step + 1), book.path(&format!("content/c{step}/b"))).unwrap();
    }
    book.write("content/c30/x.txt", "x");
    assert_eq!(bounded(&book, "check").status, 1);
    // Two links to one folder outside of the content: the first counts, the second is told both ways.
    let book = Sandbox::small();
    book.write("shared/page.md", "---\ntitle: Shared\nsummary: S.\n---\n");
    symlink("../shared", book.path("content/one")).unwrap();
    book.expect(0, &["build"]);
    symlink("../shared", book.path("content/two")).unwrap();
    let run = book.run(&["check", "--format", "json"]);
    assert_eq!(run.problems(), ["folder-twice content/two:1:1"]);
    run.says("the folder `content/two` is already read as `content/one`");
    fs::remove_file(book.path("content/two")).unwrap();
    // The same by another of the project's folders, and from above.
    for (link, to) in [("static/again", "../content/one"), ("content/above", "../shared/.."), ("themes/x", "../shared")]
    {
        fs::create_dir_all(book.path(link).parent().unwrap()).unwrap();
        symlink(to, book.path(link)).unwrap();
        let run = bounded(&book, "check --format json");
        let is_round = link == "content/above";
        assert_eq!(
            run.problems().iter().any(|problem| problem.starts_with("folder-twice")),
            !is_round,
            "{link}: {run:?}"
        );
        fs::remove_file(book.path(link)).unwrap();
    }
}
