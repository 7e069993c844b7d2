//! What reading promises: hostile files, names and links are reported with their place, and nothing from content runs.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use crate::support::deadline::retry;
use crate::support::html::harmless;
use crate::support::process::Process;
use crate::support::sandbox::{Run, Sandbox, tree};

fn check(book: &Sandbox) -> Run {
    book.run(&["check", "--format", "json"])
}

#[test]
fn links_out_of_the_project_are_reported_and_loops_end() {
    let book = Sandbox::small();
    fs::write(book.above().join("secret.md"), "---\ntitle: Secret\n---\n").unwrap();
    fs::create_dir_all(book.above().join("folder")).unwrap();
    fs::write(book.above().join("folder/in.md"), "secret").unwrap();
    symlink("../../secret.md", book.path("content/a.md")).unwrap();
    symlink(book.above().join("folder"), book.path("content/b")).unwrap();
    symlink("/etc/passwd", book.path("content/c.txt")).unwrap();
    symlink("nowhere.md", book.path("content/d.md")).unwrap();
    let run = check(&book);
    let expected = ["a.md", "b", "c.txt", "d.md"].map(|name| format!("symlink-outside content/{name}:1:1"));
    assert_eq!(run.problems(), expected);
    run.says("leads nowhere");
    assert_eq!(run.status, 1);
    assert!(!run.stdout.contains("Secret"));

    let book = Sandbox::small();
    symlink("..", book.path("content/up")).unwrap();
    symlink(".", book.path("content/here")).unwrap();
    symlink("me", book.path("content/me")).unwrap();
    fs::create_dir_all(book.path("content/x/y")).unwrap();
    symlink("../../x", book.path("content/x/y/z")).unwrap();
    // What an editor leaves beside a file it has open.
    symlink("someone@host.1:2", book.path("content/.#notes.md")).unwrap();
    book.write("content/x/page.md", "---\ntitle: X\nsummary: x.\n---\n");
    let run = check(&book);
    assert_eq!(run.problems(), ["symlink-outside content/me:1:1"]);
    book.remove("content/me");
    let site = book.build();
    assert!(site.contains_key("x/page.html") && !site.keys().any(|path| path.contains("up/") || path.contains("z/")));

    let book = Sandbox::small();
    fs::create_dir_all(book.path("shared")).unwrap();
    book.write("shared/page.md", "---\ntitle: Shared\nsummary: x.\n---\n");
    symlink("../shared", book.path("content/linked")).unwrap();
    symlink("../shared/page.md", book.path("content/alone.md")).unwrap();
    let site = book.build();
    assert!(site.contains_key("linked/page.html") && site.contains_key("alone.html"));

    let book = Sandbox::small();
    fs::write(book.above().join("other.yaml"), "title: Stolen\n").unwrap();
    symlink("../other.yaml", book.path("lensbook.yaml")).unwrap();
    assert_eq!(check(&book).problems(), ["symlink-outside lensbook.yaml:1:1"]);
}

#[test]
fn addresses_that_collide_are_errors_that_name_both() {
    let page = |title: &str| format!("---\nid: {title}\ntitle: {title}\nsummary: x.\n---\n");
    let cases: [(&[&str], &[&str]); 7] = [
        (&["content/a.md", "content/A.md"], &["content/a.md", "content/A.md"]),
        (&["content/straße.md", "content/STRASSE.md"], &["content/straße.md", "content/STRASSE.md"]),
        (&["content/ΣΑΣ.md", "content/σας.md"], &["content/ΣΑΣ.md", "content/σας.md"]),
        (&["static/a.html", "content/a.md"], &["static/a.html", "content/a.md"]),
        (&["static/x.txt", "content/x.txt"], &["static/x.txt", "content/x.txt"]),
        (&["content/b.html/c.md", "content/b.md"], &["content/b.html/c.md", "content/b.md"]),
        (&["content/D.html/c.md", "content/d.md"], &["content/D.html/c.md", "content/d.md"]),
    ];
    for (files, named) in cases {
        let book = Sandbox::new(&[("content/index.md", "---\ntitle: Home\nsummary: x.\n---\n")]);
        for (at, file) in files.iter().enumerate() {
            book.write(file, page(&format!("page-{at}")));
        }
        let run = check(&book);
        assert_eq!(run.status, 1, "{files:?}: {run:?}");
        let line = run
            .stdout
            .lines()
            .find(|line| line.contains("url-conflict"))
            .unwrap_or_else(|| panic!("{files:?}: {run:?}"));
        assert!(named.iter().all(|name| line.contains(name)), "{line}");
    }
    let book = Sandbox::small();
    book.write("content/caf\u{e9}.md", page("one"));
    book.write("content/cafe\u{301}.md", page("two"));
    let run = check(&book);
    assert_eq!((run.status, run.problems().len()), (1, 1), "{run:?}");
    run.says("url-conflict");
}

#[test]
fn names_that_windows_cannot_hold_are_errors() {
    let names = [
        "con.md", "Nul.txt", "com9.md", "LPT1.png", "aux", "a:b.txt", "what?.md", "dot.", "space ", "back\\slash.txt",
        "tab\t.txt", "<x>.md", "\"q\".md", "star*.md",
    ];
    for name in names {
        let book = Sandbox::small();
        book.write(&format!("static/{name}"), "x");
        let run = check(&book);
        assert!(run.status == 1 && run.stdout.contains("file-name"), "{name:?}: {run:?}");
    }
    for name in ["com10.txt", "console.txt", "a.b.c.txt", "übung.txt", ".well-known/x.txt", "nul-safe.txt"] {
        let book = Sandbox::small();
        book.write(&format!("static/{name}"), "x");
        assert_eq!(check(&book).status, 0, "{name:?}");
    }
    // The name of Lensbook's own list.
    let book = Sandbox::small();
    book.write("static/.lensbook", "x");
    check(&book).says("file-name");
    // Not Unicode.
    let book = Sandbox::small();
    fs::write(book.path("content").join(std::ffi::OsStr::from_bytes(b"a\xff.md")), "x").unwrap();
    let run = check(&book);
    assert_eq!(run.status, 1, "{run:?}");
    run.says("is not Unicode");
}

#[test]
fn long_names_are_cut_at_a_character() {
    let book = Sandbox::small();
    let long = "ü".repeat(120);
    book.write(&format!("content/{long}.md"), "---\nid: long\ntitle: Long\nsummary: x.\n---\n");
    book.write(&format!("content/{}a.md", "ü".repeat(119)), "---\nid: long-too\ntitle: Long too\nsummary: x.\n---\n");
    let site = book.build();
    let names: Vec<_> = site.keys().filter(|name| name.starts_with('ü')).collect();
    // Each is there as HTML and as Markdown.
    assert!(names.len() == 4 && names.iter().all(|name| name.len() <= 120), "{names:?}");
    let title = "Très long ".repeat(60);
    let made = book.expect(0, &["new", "article", &title]).stdout;
    assert!(made.trim().rsplit('/').next().unwrap().len() <= 120, "{made}");
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let text = "---\ntitle: Lines\nsummary: x.\n---\nOne  \ntwo\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n\nmore\n```\n\n> [!NOTE]\n> x\n";
    let list = "- id: one\n  title: One\n  definition: >-\n    folded\n    text\n";
    let book = Sandbox::small();
    book.write("content/lines.md", text);
    book.write("content/dimensions.yaml", list);
    // The marker tells the bytes that the site was made from.
    let pages = || {
        let mut site = book.build();
        assert!(site.remove(".lensbook").is_some());
        site
    };
    let plain = pages();
    for (name, change) in [
        ("CRLF", (|text: &str| text.replace('\n', "\r\n")) as fn(&str) -> String),
        ("CR", |text| text.replace('\n', "\r")),
        ("BOM", |text| format!("\u{feff}{text}")),
        ("both", |text| format!("\u{feff}{}", text.replace('\n', "\r\n"))),
    ] {
        book.write("content/lines.md", change(text));
        book.write("content/dimensions.yaml", change(list));
        assert_eq!(pages(), plain, "{name}");
    }
}

#[test]
fn bytes_that_are_not_text_are_reported_with_their_offset_all_in_one_run() {
    let book = Sandbox::small();
    book.write("content/a.md", b"---\ntitle: A\n---\nabc\xff");
    book.write("content/b.md", b"nul\0");
    book.write("content/terms.yaml", b"- id: \xc3\x28");
    book.write("content/c.md", b"\xff\xfet\0i\0");
    book.write("lensbook.yaml", b"title: \xe4");
    let run = check(&book);
    let expected = [
        "not-utf8 content/a.md:4:4",
        "nul-byte content/b.md:1:4",
        "not-utf8 content/c.md:1:1",
        "not-utf8 content/terms.yaml:1:7",
        "not-utf8 lensbook.yaml:1:8",
    ];
    assert_eq!(run.problems(), expected);
    for words in ["byte 20 is not UTF-8", "is here, byte 3", "first two bytes", "byte 6 is not", "byte 7 is not"] {
        run.says(words);
    }
}

#[test]
fn yaml_bombs_are_refused_quickly() {
    let mut aliases = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (name, before) in "bcdefghij".chars().zip("abcdefghi".chars()) {
        writeln!(aliases, "{name}: &{name} [{}]", vec![format!("*{before}"); 9].join(",")).unwrap();
    }
    let bombs =
        ["[".repeat(40_000), "{a: ".repeat(10_000), "- ".repeat(20_000), aliases, format!("a: {}", "!".repeat(40_000))];
    for bomb in bombs {
        let book = Sandbox::small();
        book.write("content/bomb.md", format!("---\ntitle: Bomb\nextra: x\n{bomb}\n---\n"));
        book.write("content/terms.yaml", &bomb);
        book.write("lensbook.yaml", &bomb);
        let started = Instant::now();
        let run = check(&book);
        let took = started.elapsed();
        assert!(run.status > 0, "{bomb:.60} {run:?}");
        // A few hundredths of a second by itself; the machine may be busy.
        assert!(took < Duration::from_secs(5), "{took:?}: {bomb:.60}");
        for file in ["content/bomb.md", "content/terms.yaml", "lensbook.yaml"] {
            assert!(run.problems().iter().any(|problem| problem.contains(file)), "{file}: {:?}", run.problems());
        }
    }
}

#[test]
fn a_large_asset_is_streamed() {
    let book = Sandbox::small();
    book.write("static/small.zip", "x");
    let without = peak(&book);
    for name in ["large.zip", "large.js"] {
        let file = book.path(&format!("static/{name}"));
        File::create(&file).unwrap().set_len(100 << 20).unwrap();
        let with = peak(&book);
        assert!(with < without + (16 << 10), "{name}: {without} KB without, {with} KB with");
        assert_eq!(fs::metadata(book.path(&format!("public/{name}"))).unwrap().len(), 100 << 20);
        let again = peak(&book);
        assert!(again < without + (16 << 10), "{name}: {without} KB without, {again} KB when compared");
        fs::remove_file(file).unwrap();
    }
}

/// Peak memory of a build in KB, as its process tells just before it ends.
fn peak(book: &Sandbox) -> u64 {
    let mut build = Process::start(&mut book.command(&["build", "-q"]));
    let status = format!("/proc/{}/status", build.id());
    let mut peak = 0;
    let ended = retry(Duration::from_secs(120), Duration::from_micros(500), || {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kb = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kb.unwrap_or(0));
        build.ended().ok_or("the build does not end")
    });
    assert!(ended.unwrap().success());
    peak
}

/// Text that would run if it were ever written unescaped.
const HOSTILE: &str = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\\\"'><svg/onload=alert(3)>";

#[test]
fn no_text_from_content_runs() {
    let attack = HOSTILE;
    let yaml = attack.replace('\'', "''");
    let book = Sandbox::small();
    book.write("lensbook.yaml", format!("title: '{yaml}'\ntagline: '{yaml}'\norganisation: '{yaml}'\nreview:\n  owner: '{yaml}'\nedit_url: 'https://example.org/{yaml}/{{path}}'\n"));
    let common = format!("summary: '{yaml}'\ntags: ['{yaml}']\nowner: '{yaml}'\nextra: {{'{yaml}': '{yaml}'}}\n");
    book.write("content/<img src=x onerror=alert(1)>.md", "x");
    assert_eq!(check(&book).status, 1);
    book.remove("content/<img src=x onerror=alert(1)>.md");
    book.write("content/a' onload='alert(1)&amp;.md", format!("---\ntitle: '{yaml}'\n{common}---\n{attack}\n\n# {attack}\n\n## {attack} {{#a\"onclick=\"x}}\n\n```{attack}\n{attack}\n```\n\n![{attack}](pic.png \"{attack}\")\n\n[{attack}](notes.md '{yaml}')\n\n> [!NOTE]\n> {attack}\n\n| {attack} |\n|---|\n| {attack} |\n\nA[^1].\n\n[^1]: {attack}\n\n<javascript:alert(1)>\n"));
    book.write("content/plays/p.md", format!("---\ntitle: P '{attack}'\n{common}purpose: '{yaml}'\nrun: 10 minutes\npeople: 3–8\nmaterials: ['{yaml}']\nsteps:\n  - do: '{yaml}'\n    minutes: 10\noutputs: ['{yaml}']\nvariations: ['{yaml}']\nwatch_outs: ['{yaml}']\nfollow_up: ['{yaml}']\n---\n"));
    book.write("content/canvases/c.md", format!("---\ntitle: '{yaml} C'\n{common}purpose: '{yaml}'\nlens: '{yaml}'\nstages:\n  - id: s\n    title: '{yaml}'\n    output: '{yaml}'\n    blocks:\n      - id: b\n        title: '{yaml}'\n        questions:\n          - id: q\n            ask: '{yaml}'\n            probes: ['{yaml}']\n            anchors: {{1: '{yaml}'}}\n            when_low:\n              - play: p\n                because: '{yaml}'\n---\n"));
    book.write("content/frameworks/f.md", format!("---\ntitle: '{yaml} F'\n{common}question: '{yaml}'\nlevels:\n  - id: l\n    title: '{yaml}'\n    definition: '{yaml}'\n    signals: ['{yaml}']\n    limits: '{yaml}'\ndimensions: [d, {{id: e, title: '{yaml}'}}]\ncells:\n  d: {{l: '{yaml}'}}\n  e: {{l: '{yaml}'}}\n---\n![[c]]\n\n![[f]]\n\n![[p]]\n"));
    book.write(
        "content/dimensions.yaml",
        format!("- id: d\n  title: '{yaml} D'\n  summary: '{yaml}'\n  definition: '{yaml}'\n"),
    );
    book.write("content/terms.yaml", format!("- id: t\n  title: '{yaml} T'\n  summary: '{yaml}'\n  also: ['{yaml}']\n  definitions:\n    - text: '{yaml}'\n      source: s\n  contrasts:\n    - with: t2\n      axis: '{yaml}'\n      text: '{yaml}'\n- id: t2\n  title: T2\n  definitions: [{{text: x, source: s}}]\n"));
    book.write("content/sources.yaml", format!("- id: s\n  title: '{yaml} S'\n  author: '{yaml}'\n  publisher: '{yaml}'\n  url: 'https://example.org/\"><script>alert(1)</script>'\n  licence: '{yaml}'\n"));
    book.write("content/bad scheme.md", "---\ntitle: Bad\n---\n[x](javascript:alert(1))\n");
    let run = check(&book);
    let errors: Vec<_> = run.stdout.lines().filter(|line| line.contains("\"severity\":\"error\"")).collect();
    assert!(!errors.is_empty() && errors.iter().all(|line| line.contains("link-scheme")), "{errors:#?}");
    book.remove("content/bad scheme.md");
    let page = book.path("content/a' onload='alert(1)&amp;.md");
    let text = fs::read_to_string(&page).unwrap().replace("<javascript:alert(1)>", "");
    fs::write(&page, text).unwrap();
    book.expect(0, &["build"]);
    for (path, bytes) in tree(&book.path("public")) {
        if path.strip_suffix(".html").is_some() {
            harmless(&path, &String::from_utf8(bytes).unwrap());
        }
    }
}

#[test]
fn raw_html_is_shown_with_a_located_warning_unless_the_project_allows_it() {
    let book = Sandbox::small();
    book.write(
        "content/notes.md",
        "---\ntitle: Notes\nsummary: x.\nextra: {markdown: {raw_html: allow}}\n---\nWords <b>bold</b>\n",
    );
    let run = check(&book);
    assert_eq!(run.problems(), ["raw-html content/notes.md:6:7"]);
    assert!(String::from_utf8_lossy(&book.build()["notes.html"]).contains("&lt;b&gt;"));
    book.write("lensbook.yaml", "markdown: {raw_html: allow}\n");
    assert_eq!(check(&book).problems(), Vec::<String>::new());
    assert!(String::from_utf8_lossy(&book.build()["notes.html"]).contains("<b>bold</b>"));
}
