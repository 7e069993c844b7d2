//! What tera says, as diagnostics with the template's file, line and column, and the page being rendered.

use tera::{Error, ErrorKind, ReportError};

use super::THEMES;
use crate::diagnostic::{Diagnostic, Span, code};
use crate::snapshot::{ProjectPath, Snapshot};

/// A template that can't be read.
pub(super) fn read(error: &Error, _snapshot: &Snapshot) -> Diagnostic {
    let problem = Diagnostic::new(&code::TEMPLATE_SYNTAX, message(error));
    located(problem, error).hint("a template of the same path in the default theme shows how it is meant")
}

/// A template that fails while `page` is rendered.
pub(super) fn render(error: &Error, template: &str, page: &str) -> Diagnostic {
    let problem = Diagnostic::new(&code::TEMPLATE_RENDER, message(error));
    let mut problem = located(problem, error);
    if problem.span.is_none() {
        problem.span = place(template).map(|file| Span::new(&file, 0..0));
    }
    problem
        .hint(format!("while rendering `{page}`"))
        .hint("test what may be missing with `{% if … %}`, or give it a `default`")
}

fn message(error: &Error) -> String {
    let text = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.message().to_owned(),
        other => other.to_string(),
    };
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
    let file = place(report.filename())?;
    let range = &report.span().range;
    Some(Span::new(&file, range.clone()))
}

/// The file of the template `<theme>/<path>`.
fn place(template: &str) -> Option<ProjectPath> {
    let (theme, path) = template.split_once('/')?;
    ProjectPath::new(&format!("{THEMES}/{theme}/templates/{path}"))
}
