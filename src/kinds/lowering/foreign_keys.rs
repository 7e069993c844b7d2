//! Keys of other tools that mean what one of our fields means. They are read where lensbook.yaml lets unknown keys through; what can't be
//! read as the field is left alone, as all other keys of other tools are.

use crate::diagnostic::{Diagnostic, Severity, code};
use crate::page::{COMMON_FIELDS, Data, Decoder, Field, Record, Value};
use crate::snapshot::ProjectPath;
use crate::source::yaml::{self, Node};

/// What a key of another tool says.
#[derive(Clone, Copy)]
enum Meaning {
    /// The value of this field.
    Field(&'static str),
    /// A day, of which the time of day is left out.
    Day(&'static str),
    /// That the page is a draft if it is `true`.
    Draft,
    /// That the page is a draft if it is `false`.
    Published,
    /// Addresses from the site's root.
    Addresses,
    /// The last part of the page's address.
    Slug,
}

static KEYS: [(&str, Meaning); 14] = [
    ("draft", Meaning::Draft),
    ("published", Meaning::Published),
    ("description", Meaning::Field("summary")),
    ("excerpt", Meaning::Field("summary")),
    ("weight", Meaning::Field("order")),
    ("nav_order", Meaning::Field("order")),
    ("sidebar_position", Meaning::Field("order")),
    ("last_reviewed_on", Meaning::Day("reviewed")),
    ("last_reviewed", Meaning::Day("reviewed")),
    ("date", Meaning::Day("publish")),
    ("permalink", Meaning::Addresses),
    ("redirect_from", Meaning::Addresses),
    ("url", Meaning::Addresses),
    ("slug", Meaning::Slug),
];

/// Adds to `record` what the keys of other tools in `node` say. A field that the page gives itself stays. Returns whether any gave an
/// old address.
pub(super) fn read(node: &Node, record: &mut Record, decoder: &mut Decoder) -> bool {
    let yaml::Value::Map(entries) = &node.value else { return false };
    let mut moved = false;
    for (key, value) in entries {
        let name = key.scalar().unwrap_or_default();
        let Some((_, meaning)) = KEYS.iter().find(|(known, _)| *known == name) else { continue };
        let Some((field, found)) = meant(*meaning, value, decoder) else { continue };
        let spelling = spelling(field, *meaning, &found, decoder.text.get(value.span.clone()).unwrap_or_default());
        if !add(record, field, found) {
            continue;
        }
        moved |= field == "aliases";
        let problem =
            decoder.problem(&code::KEY_FOREIGN, format!("`{name}` of another tool is read as `{field}`"), &key.span);
        problem.label = "there is another name for this here".into();
        problem.hints.push(format!("write `{spelling}`"));
    }
    moved
}

/// What an ordinary page says under one of our keys may be another tool's: what can't be read is left out, with a warning.
pub(super) fn soften(problems: &mut [Diagnostic]) {
    let values = [&code::FIELD_TYPE, &code::FIELD_VALUE, &code::DATE_INVALID, &code::DURATION_INVALID];
    for problem in problems.iter_mut().filter(|problem| values.contains(&problem.code)) {
        problem.severity = Severity::Warning;
    }
}

/// The field that a key stands for, and its value.
fn meant(meaning: Meaning, node: &Node, decoder: &mut Decoder) -> Option<(&'static str, Value)> {
    let is = |word: &str| node.scalar().is_some_and(|text| text.eq_ignore_ascii_case(word));
    let draft = || ("status", Value { data: Data::Choice("draft"), span: node.span.clone() });
    match meaning {
        Meaning::Field(name) => Some((name, decoder.try_field(field(name)?, node)?)),
        Meaning::Day(name) => {
            let day = node.scalar()?.get(..10)?.to_owned();
            let node = Node { value: yaml::Value::Text(day), span: node.span.clone() };
            Some((name, decoder.try_field(field(name)?, &node)?))
        }
        Meaning::Draft => is("true").then(draft),
        Meaning::Published => is("false").then(draft),
        Meaning::Addresses => {
            let all = texts(node).into_iter().filter(|address| is_address(address)).collect();
            Some(("aliases", lines(node, all)?))
        }
        Meaning::Slug => {
            let slug = node.scalar().filter(|slug| is_address(slug))?;
            Some(("aliases", lines(node, vec![beside(decoder.file, slug)])?))
        }
    }
}

/// Adds a value where there is none. Addresses join those that are there.
fn add(record: &mut Record, field: &'static str, found: Value) -> bool {
    match (record.get_mut(field).map(|value| &mut value.data), found.data) {
        (Some(Data::List(known)), Data::List(more)) => {
            known.extend(more);
            true
        }
        (Some(_), _) => false,
        (None, data) => {
            record.insert(field, Value { data, span: found.span });
            true
        }
    }
}

/// How the page would say it itself.
fn spelling(field: &str, meaning: Meaning, found: &Value, written: &str) -> String {
    let value = match (&found.data, meaning) {
        (Data::Choice(word), _) => (*word).to_owned(),
        (Data::Date(day), _) => day.to_string(),
        (Data::List(items), _) => {
            let words =
                items.iter().filter_map(|item| if let Data::Line(line) = &item.data { Some(line) } else { None });
            format!("[{}]", words.cloned().collect::<Vec<_>>().join(", "))
        }
        _ => written.lines().next().unwrap_or_default().trim().to_owned(),
    };
    format!("{field}: {value}")
}

fn field(name: &str) -> Option<&'static Field> {
    COMMON_FIELDS.iter().find(|field| field.name == name)
}

fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        yaml::Value::List(items) => items.iter().filter_map(|item| item.scalar().map(str::to_owned)).collect(),
        _ => node.scalar().map(str::to_owned).into_iter().collect(),
    }
}

/// Whether this is an address on the page's own site and no pattern for one.
fn is_address(text: &str) -> bool {
    !text.trim_matches('/').is_empty() && !text.contains([':', '*', '{', '?', '#', '\\', '<', '"', '|'])
}

fn lines(node: &Node, all: Vec<String>) -> Option<Value> {
    let line = |line: String| Value { data: Data::Line(line), span: node.span.clone() };
    let items: Vec<Value> = all.into_iter().map(line).collect();
    (!items.is_empty()).then(|| Value { data: Data::List(items), span: node.span.clone() })
}

/// The address with the last part `slug` in the folder of `file`.
fn beside(file: &ProjectPath, slug: &str) -> String {
    if slug.starts_with('/') {
        return slug.to_owned();
    }
    let folder = file.parent().strip_prefix(super::CONTENT).unwrap_or_default();
    format!("{folder}/{}/", slug.trim_matches('/'))
}
