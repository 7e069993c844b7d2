//! What can be printed besides the pages themselves: posters, decks of cards, the whole playbook. Which there are, and where.
//!
//! A page or file of the project at one of these addresses replaces it. Refuses to draw: views do.

use super::destination::{Backlink, Destination};
use super::index::{PageIndex, SectionIndex};
use super::model::Site;
use super::page_ref::PageRef;
use super::url::{self, UrlPath};
use crate::diagram::Poster;
use crate::kinds::DiagramContext;
use crate::page::{DeckRule, Mention, Status};

/// Most pages of which the whole is printed unless the project asks for it.
pub const MAX_PRINTED_PAGES: usize = 1000;

/// A poster of a page: as a picture or as a page to print, with its questions or with space for notes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PosterVariant {
    /// The name of its file.
    pub file: &'static str,
    /// What it is called in the theme's words and in templates.
    pub name: &'static str,
    /// Whether it is empty.
    pub empty: bool,
    /// Whether it is a picture alone.
    pub picture: bool,
}

/// All forms of a poster.
pub static POSTER_VARIANTS: [PosterVariant; 4] = [
    PosterVariant { file: "poster.html", name: "poster", empty: false, picture: false },
    PosterVariant { file: "poster.svg", name: "poster_svg", empty: false, picture: true },
    PosterVariant { file: "poster-empty.html", name: "empty", empty: true, picture: false },
    PosterVariant { file: "poster-empty.svg", name: "empty_svg", empty: true, picture: true },
];

/// The name of a page of cards.
const CARDS: &str = "cards.html";

/// Whose cards they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deck {
    /// All of a section.
    Section(SectionIndex),
    /// Those that a page leads to.
    Page(PageIndex),
}

/// A card in a deck.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeckCard<'a> {
    /// The page that it is of.
    pub page: PageRef<'a>,
    /// Where in the deck's page it belongs: titles of stages, or the way between two levels.
    pub parts: Vec<String>,
}

impl Site {
    /// Where the whole playbook stands, to be printed; none where it is too long or not wanted.
    #[must_use]
    pub fn print_url(&self) -> Option<UrlPath> {
        let wanted = self.config.outputs.print.unwrap_or(self.pages.len() <= MAX_PRINTED_PAGES);
        wanted.then(|| self.own_url("print")).flatten()
    }

    /// The cards that make up a deck, in order, each once.
    #[must_use]
    pub fn deck(&self, deck: Deck) -> Vec<DeckCard<'_>> {
        match deck {
            _ if !self.config.outputs.papers => Vec::new(),
            Deck::Section(index) => {
                let section = self.section(index);
                let own = |page: &PageRef| section.kind() == Some(page.kind_name()) && page.makes_card();
                section.listed().filter(own).map(|page| DeckCard { page, parts: Vec::new() }).collect()
            }
            Deck::Page(index) => {
                let page = self.page(index);
                once(match page.kind().deck {
                    Some(DeckRule::References(relation)) => page.named(relation),
                    Some(DeckRule::Moves(from, to)) => page.leading(from, to),
                    None => Vec::new(),
                })
            }
        }
    }

    /// The address of a deck, or nothing if it has no cards.
    #[must_use]
    pub fn deck_url(&self, deck: Deck) -> Option<UrlPath> {
        if self.deck(deck).is_empty() {
            return None;
        }
        match deck {
            Deck::Section(index) => {
                let path = self.section(index).path();
                self.free(UrlPath::new(&format!("{path}/{CARDS}")))
            }
            Deck::Page(index) => self.page(index).beside(CARDS),
        }
    }
}

impl<'a> PageRef<'a> {
    /// What its link number `link` is called in a label: its target's title, or nothing for a citation.
    #[must_use]
    pub fn link_name(self, link: usize) -> String {
        match self.target(link) {
            Destination::Page(target, part) => {
                let cited = target.kind().mention == Mention::Citation;
                if cited { String::new() } else { target.part_title(part).to_owned() }
            }
            _ => self.links().get(link).map_or_else(String::new, |link| link.text.clone()),
        }
    }

    /// Where it is found, for people who hold it on paper: its whole address, if the site's is known.
    #[must_use]
    pub fn address(self) -> String {
        let base = self.site.config.base_url.as_deref().unwrap_or_default();
        format!("{base}{}", self.href())
    }

    /// It as a poster, if its kind makes one.
    #[must_use]
    pub fn poster(self) -> Option<Poster> {
        let part = |id: &str| format!("#{}", url::encode(id));
        let name = |link: usize| self.link_name(link);
        let poster = self.behaviour().poster(self.page(), &DiagramContext { part: &part, name: &name })?;
        Some(Poster { foot: self.address(), ..poster })
    }

    /// Whether its kind makes posters.
    #[must_use]
    pub fn has_poster(self) -> bool {
        self.site.config.outputs.papers && self.kind().poster
    }

    /// The address of a poster of it.
    #[must_use]
    pub fn poster_url(self, form: &PosterVariant) -> Option<UrlPath> {
        self.beside(form.file)
    }

    /// The pages that its references of this meaning lead to, each with the part that it stands in.
    fn named(self, relation: &str) -> Vec<DeckCard<'a>> {
        let links = self.links().iter().enumerate().filter(|(_, link)| link.relation == relation);
        let cards = links.filter_map(|(at, link)| {
            let page = self.target(at).page()?;
            let part = link.part_of.as_deref().and_then(|part| self.page().outermost_part(part));
            Some(DeckCard { page, parts: part.map(|(_, title)| title.to_owned()).into_iter().collect() })
        });
        cards.collect()
    }

    /// The pages of which references lead to parts of it: from one part to another.
    fn leading(self, from: &str, to: &str) -> Vec<DeckCard<'a>> {
        let anchors = &self.page().anchors;
        let backlinks: Vec<Backlink> = self.backlinks().collect();
        let part = |back: &Backlink, relation: &str| {
            let part = back.part().filter(|_| back.link.relation == relation)?;
            let at = anchors.iter().position(|anchor| anchor.id == *part)?;
            Some((at, anchors.get(at)?.title.clone()))
        };
        let mut found: Vec<((usize, usize), DeckCard)> = backlinks
            .iter()
            .filter_map(|back| {
                let (start, from) = part(back, from)?;
                let mut others = backlinks.iter().filter(|other| other.from == back.from);
                let (end, to) = others.find_map(|other| part(other, to))?;
                Some(((start, end), DeckCard { page: back.from, parts: vec![format!("{from} → {to}")] }))
            })
            .collect();
        found.sort_by_key(|(way, _)| *way);
        found.into_iter().map(|(_, card)| card).collect()
    }

    /// Whether it makes a card: it is in force, of a kind that does.
    fn makes_card(self) -> bool {
        self.kind().card && self.status() != Status::Retired
    }

    /// The address of `file` in the folder that belongs to it.
    fn beside(self, file: &str) -> Option<UrlPath> {
        let url = self.url().as_str();
        let folder = url.strip_suffix("/index.html").or_else(|| url.strip_suffix(".html")).unwrap_or(url);
        self.site.free(UrlPath::new(&format!("{folder}/{file}")))
    }
}

/// The cards of pages that make one, each once, with all parts that it stands in.
fn once(found: Vec<DeckCard>) -> Vec<DeckCard> {
    let mut deck: Vec<DeckCard> = Vec::new();
    for card in found {
        if let Some(known) = deck.iter_mut().find(|known| known.page == card.page) {
            let more: Vec<String> = card.parts.into_iter().filter(|part| !known.parts.contains(part)).collect();
            known.parts.extend(more);
        } else if card.page.makes_card() {
            deck.push(card);
        }
    }
    deck
}
