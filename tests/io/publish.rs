//! What publishing promises: a failed build changes nothing, an unchanged one touches nothing, only ours is deleted.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use crate::support::process::Process;
use crate::support::sandbox::{Sandbox, digest, run, stamps, tree};

#[test]
fn a_failed_build_changes_nothing() {
    let book = Sandbox::small();
    book.build();
    let before = stamps(book.above());
    let broken = [
        ("content/bad.md", "---\ntitle: Bad\n---\n[x](nowhere.md)\n"),
        ("content/bad.md", "---\ntitle: [\n---\n"),
        ("themes/default/templates/home.html", "{{ nothing.at.all }}"),
        ("themes/default/templates/home.html", "{% if %}"),
    ];
    for (path, text) in broken {
        book.write(path, text);
        book.expect(1, &["build"]);
        book.remove(path);
        let _ = fs::remove_dir_all(book.path("themes"));
        let after = stamps(book.above());
        let changed: Vec<_> = before.iter().filter(|(path, _)| path.starts_with(book.path("public"))).collect();
        assert!(changed.iter().all(|(path, stamp)| after.get(*path) == Some(stamp)), "{path}: {text}");
        assert_eq!(before.len(), after.len(), "{path}: something was left behind");
    }
    // The same where nothing was there before: no folder is left, not even those above the output.
    let book = Sandbox::small();
    book.write("themes/default/templates/404.html", "{{ nothing.at.all }}");
    book.expect(1, &["build", "--output", "../deep/er/site"]);
    assert!(!book.above().join("deep").exists());
}

#[test]
fn an_unchanged_build_touches_nothing() {
    let book = Sandbox::small();
    book.build();
    let before = stamps(&book.root());
    sleep(Duration::from_millis(20));
    book.expect(0, &["build"]).says("0 changed");
    assert_eq!(stamps(&book.root()), before);
    book.expect(0, &["check"]);
    assert_eq!(stamps(&book.root()), before);
}

#[test]
fn only_changed_files_get_new_times_and_gone_pages_leave_none() {
    let book = Sandbox::small();
    book.write("content/plans/more.md", "---\ntitle: More\nsummary: x.\norder: 9\n---\nWords.\n");
    book.build();
    let before = stamps(&book.path("public"));
    sleep(Duration::from_millis(20));
    book.write("content/pic.png", "another picture");
    book.expect(0, &["build"]).says("1 changed");
    let after = stamps(&book.path("public"));
    for (path, stamp) in &after {
        let (old, is_file) = (before[path], path.extension().is_some());
        if is_file && !path.ends_with("pic.png") {
            assert_eq!(*stamp, old, "{}", path.display());
        }
    }
    assert_ne!(after[&book.path("public/pic.png")], before[&book.path("public/pic.png")]);
    book.remove("content/plans/more.md");
    let tree = book.build();
    assert!(!tree.keys().any(|path| path.starts_with("plans")), "{:?}", tree.keys());
}

#[test]
fn damage_is_mended() {
    let book = Sandbox::small();
    let clean = book.build();
    fs::write(book.path("public/notes.html"), "other").unwrap();
    fs::remove_file(book.path("public/404.html")).unwrap();
    fs::remove_file(book.path("public/pic.png")).unwrap();
    symlink("notes.html", book.path("public/pic.png")).unwrap();
    assert_eq!(book.build(), clean);
}

#[test]
fn an_edit_that_keeps_the_length_is_mended_at_once() {
    let book = Sandbox::small();
    let clean = book.build();
    for path in ["public/404.html", "public/notes.html", "public/search.html"] {
        let length = fs::read(book.path(path)).unwrap().len();
        fs::write(book.path(path), vec![b'x'; length]).unwrap();
        assert_eq!(book.build(), clean, "{path}");
    }
}

#[test]
fn what_a_site_is_made_from_decides_whether_it_is_written_again() {
    let book = Sandbox::small();
    let clean = book.build();
    book.expect(0, &["build", "--base-url", "https://example.org"]);
    assert_ne!(tree(&book.path("public")), clean);
    assert_eq!(book.build(), clean);
    book.write("themes/default/templates/404.html", "changed");
    book.build();
    let page = fs::read_to_string(book.path("public/404.html")).unwrap();
    assert!(page.starts_with("<meta http-equiv=\"Content-Security-Policy\"") && page.ends_with(">\nchanged"), "{page}");
    // Warnings come every time, whether or not anything is written.
    book.write("content/lonely.md", "---\ntitle: Lonely\nsummary: x.\n---\n**bold words\n");
    for _ in 0..2 {
        book.expect(0, &["build"]).says("the bold words that start here never end");
    }
}

#[test]
fn foreign_files_survive() {
    let book = Sandbox::small();
    book.build();
    fs::create_dir_all(book.path("public/extra/empty")).unwrap();
    fs::create_dir_all(book.path("public/void")).unwrap();
    fs::write(book.path("public/extra/CNAME"), "example.org").unwrap();
    fs::write(book.path("public/.htaccess"), "x").unwrap();
    symlink("nowhere", book.path("public/link")).unwrap();
    symlink("extra", book.path("public/folder-link")).unwrap();
    fs::set_permissions(book.path("public"), fs::Permissions::from_mode(0o750)).unwrap();
    let before = tree(&book.path("public"));
    book.write("content/notes.md", "---\ntitle: Other\nsummary: Some.\n---\nWords.\n");
    let after = book.build();
    for (path, bytes) in &before {
        assert!(after.contains_key(path), "{path} is gone");
        // Pages, the search index, what programs read and the marker tell of the change.
        let told = [".html", ".md", ".json", ".txt", ".js", ".lensbook"].iter().any(|end| path.ends_with(end));
        if !told || path.starts_with("extra/") {
            assert_eq!(&after[path], bytes, "{path}");
        }
    }
    assert_eq!(fs::metadata(book.path("public")).unwrap().mode() & 0o777, 0o750);
    // The site wants the name of a file that is not ours: refused, nothing changed.
    fs::write(book.path("public/mine.html"), "mine").unwrap();
    book.write("content/mine.md", "---\ntitle: Mine\nsummary: x.\n---\n");
    let before = stamps(&book.path("public"));
    book.expect(2, &["build"]).says("mine.html was not written by lensbook");
    assert_eq!(stamps(&book.path("public")), before);
}

#[test]
fn refused_output_folders_change_nothing() {
    let book = Sandbox::small();
    fs::create_dir_all(book.path("content/deep/er")).unwrap();
    let home = book.above().join("home");
    fs::create_dir_all(home.join("full")).unwrap();
    fs::write(home.join("full/letter.txt"), "mine").unwrap();
    fs::write(book.above().join("file"), "mine").unwrap();
    symlink(book.path("content"), book.above().join("disguise")).unwrap();
    let before = stamps(book.above());
    let refused = [
        ".", "..", "../..", "/", "content", "content/deep", "content/deep/er/new", "static", "../home", "../home/full",
        "../file", "../disguise", "../disguise/x", "content/../content", "./",
    ];
    for output in refused {
        for place in ["flag", "file"] {
            let mut command = book.command(&["build"]);
            if place == "flag" {
                command.args(["--output", output]);
            } else {
                book.write("lensbook.yaml", format!("output: {output}\n"));
            }
            let run = run(command.env("HOME", &home));
            let _ = fs::remove_file(book.path("lensbook.yaml"));
            assert_eq!(run.status, 2, "{output} by {place}: {run:?}");
            run.says("help:");
            let mut after = stamps(book.above());
            after.insert(book.root(), before[&book.root()]);
            assert_eq!(after, before, "{output} by {place}");
        }
    }
}

#[test]
fn an_output_folder_inside_a_linked_content_folder_is_refused() {
    let book = Sandbox::small();
    fs::rename(book.path("content"), book.path("texts")).unwrap();
    symlink("texts", book.path("content")).unwrap();
    book.expect(2, &["build", "--output", "texts/site"]);
    book.expect(0, &["build"]);
}

#[test]
fn names_that_look_like_comments_are_ours_too() {
    let book = Sandbox::small();
    book.write("static/#1.txt", "one");
    book.build();
    book.write("content/notes.md", "---\ntitle: Other\nsummary: Some.\n---\n");
    assert!(book.build().contains_key("#1.txt"));
    book.remove("static/#1.txt");
    assert!(!book.build().contains_key("#1.txt"));
}

#[test]
fn what_killed_builds_leave_is_cleared_and_what_is_not_ours_is_not() {
    let book = Sandbox::small();
    let clean = book.build();
    let staging = book.path(".public.lensbook-new");
    fs::create_dir_all(staging.join("plays/deep")).unwrap();
    assert_eq!(book.build(), clean);
    assert!(!staging.exists());
    fs::create_dir_all(&staging).unwrap();
    fs::write(staging.join(".lensbook"), "").unwrap();
    fs::write(staging.join("half.html"), "half").unwrap();
    assert_eq!(book.build(), clean);
    assert!(!staging.exists());
    // Killed between two renames, where folders can't be exchanged: the old tree waits to be put back.
    fs::rename(book.path("public"), book.path(".public.lensbook-old")).unwrap();
    assert_eq!(book.build(), clean);
    assert!(!book.path(".public.lensbook-old").exists());
    fs::create_dir_all(&staging).unwrap();
    fs::write(staging.join("letter.txt"), "mine").unwrap();
    book.expect(2, &["build"]).says("lensbook did not make it");
    assert_eq!(fs::read_to_string(staging.join("letter.txt")).unwrap(), "mine");
}

/// A playbook of `count` pages in which `word` stands everywhere.
fn version(book: &Sandbox, count: usize, word: &str) {
    let _ = fs::remove_dir_all(book.path("content"));
    for page in 0..count {
        let text = format!("---\ntitle: Page {page}\nsummary: S.\n---\n{word} {page}\n");
        book.write(&format!("content/part-{}/page-{page}.md", page % 7), text);
    }
    book.write("content/index.md", format!("---\ntitle: {word}\nsummary: S.\n---\n"));
}

#[test]
fn killed_at_any_instant_the_output_is_one_version_or_the_other() {
    let book = Sandbox::small();
    version(&book, 150, "alpha");
    let alpha = digest(&book.build());
    version(&book, 140, "beta");
    let started = std::time::Instant::now();
    let beta = digest(&book.build());
    let mut window = started.elapsed();
    assert_ne!(alpha, beta);
    let rounds: u32 = std::env::var("KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(30);
    let mut random = 0x9e37_79b9_u64;
    let (mut seen, mut killed) = ([0, 0], 0);
    for round in 0..rounds {
        let (count, word) = if round % 2 == 0 { (150, "alpha") } else { (140, "beta") };
        version(&book, count, word);
        let mut build = book.command(&["build", "-q"]);
        let mut build = Process::start(build.stdout(Stdio::null()).stderr(Stdio::null()));
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = f64::from(u32::try_from(random >> 40).unwrap()) / f64::from(1 << 24);
        // Other work on the machine makes builds slower and faster: the window follows, so that about half of them are killed.
        sleep(window.mul_f64(share));
        let in_time = build.kill().code().is_none();
        killed += u32::from(in_time);
        window = window.mul_f64(if in_time { 1.25 } else { 0.8 });
        let found = digest(&tree(&book.path("public")));
        assert!(found == alpha || found == beta, "round {round}: neither version");
        seen[usize::from(found == beta)] += 1;
    }
    assert!(killed > 0, "no build was killed on its way");
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
    version(&book, 150, "alpha");
    assert_eq!(digest(&book.build()), alpha);
    let beside: Vec<_> = fs::read_dir(book.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}
