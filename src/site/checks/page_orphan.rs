//! [`code::PAGE_ORPHAN`]: pages that nothing leads to; and the codes that kinds have of their own for this, such as
//! [`code::PLAY_UNREACHED`].

use crate::diagnostic::{Code, Diagnostic, code};
use crate::page::{LINK, Status};
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// Live pages that nothing leads to, though their kind wants to be led to.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.live().filter(|page| !page.page().is_index()) {
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
    let (kind, id) = (page.kind(), page.id());
    let kind_name = kind.name;
    if let Some(code) = kind.unreached
        && relations().all(|relation| matches!(relation, LINK | "sources"))
    {
        let hint = format!("name it where readers need it: `{kind_name}: {id}`");
        return Some((code, "no other page names it in its front matter", hint));
    }
    let alone = !kind.needs_no_links && relations().next().is_none() && page.owned().next().is_none();
    alone.then(|| {
        (&code::PAGE_ORPHAN, "no other page links to it", format!("link to it where it would help: `[[{id}]]`"))
    })
}
