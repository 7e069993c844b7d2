//! Scripts as readers get them mean what they meant: the parser that comes with Node.js makes the same tree of both.

use std::process::Command;

use lensbook::theme::{self, slim_script};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support::process;

/// How each script compares with its slim form, in one run of node.
fn compared(scripts: &[String]) -> Vec<String> {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/theme/script/same.mjs");
    let pairs: Vec<[String; 2]> = scripts.iter().map(|js| [js.clone(), slim_script(js)]).collect();
    let text = serde_json::to_string(&pairs).unwrap();
    let out = process::output_for(Command::new("node").args(["--expose-internals", program]), text.as_bytes());
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn the_scripts_of_the_theme_mean_what_they_meant() {
    let scripts: Vec<String> = theme::bundled()
        .filter(|file| file.path.extension() == "js")
        .map(|file| file.text().unwrap().into_owned())
        .collect();
    assert!(scripts.len() > 5);
    for (js, verdict) in scripts.iter().zip(compared(&scripts)) {
        let slim = slim_script(js);
        assert_eq!(verdict, "same", "{slim}");
        assert!(slim.len() < js.len() * 9 / 10, "too little is left out of {slim}");
        assert_eq!(slim_script(&slim), slim, "twice is not once");
    }
}

/// What a page loads is one plain script, whatever it was made of: no module, and no name outside of it.
#[test]
fn modules_reach_readers_as_plain_scripts() {
    let config = lensbook::config::Config::default();
    let files = theme::bundled().collect();
    let (theme, problems) = theme::read(&files, &config);
    assert!(problems.is_empty(), "{problems:?}");
    let assets = theme.unwrap().assets;
    let scripts = assets.values().filter(|(_, file)| file.path.extension() == "js");
    let texts: Vec<String> = scripts.map(|(_, file)| file.text().unwrap().into_owned()).collect();
    assert!(texts.len() > 5);
    let preview = lensbook::preview::script();
    for text in texts.iter().chain([&preview]) {
        assert!(text.starts_with("(()=>{'use strict';") && text.ends_with("})();\n"), "{text}");
    }
    assert!(compared(&texts).iter().all(|verdict| verdict == "same"));
}

#[test]
fn lines_of_scripts_and_style_sheets_fit_a_window() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    for folder in ["themes/default/assets", "themes/handbook/assets", "src/preview/assets"] {
        let mut count = 0;
        for entry in std::fs::read_dir(format!("{root}{folder}")).unwrap() {
            let path = entry.unwrap().path();
            if !path.extension().is_some_and(|extension| extension == "js" || extension == "css") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let long = text.lines().position(|line| line.chars().count() > 120);
            assert_eq!(long.map(|at| at + 1), None, "a line of {} is longer than 120 characters", path.display());
            count += 1;
        }
        assert!(count > 1, "{folder}");
    }
}

/// Pieces of which some rows are scripts.
const PIECES: [&str; 52] = [
    "a", "b", "1", ".5", "2.", "'x'", "\"}\"", "`t${ a + `{` } u`", "/r[/]/g", "/ /", "+", "-", "++", "--", "/", "*",
    "=", "=>", "==", "<", ">", "!", "?", ":", ";", ";", ",", ".", "?.", "...", "(", ")", "(", ")", "[", "]", "{", "}",
    "{", "}", "if", "else", "for", "while", "do", "return", "typeof", "in", "of", "let", "class", "await",
];
const BLANKS: [&str; 8] = ["", "", " ", "  ", "\n", "\n  ", " // it's\n", "/* a */"];
/// What whole statements look like, so that more of the rows are scripts.
const FRAMES: [(&str, &str); 8] = [
    ("", ""),
    ("if (a) ", ""),
    ("a = (b) ", ""),
    ("function f() { ", " }"),
    ("() => { ", "; }"),
    ("do ", " while (a)"),
    ("class A { x = ", "; }"),
    ("`${ ", " }`"),
];

#[test]
fn any_script_means_what_it_meant() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let piece = (prop::sample::select(&PIECES[..]), prop::sample::select(&BLANKS[..]));
    let strategy = (prop::sample::select(&FRAMES[..]), prop::collection::vec(piece, 1..8));
    let script = |_| {
        let ((before, after), pieces) = strategy.new_tree(&mut runner).unwrap().current();
        let inside: String = pieces.into_iter().flat_map(|(piece, blank)| [piece, blank]).collect();
        format!("{before}{inside}{after}")
    };
    let scripts: Vec<String> = (0..60_000).map(script).collect();
    let verdicts = compared(&scripts);
    let wrong = scripts.iter().zip(&verdicts).find(|(_, verdict)| *verdict == "other");
    assert_eq!(wrong.map(|(js, _)| (js, slim_script(js))), None);
    let count = verdicts.iter().filter(|verdict| *verdict == "same").count();
    assert!(count > 2_000, "only {count} are scripts");
}
