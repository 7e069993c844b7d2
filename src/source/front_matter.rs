//! Splits a Markdown file into its YAML front matter and its body. Reads neither.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Span, code};
use crate::snapshot::ProjectPath;

/// Where the two parts of a file stand in its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Split {
    /// The YAML between the `---` lines; empty if there is none.
    pub yaml: Range<usize>,
    /// The Markdown after it.
    pub body: Range<usize>,
}

/// Splits `text` at its `---` lines. A file that does not start with one is all body.
pub fn split(file: &ProjectPath, text: &str) -> Result<Split, Diagnostic> {
    let opening = text.lines().next().unwrap_or_default();
    if opening.trim_end() != "---" {
        return match likely_opening(text) {
            Some(problem) => Err(problem(file)),
            None => Ok(Split { yaml: 0..0, body: 0..text.len() }),
        };
    }
    let start = (opening.len() + 1).min(text.len());
    let mut at = start;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Ok(Split { yaml: start..at, body: at + line.len()..text.len() });
        }
        at += line.len();
    }
    Err(unclosed(file, text, start))
}

/// A file that means to open with `---` but does not: blank lines or too few or too many dashes before `key: value`.
fn likely_opening(text: &str) -> Option<fn(&ProjectPath) -> Diagnostic> {
    let mut lines = text.lines();
    let first = lines.next()?.trim_end();
    let is_entry = |line: Option<&str>| {
        line.and_then(|line| line.split_once(':')).is_some_and(|(key, _)| crate::page::COMMON_KEYS.contains(&key))
    };
    let dashes = |line: &str| line.chars().count() >= 2 && line.chars().all(|c| matches!(c, '-' | '–' | '—'));
    if first != "---" && dashes(first) && is_entry(lines.next()) {
        return Some(|file| {
            Diagnostic::new(&code::FRONT_MATTER_OPEN, "the front matter does not open with exactly three dashes")
                .at(Span::new(file, 0..1))
                .because("this line should be `---`")
                .hint("write `---` on the first line, and again after the last `key: value`")
        });
    }
    if is_entry(Some(first)) {
        return Some(|file| {
            Diagnostic::new(&code::FRONT_MATTER_OPEN, "the front matter has no opening `---`")
                .at(Span::new(file, 0..1))
                .because("the first line should be `---`")
                .hint("write `---` on a line of its own above this one")
        });
    }
    if first.is_empty() {
        let rest = text.trim_start();
        let mut lines = rest.lines();
        if lines.next().map(str::trim_end) == Some("---") && is_entry(lines.next()) {
            return Some(|file| {
                Diagnostic::new(&code::FRONT_MATTER_OPEN, "blank lines stand before the front matter")
                    .at(Span::new(file, 0..1))
                    .because("the first line should be `---`")
                    .hint("delete the blank lines at the top of the file")
            });
        }
    }
    None
}

/// The front matter runs to the end of the file: points at where it seems to stop.
fn unclosed(file: &ProjectPath, text: &str, start: usize) -> Diagnostic {
    let mut at = start;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let trimmed = line.trim_end();
        let dashes = trimmed.chars().count() >= 2 && trimmed.chars().all(|c| matches!(c, '-' | '–' | '—' | '_' | '='));
        if trimmed.is_empty() || trimmed.starts_with('#') || dashes {
            break;
        }
        at += line.len();
    }
    let label = if text.get(at..).unwrap_or("").starts_with(['-', '–', '—', '_', '=']) {
        "this line should be exactly `---`"
    } else {
        "a line `---` is missing here"
    };
    Diagnostic::new(&code::FRONT_MATTER_OPEN, "the front matter has no closing `---`")
        .at(Span::new(file, at..at + 1))
        .because(label)
        .see(Span::new(file, 0..3), "it opens here")
        .hint("write `---` on a line of its own after the last `key: value`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_where_they_stand() {
        let file = ProjectPath::new("a.md").unwrap();
        let cases = [
            ("---\na: 1\n---\nbody", Some(("a: 1\n", "body"))),
            ("---\n---\n", Some(("", ""))),
            ("no front matter", Some(("", "no front matter"))),
            ("---   \na: 1\n---  \nb\n---\nc", Some(("a: 1\n", "b\n---\nc"))),
            ("---\na: 1\n", None),
            ("", Some(("", ""))),
        ];
        for (text, expected) in cases {
            let parts = split(&file, text).ok().map(|split| (&text[split.yaml], &text[split.body]));
            assert_eq!(parts, expected, "{text:?}");
        }
    }
}
