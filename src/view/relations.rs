//! What leads to a page, grouped by what that means: improved by, leads here when low, cited by.

use std::collections::{BTreeMap, BTreeSet};

use super::context::RenderContext;
use super::contract::{Entry, Group, Part};
use super::entry;
use super::strings::Strings;
use crate::page::{LINK, Status};
use crate::site::{Backlink, PageIndex, PageRef};

/// The field whose references are shown as what a page owns.
const OWNER: &str = "owner";

impl RenderContext {
    /// What stands behind a link to `page`, in the theme's words: figure, strength and age of evidence.
    #[must_use]
    pub fn aside(&self, page: PageRef) -> Option<String> {
        self.words.aside(page)
    }

    /// What leads to `page`, as its readers are shown it: by what that means.
    #[must_use]
    pub fn leading(&self, page: PageRef) -> Vec<Group> {
        backlinks(page, &self.words)
    }

    /// What the owner that `page` is about looks after, by kind.
    #[must_use]
    pub fn owned(&self, page: PageRef) -> Vec<Group> {
        owned(page, &self.words)
    }
}

/// What leads to `page`: each relation with what leads here by it, by kind and title. Retired pages and folders' own pages
/// are left out, and a link in text where the same page leads here by a field.
pub(super) fn backlinks(page: PageRef, words: &Strings) -> Vec<Group> {
    groups(leading(page), words)
}

/// What leads to the parts of `page` that its fields make, by the part's id.
pub(super) fn to_parts(page: PageRef, words: &Strings) -> BTreeMap<String, Vec<Group>> {
    let anchors = &page.page().anchors;
    let mut parts: BTreeMap<&str, Vec<Backlink>> = BTreeMap::new();
    for back in leading(page).filter(|_| !anchors.is_empty()) {
        if let Some(part) = back.part().filter(|part| anchors.iter().any(|anchor| anchor.id == *part)) {
            parts.entry(part).or_default().push(back);
        }
    }
    parts.into_iter().map(|(part, backs)| (part.to_owned(), groups(backs.into_iter(), words))).collect()
}

/// The links that lead to `page` and that its readers are shown.
pub(super) fn leading(page: PageRef<'_>) -> impl Iterator<Item = Backlink<'_>> {
    page.backlinks().filter(|back| is_listed(back.from) && back.link.relation != OWNER)
}

/// Pages by relation, each with its parts that hold the links.
fn groups<'a>(backs: impl Iterator<Item = Backlink<'a>>, words: &Strings) -> Vec<Group> {
    let mut found: BTreeMap<&'static str, BTreeMap<PageRef, Vec<Part>>> = BTreeMap::new();
    for back in backs {
        let parts = found.entry(back.link.relation).or_default().entry(back.from).or_default();
        parts.extend(part(back).filter(|part| !parts.contains(part)));
    }
    let by_field = |(relation, pages): (&&str, &BTreeMap<PageRef, Vec<Part>>)| {
        if *relation == LINK { Vec::new() } else { pages.keys().map(|page| page.index()).collect() }
    };
    let named: BTreeSet<PageIndex> = found.iter().flat_map(by_field).collect();
    if let Some(pages) = found.get_mut(LINK) {
        pages.retain(|page, _| !named.contains(&page.index()));
    }
    let group = |(name, title): &(&'static str, String)| {
        let pages = found.remove(name).filter(|pages| !pages.is_empty())?;
        let mut entries: Vec<Entry> =
            pages.into_iter().map(|(page, parts)| Entry { parts, ..entry::page(page) }).collect();
        let place = |entry: &Entry| words.kinds.keys().position(|kind| *kind == entry.kind);
        entries.sort_by_cached_key(|entry| (place(entry), entry.title.to_lowercase()));
        Some(Group { kind: "", relation: name, title: title.clone(), entries })
    };
    words.relations.iter().filter_map(group).collect()
}

fn is_listed(page: PageRef) -> bool {
    page.status() != Status::Retired && !page.page().is_index()
}

/// The part of its page that holds a link, if a field put it there.
fn part(back: Backlink) -> Option<Part> {
    back.link.part_of.as_ref()?;
    let (id, title) = back.from.page().part_around(back.link)?;
    Some(Part { title: title.to_owned(), url: back.from.part_href(Some(id)), id: id.to_owned() })
}

/// What the owner that `owner` is about looks after, by kind.
pub(super) fn owned(owner: PageRef, words: &Strings) -> Vec<Group> {
    entry::by_kind(owner.owned().filter(|page| *page != owner && is_listed(*page)), words)
}

/// What `page` reaches through the pages that lead to it, as its kind has it.
pub(super) fn beyond(page: PageRef, words: &Strings) -> Vec<Group> {
    let Some((here, onwards)) = page.kind().two_hop else { return Vec::new() };
    let through = leading(page).filter(|back| back.link.relation == here);
    let mut pages = BTreeSet::new();
    for from in through.map(|back| back.from).collect::<BTreeSet<PageRef>>() {
        let links = from.links().iter().enumerate().filter(|(_, link)| link.relation == onwards);
        pages.extend(links.filter_map(|(at, _)| from.target(at).page()).filter(|page| is_listed(*page)));
    }
    entry::by_kind(pages.into_iter(), words)
}
