//! Slips of YAML that lie in where a line starts: dashes and keys in the wrong column, texts that go on in the first column.

use super::TELLING;
use super::lines::{Entry, Line, numbered};
use super::slip::{Slip, slip};

/// A line among the entries of a list that has no dash.
pub(super) fn lost_dash(line: &Line, above: &Line) -> Option<Slip> {
    let (body, at) = line.placed();
    let is_entry = above.has_dash() && !line.has_dash() && line.depth() == above.depth() && line.key().is_none();
    is_entry.then(|| {
        slip(
            "a dash is missing here",
            at..at + body.len(),
            "the line above is an entry of a list",
            format!("write `- {body}`"),
        )
    })
}

/// A key that belongs to an entry above, but stands below its dash or between dash and text.
pub(super) fn beside_dash(line: &Line, above: &Line) -> Option<Slip> {
    let (body, at) = line.placed();
    let beside = above.has_dash() && !line.has_dash() && (above.depth()..above.content_depth()).contains(&line.depth());
    let (first, key) = (above.key()?, line.key()?);
    beside.then(|| {
        let column = above.content_depth();
        slip(
            format!("`{key}` is indented less than `{first}` above it"),
            at..at + key.len().min(body.len()),
            format!("{} here, {column} before `{first}`", spaces(line.depth())),
            format!("start it right below `{first}`, after {}", spaces(column)),
        )
    })
}

/// A text that goes on in a line that is not indented.
pub(super) fn wrapped(line: &Line, above: &Line) -> Option<Slip> {
    const LONG: usize = 40;
    let (body, at) = line.placed();
    let entry = above.entry().filter(Entry::is_plain)?;
    let is_text = !line.has_dash() && line.depth() <= above.depth() && line.key().is_none();
    let first = body.split(' ').next().unwrap_or_default();
    let is_long = entry.value.chars().count() >= LONG;
    // A sentence that ended does not go on; a key that every page has is one without its colon.
    let goes_on = entry.value.contains(' ')
        && !entry.value.ends_with(['.', '!', '?'])
        && !TELLING.contains(&first)
        && first.chars().all(|c| c.is_alphabetic() || ",.’'".contains(c));
    (is_text && body.contains(' ') && (is_long || goes_on)).then(|| {
        let mut slip = slip(
            format!("{} continues on a line that is not indented", entry.named()),
            at..at + body.len(),
            "YAML reads this as another key",
            "indent this line by two spaces, or write the whole text on one line",
        )
        .replacing(at..at, " ".repeat(above.content_depth() + 2 - line.depth()));
        if !is_long && first.chars().all(|c| c.is_lowercase() || c == '_') {
            slip.hints.push(format!("if `{first}` is a key, write a colon after it"));
        }
        slip
    })
}

/// An entry of a list that starts in another column than the entries above.
pub(super) fn outdented_dash(source: &str, line: &Line) -> Option<Slip> {
    let dashed = |line: &Line| line.has_dash() && line.key().is_some();
    let at = if dashed(line) {
        Some((line.text, line.start))
    } else {
        line.previous.filter(|(text, at)| dashed(&Line::new(text, *at)))
    };
    let (text, start) = at?;
    let line = Line::new(text, start);
    let above = numbered(source).take_while(|(_, at)| *at < start).map(|(text, at)| Line::new(text, at));
    let others: Vec<usize> =
        above.filter(|other| dashed(other) && other.key() == line.key()).map(|other| other.depth()).collect();
    let (here, wanted) = (line.depth(), *others.last()?);
    if here == wanted || here.abs_diff(wanted) > 1 || others.contains(&here) {
        return None;
    }
    let key = line.key()?.trim_start_matches("- ");
    Some(slip(
        "this entry does not start in the column of the entries above",
        start..start + here.max(1),
        format!("{} here, {} before the entries above", spaces(here), spaces(wanted)),
        format!(
            "start it with `- {key}:` in column {}, and the lines below it as far to the {} as this one",
            wanted + 1,
            if here > wanted { "left" } else { "right" }
        ),
    ))
}

pub(super) fn indentation(line: &Line, above: &Line) -> Option<Slip> {
    let (here, before) = (line.depth(), above.content_depth());
    if here == before {
        return None;
    }
    let more = if here > before { "more" } else { "less" };
    let hint = match above.key() {
        Some(key) => format!("start this line and `{key}` above it in the same column"),
        None => "start it in the same column as the lines it belongs to".into(),
    };
    Some(slip(
        format!("this line is indented {more} than it should be"),
        line.start..line.start + here.max(1),
        format!(
            "{} here, {} on the line above",
            spaces(here),
            if before == 0 { "none".into() } else { before.to_string() }
        ),
        hint,
    ))
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no space".into(),
        1 => "1 space".into(),
        _ => format!("{count} spaces"),
    }
}
