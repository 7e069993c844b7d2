//! Values of fields after validation: each is of the type that its field declares.

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

use super::duration::Duration;
use crate::source::markdown::Rich;

/// A validated value and where it stands.
#[derive(Clone, Debug)]
pub struct Value {
    /// What it is.
    pub data: Data,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// What a value can be, by the type of its field.
#[derive(Clone, Debug)]
pub enum Data {
    /// [`Type::Line`](super::Type::Line) and [`Type::Id`](super::Type::Id).
    Line(String),
    /// [`Type::Text`](super::Type::Text).
    Text(Rich),
    /// [`Type::Integer`](super::Type::Integer).
    Integer(i64),
    /// [`Type::Number`](super::Type::Number).
    Number(f64),
    /// [`Type::Flag`](super::Type::Flag).
    Flag(bool),
    /// [`Type::Date`](super::Type::Date).
    Date(Date),
    /// [`Type::Duration`](super::Type::Duration).
    Duration(Duration),
    /// [`Type::Time`](super::Type::Time): minutes since midnight.
    Time(u16),
    /// [`Type::People`](super::Type::People).
    People(People),
    /// [`Type::Choice`](super::Type::Choice).
    Choice(&'static str),
    /// [`Type::Ref`](super::Type::Ref) and [`Type::RefOrLine`](super::Type::RefOrLine): an index into the page's links.
    Ref(usize),
    /// [`Type::List`](super::Type::List).
    List(Vec<Value>),
    /// [`Type::Object`](super::Type::Object).
    Object(Record),
    /// [`Type::Map`](super::Type::Map), in the author's order.
    Map(Vec<(String, Range<usize>, Value)>),
    /// [`Type::Any`](super::Type::Any).
    Any(serde_json::Value),
}

/// How many people: at least, and at most if that is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct People {
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: Option<u32>,
}

impl fmt::Display for People {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.max {
            Some(max) if max == self.min => write!(f, "{max}"),
            Some(max) => write!(f, "{}–{max}", self.min),
            None => write!(f, "{}+", self.min),
        }
    }
}

/// Named values: a kind's fields, or a group within one. Holds only fields that were declared and given.
#[derive(Clone, Default, Debug)]
pub struct Record {
    entries: Vec<(&'static str, Value)>,
}

impl Record {
    /// Adds a value.
    pub fn insert(&mut self, name: &'static str, value: Value) {
        self.entries.push((name, value));
    }

    /// All values, in the author's order.
    pub fn iter(&self) -> impl Iterator<Item = &(&'static str, Value)> {
        self.entries.iter()
    }

    /// The value of field `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The value of field `name`, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.entries.iter_mut().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Takes the value of field `name` out.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.entries.iter().position(|(known, _)| *known == name)?;
        Some(self.entries.remove(at).1)
    }

    /// The entries of list field `name`; none if it was not given.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &Value> {
        let items = match self.get(name).map(|value| &value.data) {
            Some(Data::List(items)) => items.as_slice(),
            _ => &[],
        };
        items.iter()
    }

    /// The groups in list field `name`, each with its place; none if it was not given.
    pub fn objects(&self, name: &str) -> impl Iterator<Item = (&Record, &Range<usize>)> {
        self.list(name).filter_map(|value| match &value.data {
            Data::Object(record) => Some((record, &value.span)),
            _ => None,
        })
    }

    /// The plain text of field `name`.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.get(name)?.data {
            Data::Line(text) => Some(text),
            Data::Text(rich) => Some(&rich.plain),
            Data::Choice(word) => Some(word),
            _ => None,
        }
    }

    /// The whole number in field `name`.
    #[must_use]
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.get(name)?.data {
            Data::Integer(number) => Some(number),
            _ => None,
        }
    }
}
