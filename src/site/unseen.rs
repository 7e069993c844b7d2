//! References of pages that readers do not see yet: drafts, and pages whose day has not come.
//!
//! They are led to their targets as if all such pages were shown together, so that what is broken is found while it is
//! written. In a draft it is a warning: the site is published without it.

use std::sync::Arc;

use super::lookup::PageLookup;
use super::places::Names;
use super::visibility::Options;
use super::{resolve, sections};
use crate::diagnostic::{Diagnostic, Severity};
use crate::page::{Page, Status};
use crate::snapshot::{ProjectPath, Snapshot};

/// What is wrong with the links of hidden pages that may be shown some day.
pub(super) fn problems(
    names: &Names,
    broken: &[ProjectPath],
    snapshot: &Snapshot,
    options: Options,
) -> Vec<Diagnostic> {
    let is_gone = |page: &&Arc<Page>| page.common.expires.is_some_and(|day| day <= options.as_of);
    let (gone, coming): (Vec<_>, Vec<_>) = names.hidden.iter().partition(is_gone);
    if coming.is_empty() {
        return Vec::new();
    }
    let pages: Vec<Arc<Page>> = names.pages.iter().chain(coming.iter().copied()).cloned().collect();
    let pages = Arc::new(pages);
    let gone: Vec<Arc<Page>> = gone.into_iter().cloned().collect();
    // Pages of one id are a problem once both are shown.
    let lookup = PageLookup::new(&pages, &gone, broken, snapshot, &mut Vec::new());
    let sections = sections::folders(&pages);
    let now = Names { pages: &pages, hidden: &gone, sections: &sections, files: names.files };
    let nothing: Arc<[_]> = Arc::from([]);
    let shown = |at: usize| (at < names.pages.len()).then(|| nothing.clone());
    let mut problems = Vec::new();
    resolve::all(&now, &lookup, snapshot, options, &shown, &mut problems);
    problems.into_iter().map(|problem| soften(problem, &coming)).collect()
}

/// What is wrong in a draft keeps nothing from being published.
fn soften(mut problem: Diagnostic, coming: &[&Arc<Page>]) -> Diagnostic {
    let on = problem.span.as_ref().and_then(|span| {
        let mut in_file = coming.iter().filter(|page| page.file == span.file);
        in_file.rfind(|page| !page.in_list || page.place.start <= span.start)
    });
    if on.is_some_and(|page| page.common.status == Status::Draft) && problem.severity == Severity::Error {
        problem.severity = Severity::Warning;
        problem.hints.push("the page is a draft, so the playbook is published without it".into());
    }
    problem
}
