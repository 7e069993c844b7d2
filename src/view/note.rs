//! Notes at the end of a page: the definitions of a term that it uses, the record of a source that it cites.
//!
//! A note reads the same on every page at one depth, so it is rendered once for all of them.

use super::context::RenderContext;
use super::contract::Note;
use super::fields;
use crate::site::{PageRef, UrlPath};

/// `page` as a note on pages whose root is `root`.
#[must_use]
pub fn note(common: &RenderContext, page: PageRef, root: &str) -> Note {
    // Any page of that depth: addresses in the note count from the root.
    let from = UrlPath::new(&format!("{}_", "_/".repeat(root.matches("../").count())));
    Note {
        id: page.id().to_owned(),
        title: page.title().to_owned(),
        url: page.href(),
        summary: page.summary().map(str::to_owned),
        fields: fields::of_page(page, &from, &common.words),
    }
}
