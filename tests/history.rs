//! The history of the content: what git's log says to a reader, and that nothing else comes of it.
#![expect(clippy::disallowed_methods, reason = "runs the program beside a real repository")]

use std::fs;
use std::path::Path;
use std::process::Command;

use lensbook::history::{Change, parse};

use crate::support::process;

/// What a log means, a line for each change: day, path, entry, what happened, keys.
fn told(log: &str) -> Vec<String> {
    let line = |change: &Change| {
        let keys: Vec<&str> = change.keys.iter().map(String::as_str).collect();
        let entry = change.entry.as_ref().map(|entry| format!("#{entry}")).unwrap_or_default();
        format!("{} {}{entry} {} [{}]", change.day, change.path, change.kind.name(), keys.join(" "))
    };
    parse(log.replace('^', "\u{1}").as_bytes()).changes.iter().map(line).collect()
}

/// A log of one commit that changed one file.
fn one(diff: &str) -> Vec<String> {
    told(&format!(
        "^2026-11-20^Ann\n\ndiff --git a/content/plays/a.md b/content/plays/a.md\nindex 1..2 100644\n--- a/content/plays/a.md\n+++ b/content/plays/a.md\n{diff}"
    ))
}

#[test]
fn changes_are_what_a_reader_would_notice() {
    let edited = |keys: &str| vec![format!("2026-11-20 content/plays/a.md edited [{keys}]")];
    let what = |what: &str| vec![format!("2026-11-20 content/plays/a.md {what} []")];
    let cases: [(&str, Vec<String>); 12] = [
        ("@@ -9 +9 @@ id: x\n-            ask: Who was there?\n+            ask: Who is there?\n", edited("ask")),
        ("@@ -4 +4 @@\n-reviewed: 2026-01-01\n+reviewed: 2026-06-01\n", vec![]),
        ("@@ -4 +4 @@\n-order: 10\n+order: 20\n@@ -7 +7 @@\n-owner: a\n+owner: b\n", vec![]),
        ("@@ -2 +2 @@\n-title: \"Listen in\"\n+title: Listen in\n", vec![]),
        ("@@ -9,2 +9,2 @@\n-One two\n-three four.\n+One two three\n+four.\n", vec![]),
        ("@@ -3 +2,0 @@\n-run: 1 hour\n@@ -9,0 +9 @@\n+run: 1 hour\n", vec![]),
        ("@@ -3 +3 @@\n-status: live\n+status: retired\n", what("retired")),
        ("@@ -3,0 +4 @@\n+status: retired\n", what("retired")),
        ("@@ -3 +2,0 @@\n-status: draft\n", what("new")),
        ("@@ -3 +3 @@\n-status: review\n+status: live\n", vec![]),
        ("@@ -12 +12 @@\n-Note: it was so.\n+Note: it is so.\n", edited("")),
        ("@@ -12,0 +13 @@\n+diff --git a/x b/x\n", edited("")),
    ];
    for (diff, expected) in cases {
        assert_eq!(one(diff), expected, "{diff}");
    }
}

#[test]
fn renames_carry_what_was_before() {
    let log = "^2026-11-20^Ann\n\ndiff --git a/content/plays/b.md b/content/plays/c.md\nsimilarity index 100%\nrename from content/plays/b.md\nrename to content/plays/c.md\n\
        ^2026-11-10^Ann\n\ndiff --git a/content/plays/b.md b/content/plays/b.md\n--- a/content/plays/b.md\n+++ b/content/plays/b.md\n@@ -9 +9 @@\n-Old.\n+New.\n\
        ^2026-11-01^Ann\n\ndiff --git a/content/plays/b.md b/content/plays/b.md\nnew file mode 100644\n--- /dev/null\n+++ b/content/plays/b.md\n@@ -0,0 +1 @@\n+# B\n\
        ^2026-10-01^Ann\n\ndiff --git a/content/plays/b.md b/content/plays/b.md\ndeleted file mode 100644\n\
        ^2026-09-01^Ann\n\ndiff --git a/content/plays/b.md b/content/plays/b.md\nnew file mode 100644\n--- /dev/null\n+++ b/content/plays/b.md\n@@ -0,0 +1 @@\n+# Another\n";
    let expected = [
        "2026-11-20 content/plays/c.md moved []",
        "2026-11-10 content/plays/c.md edited []",
        "2026-11-01 content/plays/c.md new []",
    ];
    assert_eq!(told(log), expected);
}

#[test]
fn entries_of_lists_change_by_themselves() {
    let log = "^2026-11-20^Ann\n\ndiff --git a/content/terms.yaml b/content/terms.yaml\n--- a/content/terms.yaml\n+++ b/content/terms.yaml\n\
        @@ -5 +5 @@ - id: touchpoint\n-    - text: Any moment.\n+    - text: Every moment.\n\
        @@ -9,0 +10,2 @@ - id: journey\n+- id: moment\n+  title: Moment of truth\n\
        @@ -20 +22 @@ - id: persona\n-  reviewed: 2026-01-01\n+  reviewed: 2026-02-01\n";
    let expected =
        ["2026-11-20 content/terms.yaml#moment new []", "2026-11-20 content/terms.yaml#touchpoint edited [text]"];
    assert_eq!(told(log), expected);
}

/// With the first commit everything is there; none of it is new.
#[test]
fn the_first_commit_is_the_beginning() {
    let new = "diff --git a/content/a.md b/content/a.md\nnew file mode 100644\n--- /dev/null\n+++ b/content/a.md\n@@ -0,0 +1 @@\n+# A\n";
    let later = new.replace("/a.md", "/b.md");
    let log = format!("^2026-11-20^Ann\n\n{later}^2026-11-01^Ann\n\n{new}");
    assert_eq!(told(&log), ["2026-11-20 content/b.md new []", "2026-11-01 content/a.md begun []"]);
    assert_eq!(told(&format!("^2026-11-01^Ann\n\n{new}")), ["2026-11-01 content/a.md begun []"]);
}

#[test]
fn what_is_no_log_gives_nothing() {
    for log in [
        "",
        "fatal: not a repository",
        "^yesterday^Ann\n\ndiff --git a/x.md b/x.md\nnew file mode 100644\n",
        "^2026-11-20^Ann\ndiff --git \n@@ \n+x\n",
    ] {
        assert!(told(log).iter().all(|line| line.starts_with("2026-11-20  ")), "{log}: {:?}", told(log));
    }
}

/// Runs git in `folder` as it would run on a fresh machine.
fn git(folder: &Path, day: &str, arguments: &[&str]) {
    let date = format!("{day}T23:30:00-0800");
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args(["-c", "user.name=Ann Other", "-c", "user.email=secret@example.org", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_COMMITTER_DATE", &date);
    let done = process::output(&mut command);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn build(root: &Path, more: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lensbook"));
    command.args(["build", "-q", "--as-of", "2026-11-21", "--root"]).arg(root).args(more);
    let done = process::output(&mut command);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn a_repository_tells_what_is_new() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("books/ours");
    fs::create_dir_all(root.join("content/plays")).unwrap();
    let write = |name: &str, text: &str| fs::write(root.join("content").join(name), text).unwrap();
    let read = |name: &str| fs::read_to_string(root.join("public").join(name)).unwrap_or_default();
    let article =
        |title: &str, more: &str, text: &str| format!("---\ntitle: {title}\nsummary: Said.\n{more}---\n\n{text}\n");
    git(home.path(), "2026-11-01", &["init", "-q"]);
    write("note.md", &article("Note", "", "The first words of it, which stay as they are."));
    write("listen.md", &article("Listen", "", "Hear them."));
    write("secret.md", &article("Wombat", "publish: 2027-01-01\n", "Later."));
    fs::write(home.path().join("books/other.md"), "not ours").unwrap();
    git(home.path(), "2026-11-01", &["add", "-A"]);
    git(home.path(), "2026-11-01", &["commit", "-qm", "start"]);
    fs::rename(root.join("content/note.md"), root.join("content/a note.md")).unwrap();
    write("listen.md", &article("Listen", "reviewed: 2026-11-02\n", "Hear  them."));
    write("later.md", &article("Later on", "", "Here at last."));
    git(home.path(), "2026-11-02", &["add", "-A"]);
    git(home.path(), "2026-11-02", &["commit", "-qm", "move"]);
    write("listen.md", &article("Listen", "reviewed: 2026-11-02\n", "Never committed."));
    // A hostile repository runs nothing.
    for (key, value) in [
        ("core.pager", "touch pwned"),
        ("diff.external", "touch pwned"),
        ("diff.noprefix", "true"),
        ("core.fsmonitor", "touch pwned"),
        ("log.showSignature", "true"),
    ] {
        git(home.path(), "2026-11-02", &["config", key, value]);
    }
    build(&root, &["--base-url", "https://example.org/book/"]);
    let changes = read("changes.html");
    let news = changes.split_once("datetime=\"2026-11-02\"").unwrap().1;
    let moved = "a%20note.html\">Note</a> <span>has moved · Ann Other</span>";
    assert!(
        news.contains(moved) && news.contains(">Later on</a> <span>is new") && !news.contains("Listen"),
        "{changes}"
    );
    assert!(!changes.contains("2026-11-01"), "what was there from the first commit on is no news\n{changes}");
    assert!(
        read("listen.html").contains("<time datetime=\"2026-11-01\">"),
        "the day where the author was, and only real changes"
    );
    let feed = read("feed.xml");
    assert!(
        feed.contains("<updated>2026-11-02T00:00:00Z</updated>")
            && feed.contains("href=\"https://example.org/book/a%20note.html\""),
        "{feed}"
    );
    for text in [&changes, &feed, &read("listen.html")] {
        assert!(!text.contains("Wombat") && !text.contains("secret@") && !text.contains("other.md"), "{text}");
    }
    assert!(!home.path().join("pwned").exists() && !root.join("pwned").exists());
    let before = changes.clone();
    build(&root, &["--base-url", "https://example.org/book/"]);
    assert_eq!(read("changes.html"), before);
    build(&root, &[]);
    assert!(!root.join("public/feed.xml").exists(), "without an address there is no feed");
    fs::write(root.join("lensbook.yaml"), "history: {authors: hide}\n").unwrap();
    build(&root, &[]);
    assert!(read("changes.html").contains("has moved") && !read("changes.html").contains("Ann Other"));
    fs::write(root.join("lensbook.yaml"), "history: {git: off}\n").unwrap();
    build(&root, &[]);
    assert!(!root.join("public/changes.html").exists() && !read("listen.html").contains("2026-11-01"));
    fs::remove_file(root.join("lensbook.yaml")).unwrap();
    fs::remove_dir_all(home.path().join(".git")).unwrap();
    build(&root, &[]);
    assert!(!root.join("public/changes.html").exists(), "without a repository there is no history");
}
