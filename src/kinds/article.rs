//! Articles: text that explains something.

use crate::page::{Field, KindSpec, Type};

pub(super) static ARTICLE: KindSpec = KindSpec {
    name: "article",
    folder: "articles",
    doc: "A page of text. Every page outside the folders of the other kinds is an article; `index.md` is its folder's own page.",
    fields: FIELDS,
    example: "---\ntitle: What customer focus is\nsummary: One word, four meanings, and the one that we use.\n---\n\nFour authors, four answers.\n",
    needs_no_links: true,
    ..KindSpec::DEFAULT
};

static FIELDS: &[Field] = &[Field::new(
    "explains",
    Type::List(&Type::Ref(&[])),
    "The pages that this one explains, of any kind.",
    "[customer-focus, journey-map]",
)];
