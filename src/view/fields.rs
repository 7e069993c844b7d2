//! A kind's fields as templates see them: each value by its type, references led to their targets.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::contract::Day;
use super::strings::Strings;
use super::text;
use crate::page::{Data, Duration, Record, Value};
use crate::site::{Destination, PageRef, UrlPath};
use crate::source::markdown::Target;
use crate::theme::Shared;

/// The fields in `record` of `page`, as seen from the address `from`.
pub(super) struct Fields<'a> {
    pub(super) page: PageRef<'a>,
    pub(super) from: &'a UrlPath,
    pub(super) words: &'a Strings,
    pub(super) record: &'a Record,
}

/// The fields of `page` with what follows from the pages that they name.
pub(super) fn of_page(page: PageRef, from: &UrlPath, words: &Strings) -> Shared {
    let record = page.fields();
    let linked = linked(page);
    if linked.is_empty() {
        return Shared::new(&Fields { page, from, words, record });
    }
    let mut record = record.clone();
    for (name, value) in linked {
        record.insert(name, value);
    }
    Shared::new(&Fields { page, from, words, record: &record })
}

fn linked(page: PageRef) -> Vec<(&'static str, Value)> {
    let target = |value: &Value| page.referenced(value).map(PageRef::page);
    page.behaviour().timetable(page.page(), &target).map(|timetable| timetable.values()).unwrap_or_default()
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
    fn shown(&self, value: &'a Value) -> FieldValue<'a> {
        FieldValue { page: self.page, from: self.from, words: self.words, value }
    }
}

/// One value.
struct FieldValue<'a> {
    page: PageRef<'a>,
    from: &'a UrlPath,
    words: &'a Strings,
    value: &'a Value,
}

impl<'a> FieldValue<'a> {
    fn other(&self, value: &'a Value) -> Self {
        FieldValue { page: self.page, from: self.from, words: self.words, value }
    }
}

impl Serialize for FieldValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value.data {
            Data::Line(text) => serializer.serialize_str(text),
            Data::Text(rich) => text::rich(self.page, self.from, self.words, rich).serialize(serializer),
            Data::Integer(number) => serializer.serialize_i64(*number),
            Data::Number(number) => serializer.serialize_f64(*number),
            Data::Flag(flag) => serializer.serialize_bool(*flag),
            Data::Choice(word) => serializer.serialize_str(word),
            Data::Date(date) => Day::from(*date).serialize(serializer),
            Data::Duration(duration) => Length::from(*duration).serialize(serializer),
            Data::Time(minutes) => serializer.collect_str(&format_args!("{:02}:{:02}", minutes / 60, minutes % 60)),
            Data::People(people) => serializer.collect_str(people),
            Data::Ref(link) => reference(self.page, *link, self.words).serialize(serializer),
            Data::Any(value) => value.serialize(serializer),
            Data::Object(record) => {
                Fields { page: self.page, from: self.from, words: self.words, record }.serialize(serializer)
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
                    map.serialize_entry(key, &(!is_empty_on_purpose(value)).then(|| self.other(value)))?;
                }
                map.end()
            }
        }
    }
}

/// What authors write in a cell that is empty on purpose. Templates get nothing in its place.
const EMPTY: &str = "n/a";

fn is_empty_on_purpose(value: &Value) -> bool {
    matches!(&value.data, Data::Text(rich) if rich.plain == EMPTY)
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

fn reference<'a>(page: PageRef<'a>, link: usize, words: &Strings) -> Reference<'a> {
    if let Destination::Page(target, part) = page.target(link) {
        return Reference {
            id: target.id(),
            title: target.part_title(part),
            url: Some(target.part_href(part)),
            kind: target.kind_name(),
            summary: target.summary(),
            aside: words.aside(target),
        };
    }
    let id = match page.links().get(link).map(|link| &link.target) {
        Some(Target::Id { id, .. }) => id.as_str(),
        _ => "",
    };
    Reference { id, title: id, url: None, kind: "", summary: None, aside: None }
}
