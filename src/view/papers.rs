//! Pages to print: posters and decks of cards, as drawings on sheets; and the links that lead to them.

use std::collections::BTreeMap;

use super::context::RenderContext;
use super::contract::SheetsPage;
use super::output::View;
use super::site_pages::OwnPage;
use super::{entry, section as sections};
use crate::diagram::{Card, svg};
use crate::kinds::DiagramContext;
use crate::site::{self, Deck, DeckCard, POSTER_VARIANTS, PageRef, PosterVariant, SectionRef, Site, UrlPath};
use crate::theme::Html;

/// Cards on one sheet.
const ON_SHEET: usize = 4;

/// What can be printed of `page`, by name, with addresses from the site's root.
pub(super) fn of_page(page: PageRef) -> BTreeMap<&'static str, String> {
    let poster = |form: &PosterVariant| Some((form.name, page.poster_url(form)?.href(false)));
    let posters = POSTER_VARIANTS.iter().filter(|_| page.has_poster()).filter_map(poster);
    let deck = page.site().deck_url(Deck::Page(page.index()));
    posters.chain(deck.map(|url| (CARDS, url.href(false)))).collect()
}

/// The same of `section`.
pub(super) fn of_section(section: SectionRef) -> BTreeMap<&'static str, String> {
    section.site().deck_url(Deck::Section(section.index())).map(|url| (CARDS, url.href(false))).into_iter().collect()
}

/// What cards are called in the theme's words and in templates.
const CARDS: &str = "cards";

/// The view of a poster of `page`, as a page to print.
#[must_use]
pub fn poster(common: &RenderContext, page: PageRef, form: &PosterVariant) -> View<SheetsPage> {
    let url = page.poster_url(form).unwrap_or_else(|| page.url().clone());
    let poster = page.poster().map(|poster| poster.draw(form.empty).drawing);
    let sheet = poster.map(|drawing| Html(svg::inline(&drawing, "", common.dir == "rtl")));
    let what = common.words.say("papers", form.name);
    sheets(page.site(), common, &url, Deck::Page(page.index()), what, vec![sheet.into_iter().collect()], "poster.html")
}

/// The view of a deck of cards.
#[must_use]
pub fn cards(site: &Site, common: &RenderContext, deck: Deck) -> View<SheetsPage> {
    let url = site.deck_url(deck).unwrap_or_else(|| UrlPath::new("cards.html"));
    let pages = site.deck(deck);
    let draw = |(at, dealt): (usize, &DeckCard)| {
        let place = if matches!(deck, Deck::Page(_)) { format!("{at}/{}", pages.len()) } else { String::new() };
        let card = card(common, dealt.page, &url)?;
        let drawing = Card { place, part: dealt.parts.join(" \u{b7} "), ..card }.draw();
        Some(Html(svg::inline(&drawing, "", common.dir == "rtl")))
    };
    let drawn: Vec<Html> = (1..).zip(&pages).filter_map(draw).collect();
    let drawn = drawn.chunks(ON_SHEET).map(<[Html]>::to_vec).collect();
    sheets(site, common, &url, deck, common.words.say("papers", CARDS), drawn, "cards.html")
}

/// A page of sheets to print: `of` is what it was made of, where its readers come from.
fn sheets(
    site: &Site,
    common: &RenderContext,
    url: &UrlPath,
    of: Deck,
    what: &str,
    sheets: Vec<Vec<Html>>,
    template: &str,
) -> View<SheetsPage> {
    let page = if let Deck::Page(index) = of { Some(site.page(index)) } else { None };
    let (section, title) = match of {
        Deck::Section(index) => (site.section(index), common.section_title(site.section(index))),
        Deck::Page(index) => (site.page(index).section(), site.page(index).title().to_owned()),
    };
    let mut breadcrumbs = sections::above(section, true, &common.words);
    breadcrumbs.extend(page.map(entry::page));
    let title = format!("{title}: {what}");
    let page = OwnPage { url, title: &title, summary: None, section, breadcrumbs, template };
    page.view(common, SheetsPage { sheets })
}

fn card(common: &RenderContext, page: PageRef, from: &UrlPath) -> Option<Card> {
    let url = from.to(page.url(), page.site().pretty());
    let part = |id: &str| format!("{url}#{}", site::url::encode(id));
    let name = |link: usize| page.link_name(link);
    let say = |key: &str| common.words.say(page.kind_name(), key).to_owned();
    let card = page.behaviour().card(page.page(), &DiagramContext { part: &part, name: &name }, &say, &|minutes| {
        common.words.length(minutes)
    })?;
    Some(Card { href: Some(url.clone()), foot: page.address(), ..card })
}
