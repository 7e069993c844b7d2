//! Footnotes without a note, and notes that nobody cites.

use std::collections::BTreeSet;

use super::super::prose::{MARK, Prose};
use super::{Slips, short};
use crate::diagnostic::{code, nearest};

/// Longest name of a note, in characters.
const LONGEST: usize = 30;

/// Looks for both.
pub(super) fn find(prose: &Prose, slips: &mut Slips) {
    let mut known: BTreeSet<&str> = prose.notes.iter().map(|(note, _)| note.as_str()).collect();
    for block in prose.blocks.iter().filter(|block| prose.slice(block.range.clone()).contains("[^")) {
        let words = prose.words(block, false);
        for (at, _) in words.match_indices("[^") {
            let inner =
                words.get(at + 2..).and_then(|rest| rest.split([']', '[', '\n', MARK]).next()).unwrap_or_default();
            let closes = words.get(at + 2 + inner.len()..).is_some_and(|rest| rest.starts_with(']'));
            let is_name =
                !inner.is_empty() && inner.chars().count() <= LONGEST && inner.starts_with(char::is_alphanumeric);
            let name = prose.slice(block.range.start + at + 2..block.range.start + at + 2 + inner.len());
            if !closes || !is_name || slips.is_full() || !known.insert(name) {
                continue;
            }
            let place = block.range.start + at..block.range.start + at + inner.len() + 3;
            let hint = hint(prose, name);
            slips.add(
                &code::NOTE_MISSING,
                place,
                format!("there is no footnote `{name}`"),
                "readers will see these characters",
                hint,
            );
        }
    }
    let cited: BTreeSet<&str> = prose.cited.iter().map(|(name, _)| name.as_str()).collect();
    for (name, range) in prose.notes.iter().filter(|(name, _)| !cited.contains(name.as_str())) {
        let place = range.start..range.start + name.len() + 4;
        let hint = format!("write `[^{}]` in the text where the note belongs, or delete it", short(name));
        slips.add(
            &code::NOTE_UNUSED,
            place,
            format!("no text cites the footnote `{}`", short(name)),
            "readers won't see this note",
            hint,
        );
    }
}

fn hint(prose: &Prose, name: &str) -> String {
    let heads = prose.blocks.iter().map(|block| prose.slice(block.range.clone()));
    let start = format!("[^{name}]");
    if heads.clone().any(|text| text.strip_prefix(&start).is_some_and(|rest| rest.starts_with(' ')))
        && heads.count() > 1
    {
        return format!("write a colon after the name where the note is written: `[^{name}]: …`");
    }
    match nearest(name, prose.notes.iter().map(|(note, _)| note.as_str())) {
        Some(near) => format!("did you mean `[^{near}]`?"),
        None => format!("write the note on a line of its own: `[^{}]: …`", name.replace(' ', "-")),
    }
}
