//! What can be printed besides the pages themselves: posters, decks of cards, the whole playbook.

use super::output::Output;
use crate::diagram::svg::{self, Palette};
use crate::site::{Deck, POSTER_VARIANTS, PageRef, PosterVariant, Site, UrlPath};
use crate::theme::Theme;

/// All of it, by address.
pub(super) fn plan(site: &Site) -> impl Iterator<Item = (UrlPath, Output)> {
    let posters = site.pages().filter(|page| page.has_poster()).flat_map(|page| {
        let forms = POSTER_VARIANTS.iter().filter_map(move |form| Some((page.poster_url(form)?, form)));
        forms.map(move |(url, form)| (url, Output::Poster(page.index(), form)))
    });
    let sections = site.sections().map(|section| Deck::Section(section.index()));
    let decks = sections.chain(site.pages().map(|page| Deck::Page(page.index())));
    let decks = decks.filter_map(|deck| Some((site.deck_url(deck)?, Output::Cards(deck))));
    posters.chain(decks).chain(site.print_url().map(|url| (url, Output::Print)))
}

/// A poster as a picture of its own, in the theme's colours.
pub(super) fn picture(page: PageRef, theme: &Theme, form: &PosterVariant, mirror: bool) -> String {
    let Some(poster) = page.poster() else { return String::new() };
    let mut palette = Palette::default();
    let setting = |name: &str| theme.settings.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    palette.accent = setting("accent").unwrap_or(palette.accent);
    palette.signal = setting("signal").unwrap_or(palette.signal);
    svg::standalone(&poster.draw(form.empty).drawing, &palette, "mm", &page.site().config.language, mirror)
}
