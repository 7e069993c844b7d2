//! From YAML trees to validated records. All mistakes are reported, each with its place and what to write instead.

mod problems;
mod text;
mod written;

use std::ops::Range;

use super::field::{Field, Type};
use super::link::{LINK, Link};
use super::scalar;
use super::value::{Data, Record, Value};
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::lint::statistics::Statistic;
use crate::snapshot::ProjectPath;
use crate::source::markdown::{Rich, Settings, Target};
use crate::source::yaml::{self, Node};
pub use problems::plain_or_quoted;
use written::{example, unwrapped};

/// Reads the nodes of one document. It collects their references and their problems.
pub struct Decoder<'a> {
    /// The file.
    pub file: &'a ProjectPath,
    /// Its text.
    pub text: &'a str,
    /// How its Markdown is read.
    pub settings: Settings,
    /// What the page refers to so far.
    pub links: Vec<Link>,
    /// The statistics in its texts so far.
    pub statistics: Vec<Statistic>,
    /// The problems so far.
    pub problems: Vec<Diagnostic>,
    /// What references mean in the field that is being read.
    relation: &'static str,
    /// The id of the group that is being read, if it has one.
    group: Option<String>,
    /// Whether keys are fields only if they are spelt exactly so, and all others are let through.
    exact: bool,
}

impl<'a> Decoder<'a> {
    /// A decoder for one page of `file`.
    #[must_use]
    pub fn new(file: &'a ProjectPath, text: &'a str, settings: Settings) -> Self {
        let (links, statistics, problems) = (Vec::new(), Vec::new(), Vec::new());
        Self { file, text, settings, links, statistics, problems, relation: LINK, group: None, exact: false }
    }

    /// The same, which lets unknown keys through and takes none of them for another.
    #[must_use]
    pub fn exact(self) -> Self {
        Self { exact: true, ..self }
    }

    /// Whether unknown keys are let through.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// The value of `field` that `node` gives, if it can be read as one; otherwise nothing is said of it.
    pub fn try_field(&mut self, field: &'static Field, node: &Node) -> Option<Value> {
        let before = self.problems.len();
        let value = self.field(field, node);
        let fails = self.problems.iter().skip(before).any(|problem| problem.severity == Severity::Error);
        if fails {
            self.problems.truncate(before);
        }
        value.filter(|_| !fails)
    }

    /// Reports a problem at `span`.
    pub fn problem(&mut self, code: &'static Code, message: impl Into<String>, span: &Range<usize>) -> &mut Diagnostic {
        let problem = Diagnostic::new(code, message).at(Span::new(self.file, span.clone()));
        self.problems.push(problem);
        let last = self.problems.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "one was just pushed")]
        &mut self.problems[last]
    }

    /// Reads `node` as a group with `fields`. `whose` names it in messages: "a play". The record leaves out what can't be read.
    pub fn record(&mut self, node: &Node, fields: &[&'static [Field]], whose: &str) -> Record {
        let mut record = Record::default();
        let all = || fields.iter().copied().flatten();
        let entries = match &node.value {
            yaml::Value::Map(entries) => entries.as_slice(),
            yaml::Value::Null => &[],
            _ => {
                self.wrong_type(node, &Type::Object(&[]), whose);
                return record;
            }
        };
        let mut given: Vec<&str> = Vec::new();
        let mut own: Vec<Range<usize>> = Vec::new();
        for (key, value) in entries {
            let name = key.scalar().unwrap_or_default();
            let known = all().find(|field| field.name == name);
            let Some(field) = known.or_else(|| self.intended_field(key, value, entries, fields, whose)) else {
                continue;
            };
            if !is_empty(value) {
                given.push(field.name);
            }
            let before = self.statistics.len();
            if let Some(value) = self.field(field, value) {
                record.insert(field.name, value);
            }
            match field.ty {
                // A title is a name and claims nothing.
                Type::Text if field.name == "title" => self.statistics.truncate(before),
                Type::Text => own.push(before..self.statistics.len()),
                _ => {}
            }
        }
        self.add_sources(&record, own);
        let missing: Vec<&Field> = all().filter(|field| field.required && !given.contains(&field.name)).collect();
        self.missing(node, entries, &missing, whose);
        record
    }

    /// Lets the references of a group, such as its `source`, count as sources of the statistics in its own texts.
    fn add_sources(&mut self, record: &Record, texts: Vec<Range<usize>>) {
        let mut places: Vec<Range<usize>> = Vec::new();
        for (_, value) in record.iter() {
            let list = if let Data::List(items) = &value.data { items.as_slice() } else { std::slice::from_ref(value) };
            let references = list.iter().filter(|value| matches!(value.data, Data::Ref(_)));
            places.extend(references.map(|value| value.span.clone()));
        }
        for at in texts.into_iter().flatten() {
            if let Some(statistic) = self.statistics.get_mut(at) {
                statistic.scope.extend(places.iter().cloned());
            }
        }
    }

    /// The field that an unknown key stands for, if there is no doubt. Its value is read all the same, so that one slip is one problem.
    fn intended_field(
        &mut self,
        key: &Node,
        value: &Node,
        entries: &[(Node, Node)],
        fields: &[&'static [Field]],
        whose: &str,
    ) -> Option<&'static Field> {
        if self.exact || self.is_outdented(key, entries, fields) {
            return None;
        }
        let field = self.unknown_key(key, value, fields, whose)?;
        entries.iter().all(|(key, _)| key.scalar() != Some(field.name)).then_some(field)
    }

    fn field(&mut self, field: &'static Field, node: &Node) -> Option<Value> {
        if node.value == yaml::Value::Null || node.scalar().is_some_and(|text| text.trim().is_empty()) {
            return None;
        }
        let outer = self.relation;
        self.relation = field.relation.unwrap_or(if outer == LINK { field.name } else { outer });
        let value = self.value(&field.ty, node, field, &format!("`{}`", field.name));
        self.relation = outer;
        value
    }

    /// Reads `node` as a value of type `ty`: the value of `field`, or an entry of it. `whose` names it in messages.
    fn value(&mut self, ty: &'static Type, node: &Node, field: &'static Field, whose: &str) -> Option<Value> {
        let data = match ty {
            Type::List(item) => self.list(item, node, field),
            Type::Object(fields) => Data::Object(self.group(node, fields, whose)?),
            Type::RefOrObject(kinds, fields) => match &node.value {
                yaml::Value::Map(_) => Data::Object(self.group(node, fields, whose)?),
                _ => self.reference(ty, kinds, node, whose)?,
            },
            Type::Ref(kinds) => self.reference(ty, kinds, node, whose)?,
            Type::RefOrLine(kinds) => self.reference_or_line(ty, kinds, node, whose)?,
            Type::Map(item) => self.map(ty, item, node, field, whose)?,
            Type::Any => Data::Any(node.json()),
            Type::Text => self.rich(node, whose),
            _ => self.scalar(ty, node, field, whose)?,
        };
        Some(Value { data, span: node.span.clone() })
    }

    fn group(&mut self, node: &Node, fields: &'static [Field], whose: &str) -> Option<Record> {
        if !matches!(node.value, yaml::Value::Map(_)) {
            self.wrong_type(node, &Type::Object(fields), whose);
            return None;
        }
        let own = fields.iter().any(|field| matches!(field.ty, Type::Id)).then(|| own_id(node)).flatten();
        let outer = own.map(|id| self.group.replace(id));
        let record = self.record(node, &[fields], whose);
        if let Some(outer) = outer {
            self.group = outer;
        }
        Some(record)
    }

    /// A list. One that can't be read as a whole gets a placeholder as its only entry, so that it is not reported as empty, too.
    fn list(&mut self, item: &'static Type, node: &Node, field: &'static Field) -> Data {
        let whose = format!("an entry of `{}`", field.name);
        let unreadable = || Data::List(vec![placeholder(node)]);
        let yaml::Value::List(nodes) = &node.value else {
            let text = node.scalar().unwrap_or_default();
            let bullet = text.starts_with('-') || text.split_once(' ').is_some_and(|(sign, _)| BULLETS.contains(&sign));
            let group = matches!(node.value, yaml::Value::Map(_));
            if bullet || (group && is_word(item)) || (!group && matches!(item, Type::Object(_))) {
                self.wrong_type(node, &field.ty, &format!("`{}`", field.name));
                return unreadable();
            }
            if is_word(item) && text.contains(',') && self.exact {
                // Other tools read such a text as a list.
                let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
                let node = |word: &str| Node { value: yaml::Value::Text(word.to_owned()), span: node.span.clone() };
                let nodes: Vec<Node> = words.map(node).collect();
                return Data::List(nodes.iter().filter_map(|node| self.value(item, node, field, &whose)).collect());
            }
            if is_word(item) && text.contains(',') {
                self.commas(node, text, field.name);
                return unreadable();
            }
            if matches!(item, Type::RefOrObject(..)) && text.contains(',') {
                self.commas(node, text, field.name);
                let word =
                    |word: &str| Node { value: yaml::Value::Text(word.trim().to_owned()), span: node.span.clone() };
                let words = text.split(',').map(word);
                return Data::List(words.filter_map(|word| self.value(item, &word, field, &whose)).collect());
            }
            return Data::List(self.value(item, node, field, &whose).into_iter().collect());
        };
        if let Type::Object(fields) = item
            && !nodes.is_empty()
            && nodes.iter().all(|node| node.scalar().is_some())
        {
            self.plain_entries(nodes, fields, field.name);
            return unreadable();
        }
        if matches!(item, Type::Text) {
            self.cut_entries(nodes);
        }
        let entry = |node: &Node| match item {
            Type::Object(fields) if node.scalar().is_some() => {
                self.plain_entries(std::slice::from_ref(node), fields, field.name);
                Some(placeholder(node))
            }
            _ => self.value(item, node, field, &whose),
        };
        Data::List(nodes.iter().filter_map(entry).collect())
    }

    /// A map. A placeholder replaces a value that can't be read, so that it is not reported as missing, too.
    fn map(
        &mut self,
        ty: &'static Type,
        item: &'static Type,
        node: &Node,
        field: &'static Field,
        whose: &str,
    ) -> Option<Data> {
        let yaml::Value::Map(entries) = &node.value else {
            self.wrong_type(node, ty, whose);
            return None;
        };
        let mut read = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let name = key.scalar().unwrap_or_default().to_owned();
            let value = match (item, &node.value) {
                (Type::Text, yaml::Value::Null) => Value { data: Data::Text(Rich::default()), span: node.span.clone() },
                _ => self.value(item, node, field, &format!("`{name}`")).unwrap_or_else(|| placeholder(node)),
            };
            read.push((name, key.span.clone(), value));
        }
        Some(Data::Map(read))
    }

    fn reference(&mut self, ty: &Type, kinds: &'static [&'static str], node: &Node, whose: &str) -> Option<Data> {
        let Some(text) = node.scalar() else {
            self.wrong_type(node, ty, whose);
            return None;
        };
        let text = text.trim().trim_start_matches("[[").trim_end_matches("]]");
        let (id, part) = text.split_once('#').map_or((text, None), |(id, part)| (id, Some(part.to_owned())));
        Some(Data::Ref(self.refer(kinds, id, part, self.relation, node.span.clone())))
    }

    /// A reference that may be plain text. Its whole text is the id, `#` included.
    fn reference_or_line(
        &mut self,
        ty: &Type,
        kinds: &'static [&'static str],
        node: &Node,
        whose: &str,
    ) -> Option<Data> {
        let Data::Ref(at) = self.reference(ty, kinds, node, whose)? else { return None };
        let id = node.scalar().unwrap_or_default().trim().to_owned();
        if let Some(link) = self.links.get_mut(at) {
            link.or_text = true;
            link.target = Target::Id { id, part: None };
        }
        Some(Data::Ref(at))
    }

    /// Adds a reference and returns its index.
    pub fn refer(
        &mut self,
        kinds: &'static [&'static str],
        id: &str,
        part: Option<String>,
        relation: &'static str,
        span: Range<usize>,
    ) -> usize {
        let target = Target::Id { id: id.to_owned(), part };
        let part_of = self.group.clone();
        let (title, text) = (String::new(), String::new());
        self.links.push(Link { target, kinds, relation, part_of, or_text: false, title, text, span });
        self.links.len() - 1
    }

    fn scalar(&mut self, ty: &'static Type, node: &Node, field: &Field, whose: &str) -> Option<Data> {
        match scalar::read(ty, node) {
            Ok(data) => Some(data),
            Err(scalar::Refusal { code, cause, hint }) => {
                let unwrapped = || unwrapped(node).filter(|_| matches!(ty, Type::Line));
                let own = || std::ptr::eq(ty, &raw const field.ty).then(|| example(field));
                let hint = hint.or_else(|| Some(format!("write it without brackets: `{}`", unwrapped()?))).or_else(own);
                let span = self.visible(node);
                let meant = hint.as_deref().and_then(meant).map(str::to_owned);
                let problem = self.problem(code, format!("{whose} should be {}", ty.expected()), &span);
                problem.label = cause;
                match (hint, meant) {
                    (Some(hint), Some(meant)) => problem.add_fix(hint, span, meant),
                    (hint, _) => problem.hints.extend(hint),
                }
                None
            }
        }
    }
}

/// What people write before entries of a list instead of a hyphen.
const BULLETS: [&str; 11] = ["•", "‣", "·", "●", "▪", "–", "—", "*", "1.", "1)", "a)"];

/// What a hint says that a value was meant to be, where it names one thing only.
fn meant(hint: &str) -> Option<&str> {
    hint.strip_prefix("did you mean `")?.strip_suffix("`?").filter(|meant| !meant.contains('`'))
}

/// The value of `id` in a group.
fn own_id(node: &Node) -> Option<String> {
    let yaml::Value::Map(entries) = &node.value else { return None };
    let found = entries.iter().find(|(key, _)| key.scalar() == Some("id"))?;
    found.1.scalar().map(|id| id.trim().to_owned())
}

/// A value in place of one that can't be read.
fn placeholder(node: &Node) -> Value {
    Value { data: Data::Any(serde_json::Value::Null), span: node.span.clone() }
}

/// Whether entries of this type are single words or lines.
fn is_word(item: &Type) -> bool {
    matches!(item, Type::Line | Type::Ref(_) | Type::RefOrLine(_))
}

/// Whether nothing is given: no value, no text, no entry.
fn is_empty(node: &Node) -> bool {
    match &node.value {
        yaml::Value::Null => true,
        yaml::Value::Text(text) => text.trim().is_empty(),
        yaml::Value::List(items) => items.is_empty(),
        _ => false,
    }
}
