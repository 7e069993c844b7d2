//! The 652 examples of the CommonMark specification, and cases for every extension, as data.
//!
//! The examples go through `markdown::render` with raw HTML on and smart punctuation off. Those that differ on purpose stand
//! in `cases/commonmark-differences.json` with the reason; exactly these may differ. What is removed before comparing is
//! only what Lensbook adds by design: see [`normalise`].

use std::collections::BTreeMap;
use std::fmt::Write;

use lensbook::snapshot::ProjectPath;
use lensbook::source::markdown::{Body, Piece, Settings, Target, Word, escape_attribute, render};
use serde_json::Value;

const SETTINGS: Settings = Settings { raw_html: true, smart_punctuation: false };

#[test]
fn commonmark_examples() {
    let examples: Vec<Value> = serde_json::from_str(include_str!("../../cases/commonmark.json")).unwrap();
    let listed: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../cases/commonmark-differences.json")).unwrap();
    assert_eq!(examples.len(), 652);
    let mut problems: Vec<String> = Vec::new();
    for example in &examples {
        let number = example["example"].to_string();
        let (markdown, html) = (example["markdown"].as_str().unwrap(), example["html"].as_str().unwrap());
        let (ours, theirs) = (normalise(&html_of(markdown, SETTINGS)), normalise(html));
        match (ours == theirs, listed.contains_key(&number)) {
            (true, true) => problems.push(format!("{number} is listed as different but is the same")),
            (false, false) => problems.push(format!(
                "{number} ({}) differs\n--- markdown\n{markdown}\n--- expected\n{theirs}\n--- ours\n{ours}\n",
                example["section"]
            )),
            _ => {}
        }
    }
    let numbers: Vec<String> = examples.iter().map(|example| example["example"].to_string()).collect();
    assert!(listed.keys().all(|number| numbers.contains(number)), "a difference without an example");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The whole body as HTML, with internal links as they were written.
pub(crate) fn html_of(markdown: &str, settings: Settings) -> String {
    let file = ProjectPath::new("content/a.md").unwrap();
    join(&render(&file, markdown, 0..markdown.len(), settings).body)
}

/// Joins pieces without a site: every link leads where it was written to.
pub(crate) fn join(body: &Body) -> String {
    let mut out = String::new();
    for piece in &body.pieces {
        match piece {
            Piece::Html(range) => out.push_str(&body.html[range.clone()]),
            Piece::LinkOpen(at) => {
                let link = &body.links[*at];
                write!(out, "<a href=\"{}\"{}>", written(&link.target), title(&link.title)).unwrap();
            }
            Piece::LinkClose(_) => out.push_str("</a>"),
            Piece::LinkNamed(at) => {
                let target = written(&body.links[*at].target);
                write!(out, "<a href=\"{target}\">{target}</a>").unwrap();
            }
            Piece::Address(at) => out.push_str(&written(&body.links[*at].target)),
            Piece::Image(at) => {
                let link = &body.links[*at];
                let (src, alt) = (written(&link.target), escape_attribute(&link.text));
                write!(out, "<img src=\"{src}\" alt=\"{alt}\"{}>", title(&link.title)).unwrap();
            }
            Piece::Word(Word::Callout(name)) => write!(out, "<p class=\"callout-title\">{name}</p>").unwrap(),
            Piece::Word(Word::Task(done)) => {
                write!(out, "<input class=\"task\"{}>", if *done { " checked" } else { "" }).unwrap();
            }
            Piece::Word(Word::Notes) => out.push_str("<section class=\"notes\">"),
            Piece::Word(Word::NoteBack(n)) => {
                write!(out, "<a class=\"note-back\" href=\"#note--{n}-ref\">↩</a>").unwrap();
            }
            Piece::Embed(at) => writeln!(out, "<embed src=\"{}\">", written(&body.links[*at].target)).unwrap(),
        }
    }
    out
}

fn title(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape_attribute(title)) }
}

fn written(target: &Target) -> String {
    let (path, part) = match target {
        Target::Id { id, part } => (format!("id:{id}"), part),
        Target::Path { path, fragment } => (path.clone(), fragment),
    };
    let part = part.as_deref().map_or(String::new(), |part| format!("#{part}"));
    escape_attribute(&format!("{path}{part}"))
}

/// Takes away what Lensbook adds by design, and what HTML does not tell apart:
/// heading ids and anchors, the slash of void elements, lazy loading, percent encoding, white space beside block tags.
fn normalise(html: &str) -> String {
    let mut html = html.replace(" />", ">").replace(" loading=\"lazy\"", "");
    while let Some(start) = html.find("<a class=\"anchor\"") {
        let end = start + html[start..].find("</a>").unwrap() + "</a>".len();
        html.replace_range(start..end, "");
    }
    for level in 1..=6 {
        let open = format!("<h{level} id=\"");
        while let Some(start) = html.find(&open) {
            let value = start + open.len();
            let end = value + html[value..].find('"').unwrap() + 1;
            html.replace_range(start + "<h1".len()..end, "");
        }
    }
    for attribute in ["href=\"", "src=\""] {
        let mut at = 0;
        while let Some(found) = html[at..].find(attribute) {
            let start = at + found + attribute.len();
            let end = start + html[start..].find('"').unwrap_or(html.len() - start);
            let plain = decoded(&html[start..end]);
            html.replace_range(start..end, &plain);
            at = start + plain.len();
        }
    }
    tight(&html)
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        if let (b'%', Some(byte)) = (first, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).replace('"', "&quot;")
}

/// Block elements, beside whose tags white space means nothing.
const BLOCKS: [&str; 16] =
    ["p", "ul", "ol", "li", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td"];

fn tight(html: &str) -> String {
    let mut out = html.trim().to_owned();
    for block in BLOCKS {
        for tag in [format!("<{block}>"), format!("</{block}>")] {
            if block != "pre" || tag.starts_with("</") {
                out = out.replace(&format!("{tag}\n"), &tag);
            }
            out = out.replace(&format!("\n{tag}"), &tag);
        }
    }
    out.trim().to_owned()
}
