//! What leads to a page, grouped by what that means: improved by, leads here when low, cited by.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{self, Entry, Group};
use super::words::Words;
use crate::kinds;
use crate::page::{COMMON_FIELDS, Field, LINK, Link, Status, Type};
use crate::site::{Backlink, Resolved, Site};

/// The field whose references are shown as what a page owns.
const OWNER: &str = "owner";

/// What relations are called as seen from the page that they lead to, in the order in which pages show them.
#[derive(Debug)]
pub(super) struct Relations(Vec<(&'static str, String)>);

impl Relations {
    /// All relations that the fields of any kind make, called as the theme's words have it: `relations.<name>`.
    pub(super) fn new(words: &serde_json::Value) -> Self {
        let mut names = Vec::new();
        for fields in kinds::ALL.iter().map(|kind| kind.fields()).chain([COMMON_FIELDS]) {
            collect(fields, None, &mut names);
        }
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
pub(super) fn backlinks(site: &Site, index: usize, words: &Words) -> Vec<Group> {
    let mut by_relation: BTreeMap<&'static str, Vec<Entry>> = BTreeMap::new();
    let mut named = BTreeSet::new();
    let all = site.backlinks.get(index).map_or(&[][..], Vec::as_slice);
    let mut seen = BTreeSet::new();
    for back in all.iter().filter(|back| is_listed(site, back.from)) {
        let Some(link) = site.page(back.from).links.get(back.link) else { continue };
        if link.relation == OWNER {
            continue;
        }
        if link.relation != LINK {
            named.insert(back.from);
        }
        let (entry, part) = shown(site, *back, link);
        if seen.insert((link.relation, back.from, part, entry.to.clone())) {
            by_relation.entry(link.relation).or_default().push(entry);
        }
    }
    if let Some(entries) = by_relation.get_mut(LINK) {
        let urls: BTreeSet<String> = named.iter().map(|from| site.url(*from).href(site.pretty())).collect();
        entries.retain(|entry| !urls.contains(&entry.url));
    }
    let group = |(name, title): &(&'static str, String)| {
        let mut entries = by_relation.remove(name).filter(|entries| !entries.is_empty())?;
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

/// A backlink as a list shows it, and the part of the other page that it stands in, if a field put it there.
fn shown(site: &Site, back: Backlink, link: &Link) -> (Entry, Option<String>) {
    let mut entry = entry::page(site, back.from);
    if let Resolved::Page(_, Some(to)) = site.target(back.from, back.link) {
        entry.to = Some(to.clone());
    }
    let page = site.page(back.from);
    let Some((id, title)) = link.part_of.as_ref().and_then(|_| page.part_around(link)) else { return (entry, None) };
    entry.url = format!("{}#{}", entry.url, crate::site::url::encode(id));
    entry.part = Some(title.to_owned());
    (entry, Some(id.to_owned()))
}

/// What the owner that page `index` is about looks after, by kind.
pub(super) fn owned(site: &Site, index: usize, words: &Words) -> Vec<Group> {
    let pages = site.owners.owned(index).iter().copied().filter(|page| *page != index && is_listed(site, *page));
    entry::by_kind(site, pages, words, |page| entry::page(site, page))
}
