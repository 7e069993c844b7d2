//! The command line as cli.md promises it: exit status, lines of output, options.

mod new;
mod serve;

use std::fs;
use std::process::Stdio;

use serde_json::Value;

use crate::support::process::Process;
use crate::support::sandbox::{Sandbox, run, stamps, tree};

const HOME: (&str, &str) = ("content/index.md", "---\ntitle: Home\nsummary: Start.\n---\nWords.\n");

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

#[test]
fn build_ends_with_one_line_on_stdout() {
    let book = Sandbox::small();
    let made = book.expect(0, &["build"]);
    let line = made.stdout.strip_suffix('\n').unwrap();
    let words: Vec<&str> = line.split(", ").collect();
    let files = tree(&book.path("public")).keys().filter(|path| !path.ends_with('/') && *path != ".lensbook").count();
    assert_eq!(words[..2], [format!("wrote 2 pages to public: {files} files"), format!("{files} changed")], "{line}");
    assert!(words[2].ends_with(" ms") && words[3] == "no problems" && words.len() == 4, "{line}");
    assert_eq!(made.stderr, "");
    book.expect(0, &["build"]).says(&format!("wrote 2 pages to public: {files} files, 0 changed"));
    let checked = book.expect(0, &["check"]).stdout;
    assert!(checked.starts_with("checked 2 pages, ") && checked.ends_with(", no problems\n"), "{checked}");
    book.write("content/bad.md", "---\ntitle: Bad\nsummary: x\n---\n[x](nowhere.md)\n");
    let failed = book.expect(1, &["build"]);
    assert!(
        failed.stdout.starts_with("nothing written: 3 pages") && failed.stdout.ends_with(", 1 error\n"),
        "{failed:?}"
    );
    failed.says("error[link-missing]: there is no file `nowhere.md`\n --> content/bad.md:5:1");
}

#[test]
fn check_writes_nothing() {
    let book = Sandbox::small();
    let before = stamps(book.above());
    book.expect(0, &["check"]);
    book.expect(0, &["check", "--output", "/"].map(|arg| if arg == "/" { "elsewhere" } else { arg }));
    assert_eq!(stamps(book.above()), before);
}

#[test]
fn check_renders_what_a_project_changed_of_its_theme() {
    let base = "<p>{{ page.tilte }}</p>\n";
    let cases = [
        ("theme: ours\n", "themes/ours/templates/kinds/article.html", base),
        ("", "themes/default/templates/kinds/article.html", base),
        ("", "themes/default/i18n/en.yaml", "menu: Menu\n"),
    ];
    for (config, file, text) in cases {
        let book = Sandbox::small();
        book.write("lensbook.yaml", format!("title: Small\n{config}"));
        book.write(file, text);
        for command in ["check", "build"] {
            book.expect(1, &[command]).says("error[template-render]");
        }
    }
}

#[test]
fn json_is_one_object_a_line() {
    let book = Sandbox::small();
    book.write("content/ä.md", "---\ntitle: Ä\nsummary: x\n---\nöö [x](nowhere.md)\n");
    let run = book.expect(1, &["build", "--format", "json"]);
    let lines: Vec<Value> = run.stdout.lines().map(json).collect();
    assert_eq!(run.stderr, "");
    let [problem, summary] = lines.as_slice() else { panic!("{lines:#?}") };
    let expected = [
        ("type", "diagnostic".into()),
        ("severity", "error".into()),
        ("code", "link-missing".into()),
        ("message", "there is no file `nowhere.md`".into()),
        ("file", "content/ä.md".into()),
        ("line", 5.into()),
        ("column", Value::from(4)),
        ("end_line", 5.into()),
        ("end_column", 19.into()),
    ];
    for (key, value) in expected {
        assert_eq!(problem[key], value, "{key}");
    }
    assert!(problem["hints"].is_array());
    assert_eq!(
        (&summary["type"], &summary["pages"], &summary["errors"], &summary["warnings"]),
        (&"summary".into(), &3.into(), &1.into(), &0.into())
    );
    for key in ["files", "changed", "ms"] {
        assert!(summary[key].is_u64(), "{key}");
    }
    fs::remove_file(book.path("content/ä.md")).unwrap();
    let run = book.expect(0, &["build", "--format", "json"]);
    let summary = json(run.stdout.trim());
    assert_eq!((run.stdout.lines().count(), &summary["changed"]), (1, &summary["files"]));
}

#[test]
fn requests_that_cannot_be_carried_out_exit_with_2() {
    let book = Sandbox::small();
    let cases: [(&[&str], &str); 19] = [
        (&[], "Usage"),
        (&["bild"], "build"),
        (&["build", "--outptu", "x"], "--output"),
        (&["build", "--as-of", "31/12/2026"], "31/12/2026"),
        (&["build", "--as-of", "2026-02-30"], "2026-02-30"),
        (&["build", "--base-url", "example.org"], "https://"),
        (&["build", "--deny", "link-mising"], "did you mean `link-missing`?"),
        (&["build", "--allow", "nonsense-code"], "no code"),
        (&["build", "--allow", "yaml-syntax"], "can't be allowed"),
        (&["check", "--root", "nowhere"], "no folder"),
        (&["check", "--root", "content"], "is not a project"),
        (&["explain", "link-mising"], "did you mean `link-missing`?"),
        (&["schema", "plya"], "did you mean `play`?"),
        (&["new", "plya", "X"], "did you mean `play`?"),
        (&["new", "play", "!?"], "no file name"),
        (&["new", "play", "Index"], "folder's own page"),
        (&["init", "content"], "not empty"),
        (&["init", "content/index.md"], "is a file"),
        (&["build", "--format", "xml"], "xml"),
    ];
    for (args, words) in cases {
        book.expect(2, args).says(words);
    }
    let before = stamps(&book.root());
    assert!(!before.keys().any(|path| path.ends_with("public")));
    let bad = run(book.command(&["build"]).env("SOURCE_DATE_EPOCH", "tomorrow"));
    assert_eq!(bad.status, 2);
    let lost = Sandbox::new(&[]);
    fs::remove_dir(lost.path("content")).unwrap();
    lost.expect(2, &["build"]).says("no project in this folder");
}

#[test]
fn a_broken_configuration_exits_with_2_and_changes_nothing() {
    let book = Sandbox::small();
    book.build();
    let before = stamps(&book.path("public"));
    for text in [
        "titel: X\n",
        "title: [\n",
        "base_url: example.org\n",
        "severities: {yaml-syntax: off}\n",
        "theme: none\n",
        "- a\n",
    ] {
        book.write("lensbook.yaml", text);
        let run = book.expect(2, &["build"]);
        run.says("--> lensbook.yaml:1:");
        assert_eq!(stamps(&book.path("public")), before, "{text}");
    }
}

#[test]
fn explain_schema_and_completions_print_results() {
    let book = Sandbox::small();
    let list = book.expect(0, &["explain"]).stdout;
    for line in list.lines() {
        let code = line.split(' ').next().unwrap();
        let page = book.expect(0, &["explain", code]).stdout;
        assert!(page.starts_with(&format!("# {code}\n")), "{page}");
    }
    assert!(list.lines().count() > 40);
    assert_eq!(json(&book.expect(0, &["schema"]).stdout)["type"], "object");
    for kind in ["article", "canvas", "framework", "play", "term", "dimension", "source"] {
        assert_eq!(json(&book.expect(0, &["schema", kind]).stdout)["type"], "object", "{kind}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        book.expect(0, &["completions", shell]).says("lensbook");
    }
    for args in [&["--help"][..], &["--version"], &["build", "--help"]] {
        assert_eq!(book.expect(0, args).stderr, "");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_crash() {
    let book = Sandbox::small();
    for args in [&["explain"][..], &["build"], &["completions", "bash"], &["schema"]] {
        let mut program = Process::start(book.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()));
        drop(program.stdout());
        let output = program.finish(b"");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{args:?}");
    }
}

/// As `check 2>&1 | head` does.
#[test]
#[cfg(target_os = "linux")]
fn reports_that_nobody_reads_are_no_crash() {
    let book = Sandbox::small();
    for name in ["a", "b", "c"] {
        book.write(&format!("content/{name}.md"), "---\ntitle: A\nsummary: x\n---\n[x](nowhere.md)\n");
    }
    for arguments in [["check", "-q"], ["explain", "no-such-code"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let status = Process::start(book.command(&arguments).stdout(Stdio::piped()).stderr(full)).finish(b"").status;
        assert!(matches!(status.code(), Some(1 | 2)), "{arguments:?}: {status}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn results_that_cannot_be_written_are_a_failure() {
    let book = Sandbox::small();
    for arguments in [&["schema"][..], &["explain"], &["completions", "bash"], &["check", "--format", "json"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let run = Process::start(book.command(arguments).stdout(full).stderr(Stdio::piped())).finish(b"");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.code() == Some(2) && said.contains("can't write the results"), "{arguments:?}: {said}");
    }
}

#[test]
fn new_makes_a_file_that_passes_and_never_overwrites() {
    for kind in ["article", "canvas", "framework", "play", "term", "dimension", "source"] {
        let book = Sandbox::new(&[HOME]);
        let made = book.expect(0, &["new", kind, "It's \"new\": a\\b\n# c"]);
        let path = made.stdout.trim();
        assert!(path.ends_with("/its-new-a-b-c.md"), "{path}");
        let text = book.read(path);
        book.expect(2, &["new", kind, "Its new a b c"]).says("exists already");
        assert_eq!(book.read(path), text);
        // Who begins a page is not told at once what it lacks.
        for check in [&["check", "--format", "json"][..], &["check", "--drafts", "--format", "json"]] {
            assert_eq!(book.expect(0, check).problems(), Vec::<String>::new(), "{kind}\n{text}");
        }
    }
}

#[test]
fn init_makes_a_playbook_that_builds_without_a_warning() {
    let book = Sandbox::new(&[]);
    fs::create_dir_all(book.path("empty")).unwrap();
    for dir in ["fresh", "empty", "../deep/er"] {
        book.expect(0, &["init", dir]).says("lensbook serve --drafts");
        let root = book.path(dir);
        let root = root.to_str().unwrap();
        let run = book.expect(0, &["build", "--root", root, "--deny", "warnings"]);
        assert_eq!(run.stderr, "");
        run.says("no problems");
        book.expect(2, &["init", dir]).says("not empty");
    }
    let site = tree(&book.path("fresh/public"));
    for page in [
        "index.html",
        "canvases/customer-lens.html",
        "frameworks/three-steps.html",
        "plays/sit-in.html",
        "terms/touchpoint.html",
    ] {
        assert!(site.contains_key(page), "{page}");
    }
    fs::create_dir_all(book.path("hidden")).unwrap();
    fs::write(book.path("hidden/.keep"), "").unwrap();
    book.expect(2, &["init", "hidden"]);
}

#[test]
fn severities_are_set_by_flags() {
    let book = Sandbox::new(&[HOME, ("content/a.md", "---\ntitle: A\n---\n<b>x</b>\n")]);
    let plain = book.expect(0, &["check"]);
    plain.says("2 warnings");
    book.expect(1, &["check", "--deny", "warnings"]).says("2 errors");
    book.expect(1, &["build", "--deny", "raw-html"]).says("1 error, 1 warning");
    assert!(!book.path("public").exists());
    book.expect(0, &["check", "--allow", "raw-html", "--allow", "summary-missing"]).says("no problems");
    book.expect(0, &["check", "--deny", "warnings", "--allow", "raw-html", "--allow", "summary-missing"]);
    let wordy = book.expect(0, &["build", "-v"]);
    assert!(wordy.stderr.starts_with("project ") && wordy.stdout.starts_with("wrote "), "{wordy:?}");
    let quiet = book.expect(0, &["build", "-q"]);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    book.write("content/b.md", "---\ntitle: B\nsummary: x\n---\n[x](nowhere.md)\n");
    let quiet = book.expect(1, &["build", "--quiet"]);
    assert!(quiet.stderr.contains("link-missing") && !quiet.stderr.contains("raw-html"), "{quiet:?}");
}

#[test]
fn dates_decide_what_is_shown() {
    let page = |title: &str, more: &str| format!("---\ntitle: {title}\nsummary: x\n{more}---\n");
    let book = Sandbox::new(&[HOME]);
    book.write("content/articles/soon.md", page("Soon", "publish: 2026-10-01\n"));
    book.write("content/articles/over.md", page("Over", "expires: 2026-10-01\n"));
    book.write("content/articles/draft.md", page("Draft", "status: draft\n"));
    book.write("content/articles/old.md", page("Old", "status: retired\n"));
    book.write("content/articles/live.md", page("Live", "") + "[old](old.md)\n");
    let shown = |args: &[&str], epoch: Option<&str>| {
        let mut command = book.command(&["build"]);
        command.args(args);
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        assert_eq!(run(&mut command).status, 0);
        let names = ["soon", "over", "draft", "old", "live"];
        let site = tree(&book.path("public"));
        names.into_iter().filter(|name| site.contains_key(&format!("articles/{name}.html"))).collect::<Vec<_>>()
    };
    assert_eq!(shown(&["--as-of", "2026-09-30"], None), ["over", "old", "live"]);
    assert_eq!(shown(&["--as-of", "2026-10-01"], None), ["soon", "old", "live"]);
    let closing = book.expect(0, &["check", "--as-of", "2026-10-01"]).stdout;
    assert!(closing.ends_with(", 1 draft left out, 1 page left out as expired\n"), "{closing}");
    let closing = book.expect(0, &["check", "--as-of", "2026-09-30"]).stdout;
    assert!(closing.ends_with(", 1 draft left out, 1 page left out until 1 October 2026\n"), "{closing}");
    let summary = book.expect(0, &["check", "--as-of", "2026-09-30", "--format", "json"]).stdout;
    let summary = json(summary.lines().last().unwrap());
    assert_eq!([&summary["drafts"], &summary["scheduled"], &summary["expired"]], [1, 1, 0]);
    assert_eq!(shown(&[], Some("1790812799")), ["over", "old", "live"]);
    assert_eq!(shown(&[], Some("1790812800")), ["soon", "old", "live"]);
    assert_eq!(shown(&["--drafts", "--as-of", "2026-10-01"], None), ["soon", "draft", "old", "live"]);
    // Retired: reachable, but in no list.
    let site = tree(&book.path("public"));
    let html = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    assert!(html("articles/live.html").contains("href=\"old.html\""));
    for list in ["index.html", "articles/index.html"] {
        assert!(!html(list).contains("old.html"), "{list}");
    }
    assert!(html("articles/index.html").contains("live.html"));
}

#[test]
fn a_link_to_what_is_not_shown_is_a_warning_and_no_link() {
    let book = Sandbox::new(&[HOME, ("content/a.md", "---\ntitle: A\nsummary: x\nstatus: draft\n---\n")]);
    book.write("content/b.md", "---\ntitle: B\nsummary: x\n---\n[words](a.md) [[a]]\n");
    let run = book.expect(0, &["build", "--format", "json"]);
    assert_eq!(run.problems(), ["link-hidden content/b.md:5:1", "link-hidden content/b.md:5:15"]);
    let html = String::from_utf8(tree(&book.path("public"))["b.html"].clone()).unwrap();
    assert!(!html.contains("a.html") && html.contains("words"), "{html}");
}

#[test]
fn the_project_is_found_upwards_and_flags_are_relative_to_the_working_folder() {
    let book = Sandbox::small();
    book.write("content/deep/x.md", "---\ntitle: X\nsummary: x\n---\n");
    let mut command = book.command(&["build", "--output", "site"]);
    let inside = run(command.current_dir(book.path("content/deep")));
    // Relative to the working folder this lies among the sources.
    assert_eq!(inside.status, 2, "{inside:?}");
    let mut command = book.command(&["build", "--output", "../../elsewhere"]);
    assert_eq!(run(command.current_dir(book.path("content/deep"))).status, 0);
    assert!(book.path("elsewhere/deep/x.html").is_file());
    let mut command = book.command(&["build", "--root", "book", "--output", "out"]);
    assert_eq!(run(command.current_dir(book.above())).status, 0);
    assert_eq!(tree(&book.above().join("out")), tree(&book.path("elsewhere")));
    book.write("lensbook.yaml", "output: ../from-file\n");
    let mut command = book.command(&["build"]);
    assert_eq!(run(command.current_dir(book.path("content/deep"))).status, 0);
    assert_eq!(tree(&book.above().join("from-file")).len(), tree(&book.path("elsewhere")).len());
}

#[test]
fn colours_only_where_they_are_wanted() {
    let book = Sandbox::small();
    book.write("content/a.md", "---\ntitle: A\n---\n");
    assert!(!book.expect(0, &["check"]).stderr.contains('\u{1b}'));
    assert!(book.expect(0, &["check", "--color", "always"]).stderr.contains('\u{1b}'));
    // What content says is no command to the terminal.
    book.write("content/b.md", "---\ntitle: B\nsummary: x\n---\n[x](no\u{1b}[2Jwhere.md) [[\u{1b}]0;x\u{7}]]\n");
    let run = book.expect(1, &["check"]);
    assert!(!run.stderr.contains('\u{1b}') && !run.stderr.contains('\u{7}'), "{run:?}");
}

/// A canvas with every form of question, a framework, and two plays that follow.
const ASKED: &str = "\
//- content/canvases/ours.md
---
title: Ours
summary: S.
purpose: P.
stages:
  - id: look
    title: Look
    output: O
    blocks:
      - id: near
        title: Near
        dimension: insight
        questions:
          - {id: heard, ask: When did each of us last hear a customer in person and at length?, when_low: [{play: talk, because: It helps.}, {play: walk, below: 2}]}
          - {id: left, ask: How fresh is it?, answer: choice, options: [Never, Old, Fresh], when_low: [{play: talk, because: It is quick.}]}
      - id: far
        title: Far
        questions:
          - {id: told, ask: What do we say?, answer: text, when_low: [{play: walk, because: It is far.}]}
---
//- content/dimensions.yaml
- {id: insight, title: Insight, definition: D.}
//- content/frameworks/steps.md
---
title: Steps
summary: S.
levels:
  - {id: low, title: The low level, definition: D., signals: [s]}
  - {id: high, title: The high level, definition: D., signals: [s]}
dimensions: [insight]
cells: {insight: {low: a, high: b}}
---
//- content/plays/talk.md
---
title: Talk
summary: S.
purpose: P.
run: 5 minutes
people: 2
moves: {framework: steps, from: low, to: high}
improves: [insight]
steps: [{do: Talk, minutes: 5}]
---
//- content/plays/walk.md
---
title: Walk
summary: S.
purpose: P.
run: 90 minutes
people: 2
steps: [{do: Walk, minutes: 90}]
---
";

/// A file of one person's answers, and where it is.
fn answers(book: &Sandbox, page: &str, by: &str, answers: &serde_json::Value) -> String {
    let name = format!("{page}-{}.json", by.to_lowercase().replace(|c: char| !c.is_ascii_lowercase(), ""));
    let sheet = serde_json::json!({"by": by, "answers": answers});
    let text = serde_json::json!({"lensbook": "answers", "version": 1, "page": page, "sheets": [sheet]});
    book.write(&name, text.to_string());
    book.path(&name).to_string_lossy().into_owned()
}

fn asked() -> Sandbox {
    let book = Sandbox::new(&[HOME]);
    for part in ASKED.split("//- ").skip(1) {
        let (path, text) = part.split_once('\n').unwrap();
        book.write(path, text);
    }
    book
}

/// What two people said in two rounds, laid out.
const SCORED: &str = "\
Ours
2 people: Ana[2J, sheet 2
3 of 3 questions answered

where the team stands, from 1 to 5
  stage                                               score   spread    answered
    Look                                                2.2      3.0      3 of 3
  block                                               score   spread    answered
    Near                                                1.8      3.0      2 of 2
    Far                                                 3.0      0.0      1 of 1
  dimension                                           score   spread    answered
    Insight                                             1.8      3.0      2 of 2
  A score is the mean of the questions' medians. The spread is the widest among
  them.

worth talking about
  Look
    - When did each of us last hear a customer in person and at length?
      spread 3.0; lowest Ana[2J, highest sheet 2
    - How fresh is it?
      low, median 1.0; all say the same

gaps, the deepest first
   1. How fresh is it?
      1.0 where 3.0 is wanted; spread 0.0; 1 of 2 answered
      → Talk: It is quick.
   2. When did each of us last hear a customer in person and at length?
      2.5 where 3.0 is wanted; spread 3.0; 2 of 2 answered
      → Talk: It helps.
      Ana[2J: “Not this year, nor the last, so far as anybody in the room is
              able to say 2. What?”

what to do next, first what closes most gaps
   1. Talk (`talk`), 5 minutes: gaps 1, 2

where people differ, the furthest apart first
  3.0  When did each of us last hear a customer in person and at length?
       Ana[2J 1 · sheet 2 4
  furthest from the others on average: Ana[2J, sheet 2

notes on other questions
  What do we say?
      sheet 2: “Too much.”

not answered
  by sheet 2
    - How fresh is it?
  by Ana[2J
    - What do we say?

worth a second look
  Ana[2J: `gone` is no longer asked
  sheet 2: `heard` was worded differently when it was answered

what moved since the earlier round
  stage
    Look                                                     1.00 → 2.17   +1.17
  block
    Near                                                     1.00 → 1.75   +0.75
  dimension
    Insight                                                  1.00 → 1.75   +0.75
  question
    When did each of us last hear a customer in person and
    at length?                                               1.00 → 2.50   +1.50
";

#[test]
fn score_says_what_follows_from_saved_answers() {
    let book = asked();
    let note = "Not this year, nor the last,\nso far as anybody in the room is able to say\u{202e}\n2. What?";
    let ana = serde_json::json!({"heard": {"value": 1, "note": note}, "left": {"value": 1}, "gone": {"value": 3}});
    let ben = serde_json::json!({"heard": {"value": 4, "asked": "When?"}, "told": {"value": 2, "note": "Too much."}});
    let (ana, ben) = (answers(&book, "ours", "Ana\u{1b}[2J", &ana), answers(&book, "ours", "", &ben));
    let told = book.expect(0, &["score", &ana, &ben, "--before", &ana]);
    assert_eq!(told.stdout, SCORED);
    let line = json(&book.expect(0, &["score", &ana, &ben, "--format", "json"]).stdout);
    assert_eq!(
        (&line["type"], &line["overall"], &line["remedies"][0]["remedy"]),
        (&"score".into(), &1.75.into(), &"talk".into())
    );
    assert_eq!(line["survey"]["remedies"]["talk"]["title"], "Talk");
    assert_eq!((&line["notes"][0]["note"], &line["notes"][0]["sheet"]), (&note.into(), &0.into()));
    assert_eq!(
        line["missing"],
        serde_json::json!([{"question": "left", "sheets": [1]}, {"question": "told", "sheets": [0]}])
    );
}

#[test]
fn score_counts_the_same_sheet_once() {
    let book = asked();
    let given = serde_json::json!({"heard": {"value": 1}});
    let (ana, ben) = (answers(&book, "ours", "Ana", &given), answers(&book, "ours", "Ben", &given));
    let once = book.expect(0, &["score", &ana, &ben]).stdout;
    let twice = book.expect(0, &["score", &ana, &ben, &ana, &ana]).stdout;
    assert!(
        twice.contains("2 people: Ana, Ben") && twice.contains("2 sheets left out: the same sheet counts once"),
        "{twice}"
    );
    assert_eq!(twice.replace("2 sheets left out: the same sheet counts once\n", ""), once);
    let line = json(&book.expect(0, &["score", &ana, &ana, "--format", "json"]).stdout);
    assert_eq!((&line["repeated"], &line["by"]), (&1.into(), &serde_json::json!(["Ana"])));
}

#[test]
fn score_tells_the_room_from_its_people() {
    let book = asked();
    let file = |by: &str, value| answers(&book, "ours", by, &serde_json::json!({"heard": {"value": value}}));
    let (ana, ben) = (file("Ana", 1), file("Ben", 4));
    let room = |day: &str, value: u32| {
        let answers = serde_json::json!({"heard": {"value": value, "note": "Agreed."}});
        let sheet = serde_json::json!({"room": day, "answers": answers});
        let text = serde_json::json!({"lensbook": "answers", "version": 1, "page": "ours", "sheets": [sheet]});
        book.write(&format!("room-{day}.json"), text.to_string());
        book.path(&format!("room-{day}.json")).to_string_lossy().into_owned()
    };
    let (early, late) = (room("2026-11-21", 5), room("2026-11-22", 2));
    let told = book.expect(0, &["score", &ana, &ben, &early, &late]);
    for line in [
        "Ours\n2 people: Ana, Ben\n",
        "  stage                                      score   median   spread    answered\n",
        "    Look                                       2.0      2.5      3.0      1 of 3\n",
        "There are 2 sheets of the room; the latest counts.",
        "      spread 3.0; lowest Ana, highest Ben\n",
        "      2.0 where 3.0 is wanted, the room says; median 2.5; spread 3.0; 2 of 2\n      answered\n",
        "      the room: “Agreed.”\n",
        "  by anybody\n    - How fresh is it?\n    - What do we say?\n",
    ] {
        told.says(line);
    }
    let line = json(&book.expect(0, &["score", &ana, &ben, &late, "--format", "json"]).stdout);
    assert_eq!(
        (&line["people"], &line["room"], &line["chosen"][0]["questions"][0]["highest"][0]),
        (&2.into(), &2.into(), &1.into())
    );
    assert_eq!(line["missing"][0], serde_json::json!({"question": "left", "sheets": [0, 1]}));
}

#[test]
fn score_names_levels() {
    let book = asked();
    let file = |by: &str, value, aim| {
        answers(&book, "steps", by, &serde_json::json!({"insight": {"value": value, "aim": aim}}))
    };
    let (ana, ben, cleo) = (file("Ana", 1, 2), file("Ben", 2, 2), file("Cleo", 2, 1));
    book.expect(0, &["score", &ana]).says("where the team stands, from 1 (The low level) to 2 (The high level)");
    book.expect(0, &["score", &ana]).says("   1. Insight\n      today The low level, aim The high level\n      → Talk");
    book.expect(0, &["score", &ana, &ben]).says("today between The low level and The high level, aim The high level");
    book.expect(0, &["score", &cleo]).says("today The high level, aim The low level, which is below today");
    book.expect(0, &["score", &ana, &cleo]).says("Ana “The low level” · Cleo “The high level”");
}

#[test]
fn score_refuses_what_it_cannot_compare() {
    let book = asked();
    let (ana, other) = (answers(&book, "ours", "Ana", &"".into()), answers(&book, "elsewhere", "Ana", &"".into()));
    book.expect(2, &["score", &other]).says("this playbook has no page `elsewhere` with questions");
    book.expect(2, &["score", &ana, &other]).says("score one page at a time");
    book.write("bad.json", "{");
    book.expect(2, &["score", &book.path("bad.json").to_string_lossy()]).says("can't be scored: it is not JSON");
    let nothing = book.expect(0, &["score", &ana]);
    assert!(
        nothing.stdout.starts_with("Ours\n1 person: Ana\n0 of 3 questions answered\n\nnot answered\n  by Ana\n"),
        "{nothing:?}"
    );
}
