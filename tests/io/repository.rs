//! What a repository that can't tell all is reported as, and that whatever stands in for one of its files does no harm.

use std::fs;
use std::os::unix::fs::{chown, symlink};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::process;
use crate::support::sandbox::{Run, Sandbox, run, tree};

/// Runs git as it would run on a fresh machine.
fn git(folder: &Path, day: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args(["-c", "user.name=Ann", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"))
        .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"));
    let done = process::output(&mut command);
    assert!(done.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&done.stderr));
}

/// A project with three commits.
fn committed() -> Sandbox {
    let book = Sandbox::small();
    book.write("lensbook.yaml", "base_url: https://example.org/\nhistory: {git: on}\n");
    git(&book.root(), "2026-01-10", &["init", "-q"]);
    for (day, text) in [("2026-01-10", "First."), ("2026-02-10", "Second."), ("2026-03-10", "Third.")] {
        book.write("content/notes.md", format!("---\ntitle: Notes\nsummary: Some.\n---\n{text}\n"));
        book.write(&format!("content/{text}md"), format!("---\nid: a{day}\ntitle: On {day}\nsummary: S.\n---\nx\n"));
        git(&book.root(), day, &["add", "-A"]);
        git(&book.root(), day, &["commit", "-qm", "x"]);
    }
    book
}

fn check(book: &Sandbox) -> Run {
    let run = run(book.command(&["check", "--format", "json"]).env("GIT_CONFIG_GLOBAL", "/dev/null"));
    assert_eq!(run.status, 0, "{run:?}");
    run
}

/// How often a run says that the history is not whole.
fn incomplete(run: &Run) -> usize {
    run.problems().iter().filter(|problem| *problem == "history-incomplete").count()
}

#[test]
fn a_shallow_clone_says_so_once_and_tells_only_what_it_knows() {
    let book = committed();
    assert_eq!(incomplete(&check(&book)), 0);
    for (depth, changed) in [("1", None), ("2", Some("2026-03-10"))] {
        let clone = book.above().join(format!("clone-{depth}"));
        let from = format!("file://{}", book.root().display());
        git(book.above(), "2026-04-01", &["clone", "-q", "--depth", depth, &from, clone.to_str().unwrap()]);
        let mut command = book.command(&["build", "--format", "json", "--root"]);
        let run = run(command.arg(&clone));
        assert_eq!(incomplete(&run), 1, "{run:?}");
        run.says("fetch-depth: 0");
        let page = fs::read_to_string(clone.join("public/notes.html")).unwrap();
        let told = ["2026-01-10", "2026-02-10", "2026-03-10"]
            .into_iter()
            .filter(|day| page.contains(&format!("datetime=\"{day}\"")));
        assert_eq!(told.collect::<Vec<_>>(), changed.into_iter().collect::<Vec<_>>(), "depth {depth}");
        // What is new since the cut is news.
        let feed = fs::read_to_string(clone.join("public/feed.xml")).unwrap_or_default();
        assert_eq!(feed.contains("On 2026-03-10"), changed.is_some(), "depth {depth}: {feed}");
        git(&clone, "2026-04-01", &["fetch", "-q", "--unshallow"]);
        let mut command = book.command(&["check", "--format", "json", "--root"]);
        assert_eq!(incomplete(&run_of(command.arg(&clone))), 0);
    }
}

fn run_of(command: &mut Command) -> Run {
    run(command)
}

#[test]
fn a_git_that_refuses_fails_or_is_missing_is_told_in_its_own_words() {
    let book = committed();
    let whole = book.build();
    // Nothing to tell is no failure.
    let fresh = Sandbox::small();
    git(&fresh.root(), "2026-01-10", &["init", "-q"]);
    assert_eq!(incomplete(&check(&fresh)), 0);
    let none = run(book.command(&["check", "--format", "json"]).env("PATH", "/nowhere"));
    assert_eq!(incomplete(&none), 1, "{none:?}");
    none.says("git is not installed");
    book.write("lensbook.yaml", "base_url: https://example.org/\nhistory: {git: off}\n");
    let off = run(book.command(&["check", "--format", "json"]).env("PATH", "/nowhere"));
    assert_eq!(incomplete(&off), 0, "{off:?}");
    book.write("lensbook.yaml", "base_url: https://example.org/\nhistory: {git: on}\n");
    // Another user's repository, which takes another user.
    if chown(book.path(".git"), Some(1234), Some(1234)).is_ok() && chown(book.root(), Some(1234), Some(1234)).is_ok() {
        let run = check(&book);
        assert_eq!(incomplete(&run), 1, "{run:?}");
        run.says("detected dubious ownership");
        run.says("git config --global --add safe.directory");
        // A user who trusts it.
        let settings = book.above().join("gitconfig");
        fs::write(&settings, "[safe]\n\tdirectory = *\n").unwrap();
        let trusting = crate::support::sandbox::run(book.command(&["build"]).env("GIT_CONFIG_GLOBAL", &settings));
        assert_eq!(trusting.status, 0, "{trusting:?}");
        assert_eq!(tree(&book.path("public")), whole);
        chown(book.path(".git"), Some(0), Some(0)).unwrap();
        chown(book.root(), Some(0), Some(0)).unwrap();
    }
    fs::remove_dir_all(book.path(".git/objects")).unwrap();
    assert_eq!(incomplete(&check(&book)), 1);
}

#[test]
fn what_stands_in_for_a_file_of_the_repository_is_named_and_holds_nothing_up() {
    let fifo = |book: &Sandbox, path: &str| {
        let _ = fs::remove_file(book.path(path));
        let _ = fs::remove_dir_all(book.path(path));
        assert!(process::output(Command::new("mkfifo").arg(book.path(path))).status.success());
    };
    let pipes = [
        ".git",
        ".git/HEAD",
        ".git/config",
        ".git/packed-refs",
        ".git/shallow",
        ".git/commondir",
        ".git/refs/heads/main",
        ".git/info/grafts",
        ".git/objects/info/alternates",
    ];
    for path in pipes {
        let book = committed();
        fifo(&book, path);
        let started = Instant::now();
        let run = check(&book);
        assert_eq!(incomplete(&run), 1, "{path}: {run:?}");
        run.says("named pipe");
        assert!(started.elapsed() < Duration::from_secs(8), "{path}");
    }
    let heads = [
        "ref: ../../../../../../../dev/zero\n",
        "ref: refs/../../../x\n",
        "ref: /dev/zero\n",
        "ref: refs/heads/../x\n",
    ];
    for head in heads {
        let book = committed();
        book.write(".git/HEAD", head);
        let run = check(&book);
        assert_eq!(incomplete(&run), 1, "{head}: {run:?}");
        run.says("which is no branch");
    }
    for (path, to) in [(".git/HEAD", "/dev/zero"), (".git/shallow", "/dev/zero"), (".git/refs/heads/main", "/dev/zero")]
    {
        let book = committed();
        let _ = fs::remove_file(book.path(path));
        symlink(to, book.path(path)).unwrap();
        let run = check(&book);
        assert_eq!(incomplete(&run), 1, "{path}: {run:?}");
        run.says("it is a device");
    }
    // A file that is too long to be what it should be.
    let book = committed();
    fs::File::options().write(true).open(book.path(".git/HEAD")).unwrap().set_len(20 << 30).unwrap();
    assert_eq!(incomplete(&check(&book)), 1);
}

#[test]
fn the_users_settings_and_environment_change_nothing() {
    let book = committed();
    // The playbook is not at the top, and words differ by more than a line.
    book.write("content/notes.md", "---\ntitle: Notes\nsummary: Some.\n---\nFourth.\n\nMore\n\nand more.\n");
    git(&book.root(), "2026-04-10", &["mv", "content/First.md", "content/moved.md"]);
    git(&book.root(), "2026-04-10", &["add", "-A"]);
    git(&book.root(), "2026-04-10", &["commit", "-qm", "x"]);
    let whole = book.build();
    let settings = [
        ("log.showRoot", "false"),
        ("log.date", "relative"),
        ("log.mailmap", "true"),
        ("log.abbrevCommit", "true"),
        ("log.decorate", "full"),
        ("log.showSignature", "true"),
        ("format.pretty", "fuller"),
        ("diff.renames", "false"),
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "9"),
        ("diff.algorithm", "patience"),
        ("diff.indentHeuristic", "false"),
        ("diff.relative", "false"),
        ("diff.wordRegex", "."),
        ("diff.external", "false"),
        ("diff.colorMoved", "zebra"),
        ("color.ui", "always"),
        ("core.quotepath", "true"),
        ("core.pager", "false"),
        ("core.bigFileThreshold", "1"),
        ("core.abbrev", "4"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("i18n.commitEncoding", "latin1"),
        ("diff.default.xfuncname", "x"),
        ("diff.default.binary", "true"),
        ("diff.submodule", "log"),
        ("notes.displayRef", "*"),
        ("diff.renameLimit", "1"),
    ];
    let everywhere = book.above().join("gitconfig");
    fs::write(&everywhere, "").unwrap();
    for (key, value) in settings {
        let file = everywhere.to_str().unwrap();
        assert!(process::output(Command::new("git").args(["config", "-f", file, key, value])).status.success());
    }
    let attributes = book.above().join("attributes");
    fs::write(&attributes, "* binary\n*.md diff=odd\n").unwrap();
    assert!(
        process::output(
            Command::new("git")
                .args(["config", "-f", everywhere.to_str().unwrap(), "core.attributesFile"])
                .arg(&attributes)
        )
        .status
        .success()
    );
    let environment = [
        ("GIT_CONFIG_GLOBAL", everywhere.to_str().unwrap()),
        ("GIT_DIFF_OPTS", "-u9"),
        ("GIT_EXTERNAL_DIFF", "false"),
        ("GIT_DIR", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_CEILING_DIRECTORIES", "/tmp"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_NAMESPACE", "x"),
        ("GIT_SHALLOW_FILE", "/nowhere"),
        ("GIT_TRACE", "1"),
        ("GIT_CONFIG_COUNT", "x"),
        ("GIT_CONFIG_PARAMETERS", "'diff.renames=false'"),
        ("GIT_ATTR_SOURCE", "HEAD~1"),
        ("TZ", "Asia/Tokyo"),
        ("LANG", "de_DE.UTF-8"),
        ("LC_ALL", "de_DE.UTF-8"),
        ("GIT_PAGER", "false"),
    ];
    for (key, value) in environment {
        fs::remove_dir_all(book.path("public")).unwrap();
        let run = run(book.command(&["build"]).env(key, value));
        assert_eq!(run.status, 0, "{key}: {run:?}");
        assert!(tree(&book.path("public")) == whole, "{key}={value} changes the site");
    }
    // The same settings in the repository itself.
    for (key, value) in settings {
        git(&book.root(), "2026-04-10", &["config", key, value]);
    }
    fs::remove_dir_all(book.path("public")).unwrap();
    assert!(book.build() == whole, "the repository's settings change the site");
}
