//! Sources: where claims come from.

use crate::page::{Field, KindSpec, Mention, Type};

pub(super) static SOURCE: KindSpec = KindSpec {
    name: "source",
    folder: "sources",
    listable: true,
    doc: "A book, article or study that the playbook draws on. Its page lists everything that cites it.",
    fields: FIELDS,
    example: "---\nid: house-survey\ntitle: What our customers told us\nsummary: A survey of 400 accounts.\nauthor: The research team\npublished: 2026-03-01\n---\n",
    mention: Mention::Citation,
    lists_backlinks: true,
    backs_statistics: true,
    ..KindSpec::DEFAULT
};

static FIELDS: &[Field] = &[
    Field::new("author", Type::Line, "Who wrote it.", "Ada Example"),
    Field::new("publisher", Type::Line, "Who published it.", "Example Press"),
    Field::new("url", Type::Line, "Where it can be read.", "https://example.org/article"),
    Field::new("published", Type::Date, "The day it was published.", "2026-03-01"),
    Field::new("accessed", Type::Date, "The day it was last read for this playbook.", "2026-11-02"),
    Field::new("licence", Type::Line, "What its licence allows.", "CC BY 4.0"),
];
