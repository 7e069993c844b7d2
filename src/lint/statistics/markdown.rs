//! Statistics in Markdown, each with the places where its source may be named.
//!
//! Only the linked site knows whether one of those places names a source. A link to another site and a footnote that names
//! a year count as sources here already.

use std::collections::BTreeSet;
use std::ops::Range;

use super::starts::Scan;
use super::{find, statistics};
use crate::source::markdown::{Outline, Role};

/// A statistic whose source readers may ask for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statistic {
    /// As it was written.
    pub text: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
    /// Where a link to its source may stand: its paragraph, its table's row, the notes that these cite.
    pub scope: Vec<Range<usize>>,
}

impl Statistic {
    /// Moves it to `span`, because its own place in the file is not known.
    pub(crate) fn place_at(&mut self, span: &Range<usize>) {
        self.span = span.clone();
        self.scope = vec![span.clone()];
    }
}

/// The statistics in `text`, which starts at byte `start` of its file and holds no markup.
#[must_use]
pub fn in_plain(text: &str, start: usize) -> Vec<Statistic> {
    let whole = start..start + text.len();
    let statistic = |range: Range<usize>| Statistic {
        text: text.get(range.clone()).unwrap_or_default().to_owned(),
        span: start + range.start..start + range.end,
        scope: vec![whole.clone()],
    };
    find(text).into_iter().map(statistic).collect()
}

/// The statistics in a Markdown text that have no certain source next to them.
#[must_use]
pub fn in_markdown(outline: &Outline) -> Vec<Statistic> {
    let offset = outline.offset;
    let (mut found, mut words) = (Vec::new(), String::new());
    for (at, block) in outline.blocks.iter().enumerate().filter(|(_, block)| block.role != Role::Heading) {
        let mut scan = Scan::default();
        if !outline.runs(block).any(|run| scan.may_hold(run)) {
            continue;
        }
        outline.words_into(&mut words, block, true);
        let statistics = statistics(&words);
        if statistics.is_empty() {
            continue;
        }
        let scope = scope(outline, at);
        if is_cited(outline, &scope) {
            continue;
        }
        let scope: Vec<Range<usize>> = scope.iter().map(|range| offset + range.start..offset + range.end).collect();
        found.extend(statistics.into_iter().map(|range| Statistic {
            text: outline.slice(block.range.start + range.start..block.range.start + range.end).to_owned(),
            span: offset + block.range.start + range.start..offset + block.range.start + range.end,
            scope: scope.clone(),
        }));
    }
    found
}

/// Where a source for block `at` may be named.
fn scope(outline: &Outline, at: usize) -> Vec<Range<usize>> {
    let Some(block) = outline.blocks.get(at) else { return Vec::new() };
    let mut scope = vec![block.range.clone()];
    scope.extend(block.beside.iter().cloned());
    // Blocks, links and citations stand in the order of the text.
    let after = outline.blocks.partition_point(|next| next.range.start < block.around.end).max(at + 1);
    let after = outline.blocks.get(after);
    scope.extend(after.filter(|next| names_sources(outline.slice(next.range.clone()))).map(|next| next.range.clone()));
    let cited: BTreeSet<&str> = scope.iter().flat_map(|range| cited_in(outline, range)).collect();
    if !cited.is_empty() {
        let notes = outline.notes.iter().filter(|(name, _)| cited.contains(name.as_str()));
        scope.extend(notes.map(|(_, range)| range.clone()));
    }
    scope
}

/// The names of the notes that `range` cites.
fn cited_in<'o>(outline: &'o Outline, range: &Range<usize>) -> impl Iterator<Item = &'o str> {
    let first = outline.cited.partition_point(|(_, place)| place.start < range.start);
    let rest = outline.cited.get(first..).unwrap_or_default();
    let end = range.end;
    rest.iter().take_while(move |(_, place)| place.end <= end).map(|(name, _)| name.as_str())
}

/// Whether a paragraph does nothing but name the sources of the paragraph or table before it.
fn names_sources(text: &str) -> bool {
    let first =
        text.trim_start_matches(['*', '_', '(', '—', '–', '-', ' ']).split([':', ' ']).next().unwrap_or_default();
    "source sources quelle quellen".split(' ').any(|word| word.eq_ignore_ascii_case(first))
}

/// Whether `scope` holds a link to another site or a note that names a year.
fn is_cited(outline: &Outline, scope: &[Range<usize>]) -> bool {
    let links_out = |range: &Range<usize>| {
        let first = outline.outside.partition_point(|place| place.start < range.start);
        outline.outside.get(first).is_some_and(|place| place.end <= range.end)
    };
    let dated = |range: &Range<usize>| {
        let text = outline.slice(range.clone());
        text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4 && digits.starts_with(['1', '2']))
    };
    scope.iter().any(links_out) || outline.notes.iter().any(|(_, range)| scope.contains(range) && dated(range))
}
