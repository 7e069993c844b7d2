//! What the front-matter keys of other tools mean to us.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::Document;

/// What a key becomes.
#[derive(Clone, Copy)]
enum Meaning {
    Summary,
    Draft,
    Published,
    Order,
    Tags,
    /// A path at which the page was found; it stays one.
    OldAddress,
    Reviewed,
    Owner,
    Id,
    /// Only its tool needs it.
    Nothing,
}

/// The keys that mean the same in every tool that has them.
static KEYS: [(&str, Meaning); 42] = [
    ("description", Meaning::Summary),
    ("summary", Meaning::Summary),
    ("excerpt", Meaning::Summary),
    ("lede", Meaning::Summary),
    ("draft", Meaning::Draft),
    ("published", Meaning::Published),
    ("publish", Meaning::Published),
    ("weight", Meaning::Order),
    ("order", Meaning::Order),
    ("nav_order", Meaning::Order),
    ("sidebar_position", Meaning::Order),
    ("position", Meaning::Order),
    ("tags", Meaning::Tags),
    ("keywords", Meaning::Tags),
    ("permalink", Meaning::OldAddress),
    ("slug", Meaning::OldAddress),
    ("url", Meaning::OldAddress),
    ("redirect_from", Meaning::OldAddress),
    ("redirects", Meaning::OldAddress),
    ("aliases", Meaning::OldAddress),
    ("alias", Meaning::OldAddress),
    ("last_reviewed_on", Meaning::Reviewed),
    ("last_reviewed", Meaning::Reviewed),
    ("reviewed", Meaning::Reviewed),
    ("owner", Meaning::Owner),
    ("id", Meaning::Id),
    ("title", Meaning::Nothing),
    ("layout", Meaning::Nothing),
    ("hide", Meaning::Nothing),
    ("template", Meaning::Nothing),
    ("sidebar", Meaning::Nothing),
    ("sidebar_label", Meaning::Nothing),
    ("pagination_next", Meaning::Nothing),
    ("pagination_prev", Meaning::Nothing),
    ("cSpell", Meaning::Nothing),
    ("toc", Meaning::Nothing),
    ("outputs", Meaning::Nothing),
    ("cascade", Meaning::Nothing),
    ("kind", Meaning::Nothing),
    ("linkTitle", Meaning::Nothing),
    ("has_children", Meaning::Nothing),
    ("nav_exclude", Meaning::Nothing),
];

/// The keys of a page as Lensbook knows them, in the order in which people read them; those without a meaning are in `extra`.
/// `title` is not among them.
pub(super) fn ours(document: &mut Document) -> Map<String, Value> {
    let mut found = Map::new();
    let mut extra = Map::new();
    let mut old = Vec::new();
    for (key, value) in std::mem::take(&mut document.keys) {
        let meaning = KEYS.iter().find(|(known, _)| *known == key).map(|(_, meaning)| *meaning);
        let kept = match meaning {
            Some(Meaning::Summary) => one_line(&value).map(|text| ("summary", Value::from(text))),
            Some(Meaning::Draft) => (value == Value::Bool(true)).then(|| ("status", Value::from("draft"))),
            Some(Meaning::Published) => (value == Value::Bool(false)).then(|| ("status", Value::from("draft"))),
            Some(Meaning::Order) => number(&value).map(|number| ("order", number)),
            Some(Meaning::Tags) => tags(&value).map(|tags| ("tags", tags)),
            Some(Meaning::Reviewed) => date(&value).map(|date| ("reviewed", date)),
            Some(Meaning::Owner) => one_line(&value).map(|text| ("owner", Value::from(text))),
            Some(Meaning::OldAddress) => {
                old.extend(strings(&value));
                continue;
            }
            Some(Meaning::Id | Meaning::Nothing) => None,
            None => {
                if !is_empty(&value) {
                    extra.insert(key, value);
                }
                continue;
            }
        };
        match kept {
            Some((name, value)) if !found.contains_key(name) => drop(found.insert(name.to_owned(), value)),
            // What says nothing more than the default needs no key.
            None if matches!(meaning, Some(Meaning::Draft | Meaning::Published)) && value.is_boolean() => {}
            None if is_empty(&value) || matches!(meaning, Some(Meaning::Nothing)) => {}
            _ => drop(extra.insert(key, value)),
        }
    }
    if let Some(order) = document.order {
        found.insert("order".into(), number_of(order));
    }
    document.addresses.extend(old.iter().filter_map(|old| super::addresses::local(old)));
    if !extra.is_empty() {
        found.insert("extra".into(), Value::Object(extra));
    }
    in_order(found)
}

/// `found` as authors write it: what readers see first, our own values last.
fn in_order(mut found: Map<String, Value>) -> Map<String, Value> {
    let names = ["summary", "status", "owner", "reviewed", "order", "tags", "extra"];
    names.into_iter().filter_map(|name| Some((name.to_owned(), found.shift_remove(name)?))).collect()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// The text of `value` on one line.
fn one_line(value: &Value) -> Option<String> {
    let text = value.as_str()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn number(value: &Value) -> Option<Value> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()).map(number_of)
}

/// A whole number without its fraction.
pub(super) fn number_of(number: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
    if number.fract() == 0.0 && number.abs() < 1e9 { Value::from(number as i64) } else { Value::from(number) }
}

fn tags(value: &Value) -> Option<Value> {
    let all = match value {
        Value::String(text) => {
            text.split([',', ' ']).map(str::trim).filter(|tag| !tag.is_empty()).map(Value::from).collect()
        }
        _ => strings(value).into_iter().map(Value::from).collect::<Vec<_>>(),
    };
    (!all.is_empty()).then(|| Value::Array(all))
}

fn date(value: &Value) -> Option<Value> {
    let text = value.as_str()?;
    let day: Date = text.get(..10)?.parse().ok()?;
    Some(Value::from(day.to_string()))
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Number(number) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

/// Words as Markdown that shows them unchanged.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '~' | '^' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
