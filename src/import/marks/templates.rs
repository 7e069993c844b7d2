//! What template languages write into Markdown: Liquid, Nunjucks and Jinja (`{% … %}`, `{{ … }}`), Hugo (`{{< … >}}`), mdBook
//! (`{{#include …}}`) and snippets (`--8<--`).
//!
//! Whatever names text of the source is replaced by it. Whatever would be computed can't be carried out, so it stays as code.

use std::ops::Range;

use super::fences::prose;
use super::shortcodes::{self, Tag};
use super::{Context, convert as convert_all, destination, joined, shown_as_code};

/// How deep texts may include one another.
const MOST_DEPTH: usize = 4;

/// `text` without template marks.
pub(super) fn convert(text: &str, context: &mut Context) -> String {
    let text = included(text, context);
    if !text.contains("{{") && !text.contains("{%") && !text.contains("{#") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let tags = tags(&text);
    let (mut at, mut next) = (0, 0);
    while let Some(tag) = tags.get(next) {
        if tag.range.start < at {
            next += 1;
            continue;
        }
        out.push_str(text.get(at..tag.range.start).unwrap_or_default());
        let (end, shown) = replaced(&text, &tags, next, &out, context);
        out.push_str(&shown);
        at = end;
        next += 1;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// All tags of `text` outside code.
fn tags(text: &str) -> Vec<Tag> {
    let forms = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}"), ("{#", "#}")];
    let mut found = Vec::new();
    let mut done = 0;
    for range in prose(text) {
        let mut at = range.start.max(done);
        while let Some(start) = text.get(at..range.end).and_then(|rest| rest.find('{')).map(|found| at + found) {
            let rest = text.get(start..).unwrap_or_default();
            let form = forms.iter().find(|(open, _)| rest.starts_with(open));
            // A heading's own anchor looks like a comment.
            let form = form.filter(|(open, _)| *open != "{#" || rest.starts_with("{# "));
            let end = form
                .and_then(|(open, close)| Some((open, close, rest.get(open.len()..range.end - start)?.find(close)?)));
            let Some((open, close, length)) = end else {
                at = start + 1;
                continue;
            };
            let inside = start + open.len()..start + open.len() + length;
            at = inside.end + close.len();
            found.push(Tag::new(open, text.get(inside).unwrap_or_default(), start..at));
        }
        done = at;
    }
    found
}

/// What takes the place of the tag with this number, and where the text goes on.
fn replaced(text: &str, tags: &[Tag], number: usize, before: &str, context: &mut Context) -> (usize, String) {
    let Some(tag) = tags.get(number) else { return (text.len(), String::new()) };
    let end = tag.range.end;
    match tag.open {
        "{#" => {
            context.changed("comments of templates left out");
            (end, String::new())
        }
        "{{" => (end, value(text, tag, before, context)),
        _ if tag.closing => (end, String::new()),
        _ => {
            let close = tags.iter().skip(number + 1).find(|other| other.closes(tag));
            let inside = close.map(|close| (text.get(end..close.range.start).unwrap_or_default(), close.range.end));
            let known = shortcodes::shown(tag, inside.map(|(text, _)| text), context);
            match (known, inside) {
                (Some(shortcodes::Shown::Tag(shown)), _) => (end, shown),
                (Some(shortcodes::Shown::Whole(shown)), inside) => (inside.map_or(end, |(_, end)| end), shown),
                (None, _) => (end, argument(tag, before).unwrap_or_else(|| unknown(text, &tag.range, context))),
            }
        }
    }
}

/// What `{{ … }}` would show, where the text itself says so: an address, or nothing for the site's own.
fn value(text: &str, tag: &Tag, before: &str, context: &mut Context) -> String {
    let name = tag.inside.trim().trim_matches('-').trim();
    let own =
        ["site.baseurl", "site.url", "site.github.url", "baseurl", "base_url", "config.site_url", "site.base_url"];
    if own.contains(&name) {
        context.changed("addresses of the site itself left out");
        return String::new();
    }
    let filtered = ["relative_url", "absolute_url", "url", "prepend: site.baseurl", "localize_url"];
    if let Some((first, filter)) = name.split_once('|')
        && filtered.contains(&filter.trim())
        && let Some(address) = quoted(first.trim())
    {
        context.changed("links by template became plain links");
        return address.to_owned();
    }
    argument(tag, before).unwrap_or_else(|| unknown(text, &tag.range, context))
}

/// The only text that a tag gets, where a link's address has to be.
fn argument(tag: &Tag, before: &str) -> Option<String> {
    let is_address = before.ends_with("](") || before.ends_with("href=\"") || before.ends_with("src=\"");
    is_address.then(|| tag.texts.first().map(String::as_str).or(tag.first())).flatten().map(destination)
}

/// A tag that nothing here can carry out, for its reader to see.
fn unknown(text: &str, range: &Range<usize>, context: &mut Context) -> String {
    context.changed("marks of templates kept as code");
    shown_as_code(text.get(range.clone()).unwrap_or_default())
}

/// The text inside quotes.
pub(super) fn quoted(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text.strip_prefix(mark)?.strip_suffix(mark)
}

/// `text` with the files that it includes by name: mdBook's and snippets, in code as well.
fn included(text: &str, context: &mut Context) -> String {
    if !text.contains("{{#") && !text.contains("--8<--") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        out.push_str(&include_line(line, context).unwrap_or_else(|| line.to_owned()));
    }
    out
}

fn include_line(line: &str, context: &mut Context) -> Option<String> {
    let trimmed = line.trim();
    let indent = line.get(..line.len() - line.trim_start().len())?;
    if let Some(name) = trimmed.strip_prefix("--8<--").and_then(|rest| quoted(rest.trim())) {
        let file = file(name, context)?;
        context.changed("included files written out");
        return Some(joined(nested(&file, name, context).lines(), indent));
    }
    if let Some(escaped) = trimmed.strip_prefix("\\{{#") {
        return Some(line.replacen("\\{{#", "{{#", 1)).filter(|_| !escaped.is_empty());
    }
    let inside = trimmed.strip_prefix("{{#")?.strip_suffix("}}")?;
    let (command, rest) = inside.split_once(char::is_whitespace)?;
    if !matches!(command, "include" | "rustdoc_include" | "playground") {
        return None;
    }
    let (name, part) = rest.trim().split_once(':').map_or((rest.trim(), ""), |(name, part)| (name, part));
    let text = part_of(&file(name.split_whitespace().next()?, context)?, part);
    context.changed("included files written out");
    Some(joined(text.lines(), indent))
}

/// A file of the source by the name that a text calls it: from the text's own folder, from the root, or from where includes lie.
pub(super) fn file(name: &str, context: &Context) -> Option<String> {
    if context.depth >= MOST_DEPTH {
        return None;
    }
    let folder = context.from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folders = [folder, "", "_includes", "_common", "content", "includes", "snippets", "docs"];
    folders.iter().find_map(|folder| {
        let path = crate::import::addresses::local(&format!("{folder}/{name}"))?;
        context.tree.text(&path)
    })
}

/// An included text, converted on its own.
pub(super) fn nested(text: &str, name: &str, context: &mut Context) -> String {
    let (_, body, _) = crate::import::front_matter::split(text);
    context.depth += 1;
    let from = std::mem::replace(&mut context.from, name.trim_start_matches('/').to_owned());
    let text = convert_all(&body, context);
    context.from = from;
    context.depth -= 1;
    text
}

/// The lines `3:8`, or those between `ANCHOR: name` and `ANCHOR_END: name`; without the lines that name anchors.
fn part_of(text: &str, part: &str) -> String {
    let is_anchor = |line: &str| line.contains("ANCHOR:") || line.contains("ANCHOR_END:");
    let lines = text.lines().filter(|line| !is_anchor(line));
    let (first, last) = part.split_once(':').unwrap_or((part, part));
    if part.is_empty() {
        return joined(lines, "");
    }
    if part.chars().all(|c| c.is_ascii_digit() || c == ':') {
        let first: usize = first.parse().unwrap_or(1);
        let last: usize = last.parse().unwrap_or(usize::MAX);
        let count = last.saturating_add(1).saturating_sub(first.max(1));
        return joined(lines.skip(first.max(1) - 1).take(count), "");
    }
    let is_named = |line: &str, mark: &str| line.split_once(mark).is_some_and(|(_, name)| name.trim() == part);
    let inside = text.lines().skip_while(|line| !is_named(line, "ANCHOR:")).skip(1);
    joined(inside.take_while(|line| !is_named(line, "ANCHOR_END:")).filter(|line| !is_anchor(line)), "")
}
