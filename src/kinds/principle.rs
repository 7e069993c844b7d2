//! Principles: what the company holds to, why, and what is mistaken for it.

use crate::page::{Field, KindSpec, Type};

pub(super) static PRINCIPLE: KindSpec = KindSpec {
    name: "principle",
    folder: "principles",
    listable: true,
    doc: "A sentence that the company holds to when two good things conflict: the statement, its reason, and what it is often mistaken for.",
    fields: FIELDS,
    example: "---\nid: needs-first\ntitle: Needs before wishes\nsummary: We ask what customers need before we give what they ask for.\nstatement: We ask what customers need before we give what they ask for.\nbecause: A wish is a guess at a solution.\nis_not: [Knowing better than the customer]\n---\n",
    embeds: true,
    ..KindSpec::DEFAULT
};

static FIELDS: &[Field] = &[
    Field::new("statement", Type::Text, "The principle, in a sentence.", "We ask what customers need.").required(),
    Field::new("because", Type::Text, "Why it holds.", "A wish is a guess at a solution.").required(),
    Field::new("is_not", Type::List(&Type::Text), "What it is mistaken for.", "[Knowing better than the customer]"),
];
