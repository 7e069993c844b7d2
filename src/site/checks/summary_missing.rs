//! [`code::SUMMARY_MISSING`]: live pages without a summary.

use crate::diagnostic::{Diagnostic, code};
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// Live pages without a summary.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.live().map(PageRef::page).filter(|page| page.common.summary.is_none()) {
        let problem = Diagnostic::new(&code::SUMMARY_MISSING, format!("“{}” has no summary", page.title.plain));
        let problem = problem.at(page.span(&page.title_place)).because("cards, lists and search show this title alone");
        problems.push(problem.hint("add `summary: …`, one sentence that says what the reader gets"));
    }
    problems
}
