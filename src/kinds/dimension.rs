//! Dimensions: what customer focus is made of; frameworks compare levels along them, plays improve them.

use super::behaviour::{Behaviour, Definition};
use crate::page::{Field, KindSpec, Page, Type};

pub(super) static DIMENSION: KindSpec = KindSpec {
    name: "dimension",
    folder: "dimensions",
    listable: true,
    doc: "One aspect of customer focus: a row of a framework, the topic of a block of a canvas, what a play improves.",
    fields: FIELDS,
    example: "---\nid: insight\ntitle: Insight\nsummary: What we know of customers, first hand.\ndefinition: How much of what we believe of customers we learnt from them.\nweight: 2\n---\n",
    lists_backlinks: true,
    two_hop: Some(("improves", "measured_by")),
    ..KindSpec::DEFAULT
};

pub(super) struct Dimension;

impl Behaviour for Dimension {
    fn definitions<'p>(&self, page: &'p Page) -> Vec<Definition<'p>> {
        Definition::of_title(page, "definition").into_iter().collect()
    }
}

static FIELDS: &[Field] = &[
    Field::new(
        "definition",
        Type::Text,
        "What the dimension means in this playbook.",
        "How much of what we believe of customers we learnt from them.",
    )
    .required(),
    Field::new("weight", Type::Number(0.0, 100.0), "How much it counts in scores. Left out, it is 1.", "2"),
];
