//! Text that nobody means well with: it is read or reported, it never panics, and nothing of it runs.

use std::path::Path;

use lensbook::build::is_error;
use lensbook::diagnostic::{Diagnostic, Span};
use lensbook::kinds;
use lensbook::lint::near_misses;
use lensbook::outputs::{Output, Renderer};
use lensbook::snapshot::{File, ProjectPath, Snapshot};
use lensbook::source::markdown::{Rendered, Settings, render};
use proptest::prelude::*;

use super::markdown::commonmark::join;
use crate::support::html::{balanced, harmless, unique_ids};
use crate::support::playbook;
use crate::support::properties::cases;

/// What Markdown and its extensions are made of, and what attackers add.
const TOKENS: [&str; 84] = [
    "\n",
    "\n\n",
    "\n",
    " ",
    "  \n",
    "    ",
    "\t",
    "\\",
    "words",
    "ü",
    "e\u{301}",
    "日本",
    "\u{202e}",
    "🙂",
    "*",
    "**",
    "_",
    "~",
    "~~",
    "^",
    "`",
    "```",
    "~~~",
    "```js\n",
    "$",
    "$$",
    "# ",
    "## ",
    "###### ",
    " {#id}",
    " {.c}",
    "===",
    "---",
    "- ",
    "+ ",
    "1. ",
    "- [ ] ",
    "> ",
    "> [!NOTE]\n",
    "> [!TIP]\n> ",
    ": ",
    "|",
    "|---|",
    "| a | b |\n|---|:-:|\n",
    "\\|",
    "[",
    "]",
    "[[",
    "]]",
    "![[",
    "![",
    "](",
    ")",
    "(",
    "[^1]",
    "[^1]: ",
    "[^b]: ",
    "[^b]",
    "[r]: ",
    "[r]",
    "<",
    ">",
    "</",
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<div>",
    "<!--",
    "-->",
    "<!-->",
    "<?",
    "?>",
    "<![CDATA[",
    "]]>",
    "javascript:alert(1)",
    "JaVa\tScript:",
    "&#106;avascript:",
    "data:text/html,x",
    "https://a.org/",
    "\"",
    "'",
    "&lt;",
    "&#0;",
    "a.md#x",
];

fn soup(tokens: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    let token = prop_oneof![9 => prop::sample::select(tokens).prop_map(str::to_owned), 1 => "\\PC{0,3}"];
    prop::collection::vec(token, 0..most).prop_map(|tokens| tokens.concat())
}

fn check_spans(problems: &[Diagnostic], text: &str) {
    for problem in problems {
        let places = problem.span.iter().chain(problem.related.iter().map(|(span, _)| span));
        for Span { start, end, .. } in places {
            let fits =
                start <= end && *end <= text.len() && text.is_char_boundary(*start) && text.is_char_boundary(*end);
            assert!(fits, "{start}..{end} of {} in {text:?}: {problem:?}", text.len());
        }
    }
}

/// Lowers one file and builds the site that it makes; all HTML of it.
fn lowered(path: &str, bytes: &[u8]) -> Vec<String> {
    let file = File::new(ProjectPath::new(path).unwrap(), bytes);
    let (_, problems) = kinds::lower(&file, &kinds::Reading::default());
    if let Ok(text) = file.text() {
        check_spans(&problems, &text);
    }
    let mut snapshot = Snapshot::default();
    lensbook::theme::bundled().for_each(|file| snapshot.insert_default(file));
    snapshot.insert(file);
    let built = playbook::built(&snapshot);
    for problem in &built.problems {
        if let Some(text) = problem.span.as_ref().and_then(|span| snapshot.get(span.file.as_str())?.text().ok()) {
            check_spans(std::slice::from_ref(problem), &text);
        }
        let _ = lensbook::diagnostic::report::human(problem, &snapshot, false);
    }
    let Some(theme) = built.theme.as_ref().filter(|_| !built.problems.iter().any(is_error)) else { return Vec::new() };
    let renderer = Renderer::new(&built.site, &built.findings, theme, &snapshot);
    let made = built.outputs.iter().filter(|(_, output)| !matches!(output, Output::Asset(_) | Output::Copy(_)));
    let shown = made.map(|(url, output)| (url, renderer.render(output).unwrap()));
    shown
        .filter(|(url, _)| Path::new(url.as_str()).extension().is_some_and(|extension| extension == "html"))
        .map(|(_, content)| match content {
            lensbook::snapshot::Content::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            lensbook::snapshot::Content::Large(..) => String::new(),
        })
        .collect()
}

/// What front matter is made of.
const YAML: [&str; 49] = [
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "---\n",
    "--- ",
    "–––\n",
    "...\n",
    ": ",
    ":",
    "- ",
    "-",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "#",
    " # x",
    "\"",
    "'",
    "&a ",
    "*a",
    "!x ",
    "| ",
    ">-\n",
    "\t",
    "title",
    "title: T\n",
    "title: ü\n",
    "summary: é—\n",
    "kind: play\n",
    "kind: plya\n",
    "id: x\n",
    "id: Ü x\n",
    "run: 90 minutes\n",
    "run: 3 ü\n",
    "steps:\n",
    "steps: ü\n",
    "  - do: x\n    minutes: 5\n",
    "people: 3–8\n",
    "reviewed: 31/12/2026\n",
    "order: x\n",
    "cells: {ü: {é: x}}\n",
    "status: lïve\n",
    "sources: [ü, é]\n",
    "\u{feff}",
    "ü",
    "\u{0}",
];

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn markdown_never_runs_and_its_html_is_sound(text in soup(&TOKENS, 40), smart: bool) {
        let file = ProjectPath::new("content/a.md").unwrap();
        let settings = Settings { raw_html: false, smart_punctuation: smart };
        let Rendered { body, outline, mut problems } = render(&file, &text, 0..text.len(), settings);
        problems.extend(near_misses::find(&file, &outline));
        check_spans(&problems, &text);
        let html = join(&body);
        harmless("body", &html);
        balanced(&html);
        unique_ids(&html);
        prop_assert!(!html.to_lowercase().contains("<script"));
        for span in body.links.iter().map(|link| &link.span).chain(body.headings.iter().map(|heading| &heading.span)) {
            prop_assert!(text.get(span.clone()).is_some());
        }
    }

    #[test]
    fn markdown_with_html_let_through_never_panics(text in soup(&TOKENS, 40)) {
        let file = ProjectPath::new("content/a.md").unwrap();
        let settings = Settings { raw_html: true, smart_punctuation: true };
        let Rendered { body, outline, mut problems } = render(&file, &text, 0..text.len(), settings);
        problems.extend(near_misses::find(&file, &outline));
        check_spans(&problems, &text);
        join(&body);
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), list: bool) {
        lowered(if list { "content/terms.yaml" } else { "content/a.md" }, &bytes);
    }

    #[test]
    fn pages_of_hostile_text_never_run(text in soup(&TOKENS, 30), title in soup(&TOKENS, 12), words in soup(&TOKENS, 12)) {
        let (title, words) = (serde_json::json!(title), serde_json::json!(words));
        let common = format!("---\ntitle: {title}\nsummary: {words}\ntags: [{title}]\nowner: {title}\n");
        let play = format!("purpose: {words}\nrun: 5 minutes\npeople: 3\nsteps: [{{do: {words}, minutes: 5}}]\noutputs: [{words}]\n");
        for (path, fields) in [("content/a.md", ""), ("content/plays/a.md", &play)] {
            for html in lowered(path, format!("{common}{fields}---\n{text}").as_bytes()) {
                harmless(path, &html);
                balanced(&html);
            }
        }
    }

    #[test]
    fn front_matter_of_any_kind_is_read_or_reported(yaml in soup(&YAML, 24), place in 0..5_usize) {
        let path = ["content/a.md", "content/plays/a.md", "content/frameworks/a.md", "content/terms.yaml", "lensbook.yaml"][place];
        let text = if place < 3 { format!("---\n{yaml}\n---\nbody\n") } else { yaml.clone() };
        for text in [text, yaml] {
            for html in lowered(path, text.as_bytes()) {
                harmless(path, &html);
            }
        }
    }
}
