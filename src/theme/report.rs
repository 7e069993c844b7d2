//! What tera says, as diagnostics with the template's file, line and column, and the page being rendered.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError};

use super::budget;
use super::template::{self, Edits};
use crate::diagnostic::{Diagnostic, Span, code, did_you_mean};
use crate::limits::TEMPLATE_OUTPUT;
use crate::snapshot::Snapshot;

/// What is wrong with templates that can't be read.
pub(super) fn read(error: &Error, snapshot: &Snapshot) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::Msg(text) if text.contains("error: ") => {
            text.split("error: ").skip(1).map(|part| drawn(part, snapshot)).collect()
        }
        _ => vec![one(error, snapshot)],
    }
}

/// A problem of which tera only hands over the drawing: its message, and below it `--> template:line:column`.
fn drawn(part: &str, snapshot: &Snapshot) -> Diagnostic {
    let mut lines = part.lines();
    let problem = Diagnostic::new(&code::TEMPLATE_SYNTAX, lower(lines.next().unwrap_or_default()));
    let word = problem.message.split('`').nth(1).unwrap_or_default().to_owned();
    let find = |arrow: &str| {
        let mut parts = arrow.trim().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line): (usize, usize) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let file = template::file(parts.next()?)?;
        let text = snapshot.get(file.as_str())?.text().ok()?;
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let after = text.get(start..)?.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
        let at = start + after;
        let len = if text.get(at..)?.starts_with(&word) { word.len() } else { 1 };
        Some(Span::new(&file, at..at + len))
    };
    let span = lines.next().and_then(find);
    Diagnostic { span, ..problem }.because("here").hint(COMPARE)
}

const COMPARE: &str = "compare it with a template of the default theme";

/// A template that can't be read.
fn one(error: &Error, snapshot: &Snapshot) -> Diagnostic {
    let mut problem = located(Diagnostic::new(&code::TEMPLATE_SYNTAX, message(error)), error);
    if let ErrorKind::MissingParent { current, parent } = error.kind() {
        problem.message = format!("there is no template `{parent}` to extend");
        problem.span = named(current, parent, snapshot);
        return problem.because("nothing has this name").hint("write `default/` and the path of one of its templates");
    }
    if problem.message == "unexpected end of input" {
        problem.message = "the template ends too early".into();
        return problem.hint("each `{% if … %}`, `{% for … %}` and `{% block … %}` needs its `{% end… %}`");
    }
    problem.hint(COMPARE)
}

/// Where `template` names `other`.
fn named(template: &str, other: &str, snapshot: &Snapshot) -> Option<Span> {
    let file = template::file(template)?;
    let text = snapshot.get(file.as_str())?.text().ok()?;
    let at = text.find(other)?;
    Some(Span::new(&file, at..at + other.len()))
}

/// Problems of what is printed in a tag, besides [`template::IN_TAG`].
pub(super) const NO_ADDRESS: &str = "a browser could run this address";
pub(super) const NO_NAME: &str = "an element can't have this name";
pub(super) const NO_QUOTES: &str = "a value in a tag stands in quotes";

/// How to mend what a filter refused, by how its message begins.
const REFUSED: [(&str, &str); 4] = [
    (template::IN_TAG, template::PLAIN),
    (NO_ADDRESS, "addresses may be http, https, mailto, tel, or relative to the page"),
    (NO_NAME, "use letters and digits, and no element that runs or loads something"),
    (NO_QUOTES, "write quotes around it, like `class=\"{{ … }}\"`"),
];

/// A template that fails while `page` is rendered. `edits`: what was added to all templates.
pub(super) fn render(error: &Error, template: &str, page: &str, edits: &BTreeMap<String, Edits>) -> Diagnostic {
    let mut problem = located(Diagnostic::new(&code::TEMPLATE_RENDER, message(error)), error);
    if let (ErrorKind::RenderingError(report), Some(span)) = (error.kind(), &mut problem.span)
        && let Some(edits) = edits.get(report.filename())
    {
        let range = edits.original(&report.span().range);
        (span.start, span.end) = (range.start, range.end);
    }
    let refused = |(known, _): &&(&str, &str)| problem.message.eq_ignore_ascii_case(known);
    if let Some((message, hint)) = REFUSED.iter().find(refused) {
        problem.code = &code::TEMPLATE_HTML;
        (*message).clone_into(&mut problem.message);
        return problem.because("this").hint(*hint).hint(format!("while rendering `{page}`"));
    }
    if matches!(error.kind(), ErrorKind::Io(_)) {
        problem.message = format!("{}: it printed more than {} MB", budget::STOPPED, TEMPLATE_OUTPUT >> 20);
    }
    if problem.message.starts_with(budget::STOPPED) {
        problem.code = &code::TEMPLATE_LIMIT;
        problem.span = problem.span.or_else(|| template::file(template).map(|file| Span::new(&file, 0..0)));
        return problem
            .hint(format!("while rendering `{page}`"))
            .hint("look for loops within loops, and for texts that grow");
    }
    if problem.span.is_none() {
        problem.span = template::file(template).map(|file| Span::new(&file, 0..0));
    }
    if let Some((message, fields)) = problem.message.clone().split_once(". Available fields: ") {
        let given = message.split('`').nth(1).unwrap_or_default();
        let hint = did_you_mean(given, fields.split(", ")).unwrap_or_else(|| format!("there is {fields}"));
        message.clone_into(&mut problem.message);
        problem.hints.push(hint);
    }
    problem
        .hint(format!("while rendering `{page}`"))
        .hint("check with `{% if … %}` what may be missing, or give it a `default`")
}

fn message(error: &Error) -> String {
    let text = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.message().to_owned(),
        other => other.to_string(),
    };
    lower(&text)
}

/// `text` as messages are written: in lower case, without a full stop.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", chars.as_str().trim_end_matches('.'))
}

fn located(mut problem: Diagnostic, error: &Error) -> Diagnostic {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else { return problem };
    problem.span = span(report);
    problem.because("here")
}

/// Tera counts bytes, too.
fn span(report: &ReportError) -> Option<Span> {
    let file = template::file(report.filename())?;
    let range = &report.span().range;
    Some(Span::new(&file, range.clone()))
}
