//! A kind's fields as templates see them: each value by its type, references led to their targets.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::body;
use super::page::Day;
use super::strings::Strings;
use crate::kinds;
use crate::page::{Data, Duration, Record, Value};
use crate::site::{Resolved, Site, UrlPath};
use crate::source::markdown::Target;
use crate::theme::Shared;

/// The fields in `record` of page `page`, as seen from the address `from`.
pub(super) struct Fields<'a> {
    pub(super) site: &'a Site,
    pub(super) page: usize,
    pub(super) from: &'a UrlPath,
    pub(super) words: &'a Strings,
    pub(super) record: &'a Record,
}

/// The fields of page `page` with what follows from the pages that they name.
pub(super) fn of_page(site: &Site, page: usize, from: &UrlPath, words: &Strings) -> Shared {
    let record = &site.page(page).fields;
    let linked = linked(site, page);
    if linked.is_empty() {
        return Shared::new(&Fields { site, page, from, words, record });
    }
    let mut record = record.clone();
    for (name, value) in linked {
        record.insert(name, value);
    }
    Shared::new(&Fields { site, page, from, words, record: &record })
}

fn linked(site: &Site, index: usize) -> Vec<(&'static str, Value)> {
    let page = site.page(index);
    let target = |value: &Value| match value.data {
        Data::Ref(link) => match site.target(index, link) {
            Resolved::Page(target, _) => Some(site.page(*target)),
            _ => None,
        },
        _ => None,
    };
    kinds::by_name(page.kind).map(|kind| kind.linked(page, &target)).unwrap_or_default()
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.record.iter() {
            map.serialize_entry(name, &self.shown(value))?;
        }
        map.end()
    }
}

impl<'a> Fields<'a> {
    fn shown(&self, value: &'a Value) -> Shown<'a> {
        Shown { site: self.site, page: self.page, from: self.from, words: self.words, value }
    }
}

/// One value.
struct Shown<'a> {
    site: &'a Site,
    page: usize,
    from: &'a UrlPath,
    words: &'a Strings,
    value: &'a Value,
}

impl<'a> Shown<'a> {
    fn other(&self, value: &'a Value) -> Self {
        Shown { site: self.site, page: self.page, from: self.from, words: self.words, value }
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value.data {
            Data::Line(text) => serializer.serialize_str(text),
            Data::Text(rich) => body::rich(self.site, self.page, self.from, self.words, rich).serialize(serializer),
            Data::Integer(number) => serializer.serialize_i64(*number),
            Data::Number(number) => serializer.serialize_f64(*number),
            Data::Flag(flag) => serializer.serialize_bool(*flag),
            Data::Choice(word) => serializer.serialize_str(word),
            Data::Date(date) => Day::from(*date).serialize(serializer),
            Data::Duration(duration) => Length::from(*duration).serialize(serializer),
            Data::Time(minutes) => serializer.collect_str(&format_args!("{:02}:{:02}", minutes / 60, minutes % 60)),
            Data::People(people) => serializer.collect_str(people),
            Data::Ref(link) => reference(self.site, self.page, *link, self.words).serialize(serializer),
            Data::Any(value) => value.serialize(serializer),
            Data::Object(record) => {
                Fields { site: self.site, page: self.page, from: self.from, words: self.words, record }
                    .serialize(serializer)
            }
            Data::List(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(&self.other(item))?;
                }
                seq.end()
            }
            Data::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, _, value) in entries {
                    map.serialize_entry(key, &self.other(value))?;
                }
                map.end()
            }
        }
    }
}

/// A length of time.
#[derive(Serialize)]
struct Length {
    text: String,
    iso: String,
    minutes: i32,
}

impl From<Duration> for Length {
    fn from(duration: Duration) -> Self {
        Self { text: duration.to_string(), iso: duration.iso(), minutes: duration.minutes }
    }
}

/// A reference: what it leads to, or its id alone if it leads nowhere.
#[derive(Serialize)]
struct Reference<'a> {
    id: &'a str,
    title: &'a str,
    url: Option<String>,
    kind: &'a str,
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aside: Option<String>,
}

fn reference<'a>(site: &'a Site, page: usize, link: usize, words: &Strings) -> Reference<'a> {
    if let Resolved::Page(target, part) = site.target(page, link) {
        let shown = site.page(*target);
        let fragment = part.as_ref().map(|part| format!("#{}", crate::site::url::encode(part)));
        return Reference {
            id: &shown.id,
            title: part.as_deref().and_then(|part| shown.part(part)).unwrap_or(&shown.title.plain),
            url: Some(format!("{}{}", site.url(*target).href(site.pretty()), fragment.unwrap_or_default())),
            kind: shown.kind,
            summary: shown.common.summary.as_ref().map(|summary| summary.plain.as_str()),
            aside: words.aside(shown),
        };
    }
    let id = match site.page(page).links.get(link).map(|link| &link.target) {
        Some(Target::Id { id, .. }) => id.as_str(),
        _ => "",
    };
    Reference { id, title: id, url: None, kind: "", summary: None, aside: None }
}
