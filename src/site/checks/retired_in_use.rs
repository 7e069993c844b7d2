//! [`code::RETIRED_IN_USE`]: retired pages that the playbook still leads to.

use crate::diagnostic::{Diagnostic, code};
use crate::page::{LINK, Status};
use crate::site::destination::Backlink;
use crate::site::model::Site;

/// Fields of pages in force that lead to a retired page. A link in text may well speak of what was.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for target in site.pages().filter(|page| page.status() == Status::Retired) {
        let instead = target.successor().map(|page| format!("name `{}` instead", page.id()));
        for Backlink { from, link, .. } in target.backlinks().filter(counts) {
            problems.push(
                Diagnostic::new(&code::RETIRED_IN_USE, format!("this leads to “{}”, which is retired", target.title()))
                    .at(from.page().span(&link.span))
                    .because("readers are sent to a page that no longer applies")
                    .see(target.page().span(&target.page().title_place), "retired here")
                    .hint(instead.clone().unwrap_or_else(|| "name another page, or remove it".into())),
            );
        }
    }
    problems
}

/// Whether a field holds the link, on a page that readers may rely on.
fn counts(back: &Backlink) -> bool {
    back.link.relation != LINK && back.from.status().is_in_force()
}
