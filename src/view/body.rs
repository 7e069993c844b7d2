//! Bodies joined: prose with its terms marked up, links as seen from one address, embeds as views of their own.

use std::ops::Range;

use super::contract::Embed;
use super::glossary::Marked;
use super::links::Links;
use super::page;
use super::strings::Strings;
use crate::site::{Destination, PageIndex, PageRef, UrlPath};
use crate::source::markdown::Piece;

/// A part of a page's text.
#[derive(Debug)]
pub enum BodyPart {
    /// HTML.
    Html(String),
    /// An object shown in place.
    Embed(Box<Embed>),
}

/// The text of a page, as shown at `from`, and the terms that it uses.
pub(super) fn parts(page: PageRef, from: &UrlPath, words: &Strings) -> (Vec<BodyPart>, Vec<PageIndex>) {
    let links = Links::new(page, from, words);
    let body = &page.page().body;
    let mut marked = Marked::default();
    links.named_terms().for_each(|term| marked.add(term));
    let mut parts = Vec::new();
    let mut html = String::with_capacity(body.html.len() * 9 / 8);
    for piece in &body.pieces {
        match piece {
            Piece::Embed(link) if let Destination::Page(target, part) = page.target(*link) => {
                parts.push(BodyPart::Html(std::mem::take(&mut html)));
                let page = page::view(target, from, words);
                parts.push(BodyPart::Embed(Box::new(Embed { page, part: part.unwrap_or_default().to_owned() })));
            }
            Piece::Html(range) => prose(&mut html, range, page, words, &mut marked),
            piece => links.write(&mut html, piece, body),
        }
    }
    parts.push(BodyPart::Html(html));
    (parts, marked.terms)
}

/// A part of the HTML of `page`, with terms marked up in its prose.
fn prose(out: &mut String, part: &Range<usize>, page: PageRef, words: &Strings, marked: &mut Marked) {
    let body = &page.page().body;
    let offset = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
    let first = body.prose.partition_point(|prose| offset(prose.end) <= part.start);
    let mut written = part.start;
    for prose in body.prose.iter().skip(first).take_while(|prose| offset(prose.start) < part.end) {
        let (start, end) = (offset(prose.start).max(written), offset(prose.end).min(part.end));
        out.push_str(body.html.get(written..start).unwrap_or_default());
        let html = body.html.get(start..end).unwrap_or_default();
        words.glossary.write(out, html, page, prose.section, marked);
        written = end;
    }
    out.push_str(body.html.get(written..part.end).unwrap_or_default());
}
