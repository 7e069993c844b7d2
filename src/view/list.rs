//! What a section's own page lists: its pages by kind, each as a card, with the columns of a grid where the kind has some,
//! and what the list can be narrowed by.
//!
//! All of it comes from the pages themselves and from what their kind says of lists. Refuses to leave a page out: what a
//! reader narrows is decided in the browser.

use std::collections::BTreeSet;

use super::contract::{Card, Column, Entry, List};
use super::strings::Strings;
use super::{entry, facets, fields, relations};
use crate::page::{Data, KindSpec};
use crate::site::{Destination, PageRef, SectionRef, UrlPath};

/// What the own page of `section` lists: the sections within it, then its pages by kind.
pub(super) fn of_section(section: SectionRef, words: &Strings) -> Vec<List> {
    let children: Vec<Entry> = section.children().map(|child| entry::section(child, words)).collect();
    let mut lists = Vec::new();
    if !children.is_empty() {
        let (columns, filters) = (Vec::new(), Vec::new());
        lists.push(List { kind: "", title: String::new(), entries: children, columns, filters });
    }
    for (kind, pages) in entry::sorted(section.listed()) {
        let (whole, lacking): (Vec<PageRef>, Vec<PageRef>) = pages.into_iter().partition(|page| is_whole(kind, *page));
        if !whole.is_empty() {
            lists.push(list(kind, &whole, section.url(), words));
        }
        if !lacking.is_empty() {
            let entries = lacking.into_iter().map(entry::page).collect();
            lists.push(List {
                kind: "",
                title: words.many(kind.name),
                entries,
                columns: Vec::new(),
                filters: Vec::new(),
            });
        }
    }
    lists
}

/// The grids that the own page of `section` lists, without filters: what is left of its lists where its pages follow.
pub(super) fn grids_of_section(section: SectionRef, words: &Strings) -> Vec<List> {
    let pages = entry::sorted(section.listed()).into_iter().filter(|(kind, _)| kind.columns.is_some());
    let lists = pages.map(|(kind, pages)| {
        let whole: Vec<PageRef> = pages.into_iter().filter(|page| is_whole(kind, *page)).collect();
        List { filters: Vec::new(), ..list(kind, &whole, section.url(), words) }
    });
    lists.filter(|list| !list.columns.is_empty()).collect()
}

/// Whether a page has all that its kind's lists show. While it is being written, a preview may list one that has not.
fn is_whole(kind: &KindSpec, page: PageRef) -> bool {
    let fields = page.fields();
    kind.fields.iter().filter(|field| field.required).all(|field| fields.get(field.name).is_some())
}

fn list(kind: &'static KindSpec, pages: &[PageRef], from: &UrlPath, words: &Strings) -> List {
    let targets = columns(kind, pages);
    let (filters, tokens) = facets::of(kind, pages, words);
    let card = |(page, tokens): (&PageRef, String)| Entry {
        card: Some(Card {
            columns: (0..).zip(&targets).filter(|(_, at)| leads(kind, *page, **at)).map(|(n, _)| n).collect(),
            tokens,
            ..card(kind, *page, from, words)
        }),
        ..entry::page(*page)
    };
    List {
        kind: kind.name,
        title: words.many(kind.name),
        entries: pages.iter().zip(tokens).map(card).collect(),
        columns: targets.iter().map(|(page, part)| column(*page, *part)).collect(),
        filters,
    }
}

fn card(kind: &'static KindSpec, page: PageRef, from: &UrlPath, words: &Strings) -> Card {
    let used: BTreeSet<PageRef> = relations::leading(page).map(|back| back.from).collect();
    let gathers = kind.lists_backlinks;
    Card {
        fields: fields::of_page(page, from, words),
        status: page.status().name(),
        owner: page.owner().map(|owner| page.site().owner_name(&owner).to_owned()),
        used: used.len(),
        backlinks: if gathers { relations::backlinks(page, words) } else { Vec::new() },
        owns: if gathers { relations::owned(page, words) } else { Vec::new() },
        columns: Vec::new(),
        tokens: String::new(),
    }
}

/// A page, or a part of it.
type Place<'a> = (PageRef<'a>, Option<&'a str>);

/// What the column field of `page` leads to.
fn places<'a>(kind: &KindSpec, page: PageRef<'a>) -> impl Iterator<Item = Place<'a>> {
    let values = kind.columns.into_iter().flat_map(move |field| page.fields().list(field));
    values.filter_map(move |value| match value.data {
        Data::Ref(link) if let Destination::Page(page, part) = page.target(link) => Some((page, part)),
        _ => None,
    })
}

fn leads(kind: &KindSpec, page: PageRef, place: Place) -> bool {
    places(kind, page).any(|target| target == place)
}

/// All that the column fields of `pages` lead to: parts in the order of their page, which comes before whole pages.
fn columns<'a>(kind: &KindSpec, pages: &[PageRef<'a>]) -> Vec<Place<'a>> {
    let mut found = BTreeSet::new();
    for (page, part) in pages.iter().flat_map(|page| places(kind, *page)) {
        let at = part.and_then(|part| page.page().parts().position(|known| known == part));
        found.insert((part.is_none(), page, at, part));
    }
    found.into_iter().map(|(_, page, _, part)| (page, part)).collect()
}

fn column(page: PageRef, part: Option<&str>) -> Column {
    Column {
        title: page.part_title(part).to_owned(),
        url: page.part_href(part),
        kind: page.kind_name(),
        of: part.map(|_| page.title().to_owned()),
    }
}
