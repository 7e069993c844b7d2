//! The text of a new page. Every field is explained, also those of groups, and every reference leads to a page that the project has.
//!
//! An explanation starts with `# `. A value that is left out starts with `#` alone, so that an author only takes the `#` away
//! to use it. Reads nothing from the disk.

use super::known::{Known, parts};
use crate::kinds::{CONTENT, FALLBACK};
use crate::page::{COMMON_FIELDS, Field, KindSpec, LINK, Page, Type, with_article};
use crate::snapshot::ProjectPath;
use crate::source::yaml::{self, Node, Value};

/// The file of a page with this title. Refused if a required field needs a page that the project does not have.
pub(super) fn template(kind: &KindSpec, title: &str, known: &Known) -> Result<String, String> {
    let title: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let title = title.trim().replace('\\', "\\\\").replace('"', "\\\"");
    let mut writer = Writer { known, renamed: Vec::new(), out: String::new() };
    let (needed, others): (Vec<&Field>, Vec<&Field>) = kind.fields.iter().partition(|field| field.required);
    // A live page without a summary is reported, so a new page has one.
    let summary = COMMON_FIELDS.iter().filter(|field| field.name == SUMMARY);
    writer.out.push_str("\n# Required.\n");
    for field in summary.chain(needed) {
        if let Err(kinds) = writer.field(field, LINK, At::default()) {
            return Err(no_page_to_name(kind, field, kinds));
        }
    }
    writer.out.push_str("\n# Optional: to use a field, remove the `#` at the start of its lines.\n");
    let skip = ["kind", "id", "title", "status", SUMMARY];
    for field in others.into_iter().chain(COMMON_FIELDS).filter(|field| !skip.contains(&field.name)) {
        // A field that no page fits is written as a comment that says so.
        let _ = writer.field(field, LINK, At { comment: Comment::Own, ..At::default() });
    }
    Ok(format!("---\ntitle: \"{title}\"\nstatus: draft\n{}---\n\nWrite here, in Markdown.\n", writer.out))
}

/// The field that every live page needs, though nothing fails without it.
const SUMMARY: &str = "summary";

fn no_page_to_name(kind: &KindSpec, field: &Field, kinds: &[&str]) -> String {
    let first = kinds.first().copied().unwrap_or(FALLBACK.name);
    format!(
        "{} needs `{}`, the id of {}, and this playbook has none\n  help: write that first: `lensbook new {first} TITLE`",
        with_article(&[kind.name]),
        field.name,
        with_article(kinds),
    )
}

/// Where a field is written.
#[derive(Clone, Copy, Default)]
struct At {
    /// How far its lines are indented.
    indent: usize,
    comment: Comment,
    /// Whether it is the first field of an entry, and starts with the entry's dash.
    dash: bool,
    /// Whether it was explained already.
    explained: bool,
}

/// Whether a field is commented out.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Comment {
    /// It is not.
    #[default]
    No,
    /// It is.
    Own,
    /// It is, because the group that holds it is.
    OfGroup,
}

impl Comment {
    fn is_on(self) -> bool {
        self != Self::No
    }

    /// The same, but commented out in any case.
    fn on(self) -> Self {
        if self == Self::No { Self::Own } else { self }
    }
}

/// The kinds that a reference may lead to, where there is no page of any of them.
type MissingKinds = &'static [&'static str];

struct Writer<'k> {
    known: &'k Known,
    /// Names in examples, and the names in this project that replace them.
    renamed: Vec<(String, String)>,
    out: String,
}

/// A value in the text of an example.
#[derive(Clone, Copy)]
struct Sample<'s> {
    node: &'s Node,
    text: &'s str,
    /// Where the example's own value starts. It ends where the example does, since lists and groups have no end of their own.
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
    fn field(&mut self, field: &'static Field, outer: &'static str, at: At) -> Result<(), MissingKinds> {
        let key = format!("{}:{}", field.name, if field.example.starts_with('\n') { "" } else { " " });
        let text = format!("{key}{}\n", field.example);
        let file = ProjectPath::new(CONTENT).ok_or(&[][..])?;
        let node = yaml::parse(&file, &text, 0..text.len()).0;
        match node.as_ref().map(|node| &node.value) {
            Some(Value::Map(entries)) => match entries.first() {
                Some((_, node)) => {
                    self.with_value(field, outer, Sample { node, text: &text, start: key.len() }, at, None)
                }
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// A field with this value, unless it refers to a page that does not exist. `referred` is the page that its group refers to, and how
    /// many fields before it name a part of that page.
    fn with_value(
        &mut self,
        field: &'static Field,
        outer: &'static str,
        sample: Sample,
        at: At,
        referred: Option<(&Page, usize)>,
    ) -> Result<(), MissingKinds> {
        let relation = field.relation.unwrap_or(if outer == LINK { field.name } else { outer });
        let missing = self.missing_kinds(&field.ty, relation, sample);
        let comment = if missing.is_some() && !field.required { at.comment.on() } else { at.comment };
        let off = comment.is_on();
        if !at.explained {
            let none = missing.filter(|_| off).map(|kinds| {
                let first = kinds.first().copied().unwrap_or(FALLBACK.name);
                format!(" There is no {} yet: make one with `lensbook new {first} TITLE`.", kinds.join(" or "))
            });
            self.line(
                at.comment == Comment::OfGroup,
                at.indent,
                &format!("# {}{}", field.doc, none.unwrap_or_default()),
            );
        }
        match missing {
            Some(kinds) if !off => return Err(kinds),
            Some(_) => {
                self.plain(field.name, sample.written(), At { comment, ..at });
                return Ok(());
            }
            None => {}
        }
        let at = At { comment, ..at };
        let inner = if off { Comment::OfGroup } else { Comment::No };
        match (&field.ty, &sample.node.value) {
            (Type::List(Type::Object(fields)), Value::List(items)) => {
                self.line(off, at.indent, &format!("{}{}:", dash(at), field.name));
                let indent = at.indent + 2 + dash(at).len();
                for (number, item) in items.iter().enumerate() {
                    let at = At { indent, comment: inner, dash: true, explained: number > 0 };
                    self.group(fields, relation, sample.of(item), at);
                }
            }
            (Type::Object(fields), Value::Map(_)) => {
                self.line(off, at.indent, &format!("{}{}:", dash(at), field.name));
                let indent = at.indent + 2 + dash(at).len();
                self.group(fields, relation, sample, At { indent, comment: inner, ..At::default() });
            }
            (Type::Line, _) if field.relation.is_some() => {
                let example = sample.written();
                let part = referred.and_then(|(page, nth)| {
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

    /// The fields of a group. The first one that its example has comes first; those that it does not have are commented out.
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
        let mut named_parts = 0;
        for (number, field) in first.iter().chain(before).chain(after).enumerate() {
            let dash = at.dash && number == 0;
            let indent = if at.dash && number > 0 { at.indent + 2 } else { at.indent };
            let own = At { indent, dash, ..at };
            match find(field) {
                Some(node) if node.scalar().is_some() || is_grouped(&field.ty) => {
                    let referred = page.map(|page| (page, named_parts));
                    named_parts += usize::from(matches!(field.ty, Type::Line) && field.relation.is_some());
                    // It was checked before that no required page is missing.
                    let _ = self.with_value(field, outer, sample.of(node), own, referred);
                }
                found if found.is_some() || !at.explained => {
                    let _ = self.field(
                        field,
                        outer,
                        At { comment: if found.is_none() { at.comment.on() } else { at.comment }, ..own },
                    );
                }
                _ => {}
            }
        }
    }

    /// The kinds of which a value needs a page, if there is none.
    fn missing_kinds(&self, ty: &'static Type, relation: &'static str, sample: Sample) -> Option<MissingKinds> {
        match (ty, &sample.node.value) {
            (Type::Ref(kinds), _) => {
                let name = sample.written();
                self.known.target(kinds, relation, name, &[]).is_none().then_some(kinds)
            }
            (Type::List(item), Value::List(items)) => {
                let missing: Vec<Option<MissingKinds>> =
                    items.iter().map(|node| self.missing_kinds(item, relation, sample.of(node))).collect();
                let any = matches!(item, Type::Ref(_)) && missing.iter().any(Option::is_none);
                missing.into_iter().flatten().next().filter(|_| !any)
            }
            (Type::Object(fields), Value::Map(entries)) => entries.iter().find_map(|(key, node)| {
                let field = fields.iter().find(|field| key.scalar() == Some(field.name) && field.required)?;
                self.missing_kinds(&field.ty, field.relation.unwrap_or(relation), sample.of(node))
            }),
            _ => None,
        }
    }

    /// A value as it is written, with references to pages that exist.
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

    /// A map. Keys that are parts of this page get the names that those have here.
    fn map(&self, entries: &[(Node, Node)], sample: Sample) -> String {
        let mut text = sample.text.trim_end().to_owned();
        for (key, _) in entries.iter().rev() {
            if let Some((_, new)) = self.renamed.iter().find(|(old, _)| key.scalar() == Some(old)) {
                text.replace_range(key.span.clone(), new);
            }
        }
        text.split_off(sample.start)
    }

    /// The name of a page that exists, in place of the one in an example.
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
        self.line(at.comment.is_on(), at.indent, &format!("{own}{name}:{space}{first}"));
        for line in below.lines() {
            self.line(at.comment.is_on(), at.indent + own.len(), line);
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
