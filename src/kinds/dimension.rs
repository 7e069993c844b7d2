//! Dimensions: what customer focus is made of; frameworks compare levels along them, plays improve them.

use super::{Definition, Kind, defined_by};
use crate::page::{Field, Page, Type};

pub(super) struct Dimension;

impl Kind for Dimension {
    fn name(&self) -> &'static str {
        "dimension"
    }

    fn folder(&self) -> &'static str {
        "dimensions"
    }

    fn listable(&self) -> bool {
        true
    }

    fn doc(&self) -> &'static str {
        "One side of customer focus: a row of a framework, what a block of a canvas asks about, what a play improves."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn gathers(&self) -> bool {
        true
    }

    fn beyond(&self) -> Option<(&'static str, &'static str)> {
        Some(("improves", "measured_by"))
    }

    fn defines<'p>(&self, page: &'p Page) -> Vec<Definition<'p>> {
        defined_by(page, "definition").into_iter().collect()
    }

    fn example(&self) -> &'static str {
        "---\nid: insight\ntitle: Insight\nsummary: What we know of customers, first hand.\ndefinition: How much of what we believe of customers we learnt from them.\nweight: 2\n---\n"
    }
}

static FIELDS: &[Field] = &[
    Field::new(
        "definition",
        Type::Text,
        "What it means here.",
        "How much of what we believe of customers we learnt from them.",
    )
    .required(),
    Field::new("weight", Type::Number(0.0, 100.0), "How much it counts in scores; 1 if left out.", "2"),
];
