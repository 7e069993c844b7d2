//! Footnotes without a note, and notes that nobody cites.

use std::collections::BTreeSet;

use super::{Findings, Signs, short};
use crate::diagnostic::{code, nearest};
use crate::source::markdown::{NOT_TEXT, Outline};

/// Longest name of a note, in characters.
const LONGEST: usize = 30;

/// Looks for both.
pub(super) fn find(outline: &Outline, signs: &Signs, findings: &mut Findings) {
    if !signs.notes {
        return;
    }
    let mut known: BTreeSet<&str> = outline.notes.iter().map(|(note, _)| note.as_str()).collect();
    for block in outline.blocks.iter().filter(|block| outline.slice(block.range.clone()).contains("[^")) {
        let words = outline.words(block, false);
        for (at, _) in words.match_indices("[^") {
            let inner =
                words.get(at + 2..).and_then(|rest| rest.split([']', '[', '\n', NOT_TEXT]).next()).unwrap_or_default();
            let closes = words.get(at + 2 + inner.len()..).is_some_and(|rest| rest.starts_with(']'));
            let is_name =
                !inner.is_empty() && inner.chars().count() <= LONGEST && inner.starts_with(char::is_alphanumeric);
            let name = outline.slice(block.range.start + at + 2..block.range.start + at + 2 + inner.len());
            if !closes || !is_name || findings.is_full() || !known.insert(name) {
                continue;
            }
            let place = block.range.start + at..block.range.start + at + inner.len() + 3;
            let hint = hint(outline, name);
            findings.add(
                &code::NOTE_MISSING,
                place,
                format!("there is no footnote `{name}`"),
                "readers will see these characters",
                hint,
            );
        }
    }
    let cited: BTreeSet<&str> = outline.cited.iter().map(|(name, _)| name.as_str()).collect();
    for (name, range) in outline.notes.iter().filter(|(name, _)| !cited.contains(name.as_str())) {
        let place = range.start..range.start + name.len() + 4;
        let hint = format!("write `[^{}]` in the text where the note belongs, or delete it", short(name));
        findings.add(
            &code::NOTE_UNUSED,
            place,
            format!("no text cites the footnote `{}`", short(name)),
            "readers won't see this note",
            hint,
        );
    }
}

fn hint(outline: &Outline, name: &str) -> String {
    let heads = outline.blocks.iter().map(|block| outline.slice(block.range.clone()));
    let start = format!("[^{name}]");
    if heads.clone().any(|text| text.strip_prefix(&start).is_some_and(|rest| rest.starts_with(' ')))
        && heads.count() > 1
    {
        return format!("write a colon after the name where the note is written: `[^{name}]: …`");
    }
    match nearest(name, outline.notes.iter().map(|(note, _)| note.as_str())) {
        Some(near) => format!("did you mean `[^{near}]`?"),
        None => format!("write the note on a line of its own: `[^{}]: …`", name.replace(' ', "-")),
    }
}
