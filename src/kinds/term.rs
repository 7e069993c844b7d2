//! Terms: words of the trade, and who means what by them.

use super::{Definition, Kind, Mention};
use crate::page::{Data, Field, Page, Type, Value};

pub(super) struct Term;

impl Kind for Term {
    fn name(&self) -> &'static str {
        "term"
    }

    fn folder(&self) -> &'static str {
        "terms"
    }

    fn listable(&self) -> bool {
        true
    }

    fn doc(&self) -> &'static str {
        "A word that people may understand differently. Each definition names its source; where sources differ, the page says who means what."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn spellings<'p>(&self, page: &'p Page) -> Vec<&'p str> {
        let line = |value: &'p Value| if let Data::Line(line) = &value.data { Some(line.as_str()) } else { None };
        std::iter::once(page.title.plain.as_str()).chain(page.fields.list("also").filter_map(line)).collect()
    }

    fn mention(&self) -> Mention {
        Mention::Term
    }

    /// It is at hand wherever its name stands in a text.
    fn stands_alone(&self) -> bool {
        true
    }

    fn defines<'p>(&self, page: &'p Page) -> Vec<Definition<'p>> {
        let also = page.fields.list("also").filter_map(|value| match &value.data {
            Data::Line(word) => Some(word.as_str()),
            _ => None,
        });
        let words = std::iter::once(page.title.plain.as_str()).chain(also).collect();
        let texts = page.fields.objects("definitions").filter_map(|(definition, _)| definition.text("text")).collect();
        let first = page.fields.objects("definitions").find_map(|(definition, _)| definition.get("text"));
        let place = first.map_or(&page.title_place, |text| &text.span);
        vec![Definition { words, texts, place, is_list: true }]
    }

    fn example(&self) -> &'static str {
        "---\nid: touchpoint\ntitle: Touchpoint\nsummary: A moment in which a customer meets us.\ndefinitions:\n  - text: Any moment in which a customer meets the company.\nalso: [touchpoints]\n---\n"
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
        "Who defines it so; left out, the definition is your own.",
        "deep-customer-focus",
    )
    .means("defines"),
];

static CONTRAST: &[Field] = &[
    Field::new("with", Type::Ref(&["term"]), "The term that it is often mistaken for.", "customer-service").required(),
    Field::new("axis", Type::Line, "On what the two differ.", "scope").required(),
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
