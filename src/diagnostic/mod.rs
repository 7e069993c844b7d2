//! Problems as values: what is wrong, where, why, and what to try.
//!
//! Every phase returns its result with a list of [`Diagnostic`]s; nothing is printed here, and nothing stops at the
//! first problem. How a diagnostic reads on a terminal or as JSON is in [`report`].

mod codes;
pub mod report;

use std::collections::BTreeMap;

pub use codes::{ALL, Code, code};

use crate::snapshot::ProjectPath;

/// How much a problem matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing; changes nothing.
    Advice,
    /// Should be mended; the site is still published.
    Warning,
    /// Must be mended; nothing is published.
    Error,
}

impl Severity {
    /// Its name in reports: `error`, `warning`, `advice`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place: a file, and the byte range in its text (`File::text`) from `start` up to and not including `end`. The empty range
/// at the start stands for the file as a whole.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: ProjectPath,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The range `range` in `file`.
    #[must_use]
    pub fn new(file: &ProjectPath, range: std::ops::Range<usize>) -> Self {
        Self { file: file.clone(), start: range.start, end: range.end.max(range.start) }
    }

    /// Moves its ends so that it lies within `text`, its file's, on character boundaries.
    fn fit(&mut self, text: &str) {
        self.start = self.start.min(text.len());
        self.end = self.end.clamp(self.start, text.len());
        while !text.is_char_boundary(self.start) {
            self.start -= 1;
        }
        while !text.is_char_boundary(self.end) {
            self.end += 1;
        }
    }
}

/// A change to a text: what stands at `span` gives way to `text`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replacement {
    /// What is replaced; nothing where text is only inserted.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

/// A hint that can be carried out: replacements which together mend a problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// The hint, as it is among [`Diagnostic::hints`].
    pub title: String,
    /// The replacements, in order of their places; no two overlap.
    pub replacements: Vec<Replacement>,
}

/// One problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: &'static Code,
    /// How much it matters; starts as the code's own severity.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub span: Option<Span>,
    /// What stands under the underlined place: the cause.
    pub label: String,
    /// Other places that explain it, each with its own label.
    pub related: Vec<(Span, String)>,
    /// What to try.
    pub hints: Vec<String>,
    /// Those of the hints that say exactly what to write where.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A problem of this code, as severe as the code says, without a place yet.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            span: None,
            label: String::new(),
            related: Vec::new(),
            hints: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// With its place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// With all places in `file` within its `text`, on character boundaries: phases may say "the one byte here".
    pub fn fit(&mut self, file: &ProjectPath, text: &str) {
        let related = self.related.iter_mut().map(|(span, _)| span);
        let replaced = self.fixes.iter_mut().flat_map(|fix| &mut fix.replacements).map(|edit| &mut edit.span);
        self.span
            .iter_mut()
            .chain(related)
            .chain(replaced)
            .filter(|span| span.file == *file)
            .for_each(|span| span.fit(text));
    }

    /// With the words under the underlined place.
    #[must_use]
    pub fn because(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With one more place that explains it.
    #[must_use]
    pub fn see(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// With one more thing to try.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// With one more thing to try, which puts `text` in the place of `range` in the problem's file.
    #[must_use]
    pub fn fix(mut self, hint: impl Into<String>, range: std::ops::Range<usize>, text: impl Into<String>) -> Self {
        self.add_fix(hint, range, text);
        self
    }

    /// Adds one more thing to try, which puts `text` in the place of `range` in the problem's file.
    pub fn add_fix(&mut self, hint: impl Into<String>, range: std::ops::Range<usize>, text: impl Into<String>) {
        let title = hint.into();
        if let Some(place) = &self.span {
            let replacement = Replacement { span: Span::new(&place.file, range), text: text.into() };
            self.fixes.push(Fix { title: title.clone(), replacements: vec![replacement] });
        }
        self.hints.push(title);
    }

    /// With one more thing to try, if there is one.
    #[must_use]
    pub fn hint_if(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }
}

/// What severities the project and the command line ask for, by code.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Severities {
    /// The severity of a code; `None` switches it off.
    pub by_code: BTreeMap<&'static str, Option<Severity>>,
    /// Whether every warning counts as an error.
    pub deny_warnings: bool,
}

impl Severities {
    /// Applies what is asked for, and puts the problems in order: by file, place, code.
    /// Codes that are not [adjustable](Code::adjustable) keep their severity.
    #[must_use]
    pub fn apply(&self, problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut kept: Vec<Diagnostic> = problems.into_iter().filter_map(|problem| self.adjust(problem)).collect();
        kept.sort_by(|a, b| (&a.span, a.code.name, &a.message).cmp(&(&b.span, b.code.name, &b.message)));
        kept.dedup();
        kept
    }

    fn adjust(&self, mut problem: Diagnostic) -> Option<Diagnostic> {
        if problem.code.adjustable()
            && let Some(asked) = self.by_code.get(problem.code.name)
        {
            problem.severity = (*asked)?;
        }
        if self.deny_warnings && problem.severity == Severity::Warning {
            problem.severity = Severity::Error;
        }
        Some(problem)
    }
}

/// Two names are near if they are at least so much alike.
const NEAR: f64 = 0.6;

/// Longer names, in characters, are only near where one contains the other: nobody mistypes them, and comparing them letter
/// by letter takes time that grows with the product of their lengths.
const LONGEST: usize = 120;

/// The name among `known` that is nearest to `given`, if one is near enough to be meant.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let likeness = likeness(&given, &name.to_lowercase(), best.map_or(NEAR, |(most, _)| most));
        let better = |(most, first): (f64, &str)| likeness.total_cmp(&most).then_with(|| first.cmp(name)).is_gt();
        if likeness > NEAR && best.is_none_or(better) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// 0–1: the share of characters that need no edit (two that changed places are one), raised where one contains the other.
/// Edits are not counted where they can't reach `least`.
fn likeness(a: &str, b: &str, least: f64) -> f64 {
    let longest = a.chars().count().max(b.chars().count()).max(1);
    let share = |edits: usize| {
        #[expect(clippy::cast_precision_loss, reason = "both are lengths of names")]
        let share = 1.0 - edits as f64 / longest as f64;
        share
    };
    let contains = a.len().min(b.len()) >= 4 && (a.contains(b) || b.contains(a));
    let hopeless = longest > LONGEST || share(fewest_edits(a, b)) < least;
    let edits = if hopeless { 0.0 } else { share(strsim::osa_distance(a, b)) };
    if contains { edits.max(0.75) } else { edits }
}

/// As many edits are needed at least: one for each letter that only one of the two has. Letters share counters, which only
/// lowers it.
fn fewest_edits(a: &str, b: &str) -> usize {
    let mut counts = [0_i32; 64];
    for (text, one) in [(a, 1), (b, -1)] {
        for c in text.chars() {
            if let Some(count) = counts.get_mut(c as usize % 64) {
                *count += one;
            }
        }
    }
    let sum = |sign: i32| counts.iter().map(|count| usize::try_from(count * sign).unwrap_or(0)).sum::<usize>();
    sum(1).max(sum(-1))
}

/// So many of what `word` names: "1 page", "2 pages".
pub fn counted(count: impl std::fmt::Display, word: &str) -> String {
    let count = count.to_string();
    let many = if count == "1" { "" } else { "s" };
    format!("{count} {word}{many}")
}

/// ``did you mean `name`?`` for the nearest of `known`, if one is near.
pub fn did_you_mean<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(given, known).map(|name| format!("did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_is_near() {
        let known = ["journey-map", "customer-interviews", "reviewed"];
        let long = "x".repeat(1 << 20);
        let cases = [
            ("jurney-map", Some("journey-map")),
            ("jorunye-map", Some("journey-map")),
            ("Journey map", Some("journey-map")),
            ("review", Some("reviewed")),
            ("zebra", None),
            ("", None),
            (&long, None),
        ];
        for (given, expected) in cases {
            assert_eq!(nearest(given, known), expected, "{given}");
        }
    }
}
