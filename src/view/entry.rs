//! Entries: a page or section as lists, navigation and cards show it.

use serde::Serialize;

use super::fields::Fields;
use super::words::Words;
use crate::kinds;
use crate::site::{Site, UrlPath};
use crate::theme::Shared;

/// A page or section as a list shows it.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Entry {
    /// Its title, without markup.
    pub title: String,
    /// Its address from the site's root.
    pub url: String,
    /// The name of its kind; empty for sections.
    pub kind: &'static str,
    /// Its summary, without markup.
    pub summary: Option<String>,
    /// How many pages it holds, if it is a section.
    pub count: usize,
    /// Where it leads to another page: the title of its part that does, if a field with an id holds the link.
    pub part: Option<String>,
    /// And the part of that other page that it leads to.
    pub to: Option<String>,
    /// Its kind's fields, for cards; only where a section's own page lists its pages.
    pub fields: Option<Shared>,
}

/// Entries of one kind, or of one relation.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub struct Group {
    /// The name of the kind; empty for sections and relations.
    pub kind: &'static str,
    /// What it means that they lead here: the name of a relation; empty for kinds.
    pub relation: &'static str,
    /// What they are called together.
    pub title: String,
    /// The entries, in order.
    pub entries: Vec<Entry>,
}

/// A page as an entry.
pub(super) fn page(site: &Site, index: usize) -> Entry {
    let page = site.page(index);
    Entry {
        title: page.title.plain.clone(),
        url: site.url(index).href(site.pretty()),
        kind: page.kind,
        summary: page.common.summary.as_ref().map(|summary| summary.plain.clone()),
        count: 0,
        part: None,
        to: None,
        fields: None,
    }
}

/// A page as an entry with its kind's fields, as the list at `from` shows it.
pub(super) fn card(site: &Site, index: usize, from: &UrlPath, words: &Words) -> Entry {
    let record = &site.page(index).fields;
    Entry { fields: Some(Shared::new(&Fields { site, page: index, from, words, record })), ..page(site, index) }
}

/// A section as an entry: titled by its own page, its kind, or its folder.
pub(super) fn section(site: &Site, index: usize, words: &Words) -> Entry {
    let section = site.section(index);
    let own = section.index.map(|own| site.page(own));
    let folder = section.path.rsplit('/').next().unwrap_or_default();
    let title = match (own, section.kind.and_then(|kind| words.kinds.get(kind))) {
        (Some(page), _) => page.title.plain.clone(),
        (None, Some((_, many))) => many.clone(),
        (None, None) => readable(folder),
    };
    Entry {
        title,
        url: section.url.href(site.pretty()),
        kind: section.kind.unwrap_or_default(),
        summary: own.and_then(|page| page.common.summary.as_ref()).map(|summary| summary.plain.clone()),
        count: section.pages.len() + section.also.len(),
        part: None,
        to: None,
        fields: None,
    }
}

/// `first-steps` as `First steps`.
fn readable(folder: &str) -> String {
    let words = folder.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `pages` grouped by kind, in the order of the registry, each as `entry` shows it.
pub(super) fn by_kind(
    site: &Site,
    pages: impl Iterator<Item = usize>,
    words: &Words,
    entry: impl Fn(usize) -> Entry,
) -> Vec<Group> {
    let mut groups: Vec<(&'static str, Vec<Entry>)> = kinds::ALL.iter().map(|kind| (kind.name(), Vec::new())).collect();
    for index in pages {
        let kind = site.page(index).kind;
        if let Some((_, entries)) = groups.iter_mut().find(|(name, _)| *name == kind) {
            entries.push(entry(index));
        }
    }
    let titled = |(kind, entries): (&'static str, Vec<Entry>)| Group {
        kind,
        relation: "",
        title: words.kinds.get(kind).map(|(_, many)| many.clone()).unwrap_or_default(),
        entries,
    };
    groups.into_iter().filter(|(_, entries)| !entries.is_empty()).map(titled).collect()
}
