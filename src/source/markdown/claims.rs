//! Figures in Markdown, each with the places in which its source may be named.
//!
//! Whether something there is a source is known only when the site is linked; a link to another site, and a footnote that
//! names a year, count as one here.

use std::ops::Range;

use super::prose::{Prose, Role};
use crate::source::figures;

/// A figure that readers may ask the source of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// As it was written.
    pub text: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
    /// Where a link to its source may stand: its paragraph, its table's row, the notes that these cite.
    pub scope: Vec<Range<usize>>,
}

/// The figures in `text`, which stands at `start` in its file and holds no markup.
#[must_use]
pub fn plain(text: &str, start: usize) -> Vec<Figure> {
    let whole = start..start + text.len();
    let figure = |range: Range<usize>| Figure {
        text: text.get(range.clone()).unwrap_or_default().to_owned(),
        span: start + range.start..start + range.end,
        scope: vec![whole.clone()],
    };
    figures::find(text).into_iter().map(figure).collect()
}

/// The figures of a body without anything beside them that is surely a source.
pub(super) fn find(prose: &Prose, offset: usize) -> Vec<Figure> {
    let mut found = Vec::new();
    for (at, block) in prose.blocks.iter().enumerate().filter(|(_, block)| block.role != Role::Heading) {
        let words = prose.words(block, true);
        let figures = figures::find(&words);
        if figures.is_empty() {
            continue;
        }
        let scope = scope(prose, at);
        if is_cited(prose, &scope) {
            continue;
        }
        let scope: Vec<Range<usize>> = scope.iter().map(|range| offset + range.start..offset + range.end).collect();
        found.extend(figures.into_iter().map(|range| Figure {
            text: prose.slice(block.range.start + range.start..block.range.start + range.end).to_owned(),
            span: offset + block.range.start + range.start..offset + block.range.start + range.end,
            scope: scope.clone(),
        }));
    }
    found
}

/// Where the source of what block `at` says may be named.
fn scope(prose: &Prose, at: usize) -> Vec<Range<usize>> {
    let Some(block) = prose.blocks.get(at) else { return Vec::new() };
    let mut scope = vec![block.range.clone()];
    scope.extend(block.beside.iter().cloned());
    let after = prose.blocks.iter().skip(at + 1).find(|next| next.range.start >= block.around.end);
    scope.extend(after.filter(|next| names_sources(prose.slice(next.range.clone()))).map(|next| next.range.clone()));
    let inside = |place: &Range<usize>| scope.iter().any(|range| range.start <= place.start && place.end <= range.end);
    let cited: Vec<&str> =
        prose.cited.iter().filter(|(_, place)| inside(place)).map(|(name, _)| name.as_str()).collect();
    let notes = prose.notes.iter().filter(|(name, _)| cited.contains(&name.as_str()));
    let notes: Vec<Range<usize>> = notes.map(|(_, range)| range.clone()).collect();
    scope.extend(notes);
    scope
}

/// Whether a paragraph only says where the one before it, or the table, has its figures from.
fn names_sources(text: &str) -> bool {
    let first =
        text.trim_start_matches(['*', '_', '(', '—', '–', '-', ' ']).split([':', ' ']).next().unwrap_or_default();
    "source sources quelle quellen".split(' ').any(|word| word.eq_ignore_ascii_case(first))
}

/// Whether a link to another site stands there, or a note that names a year.
fn is_cited(prose: &Prose, scope: &[Range<usize>]) -> bool {
    let inside = |place: &Range<usize>| scope.iter().any(|range| range.start <= place.start && place.end <= range.end);
    let dated = |range: &Range<usize>| {
        let text = prose.slice(range.clone());
        text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4 && digits.starts_with(['1', '2']))
    };
    prose.outside.iter().any(inside) || prose.notes.iter().any(|(_, range)| scope.contains(range) && dated(range))
}
