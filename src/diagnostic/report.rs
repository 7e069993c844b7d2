//! How a diagnostic reads: on a terminal as rustc draws it, or as one JSON object a line.
//!
//! Both take the text of the file from the caller; neither touches the disk nor prints.

use std::borrow::Cow;
use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::{Diagnostic, Fix, Replacement, Severity, Span};
use crate::snapshot::{ProjectPath, Snapshot};

/// Draws `problem` with its excerpt from `snapshot`; `styled` adds terminal colours.
#[must_use]
pub fn human(problem: &Diagnostic, snapshot: &Snapshot, styled: bool) -> String {
    Reports::new(snapshot).human(problem, styled)
}

/// `problem` as the JSON object that the command line promises, without a line end.
#[must_use]
pub fn json(problem: &Diagnostic, snapshot: &Snapshot) -> String {
    Reports::new(snapshot).json(problem)
}

/// Reports of many problems: each file is read once, however many there are in it.
pub struct Reports<'s> {
    snapshot: &'s Snapshot,
    texts: BTreeMap<ProjectPath, Option<ReportedFile<'s>>>,
}

impl<'s> Reports<'s> {
    /// Reports with excerpts from `snapshot`.
    #[must_use]
    pub fn new(snapshot: &'s Snapshot) -> Self {
        Self { snapshot, texts: BTreeMap::new() }
    }

    /// Draws `problem`; `styled` adds terminal colours.
    pub fn human(&mut self, problem: &Diagnostic, styled: bool) -> String {
        self.read(problem);
        human_with(problem, &self.texts, styled)
    }

    /// `problem` as a JSON object, without a line end.
    pub fn json(&mut self, problem: &Diagnostic) -> String {
        self.read(problem);
        json_with(problem, &self.texts)
    }

    /// Reads the files that `problem` points at.
    fn read(&mut self, problem: &Diagnostic) {
        let related = problem.related.iter().map(|(span, _)| span);
        for span in problem.span.iter().chain(related) {
            if !self.texts.contains_key(&span.file) {
                self.texts.insert(span.file.clone(), ReportedFile::read(&span.file, self.snapshot));
            }
        }
    }
}

type Texts<'s> = BTreeMap<ProjectPath, Option<ReportedFile<'s>>>;

/// A file's text, and where its lines start.
struct ReportedFile<'s> {
    text: Cow<'s, str>,
    lines: Vec<usize>,
    /// How many characters stand before each [`STEP`] bytes; none where each byte is one. A line may be as long as its file, and
    /// hold thousands of problems.
    chars: Vec<usize>,
}

/// Between places whose characters are counted, in bytes.
const STEP: usize = 1024;

impl<'s> ReportedFile<'s> {
    fn read(file: &ProjectPath, snapshot: &'s Snapshot) -> Option<Self> {
        let file = snapshot.get(file.as_str())?;
        let text = match file.text() {
            Ok(text) => text,
            Err(_) => String::from_utf8_lossy(file.bytes()).replace('\0', "\u{2400}").into(),
        };
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut chars = Vec::new();
        if !text.is_ascii() {
            let counts = text.as_bytes().chunks(STEP).map(count_chars);
            chars.extend(counts.scan(0, |before, count| Some(std::mem::replace(before, *before + count))));
        }
        Some(Self { text, lines, chars })
    }

    /// How many characters stand before `offset`.
    fn chars_before(&self, offset: usize) -> usize {
        let Some(before) = self.chars.get(offset / STEP) else { return offset };
        let rest = self.text.as_bytes().get(offset / STEP * STEP..offset).unwrap_or_default();
        before + count_chars(rest)
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        (line, self.chars_before(offset) - self.chars_before(start) + 1)
    }
}

/// How many characters begin in `bytes`.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

fn human_with(problem: &Diagnostic, texts: &Texts, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    };
    let title = level.primary_title(visible(&problem.message)).id(problem.code.name);
    let mut group = Group::with_title(title);
    if let Some(span) = &problem.span {
        group = excerpt(group, span, &problem.label, &problem.related, texts);
    }
    for hint in &problem.hints {
        group = group.element(Level::HELP.message(visible(hint)));
    }
    renderer.render(&[group])
}

fn excerpt<'a>(
    mut group: Group<'a>,
    span: &'a Span,
    label: &'a str,
    related: &'a [(Span, String)],
    texts: &Texts,
) -> Group<'a> {
    let label = (!label.is_empty()).then(|| visible(label));
    let Some(file) = text_of(span, texts).filter(|_| !is_whole(span)) else {
        let group = group.element(Origin::path(span.file.as_str()));
        return whole(group, label, related);
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) = related.iter().partition(|(place, _)| place.file == span.file);
    let text = &file.text;
    let spans = || std::iter::once(span).chain(here.iter().map(|(place, _)| place));
    let window = Window::around(file, spans().map(|span| clamp(span, text)));
    let snippet = Snippet::source(window.text.to_owned())
        .line_start(window.line)
        .path(span.file.as_str())
        .annotation(AnnotationKind::Primary.span(window.place(span, text)).label(label))
        .annotations(
            here.iter()
                .map(|(place, label)| AnnotationKind::Context.span(window.place(place, text)).label(label.as_str())),
        );
    group = group.element(snippet);
    for (place, label) in elsewhere {
        if is_whole(place) {
            group = group.element(Level::NOTE.message(format!("{label}: {}", place.file)));
        } else if let Some(file) = text_of(place, texts) {
            let text = &file.text;
            let window = Window::around(file, std::iter::once(clamp(place, text)));
            let annotation = AnnotationKind::Context.span(window.place(place, text)).label(label.as_str());
            let snippet = Snippet::source(window.text.to_owned()).line_start(window.line);
            group = group.element(snippet.path(place.file.as_str()).annotation(annotation));
        }
    }
    group
}

/// The lines of a file that an excerpt needs: a report of a long file costs no more than one of a short one.
struct Window<'t> {
    text: &'t str,
    /// Its offset in the file.
    start: usize,
    /// Its first line, from 1.
    line: usize,
}

impl<'t> Window<'t> {
    fn around(file: &'t ReportedFile, ranges: impl Iterator<Item = std::ops::Range<usize>>) -> Self {
        let text = file.text.as_ref();
        let (from, to) = ranges.fold((text.len(), 0), |(from, to), range| (from.min(range.start), to.max(range.end)));
        let start = text.get(..from).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end = text.get(to..).and_then(|after| after.find('\n')).map_or(text.len(), |at| to + at + 1);
        let line = file.position(start).0;
        Self { text: text.get(start..end.max(start)).unwrap_or(""), start, line }
    }

    /// The part of the window that `span` is.
    fn place(&self, span: &Span, text: &str) -> std::ops::Range<usize> {
        let range = clamp(span, text);
        range.start - self.start..range.end - self.start
    }
}

/// Whether a place is a file as a whole: the empty range at its start.
fn is_whole(span: &Span) -> bool {
    span.start == 0 && span.end == 0
}

/// What is said of a file as a whole, which has no excerpt.
fn whole<'a>(mut group: Group<'a>, label: Option<String>, related: &'a [(Span, String)]) -> Group<'a> {
    if let Some(label) = label {
        group = group.element(Level::NOTE.message(label));
    }
    for (place, label) in related {
        group = group.element(Level::NOTE.message(format!("{label}: {}", place.file)));
    }
    group
}

fn json_with(problem: &Diagnostic, texts: &Texts) -> String {
    let mut object = json!({
        "type": "diagnostic",
        "severity": problem.severity.name(),
        "code": problem.code.name,
        "message": problem.message,
    });
    let Some(map) = object.as_object_mut() else { return object.to_string() };
    if let Some(span) = &problem.span {
        let (line, column, end_line, end_column) = place(span, texts);
        map.insert("file".into(), span.file.as_str().into());
        for (key, value) in [("line", line), ("column", column), ("end_line", end_line), ("end_column", end_column)] {
            map.insert(key.into(), value.into());
        }
    }
    if !problem.label.is_empty() {
        map.insert("cause".into(), problem.label.clone().into());
    }
    map.insert("hints".into(), problem.hints.clone().into());
    if !problem.fixes.is_empty() {
        map.insert("fixes".into(), problem.fixes.iter().map(|fix| json_fix(fix, texts)).collect());
    }
    if !problem.related.is_empty() {
        let related = problem.related.iter().map(|(span, label)| {
            let (line, column, end_line, end_column) = place(span, texts);
            json!({"file": span.file.as_str(), "line": line, "column": column, "end_line": end_line, "end_column": end_column, "label": label})
        });
        map.insert("related".into(), related.collect());
    }
    object.to_string()
}

/// A hint that can be carried out: the hint, and what to replace where.
fn json_fix(fix: &Fix, texts: &Texts) -> serde_json::Value {
    let replacements = fix.replacements.iter().map(|Replacement { span, text }| {
        let (line, column, end_line, end_column) = exact_place(span, texts);
        json!({"file": span.file.as_str(), "line": line, "column": column, "end_line": end_line, "end_column": end_column, "text": text})
    });
    json!({"hint": fix.title, "replacements": replacements.collect::<Vec<_>>()})
}

/// Line and column of both ends of what is replaced, which may be nothing.
fn exact_place(span: &Span, texts: &Texts) -> (usize, usize, usize, usize) {
    let Some(file) = text_of(span, texts) else { return (1, 1, 1, 1) };
    let ((line, column), (end_line, end_column)) = (file.position(span.start), file.position(span.end));
    (line, column, end_line, end_column)
}

/// Line and column of a byte offset, both from 1; columns count characters.
#[must_use]
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before.get(line_start..).unwrap_or("").chars().count() + 1)
}

fn text_of<'t>(span: &Span, texts: &'t Texts<'t>) -> Option<&'t ReportedFile<'t>> {
    texts.get(&span.file)?.as_ref()
}

/// Line and column of both ends of a place.
fn place(span: &Span, texts: &Texts) -> (usize, usize, usize, usize) {
    let Some(file) = text_of(span, texts) else { return (1, 1, 1, 1) };
    let range = clamp(span, &file.text);
    let ((line, column), (end_line, end_column)) = (file.position(range.start), file.position(range.end));
    (line, column, end_line, end_column)
}

/// The span's range, on character boundaries of `text`, without line ends behind it, and at least one character wide where
/// its line goes on.
fn clamp(span: &Span, text: &str) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    let end = floor(span.end).max(start);
    let shown = text.get(start..end).unwrap_or("").trim_end_matches('\n').len();
    if shown > 0 {
        return start..start + shown;
    }
    let next = text.get(start..).and_then(|rest| rest.chars().next()).filter(|c| *c != '\n');
    start..start + next.map_or(0, char::len_utf8)
}

/// A line of a message is cut here, in characters: what it quotes may be as long as somebody's file.
const LONGEST: usize = 400;

/// Text from content made safe for a terminal: control characters are shown, not sent, and long lines end in `…`.
fn visible(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let mut chars = line.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
            let mut shown: String = chars.by_ref().take(LONGEST).collect();
            if chars.next().is_some() {
                shown.push('…');
            }
            shown
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let text = "aé\nß b";
        for (offset, expected) in [(0, (1, 1)), (3, (1, 3)), (4, (2, 1)), (6, (2, 2)), (99, (2, 4))] {
            assert_eq!(position(text, offset), expected, "{offset}");
        }
    }
}
