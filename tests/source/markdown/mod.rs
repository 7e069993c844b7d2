//! What Lensbook adds to `CommonMark`, as cases: `cases/markdown/*.case`.
//!
//! A case is `==== name [settings]`, the Markdown, `----`, the HTML, and `!!!!` before the problems if there are any. Links by id
//! read `id:…`, embeds are `<embed src="id:…">`, and what the body records besides its HTML stands under `????`.
//! `UPDATE_CASES=1 cargo test` writes what is found.

pub(super) mod commonmark;

use std::fmt::Write;
use std::path::Path;

use lensbook::diagnostic::report::position;
use lensbook::lint::near_misses;
use lensbook::snapshot::ProjectPath;
use lensbook::source::markdown::{Rendered, Settings, render};

use self::commonmark::join;

#[test]
fn markdown_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/markdown");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut differ = String::new();
    for path in names {
        let before = std::fs::read_to_string(&path).unwrap();
        let after: String = before.split("==== ").skip(1).map(outcome).collect();
        if before == after {
            continue;
        }
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&path, after).unwrap();
            continue;
        }
        let first = before.lines().zip(after.lines()).enumerate().find(|(_, (a, b))| a != b);
        writeln!(differ, "{}: {first:?}", path.display()).unwrap();
    }
    assert!(differ.is_empty(), "UPDATE_CASES=1 accepts these:\n{differ}");
}

/// One case as it should stand in its file.
fn outcome(case: &str) -> String {
    let (name, rest) = case.split_once('\n').unwrap();
    let markdown = rest.split("\n----\n").next().unwrap();
    let markdown = markdown.strip_suffix('\n').unwrap_or(markdown).to_owned() + "\n";
    let settings = Settings { raw_html: name.contains("[raw_html]"), smart_punctuation: !name.contains("[straight]") };
    let file = ProjectPath::new("content/a.md").unwrap();
    let Rendered { body, outline, mut problems } = render(&file, &markdown, 0..markdown.len(), settings);
    problems.extend(near_misses::find(&file, &outline));
    let mut out = format!("==== {name}\n{markdown}----\n{}", join(&body));
    if !out.ends_with('\n') {
        out.push('\n');
    }
    if body.title.is_some() || !body.headings.is_empty() {
        out.push_str("????\n");
    }
    if let Some(title) = &body.title {
        let text = &body.headings[title.heading].text;
        writeln!(out, "title {text:?} at pieces {:?}", title.pieces).unwrap();
    }
    for heading in &body.headings {
        writeln!(out, "h{} #{} {:?}", heading.level, heading.id, heading.text).unwrap();
    }
    if !problems.is_empty() {
        out.push_str("!!!!\n");
    }
    for problem in problems {
        let span = problem.span.unwrap();
        let (line, column) = position(&markdown, span.start);
        let quoted = &markdown[span.start..span.end];
        writeln!(out, "{line}:{column} {} {}: {quoted:?}", problem.code.name, problem.message).unwrap();
    }
    out
}
