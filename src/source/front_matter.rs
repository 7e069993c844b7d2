//! Splits a Markdown file into its YAML front matter and its body. Reads neither.

use std::ops::Range;

use super::yaml::{Node, TELLING, Value};
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
        return match likely_opening(file, text) {
            Some(problem) => Err(problem),
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

/// What is said of front matter in TOML whose keys are read all the same.
pub(super) fn is_toml(file: &ProjectPath, text: &str) -> Diagnostic {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    Diagnostic::new(&code::SYNTAX_FORM, "this front matter is TOML, as another tool writes it")
        .at(Span::new(file, 0..end))
        .because("its keys are read all the same")
        .hint("write `---` instead of both lines `+++`, and a colon instead of each equals sign")
}

/// A file that means to open with front matter but does not open with `---`.
fn likely_opening(file: &ProjectPath, text: &str) -> Option<Diagnostic> {
    let first = text.lines().next()?.trim_end();
    let second = || text.lines().nth(1);
    let problem = |message: &str, label: &str, hint: &str| {
        let place = Span::new(file, 0..first.len());
        Some(Diagnostic::new(&code::FRONT_MATTER_OPEN, message).at(place).because(label).hint(hint))
    };
    if is_rule(first) && is_common(second()) {
        return problem(
            "the front matter does not open with exactly three dashes",
            "this line should be `---`",
            "write `---` on the first line, and again after the last `key: value`",
        );
    }
    if first == "+++" && text.lines().skip(1).any(|line| line.trim_end() == "+++") {
        let key = second().and_then(|line| line.split_once('=')).map(|(key, value)| (key.trim(), value.trim()));
        let line =
            key.map_or_else(|| "title: …".into(), |(key, value)| format!("{key}: {}", value.trim_matches(['"', '\''])));
        return problem(
            "this front matter is TOML, which Lensbook does not read",
            "this line should be `---`",
            &format!("write `---` instead of both lines `+++`, and a colon instead of each equals sign: `{line}`"),
        );
    }
    if (first == "{" || first == ";;;")
        && text.lines().skip(1).take(2).any(|line| line.trim_start().starts_with('"') && line.contains("\":"))
    {
        return problem(
            "this front matter is JSON, which Lensbook does not read",
            "the line `---` should be here",
            "write `---` instead of the braces, and each key without quotes: `title: …`",
        );
    }
    if first.starts_with("```") && is_common(second()) {
        return problem(
            "the front matter is in a block of code",
            "this line should be `---`",
            "write `---` instead of both lines of backticks",
        );
    }
    if is_common(Some(first)) || (is_entry(first) && closes(text)) {
        return problem(
            "the front matter has no opening `---`",
            "the line `---` should be above this one",
            "write `---` on a line of its own at the top of the file",
        );
    }
    late_opening(file, text)
}

/// Front matter that opens with `---`, but below something else.
fn late_opening(file: &ProjectPath, text: &str) -> Option<Diagnostic> {
    let mut lines = text.lines().map(str::trim_end).skip_while(|line| *line != "---").skip(1);
    if !is_common(lines.next()) || !lines.any(|line| line == "---") {
        return None;
    }
    let above = text.split("\n---").next().unwrap_or_default();
    let (message, hint) = if above.trim().is_empty() {
        ("there are blank lines above the front matter", "delete the blank lines at the top of the file")
    } else if above.lines().count() <= 3 {
        ("there is something above the front matter", "move it below the second line `---`")
    } else {
        return None;
    };
    let end = text.find('\n').unwrap_or(text.len()).max(1);
    let problem = Diagnostic::new(&code::FRONT_MATTER_OPEN, message);
    Some(problem.at(Span::new(file, 0..end)).because("the first line should be `---`").hint(hint))
}

/// A line of dashes or of what editors make of them.
fn is_rule(line: &str) -> bool {
    let long = line.starts_with(['–', '—']) || line.chars().count() >= 2;
    long && line.chars().all(|c| matches!(c, '-' | '–' | '—'))
}

/// `key: …` with such a key.
fn is_common(line: Option<&str>) -> bool {
    let key = line.and_then(|line| line.split_once(':')).map(|(key, _)| key.to_lowercase());
    key.is_some_and(|key| TELLING.contains(&key.as_str()))
}

/// `key: …` with a key in lower case.
fn is_entry(line: &str) -> bool {
    let key = line.split_once(": ").map(|(key, _)| key);
    key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

/// Whether a line `---` follows before any blank one.
fn closes(text: &str) -> bool {
    text.lines().take_while(|line| !line.trim().is_empty()).any(|line| line.trim_end() == "---")
}

/// The front matter runs to the end of the file: points at where it seems to stop.
fn unclosed(file: &ProjectPath, text: &str, start: usize) -> Diagnostic {
    let mut at = start;
    let mut found = "";
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let trimmed = line.trim();
        if is_rule(trimmed) || trimmed.starts_with("```") || trimmed.starts_with("___") || trimmed.starts_with("===") {
            found = line.trim_end();
            break;
        }
        if trimmed.is_empty() || trimmed.starts_with("# ") || trimmed.starts_with("## ") {
            break;
        }
        at += line.len();
    }
    let label = match found.trim() {
        "" => "a line `---` is missing here",
        "---" => "this line should be exactly `---`, without spaces before it",
        _ => "this line should be exactly `---`",
    };
    Diagnostic::new(&code::FRONT_MATTER_OPEN, "the front matter has no closing `---`")
        .at(Span::new(file, at..at + found.len()))
        .because(label)
        .see(Span::new(file, 0..3), "it opens here")
        .hint("write `---` on a line of its own after the last `key: value`")
}

/// What stands between the `---` lines of `text` is `node`, which has no keys.
#[must_use]
pub fn shapeless(file: &ProjectPath, text: &str, node: &Node) -> Diagnostic {
    let start = node.span.start;
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
    let (label, hint) = match (&node.value, line.split_once(':')) {
        (Value::List(_), _) => ("this is a list", format!("remove the dashes: `{}`", line.trim_start_matches("- "))),
        (_, Some((key, value))) if !key.contains(' ') => {
            ("no space after the colon", format!("write a space after the colon: `{key}: {}`", value.trim()))
        }
        _ => ("no key, and no colon after it", "write `title: …`; text for readers goes below the second `---`".into()),
    };
    Diagnostic::new(&code::FRONT_MATTER_SHAPE, "the front matter should be `key: value` lines")
        .at(Span::new(file, start..start + line.len()))
        .because(label)
        .hint(hint)
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
            let parts =
                split(&file, text).ok().map(|split| (text.get(split.yaml).unwrap(), text.get(split.body).unwrap()));
            assert_eq!(parts, expected, "{text:?}");
        }
    }
}
