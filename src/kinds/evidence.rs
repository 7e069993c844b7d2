//! Evidence: a claim with its figure, how strong it is, where it comes from, and what speaks against it.

use crate::page::{AsideItem, Facet, Field, KindSpec, Type};

pub(super) static EVIDENCE: KindSpec = KindSpec {
    name: "evidence",
    folder: "evidence",
    listable: true,
    doc: "One claim that other pages can cite: its figure, sample and year, how strong it is, its source, and any doubt. A link to it in text shows its figure, strength and year.",
    fields: FIELDS,
    example: "---\nid: house-figure\ntitle: Three in four would pay more\nsummary: Most customers asked would pay more for better service.\nclaim: Three customers in four would pay more for better service.\nfigure: 75 %\nsample: 400 accounts\nyear: 2026\nsource: house-survey\nstrength: survey\nstale_after: 2030-01-01\ndoubt: They were asked, not watched.\n---\n",
    facets: &[Facet::field("strength", "strength"), Facet::field("source", "source")],
    aside: &[
        AsideItem::Value("figure"),
        AsideItem::Value("strength"),
        AsideItem::Value("year"),
        AsideItem::WordIf("doubt", "doubtful"),
    ],
    stale_after: Some("stale_after"),
    backs_statistics: true,
    ..KindSpec::DEFAULT
};

static FIELDS: &[Field] = &[
    Field::new("claim", Type::Text, "The claim, in a sentence.", "Three customers in four would pay more.").required(),
    Field::new("figure", Type::Line, "The figure, as readers see it.", "75 %"),
    Field::new("sample", Type::Line, "Who or what was counted.", "400 accounts"),
    Field::new("year", Type::Integer(1800, 2200), "The year it is from.", "2026"),
    Field::new("source", Type::Ref(&["source"]), "The source that it comes from.", "deep-customer-focus")
        .means("drawn_from")
        .required(),
    Field::new(
        "strength",
        Type::Choice(&["study", "survey", "vendor", "anecdote"]),
        "How strong it is: a study, a survey, a vendor's own figure, or an anecdote.",
        "survey",
    )
    .required(),
    Field::new("stale_after", Type::Date, "The day after which it should no longer be relied on.", "2030-01-01"),
    Field::new("doubt", Type::Text, "What speaks against it.", "They were asked, not watched."),
];
