//! Whether pages are looked after: reviews that are due, evidence that is too old, owners.
//!
//! What time alone brings about is advice, not a warning: a playbook that passed `--deny warnings` yesterday passes it today.

use super::super::{PageRef, Site};
use super::in_force;
use crate::config;
use crate::diagnostic::{Diagnostic, Severity, code};
use crate::kinds;
use crate::page::OWNERS;

/// Pages whose review is overdue.
pub(super) fn reviews(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in in_force(site) {
        let Some(due) = page.review_due().filter(|due| *due < site.options.as_of) else { continue };
        let page = page.page();
        let reviewed = page.common.reviewed.map(|day| format!("it was last reviewed on {day}")).unwrap_or_default();
        problems.push(
            Diagnostic::new(&code::REVIEW_OVERDUE, format!("“{}” was due for review on {due}", page.title.plain))
                .at(page.span(&page.title_place))
                .because(reviewed)
                .hint("read it again, fix what is wrong, and set `reviewed:` to the day you did so"),
        );
    }
    problems
}

/// Pages that were reviewed on a day that is still to come.
pub(super) fn ahead(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in in_force(site).map(PageRef::page) {
        let Some(day) = page.common.reviewed.filter(|day| *day > site.options.as_of) else { continue };
        let place = &page.common.reviewed_place;
        let today = site.options.as_of;
        problems.push(
            Diagnostic::new(
                &code::REVIEW_AHEAD,
                format!("“{}” has a review date in the future, {day}", page.title.plain),
            )
            .at(page.span(place))
            .because(format!("today is {today}"))
            .hint("set it to the day somebody last reviewed the page; `review_in` says when the next review is due"),
        );
    }
    problems
}

/// Evidence that is too old to rely on.
pub(super) fn stale(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in in_force(site).map(PageRef::page) {
        let Some((day, place)) = kinds::stale_after(page).filter(|(day, _)| *day < site.options.as_of) else {
            continue;
        };
        problems.push(
            Diagnostic::new(&code::EVIDENCE_STALE, format!("“{}” was valid until {day}", page.title.plain))
                .at(page.span(place))
                .because("this day has passed")
                .hint("look for newer evidence, or retire it; if it is still true, set a later day"),
        );
    }
    problems
}

/// Pages without an owner, where others have one; and a playbook in which nothing has one.
pub(super) fn owners(site: &Site) -> Vec<Diagnostic> {
    let without: Vec<PageRef> = in_force(site).filter(|page| page.owner().is_none()).collect();
    if without.is_empty() {
        return Vec::new();
    }
    if without.len() == in_force(site).count() {
        return no_owner_at_all(site).into_iter().collect();
    }
    without.into_iter().map(no_owner).collect()
}

fn no_owner(page: PageRef) -> Diagnostic {
    let page = page.page();
    Diagnostic::new(&code::OWNER_MISSING, format!("“{}” has no owner", page.title.plain))
        .at(page.span(&page.title_place))
        .because("nobody is reminded to review it")
        .hint(format!(
            "add `owner: …`, or name an owner for all such pages in {}: `review: {{owner: …}}`",
            config::FILE
        ))
}

/// Says it once, at the home page, and only of a playbook that speaks of reviews or of people at all: notes need no owner.
fn no_owner_at_all(site: &Site) -> Option<Diagnostic> {
    let cares = |page: PageRef| page.common().reviewed.is_some() || OWNERS.contains(&page.kind_name());
    if site.config.review_in.is_none() && !in_force(site).any(cares) {
        return None;
    }
    let page = site.top().own().or_else(|| in_force(site).next())?.page();
    let mut problem = Diagnostic::new(&code::OWNER_MISSING, "this playbook has no owner")
        .at(page.span(&page.title_place))
        .because("no page names an owner")
        .hint(format!("name one in {}: `review: {{owner: …}}`", config::FILE));
    problem.severity = Severity::Advice;
    Some(problem)
}
