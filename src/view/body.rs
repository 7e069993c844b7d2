//! Bodies joined: links as seen from one address, images with their size, embeds as views of their own.

use serde::Serialize;

use super::entry::KindNames;
use super::page::{self, PageView};
use crate::page::Link;
use crate::site::{Resolved, Site, UrlPath};
use crate::source::markdown::{Body, Piece, Rich, Target, escape};
use crate::theme::Html;

/// A part of a page's text.
#[derive(Debug)]
pub enum BodyPart {
    /// HTML.
    Html(String),
    /// An object shown in place.
    Embed(Box<Embed>),
}

/// An object that another page shows in place, by the component named after its kind. These are the component's arguments;
/// it may take `root`, `site` and `t` from the page around it.
#[derive(Serialize, Debug)]
pub struct Embed {
    /// The object.
    pub page: PageView,
    /// The part of it that is meant; empty for the whole.
    pub part: String,
}

/// The text of a page, as shown at `from`.
pub(super) fn parts(site: &Site, index: usize, from: &UrlPath, names: &KindNames) -> Vec<BodyPart> {
    let page = site.page(index);
    let mut parts = Vec::new();
    let mut html = String::with_capacity(page.body.html.len() * 9 / 8);
    for piece in &page.body.pieces {
        if let Piece::Embed(link) = piece
            && let Resolved::Page(target, part) = site.target(index, *link)
        {
            parts.push(BodyPart::Html(std::mem::take(&mut html)));
            let embed = Embed { page: page::view(site, *target, from, names), part: part.clone().unwrap_or_default() };
            parts.push(BodyPart::Embed(Box::new(embed)));
            continue;
        }
        write(&mut html, piece, &page.body, site, index, from);
    }
    parts.push(BodyPart::Html(html));
    parts
}

/// A text field of page `index`, as shown at `from`.
pub(super) fn rich(site: &Site, index: usize, from: &UrlPath, rich: &Rich) -> Html {
    let mut html = String::with_capacity(rich.plain.len());
    match &rich.body {
        None => escape(&mut html, &rich.plain),
        Some(body) => {
            for piece in &body.pieces {
                write(&mut html, piece, body, site, index, from);
            }
        }
    }
    Html(html)
}

fn write(out: &mut String, piece: &Piece, body: &Body, site: &Site, index: usize, from: &UrlPath) {
    let page = site.page(index);
    let link = |at: usize| page.links.get(at);
    match piece {
        Piece::Html(range) => out.push_str(body.html.get(range.clone()).unwrap_or_default()),
        Piece::LinkOpen(at) => {
            if let Some(link) = link(*at) {
                open(out, link, site, site.target(index, *at), from);
            }
        }
        Piece::LinkNamed(at) | Piece::Embed(at) => {
            if let Some(link) = link(*at) {
                named(out, link, site, site.target(index, *at), from);
            }
        }
        Piece::Image(at) => {
            if let Some(link) = link(*at) {
                image(out, link, site, site.target(index, *at), from);
            }
        }
    }
}

/// The address that a link has on the page at `from`.
fn href(site: &Site, target: &Resolved, from: &UrlPath) -> Option<String> {
    let pretty = site.pretty();
    match target {
        Resolved::Page(page, None) => Some(from.to(site.url(*page), pretty)),
        Resolved::Page(page, Some(part)) => {
            let url = site.url(*page);
            let path = if url == from { String::new() } else { from.to(url, pretty) };
            Some(format!("{path}#{}", crate::site::url::encode(part)))
        }
        Resolved::Section(section) => Some(from.to(&site.section(*section).url, pretty)),
        Resolved::File(url, _) => Some(from.to(url, false)),
        Resolved::Nowhere => None,
    }
}

/// An opening `<a>`: without an address where the target is not shown, so that its `</a>` has a partner.
fn open(out: &mut String, link: &Link, site: &Site, target: &Resolved, from: &UrlPath) {
    out.push_str("<a");
    if let Some(href) = href(site, target, from) {
        attribute(out, "href", &href);
        if let Resolved::Page(page, _) = target {
            let kind = site.page(*page).kind;
            attribute(out, "class", &format!("to-{kind}"));
        }
    }
    if !link.title.is_empty() {
        attribute(out, "title", &link.title);
    }
    out.push('>');
}

fn named(out: &mut String, link: &Link, site: &Site, target: &Resolved, from: &UrlPath) {
    let text = match (target, &link.target) {
        (Resolved::Page(page, part), _) => {
            let page = site.page(*page);
            part.as_deref().and_then(|part| page.part(part)).unwrap_or(&page.title.plain)
        }
        (_, Target::Id { id, .. }) => id.as_str(),
        (_, Target::Path { path, .. }) => path.as_str(),
    };
    open(out, link, site, target, from);
    escape(out, text);
    out.push_str("</a>");
}

fn image(out: &mut String, link: &Link, site: &Site, target: &Resolved, from: &UrlPath) {
    let Resolved::File(url, file) = target else { return escape(out, &link.text) };
    out.push_str("<img");
    attribute(out, "src", &from.to(url, false));
    attribute(out, "alt", &link.text);
    if let Some((width, height)) = site.images.get(file) {
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    if !link.title.is_empty() {
        attribute(out, "title", &link.title);
    }
    out.push_str(" loading=\"lazy\">");
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}
