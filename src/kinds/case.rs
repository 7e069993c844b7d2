//! Cases: what a real organisation did, and what that shows.

use super::{Facet, Kind};
use crate::page::{Field, Type};

pub(super) struct Case;

impl Kind for Case {
    fn name(&self) -> &'static str {
        "case"
    }

    fn folder(&self) -> &'static str {
        "cases"
    }

    fn doc(&self) -> &'static str {
        "A real organisation as an example, or as a warning: what it did, which level or term that illustrates, and what the claim rests on."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    /// What it illustrates shows it.
    fn stands_alone(&self) -> bool {
        true
    }

    fn example(&self) -> &'static str {
        EXAMPLE
    }

    fn facets(&self) -> &'static [Facet] {
        &const { [Facet::field("read_as", "role"), Facet::field("shows", "illustrates")] }
    }

    fn columns(&self) -> Option<&'static str> {
        Some("illustrates")
    }

    fn embeds(&self) -> bool {
        true
    }
}

static FIELDS: &[Field] = &[
    Field::new("organisation", Type::Line, "Whom it is about.", "Example Bank").required(),
    Field::new("sector", Type::Line, "The trade it is in.", "banking"),
    Field::new(
        "role",
        Type::Choice(&["example", "counter-example"]),
        "Whether to do likewise, or to be warned.",
        "example",
    )
    .required(),
    Field::new(
        "illustrates",
        Type::List(&Type::Ref(&["framework", "term"])),
        "The levels, written `framework#level`, and terms that it shows.",
        "[focus-centric-led#led]",
    )
    .required(),
    Field::new("claim", Type::Text, "What it is said to show, in a sentence.", "It asks customers before it builds.")
        .required(),
    Field::new("evidence", Type::List(&Type::Ref(&["evidence"])), "What the claim rests on.", "[house-figure]")
        .means("supported_by"),
];

static EXAMPLE: &str = "\
---
title: The bank that asked first
summary: A bank that lets customers name its next product.
organisation: Example Bank
sector: banking
role: example
illustrates: [two-steps#focus]
claim: Customers choose the next product before anybody builds it.
---

## What happened

A panel of forty customers meets the product team every month.
";
