//! Who looks after what: each page's owner, and what each owner has. Refuses to invent one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::{PageIndex, Resolved};
use super::lookup::PageLookup;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Span, code, did_you_mean};
use crate::page::{OWNERS, Page, Status, listed};
use crate::snapshot::ProjectPath;
use crate::source::markdown::Target;

/// Who looks after a page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Owner {
    /// The one that this page is about.
    Page(PageIndex),
    /// Somebody whom no page describes.
    Name(String),
}

/// The owners of all pages.
#[derive(Default, Debug)]
pub(super) struct Owners {
    /// Whoever looks after pages that name nobody.
    default: Option<Owner>,
    /// What each owner that has a page looks after.
    pub(super) owned: BTreeMap<PageIndex, Vec<PageIndex>>,
}

impl Owners {
    /// Finds the owners of `pages`, and what is wrong with the one in the configuration.
    pub(super) fn new(
        pages: &[Arc<Page>],
        targets: &[Arc<[Resolved]>],
        lookup: &PageLookup,
        config: &Config,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let default = config.owner.as_ref().map(|name| match lookup.by_id.get(name.as_str()) {
            Some(found) if pages.get(found.0).is_some_and(|page| is_owner(page)) => Owner::Page(*found),
            _ => {
                problems.extend(unknown(name, pages, config));
                Owner::Name(name.clone())
            }
        });
        let mut owners = Self { default, owned: BTreeMap::new() };
        for (at, page) in pages.iter().enumerate() {
            if let Some(Owner::Page(owner)) = owners.of(page, targets.get(at).map_or(&[], |row| row)) {
                owners.owned.entry(owner).or_default().push(PageIndex(at));
            }
        }
        owners
    }

    /// Who looks after `page`, whose links lead to `targets`.
    pub(super) fn of(&self, page: &Page, targets: &[Resolved]) -> Option<Owner> {
        let Some(link) = page.common.owner else { return self.default.clone() };
        match (targets.get(link), page.links.get(link).map(|link| &link.target)) {
            (Some(Resolved::Page(owner, _)), _) => Some(Owner::Page(*owner)),
            (_, Some(Target::Id { id, .. })) => Some(Owner::Name(id.clone())),
            _ => None,
        }
    }
}

fn is_owner(page: &Page) -> bool {
    OWNERS.contains(&page.kind.name)
}

/// The problem of a configured owner whom no page describes; none while the playbook describes no owner at all, but in drafts.
fn unknown(name: &str, pages: &[Arc<Page>], config: &Config) -> Option<Diagnostic> {
    let described = pages.iter().filter(|page| is_owner(page) && page.common.status != Status::Draft);
    let ids: Vec<&str> = described.map(|page| page.id.as_str()).collect();
    if ids.is_empty() {
        return None;
    }
    let what = OWNERS.join(" or ");
    let some = || format!("there is {}", listed(ids.get(..ids.len().min(8)).unwrap_or_default()));
    let hint = did_you_mean(name, ids.iter().copied()).unwrap_or_else(some);
    let place = Span::new(&ProjectPath::new(config::FILE)?, config.owner_place.clone());
    let problem = Diagnostic::new(&code::REF_MISSING, format!("there is no {what} with the id `{name}`"));
    Some(problem.at(place).because("no page has this id").hint(hint))
}
