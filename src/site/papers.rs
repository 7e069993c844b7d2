//! What can be printed besides the pages themselves: posters, decks of cards, the whole playbook. Which there are, and where.
//!
//! What the project itself puts at one of these addresses takes its place. Refuses to draw: views do.

use super::{Backlink, Resolved, Site, UrlPath, url};
use crate::diagram::Poster;
use crate::kinds::{self, Deal, DiagramContext, Kind, Mention};
use crate::page::Status;

/// Most pages of which the whole is printed unless the project asks for it.
pub const MAX_PRINTED_PAGES: usize = 1000;

/// A poster of a page: as a picture or as a page to print, with its questions or with room for notes.
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
    /// All of a section, by its index.
    Section(usize),
    /// Those that a page leads to, by its index.
    Page(usize),
}

/// A card in a deck.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dealt {
    /// The page that it is of.
    pub page: usize,
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

    /// What a link of page `index` is called in a label: its target's title, or nothing for a citation.
    #[must_use]
    pub fn link_name(&self, index: usize, link: usize) -> String {
        let page = self.page(index);
        match self.target(index, link) {
            Resolved::Page(target, part) => {
                let target = self.page(*target);
                let cited = kinds::by_name(target.kind).is_some_and(|kind| kind.mention() == Mention::Citation);
                let title = part.as_deref().and_then(|part| target.part(part)).unwrap_or(&target.title.plain);
                if cited { String::new() } else { title.to_owned() }
            }
            _ => page.links.get(link).map_or_else(String::new, |link| link.text.clone()),
        }
    }

    /// Where a page is found, for people who hold it on paper: its whole address, if the site's is known.
    #[must_use]
    pub fn address(&self, index: usize) -> String {
        let base = self.config.base_url.as_deref().unwrap_or_default();
        format!("{base}{}", self.url(index).href(self.pretty()))
    }

    /// A page as a poster, if its kind makes one.
    #[must_use]
    pub fn poster(&self, index: usize) -> Option<Poster> {
        let page = self.page(index);
        let part = |id: &str| format!("#{}", url::encode(id));
        let name = |link: usize| self.link_name(index, link);
        let poster = kinds::by_name(page.kind)?.poster(page, &DiagramContext { part: &part, name: &name })?;
        Some(Poster { foot: self.address(index), ..poster })
    }

    /// Whether the kind of page `index` makes posters.
    #[must_use]
    pub fn has_poster(&self, index: usize) -> bool {
        self.config.outputs.papers && self.poster(index).is_some()
    }

    /// The address of a poster of page `index`.
    #[must_use]
    pub fn poster_url(&self, index: usize, form: &PosterVariant) -> Option<UrlPath> {
        self.beside(index, form.file)
    }

    /// The cards that make up a deck, in order, each once.
    #[must_use]
    pub fn deck(&self, deck: Deck) -> Vec<Dealt> {
        match deck {
            _ if !self.config.outputs.papers => Vec::new(),
            Deck::Section(at) => {
                let section = self.section(at);
                let own = |page: &usize| section.kind == Some(self.page(*page).kind) && self.is_dealt(*page);
                let pages = section.pages.iter().chain(&section.also).copied().filter(own);
                pages.map(|page| Dealt { page, parts: Vec::new() }).collect()
            }
            Deck::Page(index) => {
                let found = match kinds::by_name(self.page(index).kind).and_then(Kind::deck) {
                    Some(Deal::Named(relation)) => self.named(index, relation),
                    Some(Deal::Leading(from, to)) => self.leading(index, from, to),
                    None => Vec::new(),
                };
                self.once(found)
            }
        }
    }

    /// The pages that references of page `index` lead to, each with the part that it stands in.
    fn named(&self, index: usize, relation: &str) -> Vec<Dealt> {
        let page = self.page(index);
        let kind = kinds::by_name(page.kind);
        let links = page.links.iter().enumerate().filter(|(_, link)| link.relation == relation);
        let dealt = links.filter_map(|(at, link)| {
            let Resolved::Page(target, _) = self.target(index, at) else { return None };
            let part = link.part_of.as_deref().and_then(|part| kind?.holder(page, part));
            Some(Dealt { page: *target, parts: part.map(|(_, title)| title.to_owned()).into_iter().collect() })
        });
        dealt.collect()
    }

    /// The pages of which references lead to parts of page `index`: from one part to another.
    fn leading(&self, index: usize, from: &str, to: &str) -> Vec<Dealt> {
        let page = self.page(index);
        let row = self.backlinks.get(index).map_or(&[][..], Vec::as_slice);
        let part = |back: &Backlink, relation: &str| {
            self.page(back.from).links.get(back.link).filter(|link| link.relation == relation)?;
            let Resolved::Page(_, Some(part)) = self.target(back.from, back.link) else { return None };
            let at = page.anchors.iter().position(|anchor| anchor.id == *part)?;
            Some((at, page.anchors.get(at)?.title.clone()))
        };
        let mut found: Vec<((usize, usize), Dealt)> = row
            .iter()
            .filter_map(|back| {
                let (start, from) = part(back, from)?;
                let (end, to) = row.iter().filter(|other| other.from == back.from).find_map(|other| part(other, to))?;
                Some(((start, end), Dealt { page: back.from, parts: vec![format!("{from} → {to}")] }))
            })
            .collect();
        found.sort_by_key(|(way, _)| *way);
        found.into_iter().map(|(_, dealt)| dealt).collect()
    }

    /// Those that make a card, each once, with all parts of it.
    fn once(&self, found: Vec<Dealt>) -> Vec<Dealt> {
        let mut deck: Vec<Dealt> = Vec::new();
        for dealt in found {
            if let Some(known) = deck.iter_mut().find(|known| known.page == dealt.page) {
                let more: Vec<String> = dealt.parts.into_iter().filter(|part| !known.parts.contains(part)).collect();
                known.parts.extend(more);
            } else if self.is_dealt(dealt.page) {
                deck.push(dealt);
            }
        }
        deck
    }

    /// Where a deck stands; none if it has no cards.
    #[must_use]
    pub fn deck_url(&self, deck: Deck) -> Option<UrlPath> {
        if self.deck(deck).is_empty() {
            return None;
        }
        match deck {
            Deck::Section(at) => {
                let path = &self.section(at).path;
                self.free(UrlPath::new(&format!("{path}/{CARDS}")))
            }
            Deck::Page(index) => self.beside(index, CARDS),
        }
    }

    /// Whether a page makes a card: one in force, of a kind that does.
    fn is_dealt(&self, index: usize) -> bool {
        let page = self.page(index);
        let (part, name) = (|_: &str| String::new(), |_: usize| String::new());
        let around = DiagramContext { part: &part, name: &name };
        page.common.status != Status::Retired
            && kinds::by_name(page.kind)
                .is_some_and(|kind| kind.card(page, &around, &str::to_owned, &|n| n.to_string()).is_some())
    }

    /// The address of `file` in the folder that belongs to page `index`.
    fn beside(&self, index: usize, file: &str) -> Option<UrlPath> {
        let url = self.url(index).as_str();
        let folder = url.strip_suffix("/index.html").or_else(|| url.strip_suffix(".html")).unwrap_or(url);
        self.free(UrlPath::new(&format!("{folder}/{file}")))
    }

    /// `url`, unless a page or a file of the project stands there.
    pub(super) fn free(&self, url: UrlPath) -> Option<UrlPath> {
        (!self.urls.contains(&url) && !self.files.contains_key(&url)).then_some(url)
    }
}
