//! What the preview says, and how it starts and ends.

use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

use crate::support::preview::{Served, page, write};
use crate::support::process;

#[test]
fn one_save_reads_one_file_and_says_so_in_one_line() {
    let files: Vec<(String, String)> =
        (0..30).map(|at| (format!("content/articles/p{at}.md"), page(&format!("P{at}"), "Words."))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let served = Served::new(&files);
    served.until("the first line", || served.log().len() == 1);
    assert!(
        served.log()[0].starts_with("30 pages, ") && served.log()[0].ends_with("no problems"),
        "{:?}",
        served.log()
    );
    served.write("content/articles/p7.md", &page("P7", "Other words."));
    served.until("the second", || served.log().len() == 2);
    assert!(served.log()[1].starts_with("content/articles/p7.md: 1 file read again, "), "{:?}", served.log());
    // The same bytes once more are no change.
    served.write("content/articles/p7.md", &page("P7", "Other words."));
    served.write("content/articles/p8.md", &page("P8", "Other words."));
    served.until("the third", || served.log().len() == 3);
    assert!(served.log()[2].starts_with("content/articles/p8.md: 1 file read again, "), "{:?}", served.log());
}

#[test]
fn it_starts_with_broken_content_and_with_none() {
    let theme = "themes/mine/templates/base.html";
    let served = Served::new(&[
        ("lensbook.yaml", "theme: mine\n"),
        ("content/index.md", "---\ntitle: [\n---\n\nWords.\n"),
        ("themes/mine/theme.yaml", "name: Mine\nextends: default\n"),
        (theme, "{% if %}"),
    ]);
    let response = served.get("/");
    assert_eq!(response.status, 503);
    assert!(response.text().contains("can’t be shown yet") && response.text().contains("/__lensbook/preview.js"));
    served.until("it says so", || served.log().last().is_some_and(|line| line.ends_with("nothing can be shown yet")));
    std::fs::remove_file(served.path(theme)).unwrap();
    served.until("its words", || served.get("/").text().contains("Words."));
    served.write("content/index.md", &page("Home", "Mended."));
    served.until("it is mended", || served.get("/").text().contains("Mended."));

    let served = Served::new(&[("lensbook.yaml", "title: Empty\n")]);
    assert_eq!(served.get("/").status, 200, "a playbook without content has a home page");
    served.write("content/articles/new/one.md", &page("One", "First words."));
    served.until("the first page", || served.get("/articles/new/one.html").text().contains("First words."));
}

#[test]
fn the_first_problems_are_named_once() {
    let served = Served::with(
        &[
            ("content/index.md", &page("Home", "Start.")),
            ("content/articles/draft.md", &page("Draft", "Words.").replace("title", "status: draft\ntitle")),
        ],
        &[],
    );
    let left_out = |line: &String| line.ends_with(", no problems, 1 draft left out");
    served.until("what is left out", || served.log().first().is_some_and(left_out));
    let broken = |words: &str| page("A", words).replace("summary", "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nsummary");
    served.write("content/articles/a.md", &broken("Words."));
    served.until("the problems", || served.said().iter().any(|line| line == "  and 2 more"));
    let said: Vec<String> = served.said().into_iter().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said[0].starts_with("  content/articles/a.md:3: an article has no key `a`"), "{said:?}");
    // Where they are the same in another place, nothing new is said.
    let before = served.log().len();
    served.write("content/articles/a.md", &broken("Other words.").replace("title", "\ntitle"));
    served.until("the next line", || served.log().len() > before);
    assert!(served.log().last().unwrap().starts_with("content/articles/a.md: "), "{:?}", served.log());
    served.write("content/articles/a.md", &page("A", "Words."));
    served.until("all is well", || served.log().last().unwrap().contains("no problems"));
    assert_eq!(served.said().iter().filter(|line| line.starts_with("  ")).count(), 4, "{:?}", served.said());
}

#[test]
fn folders_go_and_come() {
    let served = Served::new(&[
        ("lensbook.yaml", "title: T\n"),
        ("content/index.md", &page("Home", "Start.")),
        ("content/articles/a.md", &page("A", "Words.")),
    ]);
    let (content, aside) = (served.path("content"), served.path("aside"));
    for round in 0..3 {
        std::fs::rename(&content, &aside).unwrap();
        served.until("the page is gone", || served.get("/articles/a.html").status == 404);
        std::fs::rename(&aside, &content).unwrap();
        served.until("the page is back", || served.get("/articles/a.html").status == 200);
        served.write("content/articles/a.md", &page("A", &format!("Round {round}.")));
        served.until("an edit in the folder that came back", || {
            served.get("/articles/a.html").text().contains(&format!("Round {round}."))
        });
    }
}

#[test]
fn links_are_followed_and_watched() {
    let served = Served::new(&[("content/index.md", &page("Home", "Start.")), ("shared/a.md", &page("A", "Words."))]);
    std::os::unix::fs::symlink("../shared", served.path("content/articles")).unwrap();
    served.until("the page behind the link", || served.get("/articles/a.html").text().contains("Words."));
    served.write("shared/a.md", &page("A", "Changed."));
    served.until("an edit behind the link", || served.get("/articles/a.html").text().contains("Changed."));
}

#[test]
fn it_polls_if_asked_and_says_so() {
    let served = Served::with(&[("content/index.md", &page("Home", "Start."))], &["--poll"]);
    assert!(served.log()[0].starts_with("checking the files at intervals"), "{:?}", served.log());
    served.write("content/index.md", &page("Home", "Changed."));
    served.until("the change", || served.get("/").text().contains("Changed."));
}

#[test]
fn a_taken_port_gives_the_next() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let served = Served::with(&[("content/index.md", &page("Home", "Start."))], &["--port", &port]);
    assert!(served.port > taken.local_addr().unwrap().port());
    assert!(served.log().iter().any(|line| line.contains(&format!("port {port} is taken"))), "{:?}", served.log());
}

/// A folder with these programs, each a script for `sh`.
fn programs(scripts: &[(&str, &str)]) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    for (name, script) in scripts {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

#[test]
fn it_opens_the_browser_if_asked() {
    let files = [("content/index.md", page("Home", "Start."))];
    let files = [(files[0].0, files[0].1.as_str())];
    let opened = "echo \"$*\" >\"$OPENED\"";
    let cases = [
        (programs(&[("xdg-open", opened)]), "", ""),
        (programs(&[("xdg-open", "exit 3"), ("x-www-browser", opened)]), "", ""),
        (programs(&[("mine", opened), ("xdg-open", "exit 3")]), "nothing:mine --tab %s", "--tab "),
    ];
    for (folder, browser, before) in &cases {
        let note = folder.path().join("opened");
        let variables =
            [("PATH", folder.path().to_str().unwrap()), ("BROWSER", browser), ("OPENED", note.to_str().unwrap())];
        let served = Served::within(&files, &["--open"], &variables);
        let expected = format!("{before}http://127.0.0.1:{}/\n", served.port);
        served.until("it was opened", || std::fs::read_to_string(&note).is_ok_and(|text| text == expected));
        assert!(!served.log().iter().any(|line| line.contains("browser")), "{:?}", served.log());
    }
    let folder = programs(&[("xdg-open", "exit 3")]);
    let served = Served::within(&files, &["--open"], &[("PATH", folder.path().to_str().unwrap())]);
    let notes = || served.log().into_iter().filter(|line| line.contains("browser")).collect::<Vec<_>>();
    served.until("it says that it can't", || !notes().is_empty());
    let expected =
        "can't open a browser: xdg-open failed (exit status: 3), there is no wslview, there is no x-www-browser";
    assert_eq!(notes(), [expected]);
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn what_cannot_be_done_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("content/index.md"), &page("Home", "Start."));
    let cases: [(&[&str], &str); 4] = [
        (&["--host", "no such host"], "there is no address"),
        (&["--editor", "javascript:alert('{file}')"], "is not a link to a file"),
        (&["--host", "192.0.2.1"], "can't listen on 192.0.2.1"),
        (&["--port", "x"], "invalid value"),
    ];
    for (args, says) in cases {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lensbook"));
        let run = process::output(command.args(["serve", "--root"]).arg(folder.path()).args(args));
        let text = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{args:?} {text}");
        assert!(text.contains(says), "{args:?} {text}");
        assert!(run.stdout.is_empty());
    }
}

#[test]
fn control_c_ends_it_at_once_and_deletes_nothing() {
    let mut served = Served::new(&[("content/index.md", &page("Home", "Start."))]);
    let _held = served.line();
    let before = std::fs::read_dir(served.root()).unwrap().count();
    let kill = process::output(Command::new("kill").args(["-INT", &served.program.id().to_string()]));
    assert!(kill.status.success(), "{kill:?}");
    served.program.end_within(Duration::from_millis(500));
    assert_eq!(std::fs::read_dir(served.root()).unwrap().count(), before);
}

#[test]
fn a_broken_page_costs_that_page() {
    let files: &[(&str, &str)] = &[
        ("lensbook.yaml", "title: T\n"),
        ("content/index.md", &page("Home", "Start with [[b]] or [[c]].")),
        ("content/articles/a.md", &page("A", "Words.")),
        ("content/articles/b.md", &page("B", "Words.")),
        ("content/articles/c.md", "---\ntitle: [\n---\n\nNever good.\n"),
    ];
    let served = Served::new(files);
    assert_eq!(served.get("/articles/a.html").status, 200, "the others are shown from the start");
    let never = served.get("/articles/c.html");
    assert!(never.status == 200 && never.text().contains("Never good."), "{}", never.text());
    served.write("content/plays/d.md", "---\ntitle: Draft of D\nsumary: x\n---\n\nBare words.\n");
    served.until("a page that lacks its fields", || served.get("/plays/d.html").text().contains("Bare words."));
    let said = |what: &str| served.until(what, || served.log().last().is_some_and(|line| line.ends_with(what)));
    said("2 files show their words alone");
    std::fs::remove_file(served.path("content/plays/d.md")).unwrap();
    served.until("it is gone", || served.get("/plays/d.html").status == 404);
    let good = served.get("/articles/b.html").page();

    served.write("content/articles/b.md", "---\ntitle: New B\nsumary: x\n---\n\nOther words.\n");
    said("2 errors; content/articles/b.md stays as it was; content/articles/c.md shows its words alone");
    assert_eq!(served.get("/articles/b.html").page(), good);
    served.write("content/articles/a.md", &page("A", "Newer words."));
    served.until("an edit beside it", || served.get("/articles/a.html").text().contains("Newer words."));
    assert!(served.log().last().unwrap().contains("1 file read again"), "{:?}", served.log());
    assert!(served.get("/").text().contains("href=\"articles/b.html\""), "links to it hold");

    served.write("content/articles/c.md", &page("C", "Mended."));
    served.until("it is there", || served.get("/articles/c.html").text().contains("Mended."));
    served.write("lensbook.yaml", "title: [\n");
    said("2 files stay as they were");
    served.write("lensbook.yaml", "title: T\n");
    served.write("content/articles/b.md", &page("B", "Mended."));
    served.until("all is well", || served.log().last().is_some_and(|line| line.ends_with("no problems")));
    assert!(served.get("/articles/b.html").text().contains("Mended."));
}

#[test]
fn a_template_that_fails_leaves_the_last_page_that_did_not() {
    let served = Served::new(&[
        ("lensbook.yaml", "title: T\ntheme: mine\n"),
        ("content/index.md", &page("Home", "Start.")),
        ("content/articles/a.md", &page("A", "Words.")),
        ("themes/mine/theme.yaml", "name: Mine\nextends: default\n"),
    ]);
    let good = served.get("/articles/a.html").page();
    let extends = "{% extends \"default/kinds/article.html\" %}";
    let template = "themes/mine/templates/kinds/article.html";
    for broken in
        ["{% block foot %}{{ nothing.at.all }}{% endblock foot %}", "{% block foot %}{% if %}{% endblock foot %}"]
    {
        let lines = served.log().len();
        served.write(template, &format!("{extends}{broken}"));
        served.until("it was built", || served.log().len() > lines);
        assert_eq!(served.get("/articles/a.html").page(), good, "{broken}");
    }
    served.write(template, &format!("{extends}{{% block foot %}}mended{{% endblock foot %}}"));
    served.until("it is mended", || served.get("/articles/a.html").text().contains("mended"));
}
