//! What can be printed besides the pages themselves: posters, decks of cards, the whole playbook.

use super::Output;
use crate::diagram::svg::{self, Palette};
use crate::site::{Deck, POSTER_VARIANTS, PosterVariant, Site, UrlPath};
use crate::theme::Theme;

/// All of it, by address.
pub(super) fn plan(site: &Site) -> impl Iterator<Item = (UrlPath, Output)> {
    let posters = (0..site.pages.len()).filter(|index| site.has_poster(*index)).flat_map(move |index| {
        let forms = POSTER_VARIANTS.iter().filter_map(move |form| Some((site.poster_url(index, form)?, form)));
        forms.map(move |(url, form)| (url, Output::Poster(index, form)))
    });
    let sections = (0..site.sections.len()).map(Deck::Section);
    let decks = sections.chain((0..site.pages.len()).map(Deck::Page));
    let decks = decks.filter_map(|deck| Some((site.deck_url(deck)?, Output::Cards(deck))));
    posters.chain(decks).chain(site.print_url().map(|url| (url, Output::Print)))
}

/// A poster as a picture of its own, in the theme's colours.
pub(super) fn picture(site: &Site, theme: &Theme, index: usize, form: &PosterVariant, mirror: bool) -> String {
    let Some(poster) = site.poster(index) else { return String::new() };
    let mut palette = Palette::default();
    let setting = |name: &str| theme.settings.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    palette.accent = setting("accent").unwrap_or(palette.accent);
    palette.signal = setting("signal").unwrap_or(palette.signal);
    svg::standalone(&poster.draw(form.empty).drawing, &palette, "mm", &site.config.language, mirror)
}
