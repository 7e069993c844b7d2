//! Places inside a page that links may lead to, under all the names that tools give them.
//!
//! Anchors that stood in HTML leave a mark among the words until links are led to them: `U+E000 name U+E001`, characters that no text
//! uses. The mark means the heading that it stands in or below.

use std::collections::HashMap;

use crate::snapshot::ProjectPath;
use crate::source::markdown::{Settings, render, slug};

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// A mark for the anchor `name`.
pub(super) fn mark(name: &str) -> String {
    format!("{OPEN}{}{CLOSE}", name.replace([OPEN, CLOSE], ""))
}

/// `text` without characters that would be taken for marks. No text uses them: each font has its own signs there.
pub(super) fn unmarked(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}

/// The marks in `text`, one after the other.
pub(super) fn marks_in(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(OPEN) {
        let Some((name, after)) = after.split_once(CLOSE) else { break };
        out.push_str(&mark(name));
        rest = after;
    }
    out
}

/// The anchors of a page: every name by which a link may call one, and the id that it has with us. An empty id is the page's top.
pub(super) type Anchors = HashMap<String, String>;

/// The text without its marks, and its anchors.
pub(super) fn taken(file: &ProjectPath, text: &str) -> (String, Anchors) {
    let mut clean = String::with_capacity(text.len());
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        clean.push_str(before);
        let Some((name, after)) = after.split_once(CLOSE) else { break };
        marks.push((clean.len(), name.to_owned()));
        rest = after;
    }
    clean.push_str(rest);
    let headings = render(file, &clean, 0..clean.len(), Settings::default()).body.headings;
    let mut anchors = Anchors::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for heading in &headings {
        let forge = as_forges(&heading.text);
        let count = counts.entry(forge.clone()).and_modify(|count| *count += 1).or_insert(0);
        let numbered = if *count == 0 { forge.clone() } else { format!("{forge}-{count}") };
        let python = if *count == 0 { forge.clone() } else { format!("{forge}_{count}") };
        for name in [heading.id.clone(), numbered, python].into_iter().chain(names(&heading.text)) {
            anchors.entry(name).or_insert_with(|| heading.id.clone());
        }
    }
    for (at, name) in marks {
        // In a heading it means this one; in front of one, most likely as well.
        let line_end = clean.get(at..).and_then(|rest| rest.find('\n')).map_or(clean.len(), |end| at + end);
        let blank = clean.get(line_end..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let alone = clean.get(..at).is_none_or(|before| before.is_empty() || before.ends_with('\n')) && line_end == at;
        let reach = if alone { line_end + blank } else { line_end };
        let heading = headings.iter().rfind(|heading| heading.span.start <= reach);
        anchors.entry(name).or_insert_with(|| heading.map(|heading| heading.id.clone()).unwrap_or_default());
    }
    (clean, anchors)
}

/// What tools call a heading of this text, if no other on its page has the same.
pub(super) fn names(text: &str) -> Vec<String> {
    let spelt = text.replace('&', " and ");
    let strict = slug(&spelt.replace(['\'', '’'], " "), usize::MAX);
    vec![as_forges(text), slug(text, usize::MAX), slug(&spelt, usize::MAX), strict, text.trim().to_lowercase()]
}

/// The anchor of a heading as GitHub makes it: signs go, spaces become hyphens, one for each.
fn as_forges(text: &str) -> String {
    let kept = text
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
