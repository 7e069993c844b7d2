//! Metrics: what is measured, which way is better, and which level of a framework it belongs to.

use super::behaviour::{Behaviour, Definition};
use crate::page::{Facet, Field, KindSpec, Page, Type};

pub(super) static METRIC: KindSpec = KindSpec {
    name: "metric",
    folder: "metrics",
    listable: true,
    doc: "Something that is counted or asked: its meaning, its unit, which way is better, and how much of a reward depends on it. Its page shows the plays that should improve it.",
    fields: FIELDS,
    example: "---\nid: effort-score\ntitle: Customer effort score\nsummary: How much work it was to get something done with us.\ndefinition: The mean answer to “it was easy to get done what I came for”.\nunit: points of 7\ndirection: up\nmeasures: perception\nformula: The sum of all answers divided by their number.\ncadence: monthly\nlevels: [two-steps#focus]\nreward_weight: 0.1\n---\n",
    facets: &[Facet::field("level", "levels"), Facet::field("measures", "measures")],
    columns: Some("levels"),
    ..KindSpec::DEFAULT
};

pub(super) struct Metric;

impl Behaviour for Metric {
    fn definitions<'p>(&self, page: &'p Page) -> Vec<Definition<'p>> {
        Definition::of_title(page, "definition").into_iter().collect()
    }
}

static FIELDS: &[Field] = &[
    Field::new(
        "definition",
        Type::Text,
        "What it measures, in your own words.",
        "How easy it was to get something done.",
    )
    .required(),
    Field::new("unit", Type::Line, "Its unit.", "points of 7").required(),
    Field::new("direction", Type::Choice(&["up", "down"]), "Which way is better.", "up").required(),
    Field::new(
        "measures",
        Type::Choice(&["perception", "behaviour", "financial"]),
        "What customers say (`perception`), what they do (`behaviour`), or what it earns (`financial`).",
        "perception",
    )
    .required(),
    Field::new("formula", Type::Text, "How it is calculated.", "The sum of all answers divided by their number."),
    Field::new("cadence", Type::Line, "How often it is reviewed.", "monthly"),
    Field::new(
        "levels",
        Type::List(&Type::Ref(&["framework"])),
        "The levels of a framework that it belongs to, each written `framework#level`.",
        "[focus-centric-led#focus]",
    )
    .means("level"),
    Field::new(
        "reward_weight",
        Type::Number(0.0, 1.0),
        "The share of a reward that depends on it, from 0 to 1.",
        "0.2",
    ),
];
