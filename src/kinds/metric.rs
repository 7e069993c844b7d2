//! Metrics: what is measured, which way is better, and at which level of a framework it is at home.

use super::{Definition, Facet, Kind, defined_by};
use crate::page::{Field, Page, Type};

pub(super) struct Metric;

impl Kind for Metric {
    fn name(&self) -> &'static str {
        "metric"
    }

    fn folder(&self) -> &'static str {
        "metrics"
    }

    fn listable(&self) -> bool {
        true
    }

    fn doc(&self) -> &'static str {
        "Something that is counted or asked: what it says, in which unit, which way is better, and how much of anybody's reward hangs on it. Its page shows the plays that should move it."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn defines<'p>(&self, page: &'p Page) -> Vec<Definition<'p>> {
        defined_by(page, "definition").into_iter().collect()
    }

    fn example(&self) -> &'static str {
        "---\nid: effort-score\ntitle: Customer effort score\nsummary: How much work it was to get something done with us.\ndefinition: The mean answer to “it was easy to get done what I came for”.\nunit: points of 7\ndirection: up\nmeasures: perception\nformula: The sum of all answers divided by their number.\ncadence: monthly\nlevels: [two-steps#focus]\nreward_weight: 0.1\n---\n"
    }

    fn facets(&self) -> &'static [Facet] {
        &const { [Facet::field("level", "levels"), Facet::field("measures", "measures")] }
    }

    fn columns(&self) -> Option<&'static str> {
        Some("levels")
    }
}

static FIELDS: &[Field] = &[
    Field::new("definition", Type::Text, "What it says, in your own words.", "How easy it was to get something done.")
        .required(),
    Field::new("unit", Type::Line, "What it is counted in.", "points of 7").required(),
    Field::new("direction", Type::Choice(&["up", "down"]), "Which way is better.", "up").required(),
    Field::new(
        "measures",
        Type::Choice(&["perception", "behaviour", "financial"]),
        "What customers say, what they do, or what it brings.",
        "perception",
    )
    .required(),
    Field::new("formula", Type::Text, "How it is worked out.", "The sum of all answers divided by their number."),
    Field::new("cadence", Type::Line, "How often it is looked at.", "monthly"),
    Field::new(
        "levels",
        Type::List(&Type::Ref(&["framework"])),
        "The levels of a framework that it belongs to, each written `framework#level`.",
        "[focus-centric-led#focus]",
    )
    .means("level"),
    Field::new("reward_weight", Type::Number(0.0, 1.0), "Which share of a reward hangs on it, from 0 to 1.", "0.2"),
];
