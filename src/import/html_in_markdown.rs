//! HTML inside Markdown: tags that Markdown has marks for become those marks, others go and leave their words.
//!
//! Components of MDX are taken as the boxes that they mostly are. `<name>` that is no element of HTML is text, as its author meant it.

mod elements;
mod tag;

use std::collections::BTreeMap;

use elements::{is_element, is_layout};
use tag::Tag;

use super::{anchors, html, marks};
use crate::source::markdown::places;

type Changes = BTreeMap<String, usize>;

fn changed(changes: &mut Changes, what: &str) {
    *changes.entry(what.to_owned()).or_default() += 1;
}

/// `text` without HTML.
pub(super) fn convert(text: &str, changes: &mut Changes) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let text = known_only(text, changes);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut open_links = Vec::new();
    let found = places(&text);
    for place in &found.html {
        if place.range.start < at {
            continue;
        }
        let raw = text.get(place.range.clone()).unwrap_or_default();
        out.push_str(text.get(at..place.range.start).unwrap_or_default());
        at = place.range.end;
        if raw.trim_start().starts_with("<!--") && raw.trim_end().ends_with("-->") {
            out.push_str(raw);
        } else if place.block {
            changed(changes, "HTML became Markdown");
            let line = out.rsplit('\n').next().unwrap_or_default().to_owned();
            out.push_str(&block(raw, &line));
        } else {
            changed(changes, "HTML became Markdown");
            out.push_str(&inline(raw, &mut open_links));
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// `text` in which every tag outside code is one of HTML's: components are gone, and `<name>` is escaped.
fn known_only(text: &str, changes: &mut Changes) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in marks::prose(text) {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        at = range.start.max(at);
        while let Some(start) = text.get(at..range.end).and_then(|rest| rest.find('<')).map(|found| at + found) {
            out.push_str(text.get(at..start).unwrap_or_default());
            let rest = text.get(start..).unwrap_or_default();
            let (length, shown) = opening(rest, out.ends_with('\\'), changes);
            out.push_str(&shown);
            at = start + length;
        }
        out.push_str(text.get(at..range.end.max(at)).unwrap_or_default());
        at = at.max(range.end);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// What takes the place of the `<` at the start of `rest`, and of how many bytes.
fn opening(rest: &str, escaped: bool, changes: &mut Changes) -> (usize, String) {
    let as_it_is = (1, "<".to_owned());
    if let Some(comment) = rest.strip_prefix("<!--") {
        let length = comment.find("-->").map_or(rest.len(), |end| end + 7);
        return (length, rest.get(..length).unwrap_or_default().to_owned());
    }
    let name = rest.trim_start_matches(['<', '/']);
    let starts =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) || rest.starts_with("<>") || rest.starts_with("</>");
    if escaped || !starts {
        return as_it_is;
    }
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "-.:_@+".contains(c))).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    if is_element(name) || name.contains([':', '@']) {
        return as_it_is;
    }
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase()) || name.is_empty();
    match Tag::read(rest) {
        Some(tag) if is_component => {
            changed(changes, "components left out, their words kept");
            (tag.length, component(&tag))
        }
        _ => (1, "\\<".to_owned()),
    }
}

/// The words that a component shows besides those inside it.
fn component(tag: &Tag) -> String {
    let named = ["title", "label", "caption", "heading", "summary", "alt"];
    let words = named.iter().find_map(|name| tag.attribute(name)).filter(|words| !words.trim().is_empty());
    match (words, tag.closing) {
        (Some(words), false) => format!("**{}**\n\n", words.trim()),
        // A component on a line of its own must not make its words a block of HTML.
        _ => String::new(),
    }
}

/// A block of HTML as Markdown; `line` is what stands before it on its first line.
fn block(raw: &str, line: &str) -> String {
    let prefix: String = line.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect();
    let unprefixed = marks::joined(raw.lines().map(|line| line.strip_prefix(&prefix).unwrap_or(line)), "");
    let ids: String = Tag::all(&unprefixed).filter_map(|tag| tag.id().map(anchors::mark)).collect();
    let readable = unprefixed.replace("<summary>", "<p><strong>").replace("</summary>", "</strong></p>");
    // What folds may begin in one block and end in another.
    let readable = readable.replace("<details>", "").replace("<details open>", "").replace("</details>", "");
    let text = html::of(&html::dom::parse(&readable)).text;
    let marks = if ids.is_empty() { String::new() } else { format!("{ids}\n\n") };
    let whole = format!("{marks}{}", text.trim());
    let mut lines = whole.lines();
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        out.push_str(format!("{prefix}{line}").trim_end());
    }
    out + "\n"
}

/// A tag among words as Markdown.
fn inline(raw: &str, links: &mut Vec<Option<String>>) -> String {
    let Some(tag) = Tag::read(raw) else { return String::new() };
    let id = tag.id().map(anchors::mark).unwrap_or_default();
    let shown = match tag.name.as_str() {
        "b" | "strong" | "mark" | "u" | "ins" => "**".to_owned(),
        "i" | "em" | "cite" | "var" | "dfn" => "*".to_owned(),
        "code" | "kbd" | "samp" | "tt" => "`".to_owned(),
        "s" | "del" | "strike" => "~~".to_owned(),
        "sub" => "~".to_owned(),
        "sup" => "^".to_owned(),
        "br" => "\\\n".to_owned(),
        "wbr" => String::new(),
        "img" => picture(&tag),
        "a" if tag.closing => {
            links.pop().flatten().map(|address| format!("]({})", marks::destination(&address))).unwrap_or_default()
        }
        "a" => {
            let address = tag.attribute("href").map(str::to_owned);
            let shown = if address.is_some() { "[" } else { "" };
            links.push(address);
            shown.to_owned()
        }
        name if is_layout(name) => " ".to_owned(),
        _ => String::new(),
    };
    id + &shown
}

fn picture(tag: &Tag) -> String {
    let alt = tag.attribute("alt").unwrap_or_default().replace(['[', ']', '\n'], " ");
    tag.attribute("src")
        .map(|address| format!("![{}]({})", alt.trim(), marks::destination(address)))
        .unwrap_or_default()
}
