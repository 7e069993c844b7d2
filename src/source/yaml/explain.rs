//! What went wrong in YAML, said to somebody who has never heard of YAML.
//!
//! The parser says where it got lost; the cause is usually one of a few slips on that line or the one before, each of which
//! is looked for in turn. Where none is found, the parser's own words stand. Some slips the parser takes for something
//! that is meant and loses words by it: those are looked for beforehand.

use serde_yaml::Error;

use super::lines::{self, Line, numbered};
use super::slip::Slip;
use super::slips;
use crate::diagnostic::{Diagnostic, Fix, Replacement, Span, code};
use crate::snapshot::ProjectPath;

/// What the parser would not report, or not where it is: tabs and hard spaces as indentation, words lost to a sign.
pub(super) fn beforehand(file: &ProjectPath, source: &str, offset: usize) -> Option<Diagnostic> {
    for line in lines::structural(source) {
        if let Some(problem) = indentation(file, &line, offset).or_else(|| behind_dash(file, &line, offset)) {
            return Some(problem);
        }
        if let Some(slip) = slips::lost(source, &line) {
            return Some(syntax(file, offset, slip));
        }
    }
    None
}

fn indentation(file: &ProjectPath, line: &Line, offset: usize) -> Option<Diagnostic> {
    let (at, sign) = line.text.char_indices().take_while(|(_, c)| c.is_whitespace()).find(|(_, c)| *c != ' ')?;
    let at = offset + line.start + at;
    let place = Span::new(file, at..at + sign.len_utf8());
    let problem = if sign == '\t' {
        Diagnostic::new(&code::YAML_TAB, "a tab is used for indentation")
            .because("this is a tab")
            .hint("use two spaces for each step of indentation; most editors can turn tabs into spaces")
    } else {
        Diagnostic::new(&code::YAML_SYNTAX, "a hard space is used for indentation")
            .because("this looks like a space but is not one")
            .hint(
                "delete the space before the text and type it again; text copied from web pages often has such spaces",
            )
    };
    Some(problem.at(place))
}

/// A dash with a hard space or an invisible sign behind it.
fn behind_dash(file: &ProjectPath, line: &Line, offset: usize) -> Option<Diagnostic> {
    let rest = line.text.trim_start_matches(' ').strip_prefix('-')?;
    let words = rest.trim_start_matches(|c: char| {
        !c.is_ascii() && (c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
    });
    if words.len() == rest.len() {
        return None;
    }
    let at = offset + line.start + line.text.len() - rest.len();
    let place = at..at + rest.len() - words.len();
    let problem =
        Diagnostic::new(&code::YAML_SYNTAX, "a hard space stands after this dash").at(Span::new(file, place.clone()));
    Some(problem.because("this looks like a space but is not one").fix(
        format!("type an ordinary space after the dash: `- {}`", words.trim()),
        place,
        " ",
    ))
}

/// The parser's `error` about `source`, which starts at `offset` in the file.
pub(super) fn error(file: &ProjectPath, source: &str, offset: usize, error: &Error) -> Diagnostic {
    let at = place(source, error);
    let error = error.without_snippet();
    let said = error.to_string();
    let limits = ["recursion limit", "budget breached", "alias replay", "alias expansion"];
    if limits.iter().any(|limit| said.contains(limit)) {
        return Diagnostic::new(&code::YAML_LIMIT, "this YAML is nested too deeply or repeats itself too often")
            .at(Span::new(file, offset + at..offset + at + 1))
            .because("reading stopped here")
            .hint("write the values out, at most a few levels deep");
    }
    if let Error::MultipleDocuments { .. } = error {
        return second_document(file, source, offset, at);
    }
    let slip = slips::find(source, &Line::around(source, at)).unwrap_or_else(|| Slip {
        message: format!("this can't be read as YAML: {}", plain(&said)),
        range: at..at + 1,
        label: "reading stopped here".into(),
        hints: vec![
            "check the lines just above for open quotes and brackets, and how far each line is indented".into(),
        ],
        replacement: None,
    });
    syntax(file, offset, slip)
}

fn syntax(file: &ProjectPath, offset: usize, slip: Slip) -> Diagnostic {
    let place = Span::new(file, offset + slip.range.start..offset + slip.range.end);
    let problem = Diagnostic::new(&code::YAML_SYNTAX, slip.message).at(place).because(slip.label);
    let mut problem = slip.hints.into_iter().fold(problem, Diagnostic::hint);
    if let (Some((range, text)), Some(title)) = (slip.replacement, problem.hints.first().cloned()) {
        let span = Span::new(file, offset + range.start..offset + range.end);
        problem.fixes.push(Fix { title, replacements: vec![Replacement { span, text }] });
    }
    problem
}

/// A line `---` inside a list.
fn second_document(file: &ProjectPath, source: &str, offset: usize, at: usize) -> Diagnostic {
    let separators = || numbered(source).filter(|(text, _)| text.trim_end() == "---");
    let start = separators().take_while(|(_, start)| *start <= at).last().map_or(at, |(_, start)| start);
    let rest = source.get(start..).and_then(|rest| rest.strip_prefix("---")).unwrap_or_default();
    let hint = if rest.trim().is_empty() {
        "a file that is one list needs no `---` lines: delete them"
    } else {
        "keep all entries in one list, without `---` between them"
    };
    Diagnostic::new(&code::YAML_SYNTAX, "a second document starts in this file")
        .at(Span::new(file, offset + start..offset + start + 3))
        .because("this line ends the list")
        .hint(hint)
}

/// The offset at which the parser stopped; it counts lines and characters from 1.
fn place(source: &str, error: &Error) -> usize {
    let Some(location) = error.location() else { return 0 };
    let count = |number| usize::try_from(number).unwrap_or(1).saturating_sub(1);
    let (line, column) = (count(location.line()), count(location.column()));
    let Some((text, start)) = numbered(source).nth(line) else { return source.len() };
    start + text.char_indices().nth(column).map_or(text.len(), |(at, _)| at)
}

fn plain(said: &str) -> String {
    let first = said.lines().next().unwrap_or_default();
    first.split(" at line ").next().unwrap_or(first).trim_start_matches("error: ").to_lowercase()
}
