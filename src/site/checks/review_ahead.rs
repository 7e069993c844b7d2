//! [`code::REVIEW_AHEAD`]: pages that were reviewed on a day that is still to come.

use crate::diagnostic::{Diagnostic, code};
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// Pages that were reviewed on a day that is still to come.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.in_force().map(PageRef::page) {
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
