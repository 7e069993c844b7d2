//! YAML as a tree in which every node knows its place. The only module that knows the YAML crate.
//!
//! Reads strictly: duplicate keys and tabs are problems, `NO` and `1.10` keep their spelling, nesting and aliases have
//! budgets. What a value should be is not decided here but by the fields of its kind.

mod explain;
mod lines;
mod misplaced;
mod slip;
mod slips;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use crate::diagnostic::{Diagnostic, Span, code};
use crate::limits::{YAML_ALIASES, YAML_DEPTH, YAML_NODES, YAML_REPEATED, YAML_STEPS};
use crate::snapshot::ProjectPath;

/// A YAML value and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Its byte range in the file's text.
    pub span: Range<usize>,
}

/// What a YAML value can be.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Nothing: `key:` with no value, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number, with its spelling.
    Integer(i64, String),
    /// A number, with its spelling.
    Number(f64, String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in order; each key once.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a scalar as it was written; none for lists and maps and nothing.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Integer(_, text) | Value::Number(_, text) => Some(text),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// As JSON, for values that are handed on untouched.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Integer(number, _) => (*number).into(),
            Value::Number(number, _) => (*number).into(),
            Value::Text(text) => text.clone().into(),
            Value::List(items) => items.iter().map(Self::json).collect(),
            Value::Map(entries) => {
                let pair = |(key, value): &(Self, Self)| (key.scalar().unwrap_or_default().to_owned(), value.json());
                serde_json::Value::Object(entries.iter().map(pair).collect())
            }
        }
    }

    /// What it is, in words for a message.
    #[must_use]
    pub fn described(&self) -> String {
        match &self.value {
            Value::Null => "nothing".into(),
            Value::List(_) => "a list".into(),
            Value::Map(_) => "a group of `key: value` lines".into(),
            Value::Integer(_, text) | Value::Number(_, text) => format!("the number {text}"),
            Value::Bool(value) => format!("`{value}`"),
            Value::Text(text) => {
                let short: String = text.chars().take(40).collect();
                format!("the text `{short}{}`", if short.len() < text.len() { "…" } else { "" })
            }
        }
    }
}

/// Reads the part `range` of a file's `text` as one YAML document. The node is there if the YAML could be read at all.
#[must_use]
pub fn parse(file: &ProjectPath, text: &str, range: Range<usize>) -> (Option<Node>, Vec<Diagnostic>) {
    let source = text.get(range.clone()).unwrap_or("");
    if let Some(problem) = explain::beforehand(file, source, range.start) {
        return (None, vec![problem]);
    }
    match serde_yaml::from_str_with_options::<Raw>(source, options()) {
        Ok(raw) => {
            let mut reading = Reading { file, source, offset: range.start, problems: Vec::new() };
            let node = reading.place(raw.0, opening(source)..source.len());
            (Some(node), reading.problems)
        }
        Err(error) => (None, vec![explain::error(file, source, range.start, &error)]),
    }
}

/// Keys that front matter usually opens with.
pub(crate) const TELLING: [&str; 7] = ["title", "summary", "kind", "id", "status", "owner", "tags"];

/// `text` as a quoted YAML scalar.
#[must_use]
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// Where the first line stands that is neither blank nor a comment.
fn opening(source: &str) -> usize {
    let first = lines::structural(source).next();
    first.map_or(0, |line| line.start + line.depth())
}

/// Any YAML document as plain values without places, for content of other tools: within the same limits, its last key counts where
/// two are the same.
///
/// # Errors
/// What is wrong with it, in one line.
pub fn value(text: &str) -> Result<serde_json::Value, String> {
    let mut options = options();
    options.duplicate_keys = serde_yaml::DuplicateKeyPolicy::LastWins;
    let line = |error: serde_yaml::Error| error.to_string().lines().next().unwrap_or_default().to_owned();
    serde_yaml::from_str_with_options(text, options).map_err(line)
}

/// How YAML is read. Each level of nesting costs the stack about 50 KB in a debug build, and a worker thread has 2 MB.
fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::PassThrough,
        merge_keys: serde_yaml::options::MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        budget: serde_yaml::budget! {
            max_depth: YAML_DEPTH,
            flow_nesting_limit: YAML_DEPTH,
            max_aliases: YAML_ALIASES,
            max_nodes: YAML_NODES,
            max_events: YAML_STEPS,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: YAML_REPEATED,
            max_alias_expansions_per_anchor: YAML_ALIASES,
        },
    }
}

/// A node as the YAML crate hands it over: places are relative to the YAML, scalars have lost their spelling.
struct Raw(RawValue);

enum RawValue {
    Null,
    Bool(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor).map(Raw)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }
    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }
    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<RawValue, E> {
        Ok(RawValue::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<RawValue, E> {
        Ok(RawValue::Integer(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<RawValue, E> {
        Ok(i64::try_from(value).map_or_else(|_| RawValue::Text(value.to_string()), RawValue::Integer))
    }
    fn visit_f64<E>(self, value: f64) -> Result<RawValue, E> {
        Ok(RawValue::Number(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(value.to_owned()))
    }
    fn visit_string<E>(self, value: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RawValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(RawValue::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawValue, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(RawValue::Map(entries))
    }
}

/// Groups of up to so many keys are looked through for one that stands twice.
const FEW_KEYS: usize = 16;

/// Turns raw nodes into nodes with places in the file, and finds keys that stand twice.
struct Reading<'a> {
    file: &'a ProjectPath,
    source: &'a str,
    offset: usize,
    problems: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn spanned(&mut self, raw: Spanned<Raw>) -> Node {
        let span = raw.referenced.span();
        let start = usize::try_from(span.byte_offset().unwrap_or(0)).unwrap_or(0).min(self.source.len());
        let len = usize::try_from(span.byte_len().unwrap_or(0)).unwrap_or(0);
        let end = start.saturating_add(len).min(self.source.len());
        self.place(raw.value.0, start..end)
    }

    fn place(&mut self, raw: RawValue, range: Range<usize>) -> Node {
        let spelling = |number: String| match self.source.get(range.clone()).map(str::trim) {
            Some(written) if !written.is_empty() => written.to_owned(),
            _ => number,
        };
        let span = self.offset + range.start..self.offset + range.end;
        let value = match raw {
            RawValue::Null => Value::Null,
            RawValue::Bool(value) => Value::Bool(value),
            RawValue::Integer(value) => Value::Integer(value, spelling(value.to_string())),
            RawValue::Number(value) => Value::Number(value, spelling(value.to_string())),
            RawValue::Text(text) => Value::Text(text),
            RawValue::List(items) => Value::List(items.into_iter().map(|item| self.spanned(item)).collect()),
            RawValue::Map(entries) => self.entries(entries),
        };
        Node { value, span }
    }

    fn entries(&mut self, raw: Vec<(Spanned<Raw>, Spanned<Raw>)>) -> Value {
        let mut entries: Vec<(Node, Node)> = Vec::with_capacity(raw.len());
        let mut again: Vec<(Node, Node)> = Vec::new();
        // Looking through a few keys is less work than a map of them, which is for the long lists that tools write.
        let mut known: Option<HashMap<String, usize>> = (raw.len() > FEW_KEYS).then(HashMap::new);
        for (key, value) in raw {
            let (key, value) = (self.spanned(key), self.spanned(value));
            let first = key.scalar().and_then(|name| match &known {
                Some(known) => known.get(name).and_then(|at| entries.get(*at)),
                None => entries.iter().find(|(other, _)| other.scalar() == Some(name)),
            });
            if let Some((first, _)) = first {
                again.push((first.clone(), key));
                continue;
            }
            if let (Some(known), Some(name)) = (&mut known, key.scalar()) {
                known.insert(name.to_owned(), entries.len());
            }
            entries.push((key, value));
        }
        self.problems.extend(twice(self.file, &again));
        Value::Map(entries)
    }
}

/// Keys that stand twice in one group, each after its first. Several at once are one mistake: a new entry without a dash.
fn twice(file: &ProjectPath, again: &[(Node, Node)]) -> Option<Diagnostic> {
    let (first, second) = again.first()?;
    let name = second.scalar().unwrap_or_default();
    let problem = Diagnostic::new(&code::YAML_DUPLICATE_KEY, format!("the key `{name}` appears twice"))
        .at(Span::new(file, second.span.clone()))
        .see(Span::new(file, first.span.clone()), "first here");
    let others: Vec<String> =
        again.iter().skip(1).filter_map(|(_, key)| key.scalar()).map(|key| format!("`{key}`")).collect();
    Some(if others.is_empty() {
        problem.because("here again").hint("keep one of the two")
    } else {
        problem
            .because(format!(
                "here again, and so {} {}",
                if others.len() == 1 { "is" } else { "are" },
                others.join(", ")
            ))
            .hint(format!("if a new entry starts here, write a dash before it: `- {name}: …`"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(yaml: &str, expected: &Value) {
        let file = ProjectPath::new("a.yaml").unwrap();
        let text = format!("--\n{yaml}");
        let (node, problems) = parse(&file, &text, 3..text.len());
        assert_eq!(problems, [], "{yaml}");
        let Some(Node { value: Value::Map(entries), .. }) = node else { panic!("no map in {yaml}") };
        let (_, value) = &entries[0];
        assert_eq!(&value.value, expected, "{yaml}");
        if let Some(scalar) = value.scalar() {
            let place = text.get(value.span.clone()).unwrap();
            assert!(place.contains(scalar), "{place:?} is not {scalar}");
        }
    }

    #[test]
    fn scalars_keep_their_spelling() {
        check("a: NO", &Value::Text("NO".into()));
        check("a: 1.10", &Value::Number(1.1, "1.10".into()));
        check("a: 007", &Value::Text("007".into()));
        check("a: 42 # x", &Value::Integer(42, "42".into()));
        check("a: true", &Value::Bool(true));
        check("a: 'é: b'", &Value::Text("é: b".into()));
        check("é: 'ok'", &Value::Text("ok".into()));
        check("a: ~", &Value::Null);
        check("a: 2026-10-01", &Value::Text("2026-10-01".into()));
    }

    #[test]
    fn bombs_are_refused_at_once() {
        let file = ProjectPath::new("a.yaml").unwrap();
        let nested = "[".repeat(40_000);
        let mut aliases = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (name, previous) in ["b", "c", "d", "e", "f", "g"].iter().zip(["a", "b", "c", "d", "e", "f"]) {
            aliases.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{previous}"); 9].join(",")));
        }
        for bomb in [nested, "- ".repeat(20_000), "a: {".repeat(10_000), aliases] {
            let (node, problems) = parse(&file, &bomb, 0..bomb.len());
            assert!(node.is_none());
            assert_eq!(problems.iter().map(|p| p.code.name).collect::<Vec<_>>(), ["yaml-limit"]);
            assert!(problems[0].span.is_some());
        }
    }
}
