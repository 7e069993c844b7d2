//! Articles: text that explains something.

use super::Kind;
use crate::page::{Field, Type};

pub(super) struct Article;

impl Kind for Article {
    fn name(&self) -> &'static str {
        "article"
    }

    fn folder(&self) -> &'static str {
        "articles"
    }

    fn doc(&self) -> &'static str {
        "A page of text. Whatever stands outside the other kinds' folders is an article; `index.md` is its folder's own page."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn stands_alone(&self) -> bool {
        true
    }

    fn example(&self) -> &'static str {
        "---\ntitle: What customer focus is\nsummary: One word, four meanings, and the one that we use.\n---\n\nFour authors, four answers.\n"
    }
}

static FIELDS: &[Field] = &[Field::new(
    "explains",
    Type::List(&Type::Ref(&[])),
    "The pages that this one explains, of any kind.",
    "[customer-focus, journey-map]",
)];
