//! What leads where: pages that nothing leads to, and retired ones that the playbook still leads to.

use super::super::{Backlink, PageRef, Site};
use super::live;
use crate::diagnostic::{Code, Diagnostic, code};
use crate::page::{LINK, Status};

/// Live pages that nothing leads to, though their kind wants to be led to.
pub(super) fn alone(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in live(site).filter(|page| !page.page().is_index()) {
        let Some((code, why, hint)) = lonely(page) else { continue };
        let page = page.page();
        problems.push(
            Diagnostic::new(code, format!("nothing leads to “{}”", page.title.plain))
                .at(page.span(&page.title_place))
                .because(why)
                .hint(hint)
                .hint("until then readers only find it in lists and by search"),
        );
    }
    problems
}

/// Why `page` stands alone, if it does, and what would lead to it.
fn lonely(page: PageRef) -> Option<(&'static Code, &'static str, String)> {
    // What only a retired page leads to stands alone.
    let relations =
        || page.backlinks().filter(|back| back.from.status() != Status::Retired).map(|back| back.link.relation);
    let (kind, id) = (page.kind()?, page.id());
    let kind_name = kind.name();
    if let Some(code) = kind.unreached(&mut relations()) {
        let hint = format!("name it where readers need it: `{kind_name}: {id}`");
        return Some((code, "no other page names it in its front matter", hint));
    }
    let alone = !kind.stands_alone() && relations().next().is_none() && page.owned().next().is_none();
    alone.then(|| {
        (&code::PAGE_ORPHAN, "no other page links to it", format!("link to it where it would help: `[[{id}]]`"))
    })
}

/// Fields of pages in force that lead to a retired page. A link in text may well speak of what was.
pub(super) fn retired(site: &Site) -> Vec<Diagnostic> {
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
