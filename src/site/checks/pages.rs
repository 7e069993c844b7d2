//! What each page needs to be found: a summary, and a title of its own.

use std::borrow::Cow;

use super::super::{Lookup, PageRef, Site};
use super::live;
use crate::diagnostic::{Diagnostic, code};
use crate::page::Page;

/// Live pages without a summary.
pub(super) fn summaries(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in live(site).map(PageRef::page).filter(|page| page.common.summary.is_none()) {
        let problem = Diagnostic::new(&code::SUMMARY_MISSING, format!("“{}” has no summary", page.title.plain));
        let problem = problem.at(page.span(&page.title_place)).because("cards, lists and search show this title alone");
        problems.push(problem.hint("add `summary: …`, one sentence that says what the reader gets"));
    }
    problems
}

/// Pages of one kind and one title, whatever its letters' case.
pub(super) fn titles(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut first: Lookup<(&str, Cow<str>), &Page> = Lookup::default();
    for page in live(site).map(PageRef::page) {
        let other = *first.entry((page.kind, plain(&page.title.plain))).or_insert(page);
        if std::ptr::eq(other, page) {
            continue;
        }
        problems.push(
            Diagnostic::new(&code::TITLE_DUPLICATE, format!("two pages have the title “{}”", page.title.plain))
                .at(page.span(&page.title_place))
                .because("readers can't tell the two apart in a list")
                .see(other.span(&other.title_place), "the other one")
                .hint("say in each title how the page differs from the other"),
        );
    }
    problems
}

/// `text` in lower case, in place if it is already.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_plain { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}
