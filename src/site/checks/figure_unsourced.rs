//! [`code::FIGURE_UNSOURCED`]: figures without a source: neither evidence nor a source is named beside them.
//!
//! Which kinds of pages count as a source, the kinds themselves say. A link that leads nowhere counts too: it is reported by itself.

use crate::diagnostic::{Diagnostic, code};
use crate::page::Status;
use crate::site::destination::Destination;
use crate::site::model::Site;
use crate::site::page_ref::PageRef;
use crate::source::markdown::Figure;

/// One problem for each paragraph, row or text with such figures.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.pages().filter(|page| !page.page().figures.is_empty()) {
        if page.status() != Status::Live || warrants(page) {
            continue;
        }
        let mut figures = page.page().figures.iter().filter(|figure| !is_sourced(page, figure)).peekable();
        while let Some(first) = figures.next() {
            let mut problem = problem(page, first);
            while let Some(other) = figures.next_if(|other| other.scope == first.scope && other.span != first.span) {
                problem = problem.see(page.page().span(&other.span), "nor has this one");
            }
            problems.push(problem);
        }
    }
    problems
}

fn problem(page: PageRef, figure: &Figure) -> Diagnostic {
    let problem = Diagnostic::new(&code::FIGURE_UNSOURCED, format!("the figure `{}` has no source", figure.text));
    let problem = problem.at(page.page().span(&figure.span)).because("who counted, whom, and when?");
    let named = page.common().sources.iter().find_map(|link| page.target(*link).page());
    problem.hint(match named {
        Some(source) => format!(
            "if it is from there, write `[[{}]]` behind it; the page's `sources` do not say which figure is whose",
            source.id()
        ),
        None => {
            "name a source or evidence in the same paragraph, `[[its-id]]`, or link to where the figure is published"
                .into()
        }
    })
}

/// Whether a source of the figure is named in its scope.
fn is_sourced(page: PageRef, figure: &Figure) -> bool {
    let within = |at: usize, end: usize| figure.scope.iter().any(|range| range.start <= at && end <= range.end);
    let links = page.links().iter().enumerate().filter(|(_, link)| within(link.span.start, link.span.end));
    let is_source = |link: usize| match page.target(link) {
        Destination::Page(to, _) => warrants(to),
        Destination::Nowhere => true,
        Destination::Section(_) | Destination::File(..) => false,
    };
    links.map(|(at, _)| at).any(is_source)
}

fn warrants(page: PageRef) -> bool {
    page.kind().backs_figures
}
