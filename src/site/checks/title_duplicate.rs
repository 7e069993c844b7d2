//! [`code::TITLE_DUPLICATE`]: live pages that readers can't tell apart in a list.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, code};
use crate::page::Page;
use crate::site::lookup::FastMap;
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// Pages of one kind and one title, whatever its letters' case.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut first: FastMap<(&str, Cow<str>), &Page> = FastMap::default();
    for page in site.live().map(PageRef::page) {
        let other = *first.entry((page.kind.name, plain(&page.title.plain))).or_insert(page);
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
