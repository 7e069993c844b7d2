//! [`code::EVIDENCE_STALE`]: evidence that is too old to rely on.
//!
//! This is advice, not a warning: a playbook that passed `--deny warnings` yesterday must not fail today only because time passed.

use crate::diagnostic::{Diagnostic, code};
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// Evidence that is too old to rely on.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.in_force().map(PageRef::page) {
        let Some((day, place)) = page.stale_after().filter(|(day, _)| *day < site.options.as_of) else {
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
