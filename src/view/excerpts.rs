//! What a page shows in place of pages that lead to it: a framework's row on the page of its dimension.

use std::collections::BTreeMap;

use super::contract::Excerpt;
use super::strings::Strings;
use super::{page, relations};
use crate::site::{Backlink, PageRef};

/// Most pages of which a page shows an excerpt; the others stand among what leads to it.
const MAX_EXCERPTS: usize = 6;

/// What `page` shows in place of the pages that lead to it, as their kinds have it.
pub(super) fn excerpts(page: PageRef, words: &Strings) -> Vec<Excerpt> {
    let mut found: BTreeMap<PageRef, Vec<String>> = BTreeMap::new();
    for Backlink { from, link, .. } in relations::leading(page) {
        let part = from.page().excerpt(link, page.id());
        if let Some(part) = part {
            let parts = found.entry(from).or_default();
            parts.extend(Some(part).filter(|part| !parts.contains(part)));
        }
    }
    let show = |(from, parts)| Excerpt { page: page::view(from, page.url(), words), parts };
    found.into_iter().take(MAX_EXCERPTS).map(show).collect()
}
