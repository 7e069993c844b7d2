//! Filters: which values the facets of a kind have among the pages of a list, and which of them each page has.
//!
//! A page's values are words without spaces, `dimension:insight`, that a script compares; the filters hold what they are
//! called. Refuses to offer a filter that would not narrow anything.

use std::collections::BTreeMap;

use super::contract::{Choice, Filter};
use super::relations;
use super::strings::Strings;
use crate::page::{Data, Facet, FacetSource, KindSpec, Page, Type, Value};
use crate::site::{Backlink, Destination, PageRef};

/// Fewest pages that are worth narrowing.
const FEWEST: usize = 6;

/// The facet that every kind has.
const STATUS: &str = "status";

/// Values of a facet that pages have, in the order in which they are offered.
type Values = BTreeMap<(usize, String), Choice>;

/// What a list of `pages` can be narrowed by, and the tokens of each page.
pub(super) fn of(kind: &KindSpec, pages: &[PageRef], words: &Strings) -> (Vec<Filter>, Vec<String>) {
    let mut tokens = vec![String::new(); pages.len()];
    if pages.len() < FEWEST {
        return (Vec::new(), tokens);
    }
    let mut filters = Vec::new();
    for facet in kind.facets {
        let found: Vec<Values> = pages.iter().map(|page| values(kind, *facet, *page, words)).collect();
        filters.extend(filter(facet.name, &found, &mut tokens));
    }
    let status = |page: &PageRef| {
        let status = page.status();
        let word = status.name();
        let choice = Choice { value: word.to_owned(), title: words.say(STATUS, word).to_owned(), url: None };
        Values::from([((status as usize, word.to_owned()), choice)])
    };
    filters.extend(filter(STATUS, &pages.iter().map(status).collect::<Vec<_>>(), &mut tokens));
    (filters, tokens)
}

/// The filter over what was `found` for each page, if it tells them apart; then the tokens get its values.
fn filter(name: &'static str, found: &[Values], tokens: &mut [String]) -> Option<Filter> {
    let mut all = Values::new();
    for values in found {
        all.extend(values.iter().map(|(key, choice)| (key.clone(), choice.clone())));
    }
    // What all have narrows nothing.
    all.retain(|key, _| found.iter().any(|values| !values.contains_key(key)));
    if all.is_empty() {
        return None;
    }
    for (values, tokens) in found.iter().zip(tokens) {
        for choice in values.iter().filter(|(key, _)| all.contains_key(*key)).map(|(_, choice)| choice) {
            let space = if tokens.is_empty() { "" } else { " " };
            tokens.push_str(&format!("{space}{name}:{}", choice.value));
        }
    }
    Some(Filter { name, options: all.into_values().collect() })
}

fn values(kind: &KindSpec, facet: Facet, page: PageRef, words: &Strings) -> Values {
    match facet.source {
        FacetSource::Field(name) => {
            let Some(value) = page.fields().get(name) else { return Values::new() };
            let items = if let Data::List(items) = &value.data { items } else { std::slice::from_ref(value) };
            items.iter().filter_map(|value| one(kind, name, page, value, words)).collect()
        }
        FacetSource::Within(name, limits) => within(page.page(), name, limits),
        FacetSource::LinkingPart => holders(page),
    }
}

/// One value of field `name`.
fn one(
    kind: &KindSpec,
    name: &str,
    page: PageRef,
    value: &Value,
    words: &Strings,
) -> Option<((usize, String), Choice)> {
    match &value.data {
        Data::Ref(link) => {
            let Destination::Page(target, part) = page.target(*link) else { return None };
            Some(place(target, part))
        }
        Data::Choice(word) => {
            let order = kind.fields.iter().find(|field| field.name == name).map(|field| &field.ty);
            let at =
                if let Some(Type::Choice(all)) = order { all.iter().position(|known| known == word) } else { None };
            let choice = Choice { value: (*word).to_owned(), title: words.say(kind.name, word).to_owned(), url: None };
            Some(((at.unwrap_or_default(), (*word).to_owned()), choice))
        }
        Data::Integer(number) => {
            let text = number.to_string();
            let at = usize::try_from(*number).unwrap_or_default();
            Some(((at, text.clone()), Choice { value: text.clone(), title: text, url: None }))
        }
        _ => None,
    }
}

/// A page or a part of it as a value, by its place in its section or in its page.
fn place(page: PageRef, part: Option<&str>) -> ((usize, String), Choice) {
    let at = match part {
        Some(part) => page.page().parts().position(|known| known == part),
        None => page.section().position(page),
    };
    let title = page.part_title(part).to_owned();
    let url = part.is_none().then(|| page.href());
    let value = part.unwrap_or(page.id()).to_owned();
    // Whole pages stand behind parts.
    let at = at.unwrap_or_default() + if part.is_none() { 1000 } else { 0 };
    ((at, value.clone()), Choice { value, title, url })
}

/// The limits that a length of time keeps within.
fn within(page: &Page, name: &str, limits: &[i64]) -> Values {
    let Some(Data::Duration(length)) = page.fields.get(name).map(|value| &value.data) else { return Values::new() };
    let kept = limits.iter().enumerate().filter(|(_, limit)| i64::from(length.minutes) <= **limit);
    let choice = |(at, limit): (usize, &i64)| {
        let text = limit.to_string();
        ((at, text.clone()), Choice { value: text.clone(), title: text, url: None })
    };
    kept.map(choice).collect()
}

/// The parts of other pages that hold what leads to `page`.
fn holders(page: PageRef) -> Values {
    let holder = |Backlink { from, link, .. }: Backlink| {
        let part = link.part_of.as_deref()?;
        let (id, title) = from.page().outermost_part(part)?;
        let at = from.page().parts().position(|known| known == id).unwrap_or_default();
        Some(((at, id.to_owned()), Choice { value: id.to_owned(), title: title.to_owned(), url: None }))
    };
    relations::leading(page).filter_map(holder).collect()
}
