//! Statistics without a source: no evidence and no source is named next to them.
//!
//! Each kind says whether a link to its pages counts as a source (`Kind::warrants`). A link that leads nowhere counts too: it is
//! reported already.

use super::{Resolved, Site};
use crate::diagnostic::{Diagnostic, code};
use crate::kinds::{self, Kind};
use crate::lint::statistics::Statistic;
use crate::page::{Page, Status};

/// One problem for each paragraph, row or text that holds such statistics.
pub(super) fn unsourced(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (index, page) in site.pages.iter().enumerate().filter(|(_, page)| !page.statistics.is_empty()) {
        if page.common.status != Status::Live || warrants(page) {
            continue;
        }
        let mut unsourced =
            page.statistics.iter().filter(|statistic| !is_sourced(site, index, page, statistic)).peekable();
        while let Some(first) = unsourced.next() {
            let mut problem = problem(site, index, page, first);
            while let Some(other) = unsourced.next_if(|other| other.scope == first.scope && other.span != first.span) {
                problem = problem.see(page.span(&other.span), "nor has this one");
            }
            problems.push(problem);
        }
    }
    problems
}

fn problem(site: &Site, index: usize, page: &Page, statistic: &Statistic) -> Diagnostic {
    let problem = Diagnostic::new(&code::FIGURE_UNSOURCED, format!("the figure `{}` has no source", statistic.text));
    let problem = problem.at(page.span(&statistic.span)).because("who counted, whom, and when?");
    let named = page.common.sources.iter().find_map(|link| match site.target(index, *link) {
        Resolved::Page(to, _) => Some(site.page(*to).id.as_str()),
        _ => None,
    });
    problem.hint(match named {
        Some(id) => format!(
            "if it is from there, write `[[{id}]]` behind it; the page's `sources` do not say which figure is whose"
        ),
        None => {
            "name a source or evidence in the same paragraph, `[[its-id]]`, or link to where the figure is published"
                .into()
        }
    })
}

/// Whether something that vouches for a statistic is named in its scope.
fn is_sourced(site: &Site, index: usize, page: &Page, statistic: &Statistic) -> bool {
    let within = |at: usize, end: usize| statistic.scope.iter().any(|range| range.start <= at && end <= range.end);
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
