//! Links by id that are none: a bracket too few, nothing between them, a bar that ends a table's cell.

use memchr::memmem;

use super::{BlockText, Findings};
use crate::diagnostic::code;
use crate::source::markdown::{NOT_TEXT, Role};

/// Looks for double brackets that belong to no link.
pub(super) fn find(words: &BlockText, findings: &mut Findings) {
    for open in memmem::find_iter(words.text.as_bytes(), "[[") {
        opened(words, open, findings);
    }
    for close in memmem::find_iter(words.text.as_bytes(), "]]") {
        closed(words, close, findings);
    }
}

const SEEN: &str = "readers will see these characters";

/// `[[` that opens no link.
fn opened(words: &BlockText, open: usize, findings: &mut Findings) {
    let inside = words.from(open + 2);
    let inner = inside.split(['\n', NOT_TEXT, '[']).next().unwrap_or_default();
    if let Some((id, _)) =
        inner.split_once(']').filter(|(id, _)| id.split('|').next().is_some_and(|id| id.trim().is_empty()))
    {
        let end =
            open + 2 + id.len() + if inside.get(id.len()..).is_some_and(|rest| rest.starts_with("]]")) { 2 } else { 1 };
        let hint = "write the id of a page between them: `[[journey-map]]`".into();
        return findings.add(&code::LINK_SHAPE, words.place(open..end), "this link names no page", SEEN, hint);
    }
    let end = inner.find(']');
    let name = inner.get(..end.unwrap_or(inner.len())).unwrap_or_default();
    let id = name.split(['|', '#']).next().unwrap_or_default().trim();
    if end.is_none() && words.role == Role::Cell && is_id(id) && open + 2 + inner.len() == words.text.len() {
        let message = "the bar in this link ends the table's cell";
        let text = words.behind.trim_start().strip_prefix('|').and_then(|rest| rest.split_once("]]"));
        let text = text.map_or("…", |(text, _)| text);
        let hint = format!("write a backslash before the bar: `[[{}\\|{text}]]`", name.trim());
        return findings.add(
            &code::LINK_SHAPE,
            words.place(open..words.text.len()),
            message,
            "the cell ends here",
            hint,
        );
    }
    let word = id.split_whitespace().next().unwrap_or_default();
    let (length, fits) = end.map_or((word.len(), is_id(word) && word.contains('-')), |end| (end + 1, is_id(id)));
    if fits {
        let hint = format!("write `[[{}]]`", if end.is_some() { name.trim() } else { word });
        let place = words.place(open..open + 2 + length);
        findings.add(&code::LINK_SHAPE, place, "a closing bracket of this link is missing", SEEN, hint);
    }
}

/// `]]` that closes no link.
fn closed(words: &BlockText, close: usize, findings: &mut Findings) {
    let Some(open) = words.to(close).rfind(['[', ']', '\n', NOT_TEXT]).filter(|at| words.from(*at).starts_with('['))
    else {
        return;
    };
    let name = words.written(open + 1..close);
    if is_id(name.split(['|', '#']).next().unwrap_or_default().trim()) && !words.to(open).ends_with('[') {
        let hint = format!("write `[[{}]]`", name.trim());
        let place = words.place(open..close + 2);
        findings.add(&code::LINK_SHAPE, place, "an opening bracket of this link is missing", SEEN, hint);
    }
}

/// Whether `text` is written as ids are.
fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric())
        && text.chars().all(|c| (c.is_alphanumeric() && !c.is_uppercase()) || matches!(c, '-' | '_' | '.'))
}
