//! [`code::PARTS_ORDER`]: pages that lead from one part of another page to one that stands before it.

use crate::diagnostic::{Diagnostic, code};
use crate::page::{Link, Page};
use crate::site::destination::Destination;
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// One problem for each pair that is the wrong way round.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.pages() {
        let pairs = page.kind().ordered;
        problems.extend(pairs.iter().filter_map(|pair| problem(page, *pair)));
    }
    problems
}

fn problem(page: PageRef, (from, to): (&str, &str)) -> Option<Diagnostic> {
    let (first, start) = part(page, from)?;
    let (second, end) = part(page, to)?;
    let page = page.page();
    let (Destination::Page(one, Some(start)), Destination::Page(other, Some(end))) = (start, end) else { return None };
    let place = |part: &str| one.page().anchors.iter().position(|anchor| anchor.id == part);
    if one != other || place(end)? >= place(start)? {
        return if start == end && one == other { Some(same(page, second, start)) } else { None };
    }
    let message = format!("this leads from `{start}` back to `{end}`");
    let problem = Diagnostic::new(&code::PARTS_ORDER, message).at(page.span(&second.span));
    let problem = problem.because(format!("`{end}` comes before `{start}`")).see(page.span(&first.span), "from here");
    Some(problem.hint(format!("if it is the other way round, write `from: {end}` and `to: {start}`")))
}

fn same(page: &Page, link: &Link, part: &str) -> Diagnostic {
    Diagnostic::new(&code::PARTS_ORDER, format!("this leads from `{part}` to `{part}`"))
        .at(page.span(&link.span))
        .because("both are one")
        .hint("name the level that a team reaches")
}

/// The link of this relation, and where it leads.
fn part<'a>(page: PageRef<'a>, relation: &str) -> Option<(&'a Link, Destination<'a>)> {
    let (at, link) = page.links().iter().enumerate().find(|(_, link)| link.relation == relation)?;
    Some((link, page.target(at)))
}
