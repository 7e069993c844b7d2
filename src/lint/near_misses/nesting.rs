//! Entries that were to lie inside the entry above, but are not indented as far as its words.

use std::ops::Range;

use super::Findings;
use crate::diagnostic::{code, counted};
use crate::source::markdown::{Outline, Shape, indentation, indented_from};

/// Lists of one depth that follow one another directly.
struct Run {
    /// The last of them.
    last: Range<usize>,
    /// How far the first is indented, and how far the words of its entries.
    outer: usize,
    needed: usize,
    /// Those that are indented more than the first.
    deeper: Vec<Range<usize>>,
}

impl Run {
    fn new(outline: &Outline, list: &Range<usize>) -> Self {
        let outer = indentation(outline.source, list.start);
        let needed = outer + width(outline.slice(list.clone()));
        Self { last: list.clone(), outer, needed, deeper: Vec::new() }
    }
}

/// Looks for both forms: a list that ends the one above it, and an entry that has become one of the list above.
pub(super) fn find(outline: &Outline, findings: &mut Findings) {
    // The runs that are open, by depth.
    let mut open: Vec<Run> = Vec::new();
    for shape in &outline.shapes {
        let Shape::List { range, depth, deeper, start, .. } = shape else { continue };
        if let Some(at) = deeper.filter(|_| start.is_some()) {
            sibling(outline, range, at, findings);
        }
        for run in open.drain((depth + 1).min(open.len())..) {
            report(outline, &run, findings);
        }
        let Some(run) = open.get_mut(*depth) else {
            open.push(Run::new(outline, range));
            continue;
        };
        let follows = outline.source.get(run.last.end..range.start).is_some_and(|between| between.trim().is_empty());
        let inner = indentation(outline.source, range.start);
        if follows && inner > run.outer {
            run.deeper.push(range.clone());
        } else if !follows || run.deeper.is_empty() || inner < run.outer {
            report(outline, run, findings);
            *run = Run::new(outline, range);
        }
        run.last = range.clone();
    }
    for run in &open {
        report(outline, run, findings);
    }
}

/// How far the words of the first entry of a list stand from its sign.
fn width(list: &str) -> usize {
    let list = list.trim_start_matches(' ');
    let sign = list.len() - list.trim_start_matches(|c: char| c.is_ascii_digit()).len() + 1;
    let spaces = list.get(sign..).unwrap_or_default().bytes().take_while(|byte| *byte == b' ').count();
    sign + spaces.clamp(1, 4)
}

fn report(outline: &Outline, run: &Run, findings: &mut Findings) {
    let Some(first) = run.deeper.first() else { return };
    let inner = indentation(outline.source, first.start);
    let more = " ".repeat(run.needed.saturating_sub(inner));
    let starts = run.deeper.iter().flat_map(|list| line_starts(outline, list));
    let edits = starts.map(|at| findings.replacement(at..at, more.clone())).collect();
    let line = outline.slice(first.clone()).lines().next().unwrap_or_default();
    let lead = line.len() - line.trim_start().len();
    findings.add_fix(
        &code::LIST_SHAPE,
        first.start + lead..first.start + line.trim_end().len(),
        "this entry ends the list above instead of lying in it",
        &format!("indented by {inner}, but the words of the entry above by {}", run.needed),
        format!("indent it by {}, as far as the words of the entry above", counted(run.needed, "space")),
        edits,
    );
}

/// Where the lines of a list start that hold anything.
fn line_starts(outline: &Outline, list: &Range<usize>) -> Vec<usize> {
    let mut at = indented_from(outline.source, list.start);
    let mut starts = Vec::new();
    for line in outline.slice(at..list.end).split_inclusive('\n') {
        if !line.trim().is_empty() {
            starts.push(at);
        }
        at += line.len();
    }
    starts
}

/// An entry of a numbered list that is indented, yet not enough to lie inside the one above.
fn sibling(outline: &Outline, list: &Range<usize>, at: usize, findings: &mut Findings) {
    let (outer, inner) = (indentation(outline.source, list.start), indentation(outline.source, at));
    if inner < outer + 2 {
        return;
    }
    let needed = outer + width(outline.slice(list.clone()));
    let line = outline.slice(at..list.end).lines().next().unwrap_or_default();
    let lead = line.len() - line.trim_start().len();
    let entries = siblings(outline, list, at, outer);
    let more = " ".repeat(needed.saturating_sub(inner));
    let edits = entries.into_iter().map(|at| findings.replacement(at..at, more.clone())).collect();
    findings.add_fix(
        &code::LIST_SHAPE,
        at + lead..at + line.trim_end().len(),
        "this entry stands in the same list as the one above instead of lying in it",
        &format!("indented by {inner}, but the words of the entry above by {needed}"),
        format!("indent it by {}, as far as the words of the entry above", counted(needed, "space")),
        edits,
    );
}

/// The starts of the lines from `at` on that are indented more than the list, up to the end of the list.
fn siblings(outline: &Outline, list: &Range<usize>, at: usize, outer: usize) -> Vec<usize> {
    let from = indented_from(outline.source, at);
    let starts = line_starts(outline, &(from..list.end));
    let is_deeper = |at: &usize| {
        let line = outline.slice(*at..list.end);
        line.len() - line.trim_start_matches(' ').len() > outer
    };
    starts.into_iter().filter(is_deeper).collect()
}
