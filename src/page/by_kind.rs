//! What a page's kind says of this page: each answer reads one value of the kind's `KindSpec` and looks it up in the page.

use std::ops::Range;

use jiff::civil::Date;

use super::kind::{AsideItem, Excerpt};
use super::link::Link;
use super::model::Page;
use super::value::{Data, Record};

impl Page {
    /// The day after which the page should no longer be relied on, and where it says so.
    #[must_use]
    pub fn stale_after(&self) -> Option<(Date, &Range<usize>)> {
        let value = self.fields.get(self.kind.stale_after?)?;
        if let Data::Date(day) = value.data { Some((day, &value.span)) } else { None }
    }

    /// The spellings of its title that are marked up where they stand in prose; none for most kinds.
    #[must_use]
    pub fn spellings(&self) -> Vec<&str> {
        let Some(field) = self.kind.spellings else { return Vec::new() };
        let others = self.fields.list(field).filter_map(|value| match &value.data {
            Data::Line(line) => Some(line.as_str()),
            _ => None,
        });
        std::iter::once(self.title.plain.as_str()).chain(others).collect()
    }

    /// What stands in brackets behind a link to the page in a text. `word` gives the theme's word for a key of its kind.
    #[must_use]
    pub fn aside(&self, word: &dyn Fn(&str) -> String) -> Option<String> {
        let item = |item: &AsideItem| match item {
            AsideItem::Value(field) => match &self.fields.get(field)?.data {
                Data::Choice(choice) => Some(word(choice)),
                Data::Integer(number) => Some(number.to_string()),
                _ => self.fields.text(field).map(str::to_owned),
            },
            AsideItem::WordIf(field, key) => self.fields.get(field).map(|_| word(key)),
        };
        let items: Vec<String> = self.kind.aside.iter().filter_map(item).collect();
        (!items.is_empty()).then(|| items.join(", "))
    }

    /// The part of the page that the page with the id `shown` shows in place, because `link` leads to it.
    #[must_use]
    pub fn excerpt(&self, link: &Link, shown: &str) -> Option<String> {
        match self.kind.excerpt? {
            Excerpt::GroupOf(relation) if link.relation == relation => link.part_of.clone(),
            Excerpt::RowOf(relation) if link.relation == relation => Some(shown.to_owned()),
            _ => None,
        }
    }

    /// The outermost part of the page that holds its part `part`, with its title: the stage of a question.
    #[must_use]
    pub fn outermost_part(&self, part: &str) -> Option<(&str, &str)> {
        let (group, _) = self.fields.objects(self.kind.outline?).find(|(group, _)| holds(group, part))?;
        Some((group.text("id")?, group.text("title")?))
    }

    /// Whether a reference that means `relation` may lead to this `part` of the page, or to the page as a whole.
    #[must_use]
    pub fn takes_reference(&self, relation: &str, part: Option<&str>) -> bool {
        let Some(rule) = self.kind.part_rules.iter().find(|rule| rule.relation == relation) else { return true };
        match part {
            Some(part) => self.fields.objects(rule.parts).any(|(group, _)| group.text("id") == Some(part)),
            None => rule.or_whole,
        }
    }
}

/// Whether `group`, or a group in one of its lists, has the id `part`.
fn holds(group: &Record, part: &str) -> bool {
    group.text("id") == Some(part)
        || group.iter().any(|(name, _)| group.objects(name).any(|(inner, _)| holds(inner, part)))
}
