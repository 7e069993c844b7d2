//! From a text as another tool reads it to one as ours does, in place: marks, HTML, the title. Links stay for later.

use super::fields;
use super::marks::{self, Context};
use super::{Document, Tree, anchors, html_in_markdown};
use crate::source::markdown::{HeadingPlace, places};

/// Converts the text of `document`, and finds its title.
pub(super) fn convert(document: &mut Document, tree: &Tree) {
    let changes = std::mem::take(&mut document.changes);
    let mut context = Context { tree, from: document.from.clone(), changes, depth: 0 };
    let text = marks::convert(&anchors::unmarked(&document.text), &mut context);
    let text = html_in_markdown::convert(&text, &mut context.changes);
    let text = once_each(&text);
    document.changes = context.changes;
    let given = document.keys.get("title").and_then(|title| title.as_str()).map(str::trim);
    let given = given.filter(|title| !title.is_empty()).map(fields::plain);
    let (title, text) = titled(given.or_else(|| document.title.clone()), &text, document);
    document.title = Some(title);
    document.text = text;
}

/// `text` without the ids of headings that an earlier heading has.
fn once_each(text: &str) -> String {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for heading in places(text).headings {
        let Some(id) = heading.id.filter(|id| !seen.insert(id.clone())) else { continue };
        let raw = text.get(heading.range.clone()).unwrap_or_default();
        out.push_str(text.get(at..heading.range.start).unwrap_or_default());
        out.push_str(&raw.replacen(&format!("{{#{id}}}"), "", 1));
        at = heading.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The title, and `text` without the heading that gave it. Headings that stand as high as a title move one level down.
fn titled(given: Option<String>, text: &str, document: &mut Document) -> (String, String) {
    let headings = places(text).headings;
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<String>().to_lowercase()
    };
    let first = headings.iter().find(|heading| heading.level == 1);
    let (title, taken) = match (given, first) {
        (Some(title), Some(first)) => {
            let same = words(&title) == words(&first.text);
            (title, same.then_some(first))
        }
        (Some(title), None) => (title, None),
        (None, Some(first)) => (source_of(text, first), Some(first)),
        (None, None) => match headings.first() {
            Some(first) => (
                source_of(text, first),
                headings
                    .first()
                    .filter(|first| text.get(..first.range.start).is_some_and(|before| before.trim().is_empty())),
            ),
            None => (from_name(&document.to), None),
        },
    };
    if let Some(taken) = taken {
        document.tops.extend(anchors::names(&taken.text).into_iter().chain(taken.id.clone()));
        *document.changes.entry("titles taken from the first heading".into()).or_default() += 1;
    }
    let lower = headings.iter().any(|heading| heading.level == 1 && taken != Some(heading));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for heading in &headings {
        let raw = text.get(heading.range.clone()).unwrap_or_default();
        if taken == Some(heading) {
            out.push_str(text.get(at..heading.range.start).unwrap_or_default());
            // What led to the title leads to the page.
            out.push_str(&anchors::marks_in(raw));
            at = heading.range.end;
        } else if lower && heading.level < 6 {
            out.push_str(text.get(at..heading.range.start).unwrap_or_default());
            out.push_str(&lowered(raw, heading.level));
            at = heading.range.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    if lower {
        *document.changes.entry("headings moved one level down".into()).or_default() += 1;
    }
    (title, out.trim_start_matches('\n').to_owned())
}

/// A heading one level further down, also one that is underlined.
fn lowered(raw: &str, level: u8) -> String {
    if raw.trim_start().starts_with('#') {
        return raw.replacen('#', "##", 1);
    }
    let mut lines: Vec<&str> = raw.trim_end().lines().collect();
    lines.pop();
    let ends = if raw.ends_with('\n') { "\n" } else { "" };
    format!("{} {}{ends}", "#".repeat(usize::from(level) + 1), lines.join(" "))
}

/// The Markdown of a heading's words.
fn source_of(text: &str, heading: &HeadingPlace) -> String {
    let raw = text.get(heading.range.clone()).unwrap_or_default().trim();
    let plain = raw.contains(['[', '<', '!', '{']) || !raw.starts_with('#') || !anchors::marks_in(raw).is_empty();
    if plain {
        return fields::plain(heading.text.trim());
    }
    raw.trim_matches('#').trim().to_owned()
}

/// A title from a file's name: `on-call_rota` is "On call rota".
fn from_name(to: &str) -> String {
    let to = to.strip_suffix("/index").unwrap_or(to);
    let name = to.rsplit('/').next().unwrap_or(to);
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    let title: String = chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default();
    if title.is_empty() || title == "Index" { "Home".to_owned() } else { title }
}
