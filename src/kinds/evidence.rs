//! Evidence: a claim with its figure, how strong it is, where it comes from, and what speaks against it.

use super::{Facet, Kind};
use crate::page::{Field, Page, Type};

pub(super) struct Evidence;

impl Kind for Evidence {
    fn name(&self) -> &'static str {
        "evidence"
    }

    fn folder(&self) -> &'static str {
        "evidence"
    }

    fn listable(&self) -> bool {
        true
    }

    fn doc(&self) -> &'static str {
        "One claim that others can cite, with its figure, sample and year, how strong it is, the source it comes from, and any doubt. A link to it in text shows its figure, strength and age."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn example(&self) -> &'static str {
        "---\nid: house-figure\ntitle: Three in four would pay more\nsummary: Most customers asked would pay more for better service.\nclaim: Three customers in four would pay more for better service.\nfigure: 75 %\nsample: 400 accounts\nyear: 2026\nsource: house-survey\nstrength: survey\nstale_after: 2030-01-01\ndoubt: They were asked, not watched.\n---\n"
    }

    fn facets(&self) -> &'static [Facet] {
        &const { [Facet::field("strength", "strength"), Facet::field("source", "source")] }
    }

    fn stale_after(&self) -> Option<&'static str> {
        Some("stale_after")
    }

    fn warrants(&self) -> bool {
        true
    }

    fn aside(&self, page: &Page, say: &dyn Fn(&str) -> String) -> Option<String> {
        let fields = &page.fields;
        let figure = fields.text("figure").map(str::to_owned);
        let strength = fields.text("strength").map(say);
        let year = fields.integer("year").map(|year| year.to_string());
        let doubt = fields.get("doubt").map(|_| say("doubtful"));
        let parts: Vec<String> = [figure, strength, year, doubt].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

static FIELDS: &[Field] = &[
    Field::new("claim", Type::Text, "What it says, in a sentence.", "Three customers in four would pay more.")
        .required(),
    Field::new("figure", Type::Line, "The figure, as it is to be shown.", "75 %"),
    Field::new("sample", Type::Line, "Who or what was counted.", "400 accounts"),
    Field::new("year", Type::Integer(1800, 2200), "The year it is from.", "2026"),
    Field::new("source", Type::Ref(&["source"]), "Where it comes from.", "deep-customer-focus")
        .means("drawn_from")
        .required(),
    Field::new(
        "strength",
        Type::Choice(&["study", "survey", "vendor", "anecdote"]),
        "How far it carries: a study, a survey, a vendor's own figure, an anecdote.",
        "survey",
    )
    .required(),
    Field::new("stale_after", Type::Date, "The day after which it should no longer be relied on.", "2030-01-01"),
    Field::new("doubt", Type::Text, "What speaks against it.", "They were asked, not watched."),
];
