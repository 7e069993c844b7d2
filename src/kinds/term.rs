//! Terms: words of the trade, and who means what by them.

use super::behaviour::{Behaviour, Definition};
use crate::page::{Field, KindSpec, Mention, Page, Type};

pub(super) static TERM: KindSpec = KindSpec {
    name: "term",
    folder: "terms",
    listable: true,
    doc: "A word that people may understand differently. Each definition names its source; where sources differ, the page says who means what.",
    fields: FIELDS,
    example: "---\nid: touchpoint\ntitle: Touchpoint\nsummary: A moment in which a customer meets us.\ndefinitions:\n  - text: Any moment in which a customer meets the company.\nalso: [touchpoints]\n---\n",
    mention: Mention::Term,
    spellings: Some("also"),
    // Its definition is at hand wherever its name stands in a text.
    needs_no_links: true,
    ..KindSpec::DEFAULT
};

pub(super) struct Term;

impl Behaviour for Term {
    fn definitions<'p>(&self, page: &'p Page) -> Vec<Definition<'p>> {
        let texts = page.fields.objects("definitions").filter_map(|(definition, _)| definition.text("text")).collect();
        let first = page.fields.objects("definitions").find_map(|(definition, _)| definition.get("text"));
        let place = first.map_or(&page.title_place, |text| &text.span);
        vec![Definition { words: page.spellings(), texts, place, is_list: true }]
    }
}

static DEFINITION: &[Field] = &[
    Field::new(
        "text",
        Type::Text,
        "The definition, in your own words.",
        "Any moment in which a customer meets the company.",
    )
    .required(),
    Field::new(
        "source",
        Type::Ref(&["source"]),
        "Who defines it like this. Left out, the definition is your own.",
        "deep-customer-focus",
    )
    .means("defines"),
];

static CONTRAST: &[Field] = &[
    Field::new("with", Type::Ref(&["term"]), "The term that it is often mistaken for.", "customer-service").required(),
    Field::new("axis", Type::Line, "What the two differ in, in a word.", "scope").required(),
    Field::new("text", Type::Text, "How they differ.", "Service mends; focus prevents.").required(),
];

static FIELDS: &[Field] = &[
    Field::new(
        "definitions",
        Type::List(&Type::Object(DEFINITION)),
        "What the word means, and to whom.",
        "\n  - text: Any moment in which a customer meets the company.\n    source: deep-customer-focus",
    )
    .required(),
    Field::new(
        "contrasts",
        Type::List(&Type::Object(CONTRAST)),
        "How it differs from other terms.",
        "\n  - with: customer-service\n    axis: scope\n    text: Service mends; focus prevents.",
    ),
    Field::new("also", Type::List(&Type::Line), "Other spellings that mean the same.", "[touchpoints, contact point]"),
];
