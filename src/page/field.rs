//! Declarations of fields: one list says what a kind's front matter may hold.
//!
//! Reading, checking, the JSON Schema, the documentation and the file that `lensbook new` writes all follow from the same
//! [`Field`]s, so none of them can disagree.

use super::duration::Unit;

/// A field of front matter or configuration.
#[derive(Debug)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What it may hold.
    pub ty: Type,
    /// Whether it must be there.
    pub required: bool,
    /// What it is for: one or two sentences, Markdown.
    pub doc: &'static str,
    /// A value as one would write it in YAML; longer ones start with a line end and are indented by two spaces.
    pub example: &'static str,
    /// What a reference in it means. None takes the meaning of the group that holds it or, at the top, the field's own name. A
    /// [`Type::Line`] with a meaning names a part of the page that its group refers to.
    pub relation: Option<&'static str>,
}

impl Field {
    /// A field that may be left out.
    #[must_use]
    pub const fn new(name: &'static str, ty: Type, doc: &'static str, example: &'static str) -> Self {
        Self { name, ty, required: false, doc, example, relation: None }
    }

    /// The same field, with references that mean `relation`.
    #[must_use]
    pub const fn means(self, relation: &'static str) -> Self {
        Self { relation: Some(relation), ..self }
    }

    /// The same field, required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// What a field may hold.
#[derive(Debug)]
pub enum Type {
    /// One line of plain text.
    Line,
    /// Markdown; a single paragraph, or more.
    Text,
    /// A name that links can use: lower case, digits, hyphens.
    Id,
    /// A whole number from the first to the second.
    Integer(i64, i64),
    /// A number from the first to the second.
    Number(f64, f64),
    /// `true` or `false`.
    Flag,
    /// A day: `2026-10-31`.
    Date,
    /// A length of time in these units: `90 minutes`, `6 months`.
    Duration(Unit),
    /// A time of day: `09:30`.
    Time,
    /// How many people: `3–8`.
    People,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The id of a page of one of these kinds; of any kind if empty.
    Ref(&'static [&'static str]),
    /// The id of a page of this kind; any text, as long as the playbook has no such page at all.
    RefOrLine(&'static [&'static str]),
    /// A list; a single value is taken as a list of one.
    List(&'static Type),
    /// A group with these fields.
    Object(&'static [Field]),
    /// The id of a page of this kind, or a group with these fields in place.
    RefOrObject(&'static [&'static str], &'static [Field]),
    /// A group with keys of the author's choosing.
    Map(&'static Type),
    /// Anything at all.
    Any,
}

impl Type {
    /// What is expected, in words: "expected …".
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Line | Self::Text => "text".into(),
            Self::Id => "an id: lower-case letters, digits and hyphens".into(),
            Self::Integer(i64::MIN, _) => "a whole number".into(),
            Self::Integer(low, high) => format!("a whole number from {low} to {high}"),
            Self::Number(f64::MIN, _) => "a number".into(),
            Self::Number(low, high) => format!("a number from {low} to {high}"),
            Self::Flag => "`true` or `false`".into(),
            Self::Date => "a date, written year-month-day".into(),
            Self::Duration(unit) => format!("a duration, like `{}`", unit.example()),
            Self::Time => "a time of day, like `09:30`".into(),
            Self::People => "a number of people, like `3–8`".into(),
            Self::Choice(words) => format!("one of {}", listed(words)),
            Self::Ref([]) => "the id of a page".into(),
            Self::Ref(kinds) | Self::RefOrLine(kinds) => format!("the id of {}", with_article(kinds)),
            Self::List(_) => "a list".into(),
            Self::Object(_) | Self::Map(_) => "a group of `key: value` lines".into(),
            Self::RefOrObject(kinds, _) => {
                format!("the id of {}, or a group with `id` and `title`", with_article(kinds))
            }
            Self::Any => "anything".into(),
        }
    }
}

/// Kinds in words: "a play", "an article or term", "a piece of evidence".
#[must_use]
pub fn with_article(kinds: &[&str]) -> String {
    let article = match kinds.first() {
        // What English does not count.
        Some(kind) if kind.ends_with("ence") => "a piece of",
        Some(kind) if kind.starts_with(['a', 'e', 'i', 'o', 'u']) => "an",
        _ => "a",
    };
    format!("{article} {}", kinds.join(" or "))
}

/// The words in backticks, separated by commas.
#[must_use]
pub fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
