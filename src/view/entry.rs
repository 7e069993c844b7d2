//! Entries: a page or section as lists, navigation and cards show it.

use super::contract::{Entry, Group};
use super::strings::Strings;
use crate::kinds;
use crate::page::{KindSpec, readable};
use crate::site::{PageRef, SectionRef};

/// A page as an entry.
pub(super) fn page(page: PageRef) -> Entry {
    Entry {
        title: page.title().to_owned(),
        url: page.href(),
        kind: page.kind_name(),
        summary: page.summary().map(str::to_owned),
        count: 0,
        parts: Vec::new(),
        card: None,
        index: Some(page.index()),
    }
}

/// A section as an entry: titled by its own page, its kind, or its folder.
pub(super) fn section(section: SectionRef, words: &Strings) -> Entry {
    let own = section.own();
    let folder = section.path().rsplit('/').next().unwrap_or_default();
    let title = match (own, section.kind().and_then(|kind| words.kinds.get(kind))) {
        (Some(page), _) => page.title().to_owned(),
        (None, _) if section.is_top() => section.site().config.title.clone().unwrap_or_else(|| "Playbook".to_owned()),
        (None, Some((_, many))) => many.clone(),
        (None, None) => readable(folder),
    };
    Entry {
        title,
        url: section.href(),
        kind: section.kind().unwrap_or_default(),
        summary: own.and_then(PageRef::summary).map(str::to_owned),
        count: section.count(),
        parts: Vec::new(),
        card: None,
        index: None,
    }
}

/// `pages` grouped by kind, in the order of the registry: each kind that has any, with its pages.
pub(super) fn sorted<'a>(pages: impl Iterator<Item = PageRef<'a>>) -> Vec<(&'static KindSpec, Vec<PageRef<'a>>)> {
    let mut groups: Vec<(&'static KindSpec, Vec<PageRef>)> = kinds::all().map(|kind| (kind, Vec::new())).collect();
    for page in pages {
        if let Some((_, pages)) = groups.iter_mut().find(|(known, _)| known.name == page.kind_name()) {
            pages.push(page);
        }
    }
    groups.retain(|(_, pages)| !pages.is_empty());
    groups
}

/// `pages` grouped by kind, in the order of the registry.
pub(super) fn by_kind<'a>(pages: impl Iterator<Item = PageRef<'a>>, words: &Strings) -> Vec<Group> {
    let group = |(kind, pages): (&'static KindSpec, Vec<PageRef>)| Group {
        kind: kind.name,
        relation: "",
        title: words.many(kind.name),
        entries: pages.into_iter().map(page).collect(),
    };
    sorted(pages).into_iter().map(group).collect()
}
