//! What leads where: pages that nothing leads to, and retired ones that the playbook still leads to.

use super::super::{Backlink, Resolved, Site};
use super::live;
use crate::diagnostic::{Code, Diagnostic, code};
use crate::kinds::{self, Kind};
use crate::page::{LINK, Link, Page, Status};

/// Live pages that nothing leads to, though their kind wants to be led to.
pub(super) fn alone(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (index, page) in live(site).filter(|(_, page)| !page.is_index()) {
        let Some(kind) = kinds::by_name(page.kind) else { continue };
        let Some((code, why, hint)) = lonely(kind, site, index) else { continue };
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

/// Why the page at `index`, of `kind`, stands alone, if it does, and what would lead to it.
fn lonely(kind: &dyn Kind, site: &Site, index: usize) -> Option<(&'static Code, &'static str, String)> {
    let relations = || from_others(site, index).map(|(_, link)| link.relation);
    let (id, kind_name) = (&site.page(index).id, kind.name());
    if let Some(code) = kind.unreached(&mut relations()) {
        let hint = format!("name it where readers need it: `{kind_name}: {id}`");
        return Some((code, "no other page names it in its front matter", hint));
    }
    let alone = !kind.stands_alone() && relations().next().is_none() && site.owners.owned(index).is_empty();
    alone.then(|| {
        (&code::PAGE_ORPHAN, "no other page links to it", format!("link to it where it would help: `[[{id}]]`"))
    })
}

/// What leads to a page from pages that are not retired.
fn from_others(site: &Site, index: usize) -> impl Iterator<Item = (&Page, &Link)> {
    site.leading_to(index).filter(|(page, _)| page.common.status != Status::Retired)
}

/// Fields of pages in force that lead to a retired page. A link in text may well speak of what was.
pub(super) fn retired(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let is_retired = |page: &Page| page.common.status == Status::Retired;
    let pages = site.pages.iter().enumerate().filter(|(_, page)| is_retired(page));
    for (index, target) in pages {
        let instead = site.successor(index).map(|page| format!("name `{}` instead", site.page(page).id));
        let rows = site.backlinks.get(index).map_or(&[][..], Vec::as_slice);
        for (page, link) in rows.iter().filter_map(|back| leading(site, *back)) {
            problems.push(
                Diagnostic::new(
                    &code::RETIRED_IN_USE,
                    format!("this leads to “{}”, which is retired", target.title.plain),
                )
                .at(page.span(&link.span))
                .because("readers are sent to a page that no longer applies")
                .see(target.span(&target.title_place), "retired here")
                .hint(instead.clone().unwrap_or_else(|| "name another page, or remove it".into())),
            );
        }
    }
    problems
}

/// The page and the field behind a backlink, if readers may rely on that page.
fn leading(site: &Site, back: Backlink) -> Option<(&Page, &Link)> {
    let page = site.page(back.from);
    let link = page.links.get(back.link)?;
    let counts = link.relation != LINK && page.common.status.is_in_force();
    (counts && matches!(site.target(back.from, back.link), Resolved::Page(..))).then_some((page, link))
}
