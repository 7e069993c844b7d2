//! Loops: one thing that feeds the next, and the last the first.

use super::behaviour::{Behaviour, DiagramContext, Draft};
use crate::diagram::{Diagram, Flywheel, Node};
use crate::page::{Field, KindSpec, Page, Record, Type};

pub(super) static LOOP: KindSpec = KindSpec {
    name: "loop",
    folder: "loops",
    doc: "A cycle that reinforces itself: its nodes in order, each feeding the next and the last the first, and the claim it makes. It is drawn as a flywheel.",
    fields: FIELDS,
    example: EXAMPLE,
    embeds: true,
    ..KindSpec::DEFAULT
};

pub(super) struct Loop;

impl Behaviour for Loop {
    fn diagrams(&self, page: &Page, context: &DiagramContext) -> Vec<(&'static str, Diagram)> {
        let node = |(node, _): (&Record, _)| Node {
            title: context.label(node, "title"),
            // What a node means is a paragraph, which stands below the wheel.
            text: String::new(),
            href: node.text("id").map(context.part),
        };
        let nodes = page.fields.objects("nodes").map(node).collect();
        let (title, claim) = (page.title.plain.clone(), context.label(&page.fields, "claim"));
        vec![("flywheel", Diagram::Flywheel(Flywheel { title, nodes, claim }))]
    }

    fn lower(&self, draft: &mut Draft) {
        let node = |record: &Record| {
            let id = record.get("id")?;
            Some((record.text("id")?.to_owned(), record.text("title").unwrap_or_default().to_owned(), id.span.clone()))
        };
        let nodes: Vec<_> = draft.fields.objects("nodes").filter_map(|(record, _)| node(record)).collect();
        for (id, title, span) in nodes {
            draft.anchor(&id, &title, &span);
        }
    }
}

static NODE: &[Field] = &[
    Field::new("id", Type::Id, "The name that links use.", "trust").required(),
    Field::new("title", Type::Text, "Its label, a few words.", "They trust us").required(),
    Field::new("text", Type::Text, "Why it leads to the next.", "Whoever trusts us asks us first."),
];

static FIELDS: &[Field] = &[
    Field::new("claim", Type::Text, "What the loop says, in a sentence.", "Trust brings custom, and custom trust.")
        .required(),
    Field::new(
        "nodes",
        Type::List(&Type::Object(NODE)),
        "Its nodes, in order; the last leads back to the first.",
        "\n  - id: trust\n    title: They trust us\n  - id: custom\n    title: They come back",
    )
    .required(),
];

static EXAMPLE: &str = "\
---
title: Trust and custom
summary: Each feeds the other.
claim: Trust brings custom, and custom brings trust.
nodes:
  - id: trust
    title: They trust us
    text: Whoever trusts us asks us first.
  - id: custom
    title: They come back
    text: Each good visit is a reason for the next.
---
";
