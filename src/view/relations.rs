//! What leads to a page, grouped by what that means: improved by, leads here when low, cited by.

use std::collections::{BTreeMap, BTreeSet};

use super::RenderContext;
use super::body::Excerpt;
use super::entry::{self, Entry, Group, Part};
use super::page;
use super::strings::Strings;
use crate::kinds::{self, Kind};
use crate::page::{COMMON_FIELDS, Field, LINK, Link, Page, Status, Type};
use crate::site::{Backlink, Resolved, Site};

/// The field whose references are shown as what a page owns.
const OWNER: &str = "owner";

/// What relations are called as seen from the page that they lead to, in the order in which pages show them.
#[derive(Debug)]
pub(super) struct Relations(Vec<(&'static str, String)>);

impl RenderContext {
    /// What stands behind a link to `page`, in the theme's words: figure, strength and age of evidence.
    #[must_use]
    pub fn aside(&self, page: &Page) -> Option<String> {
        self.words.aside(page)
    }

    /// What leads to page `index`, as its readers are shown it: by what that means.
    #[must_use]
    pub fn leading(&self, site: &Site, index: usize) -> Vec<Group> {
        backlinks(site, index, &self.words)
    }

    /// What the owner that page `index` is about looks after, by kind.
    #[must_use]
    pub fn owned(&self, site: &Site, index: usize) -> Vec<Group> {
        owned(site, index, &self.words)
    }
}

impl Relations {
    /// All relations that the fields of any kind make, called as the theme's words have it: `relations.<name>`.
    pub(super) fn new(words: &serde_json::Value) -> Self {
        let mut names = Vec::new();
        for kind in kinds::ALL {
            collect(kind.fields(), None, &mut names);
            names.extend(kind.relations());
        }
        collect(COMMON_FIELDS, None, &mut names);
        names.push(LINK);
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        let called = |name: &str| Some(words.get("relations")?.get(name)?.as_str()?.to_owned());
        Self(names.into_iter().map(|name| (name, called(name).unwrap_or_else(|| name.to_owned()))).collect())
    }
}

/// The relations that references in `fields` make, within a group that means `outer`.
fn collect(fields: &'static [Field], outer: Option<&'static str>, names: &mut Vec<&'static str>) {
    for field in fields {
        let meant = field.relation.or(outer).unwrap_or(field.name);
        let mut ty = &field.ty;
        while let Type::List(item) | Type::Map(item) = ty {
            ty = item;
        }
        match ty {
            Type::Ref(_) | Type::RefOrLine(_) => names.push(meant),
            Type::Object(inner) => collect(inner, Some(meant), names),
            Type::RefOrObject(_, inner) => {
                names.push(meant);
                collect(inner, Some(meant), names);
            }
            _ => {}
        }
    }
}

/// What leads to page `index`: each relation with what leads here by it, by kind and title. Retired pages and folders' own pages
/// are left out, and a link in text where the same page leads here by a field.
pub(super) fn backlinks(site: &Site, index: usize, words: &Strings) -> Vec<Group> {
    groups(site, leading(site, index), words)
}

/// What leads to the parts of page `index` that its fields make, by the part's id.
pub(super) fn to_parts(site: &Site, index: usize, words: &Strings) -> BTreeMap<String, Vec<Group>> {
    let anchors = &site.page(index).anchors;
    let mut parts: BTreeMap<&str, Vec<Backlink>> = BTreeMap::new();
    for back in leading(site, index).filter(|_| !anchors.is_empty()) {
        if let Resolved::Page(_, Some(part)) = site.target(back.from, back.link)
            && anchors.iter().any(|anchor| anchor.id == *part)
        {
            parts.entry(part).or_default().push(back);
        }
    }
    parts.into_iter().map(|(part, backs)| (part.to_owned(), groups(site, backs.into_iter(), words))).collect()
}

/// The links that lead to page `index` and that its readers are shown.
pub(super) fn leading(site: &Site, index: usize) -> impl Iterator<Item = Backlink> {
    let all = site.backlinks.get(index).map_or(&[][..], Vec::as_slice);
    let shown =
        |back: &&Backlink| is_listed(site, back.from) && link(site, **back).is_some_and(|link| link.relation != OWNER);
    all.iter().filter(shown).copied()
}

/// The link that leads to a page.
pub(super) fn link(site: &Site, back: Backlink) -> Option<&Link> {
    site.page(back.from).links.get(back.link)
}

/// Pages by relation, each with its parts that hold the links.
fn groups(site: &Site, backs: impl Iterator<Item = Backlink>, words: &Strings) -> Vec<Group> {
    let mut found: BTreeMap<&'static str, BTreeMap<usize, Vec<Part>>> = BTreeMap::new();
    for back in backs {
        let Some(link) = link(site, back) else { continue };
        let parts = found.entry(link.relation).or_default().entry(back.from).or_default();
        parts.extend(part(site, back, link).filter(|part| !parts.contains(part)));
    }
    let by_field = |(relation, pages): (&&str, &BTreeMap<usize, Vec<Part>>)| {
        if *relation == LINK { Vec::new() } else { pages.keys().copied().collect() }
    };
    let named: BTreeSet<usize> = found.iter().flat_map(by_field).collect();
    if let Some(pages) = found.get_mut(LINK) {
        pages.retain(|page, _| !named.contains(page));
    }
    let group = |(name, title): &(&'static str, String)| {
        let pages = found.remove(name).filter(|pages| !pages.is_empty())?;
        let mut entries: Vec<Entry> =
            pages.into_iter().map(|(page, parts)| Entry { parts, ..entry::page(site, page) }).collect();
        let place = |entry: &Entry| words.kinds.keys().position(|kind| *kind == entry.kind);
        entries.sort_by_cached_key(|entry| (place(entry), entry.title.to_lowercase()));
        Some(Group { kind: "", relation: name, title: title.clone(), entries })
    };
    words.relations.0.iter().filter_map(group).collect()
}

fn is_listed(site: &Site, page: usize) -> bool {
    let page = site.page(page);
    page.common.status != Status::Retired && !page.is_index()
}

/// The part of its page that holds a link, if a field put it there.
fn part(site: &Site, back: Backlink, link: &Link) -> Option<Part> {
    link.part_of.as_ref()?;
    let (id, title) = site.page(back.from).part_around(link)?;
    let url = format!("{}#{}", site.url(back.from).href(site.pretty()), crate::site::url::encode(id));
    Some(Part { title: title.to_owned(), url, id: id.to_owned() })
}

/// What the owner that page `index` is about looks after, by kind.
pub(super) fn owned(site: &Site, index: usize, words: &Strings) -> Vec<Group> {
    let pages = site.owners.owned(index).iter().copied().filter(|page| *page != index && is_listed(site, *page));
    entry::by_kind(site, pages, words)
}

/// What page `index` reaches through the pages that lead to it, as its kind has it.
pub(super) fn beyond(site: &Site, index: usize, words: &Strings) -> Vec<Group> {
    let Some((here, onwards)) = kinds::by_name(site.page(index).kind).and_then(Kind::beyond) else {
        return Vec::new();
    };
    let through = leading(site, index).filter(|back| link(site, *back).is_some_and(|link| link.relation == here));
    let mut pages = BTreeSet::new();
    for from in through.map(|back| back.from).collect::<BTreeSet<usize>>() {
        for (at, _) in site.page(from).links.iter().enumerate().filter(|(_, link)| link.relation == onwards) {
            if let Resolved::Page(page, _) = site.target(from, at)
                && is_listed(site, *page)
            {
                pages.insert(*page);
            }
        }
    }
    entry::by_kind(site, pages.into_iter(), words)
}

/// Most pages of which a page shows an excerpt; the others stand among what leads to it.
const MOST_EXCERPTS: usize = 6;

/// What page `index` shows in place of the pages that lead to it, as their kinds have it.
pub(super) fn excerpts(site: &Site, index: usize, words: &Strings) -> Vec<Excerpt> {
    let id = &site.page(index).id;
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for back in leading(site, index) {
        let Some(link) = link(site, back) else { continue };
        let from = site.page(back.from);
        let part = kinds::by_name(from.kind).and_then(|kind| kind.excerpt(from, link, id));
        if let Some(part) = part {
            let parts = found.entry(back.from).or_default();
            parts.extend(Some(part).filter(|part| !parts.contains(part)));
        }
    }
    let show = |(from, parts)| Excerpt { page: page::view(site, from, site.url(index), words), parts };
    found.into_iter().take(MOST_EXCERPTS).map(show).collect()
}
