//! Pages to print: posters and decks of cards, as drawings on sheets; and the links that lead to them.

use std::collections::BTreeMap;

use super::{RenderContext, View, bare, page, section};
use crate::diagram::{Card, svg};
use crate::kinds::{self, DiagramContext};
use crate::site::{self, Dealt, Deck, POSTER_VARIANTS, PosterVariant, Site, UrlPath};
use crate::theme::Html;

/// Cards on one sheet.
const ON_SHEET: usize = 4;

/// What can be printed of page `index`, by name, with addresses from the site's root.
pub(super) fn of_page(site: &Site, index: usize) -> BTreeMap<&'static str, String> {
    let poster = |form: &PosterVariant| Some((form.name, site.poster_url(index, form)?.href(false)));
    let posters = POSTER_VARIANTS.iter().filter(|_| site.has_poster(index)).filter_map(poster);
    let deck = site.deck_url(Deck::Page(index));
    posters.chain(deck.map(|url| (CARDS, url.href(false)))).collect()
}

/// The same of section `index`.
pub(super) fn of_section(site: &Site, index: usize) -> BTreeMap<&'static str, String> {
    site.deck_url(Deck::Section(index)).map(|url| (CARDS, url.href(false))).into_iter().collect()
}

/// What cards are called in the theme's words and in templates.
const CARDS: &str = "cards";

/// The view of a poster of page `index`, as a page to print.
#[must_use]
pub fn poster(site: &Site, common: &RenderContext, index: usize, form: &PosterVariant) -> View {
    let url = site.poster_url(index, form).unwrap_or_else(|| site.url(index).clone());
    let poster = site.poster(index).map(|poster| poster.draw(form.empty).drawing);
    let sheet = poster.map(|drawing| Html(svg::inline(&drawing, "", common.dir == "rtl")));
    let what = common.words.say("papers", form.name);
    let view = paper(site, common, &url, Deck::Page(index), what, "poster.html");
    View { sheets: vec![sheet.into_iter().collect()], ..view }
}

/// The view of a deck of cards.
#[must_use]
pub fn cards(site: &Site, common: &RenderContext, deck: Deck) -> View {
    let url = site.deck_url(deck).unwrap_or_else(|| UrlPath::new("cards.html"));
    let mut view = paper(site, common, &url, deck, common.words.say("papers", CARDS), "cards.html");
    let pages = site.deck(deck);
    let draw = |(at, dealt): (usize, &Dealt)| {
        let place = if matches!(deck, Deck::Page(_)) { format!("{at}/{}", pages.len()) } else { String::new() };
        let card = card(site, common, dealt.page, &url)?;
        let drawing = Card { place, part: dealt.parts.join(" \u{b7} "), ..card }.draw();
        Some(Html(svg::inline(&drawing, "", common.dir == "rtl")))
    };
    let drawn: Vec<Html> = (1..).zip(&pages).filter_map(draw).collect();
    view.sheets = drawn.chunks(ON_SHEET).map(<[Html]>::to_vec).collect();
    view
}

/// A page with something to print: `of` is what it was made of, where its readers come from.
fn paper(site: &Site, common: &RenderContext, url: &UrlPath, of: Deck, what: &str, template: &str) -> View {
    let (at, title) = match of {
        Deck::Section(at) => (at, common.section_title(site, at)),
        Deck::Page(index) => (site.section_of(index), site.page(index).title.plain.clone()),
    };
    let mut view = bare(site, common, url, &format!("{title}: {what}"), at, template);
    view.breadcrumbs = section::above(site, at, true, &common.words);
    if let Deck::Page(index) = of {
        view.breadcrumbs.push(super::entry::page(site, index));
    }
    view.page = page::PageView { summary: None, ..view.page };
    view.listing = Vec::new();
    view
}

fn card(site: &Site, common: &RenderContext, index: usize, from: &UrlPath) -> Option<Card> {
    let page = site.page(index);
    let url = from.to(site.url(index), site.pretty());
    let part = |id: &str| format!("{url}#{}", site::url::encode(id));
    let name = |link: usize| site.link_name(index, link);
    let kind = kinds::by_name(page.kind)?;
    let say = |key: &str| common.words.say(kind.name(), key).to_owned();
    let card =
        kind.card(page, &DiagramContext { part: &part, name: &name }, &say, &|minutes| common.words.length(minutes))?;
    Some(Card { href: Some(url.clone()), foot: site.address(index), ..card })
}
