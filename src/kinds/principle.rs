//! Principles: what the company holds to, why, and what is mistaken for it.

use super::Kind;
use crate::page::{Field, Type};

pub(super) struct Principle;

impl Kind for Principle {
    fn name(&self) -> &'static str {
        "principle"
    }

    fn folder(&self) -> &'static str {
        "principles"
    }

    fn listable(&self) -> bool {
        true
    }

    fn doc(&self) -> &'static str {
        "A sentence that the company holds to when two good things conflict: the statement, its reason, and the misconceptions that it is not."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn example(&self) -> &'static str {
        "---\nid: needs-first\ntitle: Needs before wishes\nsummary: We ask what customers need before we give what they ask for.\nstatement: We ask what customers need before we give what they ask for.\nbecause: A wish is a guess at a solution.\nis_not: [Knowing better than the customer]\n---\n"
    }

    fn embeds(&self) -> bool {
        true
    }
}

static FIELDS: &[Field] = &[
    Field::new("statement", Type::Text, "The principle, in a sentence.", "We ask what customers need.").required(),
    Field::new("because", Type::Text, "Why it holds.", "A wish is a guess at a solution.").required(),
    Field::new("is_not", Type::List(&Type::Text), "What it is mistaken for.", "[Knowing better than the customer]"),
];
