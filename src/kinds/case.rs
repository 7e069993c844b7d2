//! Cases: what a real organisation did, and what that shows.

use crate::page::{Facet, Field, KindSpec, Type};

pub(super) static CASE: KindSpec = KindSpec {
    name: "case",
    folder: "cases",
    doc: "A real organisation as an example or a warning: what it did, which level or term that illustrates, and the evidence for it.",
    fields: FIELDS,
    example: EXAMPLE,
    facets: &[Facet::field("read_as", "role"), Facet::field("shows", "illustrates")],
    columns: Some("illustrates"),
    embeds: true,
    // The pages that it illustrates show it.
    needs_no_links: true,
    ..KindSpec::DEFAULT
};

static FIELDS: &[Field] = &[
    Field::new("organisation", Type::Line, "The organisation that it is about.", "Example Bank").required(),
    Field::new("sector", Type::Line, "The industry that the organisation is in.", "banking"),
    Field::new(
        "role",
        Type::Choice(&["example", "counter-example"]),
        "`example` to follow, or `counter-example` to avoid.",
        "example",
    )
    .required(),
    Field::new(
        "illustrates",
        Type::List(&Type::Ref(&["framework", "term"])),
        "The levels, written `framework#level`, and the terms that it illustrates.",
        "[focus-centric-led#led]",
    )
    .required(),
    Field::new("claim", Type::Text, "What the case shows, in a sentence.", "It asks customers before it builds.")
        .required(),
    Field::new("evidence", Type::List(&Type::Ref(&["evidence"])), "The evidence for the claim.", "[house-figure]")
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
