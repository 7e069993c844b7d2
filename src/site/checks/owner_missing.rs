//! [`code::OWNER_MISSING`]: pages that nobody looks after.

use crate::config;
use crate::diagnostic::{Diagnostic, Severity, code};
use crate::page::OWNERS;
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// Pages without an owner, where others have one; and a playbook in which nothing has one.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let without: Vec<PageRef> = site.in_force().filter(|page| page.owner().is_none()).collect();
    if without.is_empty() {
        return Vec::new();
    }
    if without.len() == site.in_force().count() {
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
    if site.config.review_in.is_none() && !site.in_force().any(cares) {
        return None;
    }
    let page = site.top().own().or_else(|| site.in_force().next())?.page();
    let mut problem = Diagnostic::new(&code::OWNER_MISSING, "this playbook has no owner")
        .at(page.span(&page.title_place))
        .because("no page names an owner")
        .hint(format!("name one in {}: `review: {{owner: …}}`", config::FILE));
    problem.severity = Severity::Advice;
    Some(problem)
}
