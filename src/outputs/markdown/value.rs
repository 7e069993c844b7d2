//! Values of fields as Markdown, by their types: on one line where they fit, else as a block.

use super::links::Links;
use super::text::{escape, item};
use crate::page::{Data, Field, Link, Record, Type, Value};
use crate::source::markdown::Target;

/// Writes the values of one page.
pub(super) struct Values<'a> {
    pub(super) links: &'a Links<'a>,
    /// The theme's words for the page's kind, and those for fields of any.
    pub(super) words: [Option<&'a serde_json::Value>; 2],
}

impl Values<'_> {
    /// What a field is called: the theme's word for it, or its own name.
    pub(super) fn label(&self, name: &str) -> String {
        escape(&readable(self.word(name).unwrap_or(name).trim_end_matches(':')))
    }

    /// The theme's word of this name, unless it has a place for a value.
    fn word(&self, name: &str) -> Option<&str> {
        let mut groups = self.words.iter().flatten();
        groups.find_map(|words| words.get(name)?.as_str().filter(|word| !word.contains('{')))
    }

    /// `value` on one line; none if it takes more.
    pub(super) fn inline(&self, value: &Value) -> Option<String> {
        Some(match &value.data {
            Data::Line(text) if is_address(text) => format!("<{text}>"),
            Data::Line(text) => escape(text),
            Data::Text(rich) => Some(self.links.markdown(rich)).filter(|text| !text.contains('\n'))?,
            Data::Integer(number) => number.to_string(),
            Data::Number(number) => number.to_string(),
            Data::Flag(flag) => flag.to_string(),
            Data::Date(date) => date.to_string(),
            Data::Duration(duration) => duration.to_string(),
            Data::Time(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
            Data::People(people) => people.to_string(),
            Data::Choice(word) => escape(self.word(word).unwrap_or(word)),
            Data::Ref(link) => self.links.reference(*link),
            Data::List(items) if items.iter().all(|item| is_short(&item.data)) => {
                items.iter().filter_map(|item| self.inline(item)).collect::<Vec<_>>().join(", ")
            }
            Data::List(_) | Data::Object(_) | Data::Map(_) | Data::Any(_) => return None,
        })
    }

    /// `value` of type `ty` as lines, each ended.
    pub(super) fn block(&self, ty: &Type, value: &Value) -> String {
        match &value.data {
            Data::Text(rich) => format!("{}\n", self.links.markdown(rich).trim_end()),
            Data::List(items) => items.iter().map(|item| self.entry(inner(ty), item)).collect(),
            Data::Object(record) => self.fields(groups(ty), record, None),
            Data::Map(entries) => self.map(inner(ty), entries),
            _ => self.inline(value).map_or_else(String::new, |text| format!("{text}\n")),
        }
    }

    /// One entry of a list.
    fn entry(&self, ty: &Type, value: &Value) -> String {
        if let Data::Object(record) = &value.data {
            return item("1. ", &self.group(groups(ty), record));
        }
        item("- ", &self.inline(value).unwrap_or_else(|| self.block(ty, value)))
    }

    /// A group: what it is about as its first line, the rest as a list below.
    fn group(&self, fields: &[Field], record: &Record) -> String {
        let mut heads = fields.iter().filter(|field| is_head(&field.ty));
        let head = heads.find_map(|field| Some((field.name, self.inline(record.get(field.name)?)?)));
        let name = head.as_ref().map(|(name, _)| *name);
        let mut out = head.map(|(_, text)| text).unwrap_or_default();
        let id = fields.iter().find(|field| matches!(field.ty, Type::Id)).and_then(|field| record.text(field.name));
        if let Some(id) = id {
            out.push_str(&format!(" (`#{id}`)"));
        }
        format!("{out}\n{}", self.fields(fields, record, name))
    }

    /// The fields of a group as a list, without its id and the one that is shown already.
    fn fields(&self, fields: &[Field], record: &Record, shown: Option<&str>) -> String {
        let mut out = String::new();
        for field in fields {
            let Some(value) = record.get(field.name).filter(|_| shown != Some(field.name)) else { continue };
            if !matches!(field.ty, Type::Id) {
                out.push_str(&self.named(&self.label(field.name), &field.ty, value));
            }
        }
        out
    }

    fn named(&self, label: &str, ty: &Type, value: &Value) -> String {
        if let Some(text) = self.inline(value) {
            return item("- ", &format!("{label}: {text}"));
        }
        let block = self.block(ty, value);
        let gap = if block.starts_with(['-', '1']) { "\n" } else { "\n\n" };
        item("- ", &format!("{label}:{gap}{block}"))
    }

    /// A map as a list; a map of maps as a table, if its cells fit on a line.
    fn map(&self, ty: &Type, entries: &[Entry]) -> String {
        self.table(entries)
            .unwrap_or_else(|| entries.iter().map(|(key, _, value)| self.named(&self.key(key), ty, value)).collect())
    }

    /// What a key of a map is called: the page or the part of this page that has it for its id, or as it was written.
    fn key(&self, key: &str) -> String {
        let page = self.links.page.page();
        let is_meant = |link: &Link| matches!(&link.target, Target::Id { id, part: None } if id == key);
        match page.links.iter().position(is_meant) {
            Some(link) => self.links.reference(link),
            None => escape(page.part(key).unwrap_or(key)),
        }
    }

    fn table(&self, entries: &[Entry]) -> Option<String> {
        let mut columns: Vec<&str> = Vec::new();
        let mut rows = Vec::new();
        for (key, _, value) in entries {
            let Data::Map(cells) = &value.data else { return None };
            let mut row = Vec::new();
            for (column, _, cell) in cells {
                if !columns.contains(&column.as_str()) {
                    columns.push(column);
                }
                row.push((column.as_str(), self.inline(cell)?));
            }
            rows.push((key, row));
        }
        let cell = |text: &str| format!(" {} |", bars(text));
        let mut out = format!(
            "|  |{}\n|---|{}\n",
            columns.iter().map(|column| cell(&self.key(column))).collect::<String>(),
            "---|".repeat(columns.len())
        );
        for (key, row) in rows {
            let text = |column: &&str| row.iter().find(|(name, _)| name == column).map_or("", |(_, text)| text);
            let cells: String = columns.iter().map(|column| cell(text(column))).collect();
            out.push_str(&format!("|{}{cells}\n", cell(&self.key(key))));
        }
        Some(out)
    }
}

/// An entry of a map: its key, the key's place, its value.
type Entry = (String, std::ops::Range<usize>, Value);

/// The type of what a list or map holds.
fn inner(ty: &Type) -> &Type {
    if let Type::List(item) | Type::Map(item) = ty { item } else { ty }
}

/// The fields of a group of this type.
fn groups(ty: &Type) -> &'static [Field] {
    if let Type::Object(fields) | Type::RefOrObject(_, fields) = ty { fields } else { &[] }
}

/// Whether several fit on one line, separated by commas.
fn is_short(data: &Data) -> bool {
    !matches!(data, Data::Text(_) | Data::List(_) | Data::Object(_) | Data::Map(_) | Data::Any(_))
}

/// Whether a field can say what its group is about.
fn is_head(ty: &Type) -> bool {
    matches!(ty, Type::Text | Type::Line | Type::Ref(_) | Type::RefOrLine(_))
}

fn is_address(text: &str) -> bool {
    let scheme = text.starts_with("https://") || text.starts_with("http://");
    scheme && !text.contains(|c: char| c.is_whitespace() || "<>".contains(c))
}

/// `watch_outs` as `Watch outs`.
fn readable(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `text` with a backslash before each bar that has none: in a table bars end cells.
fn bars(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if c == '|' && before != '\\' {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}
