//! [`code::FIGURE_UNSOURCED`]: statistics without a source: no evidence and no source is named next to them.
//!
//! Each kind says whether a link to its pages counts as a source (`KindSpec::backs_statistics`). A link that leads nowhere counts
//! too, because it is reported already.

use crate::diagnostic::{Diagnostic, code};
use crate::lint::statistics::Statistic;
use crate::page::Status;
use crate::site::destination::Destination;
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// One problem for each paragraph, row or text that holds such statistics.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.pages().filter(|page| !page.page().statistics.is_empty()) {
        if page.status() != Status::Live || warrants(page) {
            continue;
        }
        let mut unsourced = page.page().statistics.iter().filter(|statistic| !is_sourced(page, statistic)).peekable();
        while let Some(first) = unsourced.next() {
            let mut problem = problem(page, first);
            while let Some(other) = unsourced.next_if(|other| other.scope == first.scope && other.span != first.span) {
                problem = problem.see(page.page().span(&other.span), "this one has no source either");
            }
            problems.push(problem);
        }
    }
    problems
}

fn problem(page: PageRef, statistic: &Statistic) -> Diagnostic {
    let problem = Diagnostic::new(&code::FIGURE_UNSOURCED, format!("the figure `{}` has no source", statistic.text));
    let problem = problem.at(page.page().span(&statistic.span)).because("who counted, whom, and when?");
    let named = page.common().sources.iter().find_map(|link| page.target(*link).page());
    problem.hint(match named {
        Some(source) => format!(
            "if the figure comes from there, write `[[{}]]` after it; the page's `sources` don't say which figure they belong to",
            source.id()
        ),
        None => {
            "name a source or evidence in the same paragraph, `[[its-id]]`, or link to where the figure is published"
                .into()
        }
    })
}

/// Whether a source of the statistic is named in its scope.
fn is_sourced(page: PageRef, statistic: &Statistic) -> bool {
    let within = |at: usize, end: usize| statistic.scope.iter().any(|range| range.start <= at && end <= range.end);
    let links = page.links().iter().enumerate().filter(|(_, link)| within(link.span.start, link.span.end));
    let is_source = |link: usize| match page.target(link) {
        Destination::Page(to, _) => warrants(to),
        Destination::Nowhere => true,
        Destination::Section(_) | Destination::File(..) => false,
    };
    links.map(|(at, _)| at).any(is_source)
}

fn warrants(page: PageRef) -> bool {
    page.kind().backs_statistics
}
