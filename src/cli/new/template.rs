//! The text of a new page: every field explained, those of groups too, and every name in it one that the project has.
//!
//! An explanation starts with `# `; a value that is left out starts with `#` and nothing else, so that taking the `#` away is
//! all there is to it. Reads nothing from the disk.

use super::known::{Known, parts};
use crate::kinds::{CONTENT, FALLBACK, Kind};
use crate::page::{COMMON_FIELDS, Field, LINK, Page, Type, with_article};
use crate::snapshot::ProjectPath;
use crate::source::yaml::{self, Node, Value};

/// The file of a page with this title; refused where it needs a page that the project does not have.
pub(super) fn template(kind: &dyn Kind, title: &str, known: &Known) -> Result<String, String> {
    let title: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let title = title.trim().replace('\\', "\\\\").replace('"', "\\\"");
    let mut writer = Writer { known, renamed: Vec::new(), out: String::new() };
    let (needed, others): (Vec<&Field>, Vec<&Field>) = kind.fields().iter().partition(|field| field.required);
    if !needed.is_empty() {
        writer.out.push_str("\n# Required.\n");
    }
    for field in needed {
        if let Err(kinds) = writer.field(field, LINK, At::default()) {
            return Err(lacking(kind, field, kinds));
        }
    }
    writer.out.push_str("\n# Optional: to use a field, remove the `#` at the start of its lines.\n");
    let skip = ["kind", "id", "title", "status"];
    for field in others.into_iter().chain(COMMON_FIELDS).filter(|field| !skip.contains(&field.name)) {
        // What names nothing that there is stays as a comment that says so.
        let _ = writer.field(field, LINK, At { left: Left::Out, ..At::default() });
    }
    Ok(format!("---\ntitle: \"{title}\"\nstatus: draft\n{}---\n\nWrite here, in Markdown.\n", writer.out))
}

fn lacking(kind: &dyn Kind, field: &Field, kinds: &[&str]) -> String {
    let first = kinds.first().copied().unwrap_or(FALLBACK.name());
    format!(
        "{} needs `{}`, the id of {}, and this playbook has none\n  help: write that first: `lensbook new {first} TITLE`",
        with_article(&[kind.name()]),
        field.name,
        with_article(kinds),
    )
}

/// Where a field is written.
#[derive(Clone, Copy, Default)]
struct At {
    /// How far its lines are indented.
    indent: usize,
    left: Left,
    /// Whether it is the first of an entry, and bears its dash.
    dash: bool,
    /// Whether it was explained already.
    told: bool,
}

/// Whether a field is a comment.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Left {
    /// It is not.
    #[default]
    In,
    /// It is.
    Out,
    /// It is, because what holds it is.
    Within,
}

impl Left {
    fn is_out(self) -> bool {
        self != Self::In
    }

    /// The same, left out if it is not already.
    fn out(self) -> Self {
        if self == Self::In { Self::Out } else { self }
    }
}

/// Kinds of which there is no page.
type Lack = &'static [&'static str];

struct Writer<'k> {
    known: &'k Known,
    /// Names in examples, and what stands for them in this project.
    renamed: Vec<(String, String)>,
    out: String,
}

/// A value in the text of an example.
#[derive(Clone, Copy)]
struct Sample<'s> {
    node: &'s Node,
    text: &'s str,
    /// Where the example's own value starts: lists and groups have no end of their own.
    start: usize,
}

impl<'s> Sample<'s> {
    fn of(self, node: &'s Node) -> Self {
        Self { node, ..self }
    }

    /// How it is written: a word by itself, a list or group as the whole example.
    fn written(self) -> &'s str {
        let range = if self.node.scalar().is_some() { self.node.span.clone() } else { self.start..self.text.len() };
        self.text.get(range).unwrap_or_default().trim_end()
    }
}

impl Writer<'_> {
    /// A field with the value of its example.
    fn field(&mut self, field: &'static Field, outer: &'static str, at: At) -> Result<(), Lack> {
        let key = format!("{}:{}", field.name, if field.example.starts_with('\n') { "" } else { " " });
        let text = format!("{key}{}\n", field.example);
        let file = ProjectPath::new(CONTENT).ok_or(&[][..])?;
        let node = yaml::parse(&file, &text, 0..text.len()).0;
        match node.as_ref().map(|node| &node.value) {
            Some(Value::Map(entries)) => match entries.first() {
                Some((_, node)) => self.given(field, outer, Sample { node, text: &text, start: key.len() }, at, None),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// A field with this value, unless that names what there is not.
    fn given(
        &mut self,
        field: &'static Field,
        outer: &'static str,
        sample: Sample,
        at: At,
        beside: Option<(&Page, usize)>,
    ) -> Result<(), Lack> {
        let relation = field.relation.unwrap_or(if outer == LINK { field.name } else { outer });
        let lack = self.lack(&field.ty, relation, sample);
        let left = if lack.is_some() && !field.required { at.left.out() } else { at.left };
        let off = left.is_out();
        if !at.told {
            let none = lack.filter(|_| off).map(|kinds| {
                let first = kinds.first().copied().unwrap_or(FALLBACK.name());
                format!(" There is no {} yet: make one with `lensbook new {first} TITLE`.", kinds.join(" or "))
            });
            self.line(at.left == Left::Within, at.indent, &format!("# {}{}", field.doc, none.unwrap_or_default()));
        }
        match lack {
            Some(kinds) if !off => return Err(kinds),
            Some(_) => {
                self.plain(field.name, sample.written(), At { left, ..at });
                return Ok(());
            }
            None => {}
        }
        let at = At { left, ..at };
        let within = if off { Left::Within } else { Left::In };
        match (&field.ty, &sample.node.value) {
            (Type::List(Type::Object(fields)), Value::List(items)) => {
                self.line(off, at.indent, &format!("{}{}:", dash(at), field.name));
                let indent = at.indent + 2 + dash(at).len();
                for (number, item) in items.iter().enumerate() {
                    let at = At { indent, left: within, dash: true, told: number > 0 };
                    self.group(fields, relation, sample.of(item), at);
                }
            }
            (Type::Object(fields), Value::Map(_)) => {
                self.line(off, at.indent, &format!("{}{}:", dash(at), field.name));
                let indent = at.indent + 2 + dash(at).len();
                self.group(fields, relation, sample, At { indent, left: within, ..At::default() });
            }
            (Type::Line, _) if field.relation.is_some() => {
                let example = sample.written();
                let part = beside.and_then(|(page, nth)| {
                    let same = parts(page, relation).find(|part| *part == example);
                    same.or_else(|| parts(page, relation).nth(nth))
                });
                self.plain(field.name, part.unwrap_or(example), at);
            }
            _ => {
                let value = self.value(&field.ty, relation, sample);
                self.plain(field.name, &value, at);
            }
        }
        Ok(())
    }

    /// The fields of a group: those that its example has, and after what comes first the others, left out.
    fn group(&mut self, fields: &'static [Field], outer: &'static str, sample: Sample, at: At) {
        let Value::Map(entries) = &sample.node.value else { return };
        let find = |field: &Field| entries.iter().find(|(key, _)| key.scalar() == Some(field.name)).map(|(_, v)| v);
        let first = fields.iter().position(|field| find(field).is_some()).unwrap_or(0);
        let (before, from) = fields.split_at_checked(first).unwrap_or((&[], fields));
        let (first, after) = from.split_at_checked(1).unwrap_or((&[], from));
        let page = fields.iter().find_map(|field| match &field.ty {
            Type::Ref(kinds) => {
                let relation = field.relation.unwrap_or(outer);
                let name = sample.of(find(field)?).written();
                self.known.target(kinds, relation, name, &[]).map(|(page, _)| page)
            }
            _ => None,
        });
        let mut lines = 0;
        for (number, field) in first.iter().chain(before).chain(after).enumerate() {
            let dash = at.dash && number == 0;
            let indent = if at.dash && number > 0 { at.indent + 2 } else { at.indent };
            let own = At { indent, dash, ..at };
            match find(field) {
                Some(node) if node.scalar().is_some() || is_grouped(&field.ty) => {
                    let beside = page.map(|page| (page, lines));
                    lines += usize::from(matches!(field.ty, Type::Line) && field.relation.is_some());
                    // That nothing needed is lacking was seen to beforehand.
                    let _ = self.given(field, outer, sample.of(node), own, beside);
                }
                found if found.is_some() || !at.told => {
                    let _ = self.field(
                        field,
                        outer,
                        At { left: if found.is_none() { at.left.out() } else { at.left }, ..own },
                    );
                }
                _ => {}
            }
        }
    }

    /// The kinds of which a value needs a page and there is none.
    fn lack(&self, ty: &'static Type, relation: &'static str, sample: Sample) -> Option<Lack> {
        match (ty, &sample.node.value) {
            (Type::Ref(kinds), _) => {
                let name = sample.written();
                self.known.target(kinds, relation, name, &[]).is_none().then_some(kinds)
            }
            (Type::List(item), Value::List(items)) => {
                let lacks: Vec<Option<Lack>> =
                    items.iter().map(|node| self.lack(item, relation, sample.of(node))).collect();
                let any = matches!(item, Type::Ref(_)) && lacks.iter().any(Option::is_none);
                lacks.into_iter().flatten().next().filter(|_| !any)
            }
            (Type::Object(fields), Value::Map(entries)) => entries.iter().find_map(|(key, node)| {
                let field = fields.iter().find(|field| key.scalar() == Some(field.name) && field.required)?;
                self.lack(&field.ty, field.relation.unwrap_or(relation), sample.of(node))
            }),
            _ => None,
        }
    }

    /// A value as it is written, with names that there are.
    fn value(&mut self, ty: &Type, relation: &str, sample: Sample) -> String {
        match (ty, &sample.node.value) {
            (Type::Ref(kinds) | Type::RefOrLine(kinds), _) => {
                self.named(kinds, relation, sample.written(), &[]).unwrap_or_else(|| sample.written().to_owned())
            }
            (Type::List(Type::Ref(kinds)), Value::List(items)) => {
                let mut names: Vec<String> = Vec::new();
                for item in items {
                    names.extend(self.named(kinds, relation, sample.of(item).written(), &names));
                }
                format!("[{}]", names.join(", "))
            }
            (Type::List(Type::RefOrObject(kinds, _)), Value::List(items)) => {
                let mut names: Vec<String> = Vec::new();
                for item in items {
                    let name = item.scalar().map(|id| {
                        self.named(kinds, relation, id, &names)
                            .unwrap_or_else(|| format!("{{id: {id}, title: {}}}", capital(id)))
                    });
                    names.push(name.unwrap_or_else(|| inline(item)));
                }
                format!("[{}]", names.join(", "))
            }
            (Type::Map(_), Value::Map(entries)) => self.map(entries, sample),
            _ => sample.written().to_owned(),
        }
    }

    /// A map whose keys are names of this page's parts: as those are called here.
    fn map(&self, entries: &[(Node, Node)], sample: Sample) -> String {
        let mut text = sample.text.trim_end().to_owned();
        for (key, _) in entries.iter().rev() {
            if let Some((_, new)) = self.renamed.iter().find(|(old, _)| key.scalar() == Some(old)) {
                text.replace_range(key.span.clone(), new);
            }
        }
        text.split_off(sample.start)
    }

    /// What there is for the name in an example.
    fn named(&mut self, kinds: &[&str], relation: &str, example: &str, but: &[String]) -> Option<String> {
        let (_, name) = self.known.target(kinds, relation, example, but)?;
        self.renamed.push((example.to_owned(), name.clone()));
        Some(name)
    }

    /// A key with its value, on one line or on those below.
    fn plain(&mut self, name: &str, value: &str, at: At) {
        let own = dash(at);
        let (first, below) = value.split_once('\n').unwrap_or((value, ""));
        let space = if first.is_empty() { "" } else { " " };
        self.line(at.left.is_out(), at.indent, &format!("{own}{name}:{space}{first}"));
        for line in below.lines() {
            self.line(at.left.is_out(), at.indent + own.len(), line);
        }
    }

    fn line(&mut self, off: bool, indent: usize, text: &str) {
        self.out.push_str(&format!("{}{:indent$}{text}\n", if off { "#" } else { "" }, ""));
    }
}

/// Whether the fields of a value of this type are written one by one.
fn is_grouped(ty: &Type) -> bool {
    matches!(ty, Type::Object(_) | Type::List(Type::Object(_)))
}

/// A group of words on one line.
fn inline(node: &Node) -> String {
    let Value::Map(entries) = &node.value else { return node.scalar().unwrap_or_default().to_owned() };
    let word = |node: &Node| node.scalar().unwrap_or_default().to_owned();
    let pairs: Vec<String> = entries.iter().map(|(key, value)| format!("{}: {}", word(key), word(value))).collect();
    format!("{{{}}}", pairs.join(", "))
}

fn dash(at: At) -> &'static str {
    if at.dash { "- " } else { "" }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
