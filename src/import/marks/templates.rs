//! What template languages write into Markdown: Liquid, Nunjucks and Jinja (`{% … %}`, `{{ … }}`), Hugo (`{{< … >}}`), mdBook
//! (`{{#include …}}`) and snippets (`--8<--`).
//!
//! Whatever names text of the source is replaced by it. Whatever would be computed can't be carried out, so it stays as code.

use std::ops::Range;

use super::fences::prose;
use super::includes::included;
use super::shortcodes::{self, Tag};
use super::{Context, destination, quoted, shown_as_code};

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
