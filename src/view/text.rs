//! Text fields as HTML: links as seen from one address, without marked terms and embeds.

use super::links::Links;
use super::strings::Strings;
use crate::site::{PageRef, UrlPath};
use crate::source::markdown::{Body, Rich, escape};
use crate::theme::Html;

/// A text field of `page`, as shown at `from`.
pub(super) fn rich(page: PageRef, from: &UrlPath, words: &Strings, rich: &Rich) -> Html {
    let mut html = String::with_capacity(rich.plain.len());
    match &rich.body {
        None => escape(&mut html, &rich.plain),
        Some(body) => write(&mut html, body, &Links::new(page, from, words)),
    }
    Html(html)
}

fn write(out: &mut String, body: &Body, links: &Links) {
    for piece in &body.pieces {
        links.write(out, piece, body);
    }
}
