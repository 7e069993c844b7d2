//! The fields that every kind has.

use std::ops::Range;

use jiff::civil::Date;

use super::duration::{Duration, Unit};
use super::field::{Field, Type};
use super::value::{Data, Record};
use crate::source::markdown::Rich;

/// The kinds of pages that can be owners.
pub const OWNERS: &[&str] = &["role"];

/// The fields of every kind, in the order of the documentation.
pub static COMMON_FIELDS: &[Field] = &[
    Field::new(
        "kind",
        Type::Line,
        "What kind of page it is. Left out, its top folder decides: `plays/` holds plays.",
        "play",
    ),
    Field::new(
        "id",
        Type::Id,
        "The name that `[[links]]` use. No other page of the playbook may have it. Left out, it is the file's name, or its path if another page has the same name.",
        "journey-map",
    ),
    Field::new(
        "title",
        Type::Text,
        "The page's title. Left out, it is the first `#` heading of the text, else its first heading, else the file's name.",
        "Map the journey",
    ),
    Field::new(
        "summary",
        Type::Text,
        "One sentence for cards, search and feeds.",
        "Walk the path a customer walks, and mark where it hurts.",
    ),
    Field::new(
        "status",
        Type::Choice(&["draft", "review", "live", "retired"]),
        "`draft` is shown only with `--drafts`. `review` is shown and marked. `retired` keeps its address, is marked, and is not listed.",
        "live",
    ),
    Field::new(
        "owner",
        Type::RefOrLine(OWNERS),
        "Who is responsible for the page: the id of a role. Left out, it is the owner in lensbook.yaml.",
        "customer-experience-lead",
    ),
    Field::new("reviewed", Type::Date, "The day on which it was last reviewed.", "2026-10-31"),
    Field::new(
        "review_in",
        Type::Duration(Unit::Calendar),
        "How long a review is valid. Left out, it is what lensbook.yaml says.",
        "6 months",
    ),
    Field::new("publish", Type::Date, "The page is published from this day on.", "2026-11-01"),
    Field::new("expires", Type::Date, "The page is no longer published from this day on.", "2027-11-01"),
    Field::new(
        "order",
        Type::Number(f64::MIN, f64::MAX),
        "Its place in lists, smallest first. Pages without it follow by title.",
        "10",
    ),
    Field::new("tags", Type::List(&Type::Line), "Words to find the page by.", "[research, journey]"),
    Field::new(
        "aliases",
        Type::List(&Type::Line),
        "Old addresses of the page, from the site's root. Readers who open one are redirected.",
        "[plays/journey-mapping.html]",
    ),
    Field::new(
        "sources",
        Type::List(&Type::Ref(&["source"])),
        "The sources that the page is based on.",
        "[deep-customer-focus]",
    ),
    Field::new("extra", Type::Any, "Your own values. Templates get them unchanged.", "{series: spring}"),
];

/// Where a page is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Status {
    /// Being written; left out without `--drafts`.
    Draft,
    /// Being reviewed; published, and marked.
    Review,
    /// In force.
    #[default]
    Live,
    /// No longer in force; reachable, marked, out of lists and search.
    Retired,
}

impl Status {
    /// Whether readers rely on the page, or soon will. Nobody has to look after a draft or a retired page.
    #[must_use]
    pub fn is_in_force(self) -> bool {
        matches!(self, Self::Review | Self::Live)
    }

    /// Its name in front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Live => "live",
            Self::Retired => "retired",
        }
    }
}

/// The common fields of one page; `title`, `kind` and `id` are on the page itself.
#[derive(Clone, Default, Debug)]
pub struct CommonFields {
    /// One sentence.
    pub summary: Option<Rich>,
    /// Where it is in its life.
    pub status: Status,
    /// Its owner, if it names one itself: an index into the page's links.
    pub owner: Option<usize>,
    /// Its last review.
    pub reviewed: Option<Date>,
    /// Where that date stands.
    pub reviewed_place: Range<usize>,
    /// Where its old addresses are written; empty where it has none.
    pub aliases_place: Range<usize>,
    /// How long a review is valid, if the page says so itself.
    pub review_in: Option<Duration>,
    /// Not before this day.
    pub publish: Option<Date>,
    /// Not from this day on.
    pub expires: Option<Date>,
    /// Its place among its neighbours.
    pub order: Option<f64>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Old addresses.
    pub aliases: Vec<String>,
    /// Whether keys of other tools gave some of them.
    pub has_foreign_aliases: bool,
    /// Its sources, as indexes into the page's links.
    pub sources: Vec<usize>,
    /// The author's own values.
    pub extra: serde_json::Value,
}

impl CommonFields {
    /// Takes the common fields out of `record`.
    #[must_use]
    pub fn take(record: &mut Record) -> Self {
        let aliases_place = record.get("aliases").map(|value| value.span.clone()).unwrap_or_default();
        let reviewed_place = record.get("reviewed").map(|value| value.span.clone()).unwrap_or_default();
        let mut take = |name: &str| record.take(name).map(|value| value.data);
        let date = |data| if let Some(Data::Date(date)) = data { Some(date) } else { None };
        let words = |data| match data {
            Some(Data::List(items)) => items.into_iter().filter_map(|item| line(item.data)).collect(),
            _ => Vec::new(),
        };
        Self {
            summary: if let Some(Data::Text(rich)) = take("summary") { Some(rich) } else { None },
            status: take("status").as_ref().and_then(status).unwrap_or_default(),
            owner: take("owner").as_ref().and_then(reference),
            reviewed: date(take("reviewed")),
            reviewed_place,
            aliases_place,
            review_in: if let Some(Data::Duration(duration)) = take("review_in") { Some(duration) } else { None },
            publish: date(take("publish")),
            expires: date(take("expires")),
            order: if let Some(Data::Number(order)) = take("order") { Some(order) } else { None },
            tags: words(take("tags")),
            aliases: words(take("aliases")),
            has_foreign_aliases: false,
            sources: match take("sources") {
                Some(Data::List(items)) => items.iter().filter_map(|item| reference(&item.data)).collect(),
                _ => Vec::new(),
            },
            extra: if let Some(Data::Any(value)) = take("extra") { value } else { serde_json::Value::Null },
        }
    }
}

fn line(data: Data) -> Option<String> {
    if let Data::Line(line) = data { Some(line) } else { None }
}

fn reference(data: &Data) -> Option<usize> {
    if let Data::Ref(index) = data { Some(*index) } else { None }
}

fn status(data: &Data) -> Option<Status> {
    let Data::Choice(word) = data else { return None };
    [Status::Draft, Status::Review, Status::Live, Status::Retired].into_iter().find(|status| status.name() == *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_told_by_keys_that_there_are() {
        let is_key = |key: &&str| COMMON_FIELDS.iter().any(|field| field.name == *key);
        assert!(crate::source::yaml::TELLING.iter().all(is_key));
    }
}
