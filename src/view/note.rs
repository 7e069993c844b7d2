//! Notes at the end of a page: the definitions of a term that it uses, the record of a source that it cites.
//!
//! A note reads the same on every page at one depth, so it is rendered once for all of them.

use serde::Serialize;

use super::RenderContext;
use super::fields;
use crate::site::{PageRef, UrlPath};
use crate::theme::Shared;

/// A page as the components `definition` and `citation` show it at the end of another.
#[derive(Serialize, Debug)]
pub struct Note {
    /// Its id. The element must have the id `lb-term-…`, or `lb-cite-…`, with this behind it.
    pub id: String,
    /// Its title without markup.
    pub title: String,
    /// Its address from the site's root.
    pub url: String,
    /// Its summary without markup.
    pub summary: Option<String>,
    /// Its kind's fields, as in [`super::PageView::fields`].
    pub fields: Shared,
}

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
