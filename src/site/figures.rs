//! Figures that nobody vouches for: neither evidence nor a source is named beside them.
//!
//! Which kinds of pages vouch, the kinds themselves say. Where a link leads nowhere, that is reported already.

use super::{Resolved, Site};
use crate::diagnostic::{Diagnostic, code};
use crate::kinds::{self, Kind};
use crate::page::{Page, Status};
use crate::source::markdown::Figure;

/// One problem for each paragraph, row or text with such figures.
pub(super) fn unsourced(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (index, page) in site.pages.iter().enumerate().filter(|(_, page)| !page.figures.is_empty()) {
        if page.common.status != Status::Live || warrants(page) {
            continue;
        }
        let mut figures = page.figures.iter().filter(|figure| !is_sourced(site, index, page, figure)).peekable();
        while let Some(first) = figures.next() {
            let mut problem = problem(site, index, page, first);
            while let Some(other) = figures.next_if(|other| other.scope == first.scope && other.span != first.span) {
                problem = problem.see(page.span(&other.span), "this one has no source either");
            }
            problems.push(problem);
        }
    }
    problems
}

fn problem(site: &Site, index: usize, page: &Page, figure: &Figure) -> Diagnostic {
    let problem = Diagnostic::new(&code::FIGURE_UNSOURCED, format!("the figure `{}` has no source", figure.text));
    let problem = problem.at(page.span(&figure.span)).because("who counted, whom, and when?");
    let named = page.common.sources.iter().find_map(|link| match site.target(index, *link) {
        Resolved::Page(to, _) => Some(site.page(*to).id.as_str()),
        _ => None,
    });
    problem.hint(match named {
        Some(id) => format!(
            "if the figure comes from there, write `[[{id}]]` after it; the page's `sources` don't say which figure they belong to"
        ),
        None => {
            "name a source or evidence in the same paragraph, `[[its-id]]`, or link to where the figure is published"
                .into()
        }
    })
}

/// Whether something that vouches for a figure is named in its scope.
fn is_sourced(site: &Site, index: usize, page: &Page, figure: &Figure) -> bool {
    let within = |at: usize, end: usize| figure.scope.iter().any(|range| range.start <= at && end <= range.end);
    let links = page.links.iter().enumerate().filter(|(_, link)| within(link.span.start, link.span.end));
    let vouches = |link: usize| match site.target(index, link) {
        Resolved::Page(to, _) => warrants(site.page(*to)),
        Resolved::Nowhere => true,
        Resolved::Section(_) | Resolved::File(..) => false,
    };
    links.map(|(at, _)| at).any(vouches)
}

fn warrants(page: &Page) -> bool {
    kinds::by_name(page.kind).is_some_and(Kind::warrants)
}
