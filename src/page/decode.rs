//! From YAML trees to validated records: every mistake is found, each with its place and what to write instead.

use std::ops::Range;

use super::field::{Field, Type, listed};
use super::{Data, LINK, Link, Record, Value, scalar};
use crate::diagnostic::{Code, Diagnostic, Span, code, did_you_mean};
use crate::snapshot::ProjectPath;
use crate::source::markdown::{self, Body, Piece, Rich, Settings, Target};
use crate::source::yaml::{self, Node};

/// Reads the nodes of one document; collects what they refer to and what is wrong with them.
pub struct Decoder<'a> {
    /// The file.
    pub file: &'a ProjectPath,
    /// Its text.
    pub text: &'a str,
    /// How its Markdown is read.
    pub settings: Settings,
    /// What the page refers to so far.
    pub links: Vec<Link>,
    /// What was wrong so far.
    pub problems: Vec<Diagnostic>,
    relation: &'static str,
}

impl<'a> Decoder<'a> {
    /// A decoder for one page of `file`.
    #[must_use]
    pub fn new(file: &'a ProjectPath, text: &'a str, settings: Settings) -> Self {
        Self { file, text, settings, links: Vec::new(), problems: Vec::new(), relation: LINK }
    }

    /// Reports a problem at `span`.
    pub fn problem(&mut self, code: &'static Code, message: impl Into<String>, span: &Range<usize>) -> &mut Diagnostic {
        let problem = Diagnostic::new(code, message).at(Span::new(self.file, span.clone()));
        self.problems.push(problem);
        let last = self.problems.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "one was just pushed")]
        &mut self.problems[last]
    }

    /// Reads `node` as a group with `fields`. `whose` names it in messages: "a play". Keys in `ignored` belong to others.
    /// What is wrong is left out of the record.
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
        for (key, value) in entries {
            let name = key.scalar().unwrap_or_default();
            match all().find(|field| field.name == name) {
                Some(field) => {
                    if let Some(value) = self.field(field, value) {
                        record.insert(field.name, value);
                    }
                }
                None => self.unknown_key(key, value, all().map(|field| field.name), whose),
            }
        }
        for field in all().filter(|field| field.required) {
            if !entries.iter().any(|(key, value)| is_given(key, value, field.name)) {
                self.missing(node, entries, field, whose);
            }
        }
        record
    }

    fn field(&mut self, field: &'static Field, node: &Node) -> Option<Value> {
        if node.value == yaml::Value::Null {
            return None;
        }
        let outer = self.relation;
        self.relation = field.relation.unwrap_or(if outer == LINK { field.name } else { outer });
        let value = self.value(&field.ty, node, field);
        self.relation = outer;
        value
    }

    fn value(&mut self, ty: &'static Type, node: &Node, field: &'static Field) -> Option<Value> {
        let data = match ty {
            Type::List(item) => self.list(item, node, field),
            Type::Object(fields) => Data::Object(self.group(node, fields, field)?),
            Type::RefOrObject(kinds, fields) => match &node.value {
                yaml::Value::Map(_) => Data::Object(self.group(node, fields, field)?),
                _ => self.reference(kinds, node, field)?,
            },
            Type::Ref(kinds) => self.reference(kinds, node, field)?,
            Type::Map(item) => self.map(item, node, field)?,
            Type::Any => Data::Any(node.json()),
            Type::Text => self.rich(node, field)?,
            _ => self.scalar(ty, node, field)?,
        };
        Some(Value { data, span: node.span.clone() })
    }

    fn group(&mut self, node: &Node, fields: &'static [Field], field: &Field) -> Option<Record> {
        if !matches!(node.value, yaml::Value::Map(_)) {
            self.wrong_type(node, &Type::Object(fields), &format!("`{}`", field.name));
            return None;
        }
        Some(self.record(node, &[fields], &format!("`{}`", field.name)))
    }

    fn list(&mut self, item: &'static Type, node: &Node, field: &'static Field) -> Data {
        let yaml::Value::List(nodes) = &node.value else {
            let one = matches!(item, Type::Object(_)) && node.scalar().is_some();
            if one || node.scalar().is_some_and(|text| text.starts_with('-')) {
                self.wrong_type(node, &Type::List(item), &format!("`{}`", field.name));
                return Data::List(Vec::new());
            }
            return Data::List(self.value(item, node, field).into_iter().collect());
        };
        Data::List(nodes.iter().filter_map(|node| self.value(item, node, field)).collect())
    }

    fn map(&mut self, item: &'static Type, node: &Node, field: &'static Field) -> Option<Data> {
        let yaml::Value::Map(entries) = &node.value else {
            self.wrong_type(node, &field.ty, &format!("`{}`", field.name));
            return None;
        };
        let mut read = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let name = key.scalar().unwrap_or_default().to_owned();
            if let Some(value) = self.value(item, value, field) {
                read.push((name, key.span.clone(), value));
            }
        }
        Some(Data::Map(read))
    }

    fn reference(&mut self, kinds: &'static [&'static str], node: &Node, field: &Field) -> Option<Data> {
        let Some(text) = node.scalar() else {
            self.wrong_type(node, &Type::Ref(kinds), &format!("`{}`", field.name));
            return None;
        };
        let text = text.trim().trim_start_matches("[[").trim_end_matches("]]");
        let (id, part) = text.split_once('#').map_or((text, None), |(id, part)| (id, Some(part.to_owned())));
        Some(Data::Ref(self.refer(kinds, id, part, self.relation, node.span.clone())))
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
        self.links.push(Link { target, kinds, relation, title: String::new(), text: String::new(), span });
        self.links.len() - 1
    }

    fn rich(&mut self, node: &Node, field: &Field) -> Option<Data> {
        let Some(text) = node.scalar() else {
            self.wrong_type(node, &Type::Text, &format!("`{}`", field.name));
            return None;
        };
        let (mut rich, problems) = Rich::read(self.file, self.text, text, &node.span, self.settings);
        self.problems.extend(problems);
        if let Some(body) = &mut rich.body {
            self.adopt(body);
        }
        Some(Data::Text(rich))
    }

    /// Reads the document's Markdown and takes its links over.
    pub fn body(&mut self, range: Range<usize>) -> Body {
        let (mut body, problems) = markdown::render(self.file, self.text, range, self.settings);
        self.problems.extend(problems);
        self.adopt(&mut body);
        body
    }

    /// Moves a body's links into the page's, so that its pieces count from there.
    fn adopt(&mut self, body: &mut Body) {
        let shift = self.links.len();
        self.links.extend(body.links.drain(..).map(|link| Link {
            target: link.target,
            kinds: &[],
            relation: LINK,
            title: link.title,
            text: link.text,
            span: link.span,
        }));
        for piece in &mut body.pieces {
            match piece {
                Piece::LinkOpen(at) | Piece::LinkNamed(at) | Piece::Image(at) | Piece::Embed(at) => *at += shift,
                Piece::Html(_) => {}
            }
        }
    }

    fn scalar(&mut self, ty: &'static Type, node: &Node, field: &Field) -> Option<Data> {
        match scalar::read(ty, node) {
            Ok(data) => Some(data),
            Err(scalar::Wrong { code, cause, hint }) => {
                let message = format!("`{}` should be {}", field.name, ty.expected());
                let hint = hint.unwrap_or_else(|| format!("for example: `{}: {}`", field.name, field.example.trim()));
                let problem = self.problem(code, message, &node.span);
                problem.label = cause;
                problem.hints.push(hint);
                None
            }
        }
    }

    fn wrong_type(&mut self, node: &Node, expected: &Type, whose: &str) {
        let found = node.described();
        let hint = match (expected, node.scalar()) {
            (Type::List(_), Some(text)) if text.starts_with('-') => {
                Some("write a space after each dash: `- first`".to_owned())
            }
            (Type::List(_), _) => {
                Some("start each entry on a line of its own with a dash and a space: `- …`".to_owned())
            }
            (Type::Object(_), _) => Some("indent its `key: value` lines by two spaces below it".to_owned()),
            (Type::Text | Type::Line, None) => Some("if this is meant as text, put it in quotes: `\"…\"`".to_owned()),
            _ => None,
        };
        let span = self.visible(&node.span);
        let problem = self.problem(&code::FIELD_TYPE, format!("{whose} should be {}", expected.expected()), &span);
        problem.label = format!("this is {found}");
        problem.hints.extend(hint);
    }

    /// The first line of `span`, for places that run over many lines.
    fn visible(&self, span: &Range<usize>) -> Range<usize> {
        let text = self.text.get(span.clone()).unwrap_or("");
        let end = text.find('\n').map_or(span.end, |at| span.start + at);
        span.start..end
    }

    fn unknown_key(&mut self, key: &Node, value: &Node, known: impl Iterator<Item = &'static str>, whose: &str) {
        let known: Vec<&str> = known.collect();
        let name = key.described();
        let given = key.scalar().unwrap_or_default();
        let lower = known.iter().find(|name| name.eq_ignore_ascii_case(given) || name.replace('_', "-") == given);
        let near =
            lower.map(|name| format!("did you mean `{name}`?")).or_else(|| did_you_mean(given, known.iter().copied()));
        let hint = near.unwrap_or_else(|| format!("the keys are {}", listed(&known)));
        let extra = known.contains(&"extra") && !matches!(value.value, yaml::Value::Null);
        let problem = self.problem(&code::KEY_UNKNOWN, format!("{whose} has no key {name}"), &key.span);
        problem.label = "not a key here".into();
        problem.hints.push(hint);
        if extra {
            problem.hints.push("values of your own go below `extra:`".into());
        }
    }

    fn missing(&mut self, node: &Node, entries: &[(Node, Node)], field: &Field, whose: &str) {
        let blank = entries.iter().find(|(key, _)| key.scalar() == Some(field.name));
        let span = match (blank, entries.first()) {
            (Some((key, _)), _) | (None, Some((key, _))) => key.span.clone(),
            (None, None) => node.span.start..node.span.start + 1,
        };
        let problem = self.problem(&code::FIELD_MISSING, format!("{whose} needs `{}`", field.name), &span);
        problem.label = if blank.is_some() { "there is no value".into() } else { "it is missing here".into() };
        problem.hints.push(example(field));
    }
}

fn is_given(key: &Node, value: &Node, name: &str) -> bool {
    key.scalar() == Some(name) && value.value != yaml::Value::Null
}

fn example(field: &Field) -> String {
    match field.example.strip_prefix('\n') {
        Some(lines) => format!("for example:\n{}:\n{lines}", field.name),
        None => format!("for example: `{}: {}`", field.name, field.example),
    }
}
