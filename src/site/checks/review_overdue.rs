//! [`code::REVIEW_OVERDUE`]: pages whose review is overdue.
//!
//! This is advice, not a warning: a playbook that passed `--deny warnings` yesterday must not fail today only because time passed.

use crate::diagnostic::{Diagnostic, code};
use crate::site::model::Site;

/// Pages whose review is overdue.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.in_force() {
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
