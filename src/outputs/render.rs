//! From an output to its bytes.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::Serialize;

use super::markdown::{self, MarkdownContext};
use super::{Output, data_files, feed, ics, posters, print, search};
use crate::diagnostic::Diagnostic;
use crate::site::{Findings, PageIndex, Site};
use crate::snapshot::{Content, File, Snapshot};
use crate::theme::{Html, Theme};
use crate::view::{self, BodyPart, CHANGES, Leaf, List, Navigation, Note, RenderContext, STATE, View};

/// Renders the outputs of one site.
#[derive(Debug)]
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    snapshot: &'a Snapshot,
    prepared: Arc<Prepared>,
}

/// What all outputs of one site share. It belongs to that site and theme and goes with them.
#[derive(Debug)]
pub struct Prepared {
    pub(super) common: RenderContext,
    /// Each section's navigation, rendered when the first of its pages is.
    navigation: Vec<OnceLock<Result<Navigation, Diagnostic>>>,
    /// Each term's definitions and each source's record, rendered when the first page that uses it is: the root that its
    /// addresses count from, and the HTML.
    notes: Vec<OnceLock<(String, Result<String, Diagnostic>)>>,
    /// The search index, made when the first of its files is rendered.
    search: OnceLock<search::Index>,
}

impl Prepared {
    /// What all outputs of `site` share.
    #[must_use]
    pub fn new(site: &Site, findings: &Arc<Findings>, theme: &Theme) -> Self {
        let navigation = site.sections().map(|_| OnceLock::new()).collect();
        let notes = site.pages().map(|_| OnceLock::new()).collect();
        Self { common: RenderContext::new(site, findings, theme), navigation, notes, search: OnceLock::new() }
    }
}

/// The template of the whole playbook.
const PRINT: &str = "print.html";

/// The template of a section's navigation.
const NAVIGATION: &str = "navigation.html";

/// What a component takes from the page that it stands in.
#[derive(Serialize)]
struct ComponentContext<'a> {
    root: &'a str,
    site: &'a crate::theme::Shared,
    t: &'a crate::theme::Shared,
}

/// The arguments of a component that shows a list.
#[derive(Serialize)]
struct Listed<'a> {
    list: &'a List,
    alone: bool,
}

/// The component that shows the pages of a kind without a component `list.<kind>`.
const LIST: &str = "list.any";

/// The argument of a component that shows a note.
#[derive(Serialize)]
struct Noted<'a> {
    of: &'a Note,
}

impl<'a> Renderer<'a> {
    /// A renderer for all of `site`: the search index is made at once, on all cores.
    #[must_use]
    pub fn new(site: &'a Site, findings: &Arc<Findings>, theme: &'a Theme, snapshot: &'a Snapshot) -> Self {
        let all = Self::with(site, theme, snapshot, Arc::new(Prepared::new(site, findings, theme)));
        all.index();
        all
    }

    /// A renderer for `site` with what was prepared for it before.
    #[must_use]
    pub fn with(site: &'a Site, theme: &'a Theme, snapshot: &'a Snapshot, prepared: Arc<Prepared>) -> Self {
        Self { site, theme, snapshot, prepared }
    }

    /// The bytes of `output`, or the large file that holds them.
    pub fn render(&self, output: &Output) -> Result<Content, Diagnostic> {
        let common = &self.prepared.common;
        let page = |index: &PageIndex| self.site.page(*index);
        let html = match output {
            Output::Page(index) => self.html(&view::page(common, page(index)), page(index).file().as_str()),
            Output::Companion(index, name) => {
                self.html(&view::beside(common, page(index), name), page(index).file().as_str())
            }
            Output::Section(index) => {
                let section = self.site.section(*index);
                self.html(&view::section(common, section), section.url().as_str())
            }
            Output::Redirect(index, url) => {
                self.html(&view::redirect(common, page(index), url), page(index).file().as_str())
            }
            Output::State => self.html(&view::state(self.site, common), STATE),
            Output::Changes => self.html(&view::changes(self.site, common), CHANGES),
            Output::Feed => return Ok(bytes(feed::atom(self.site, common))),
            Output::Reviews(charge) => {
                return Ok(bytes(ics::calendar(self.site, &self.theme.words, &common.title, charge)));
            }
            Output::NotFound => self.html(&view::not_found(self.site, common), "404.html"),
            Output::MarkdownPage(index) => return Ok(bytes(markdown::page(self.written(), page(index)))),
            Output::MarkdownSection(index) => {
                return Ok(bytes(markdown::section(self.written(), self.site.section(*index))));
            }
            Output::DataFile(one) => return Ok(bytes(data_files::render(*one, self.written()))),
            Output::SearchPage => self.html(&view::search(self.site, common), "search.html"),
            Output::Poster(index, form) if form.picture => {
                return Ok(bytes(posters::picture(page(index), self.theme, form, common.dir == "rtl")));
            }
            Output::Poster(index, form) => {
                self.html(&view::poster(common, page(index), form), page(index).file().as_str())
            }
            Output::Cards(deck) => self.html(&view::cards(self.site, common, *deck), "cards.html"),
            Output::Print => self.whole(),
            Output::Search(part) => Ok(search::render(*part, self.index(), self.site, self.theme)),
            Output::Asset(file) => return Ok(file.content.clone()),
            Output::Copy(path) => {
                let file = self.snapshot.get(path.as_str());
                return Ok(file.map_or_else(|| Content::Bytes([].into()), |file: &File| file.content.clone()));
            }
        };
        html.map(bytes)
    }

    /// The whole playbook as one page: every page as it is by itself, cut out of its frame. One that can't be rendered is left
    /// out, since its own output says why.
    fn whole(&self) -> Result<String, Diagnostic> {
        let book = print::Binding::new(self.site);
        let leaf = |leaf: &Leaf| {
            let view = view::leaf(&self.prepared.common, *leaf);
            let html = self.html(&view, leaf.url().as_str()).ok()?;
            Some(book.leaf(*leaf, &html))
        };
        let leaves: Vec<Option<String>> = view::leaves(self.site).par_iter().map(leaf).collect();
        let body = leaves.into_iter().flatten().collect();
        let view = view::book(self.site, &self.prepared.common);
        self.theme.engine.render(&view.template, &view, &[("body", Html(body))], PRINT)
    }

    fn written(&self) -> MarkdownContext<'_> {
        MarkdownContext { site: self.site, theme: self.theme, snapshot: self.snapshot, prepared: &self.prepared }
    }

    fn index(&self) -> &search::Index {
        self.prepared.search.get_or_init(|| search::Index::new(self.site))
    }

    fn html(&self, view: &View, page: &str) -> Result<String, Diagnostic> {
        let mut body = String::new();
        for part in &view.parts {
            match part {
                BodyPart::Html(html) => body.push_str(html),
                BodyPart::Embed(embed) => {
                    let around = ComponentContext { root: &view.root, site: &view.site, t: &view.t };
                    body.push_str(&self.theme.engine.component(embed.page.kind, embed, &around, page)?);
                }
            }
        }
        let parts = [
            ("body", Html(body)),
            ("lists", self.lists(view, page)?),
            ("navigation", self.navigation(view, page)?),
            ("definitions", self.notes("definition", &view.terms, view, page)?),
            ("citations", self.notes("citation", &view.cites, view, page)?),
        ];
        self.theme.engine.render(&view.template, view, &parts, page)
    }

    /// What a section's own page lists, each kind by its component.
    fn lists(&self, view: &View, page: &str) -> Result<Html, Diagnostic> {
        let around = ComponentContext { root: &view.root, site: &view.site, t: &view.t };
        let mut html = String::new();
        for list in &view.listing {
            let own = format!("list.{}", list.kind);
            let name = if self.theme.engine.has_component(&own) { &own } else { LIST };
            let arguments = Listed { list, alone: view.listing.len() == 1 };
            html.push_str(&self.theme.engine.component(name, &arguments, &around, page)?);
        }
        Ok(Html(html))
    }

    /// The notes on `pages`, each shown by `component`.
    fn notes(&self, component: &str, pages: &[PageIndex], view: &View, page: &str) -> Result<Html, Diagnostic> {
        let mut html = String::new();
        let around = ComponentContext { root: &view.root, site: &view.site, t: &view.t };
        let render = |index: PageIndex| {
            let note = view::note(&self.prepared.common, self.site.page(index), &view.root);
            self.theme.engine.component(component, &Noted { of: &note }, &around, page)
        };
        for index in pages {
            let known = self.prepared.notes.get(index.number());
            let known = known.map(|cell| cell.get_or_init(|| (view.root.clone(), render(*index))));
            match known {
                Some((root, Ok(note))) if *root == view.root => html.push_str(note),
                Some((root, Err(problem))) if *root == view.root => return Err(problem.clone()),
                _ => html.push_str(&render(*index)?),
            }
        }
        Ok(Html(html))
    }

    fn navigation(&self, view: &View, page: &str) -> Result<Html, Diagnostic> {
        let shown = view.place.0.map(|index| self.site.page(index).url());
        let section = self.site.section(view.place.1);
        let render = || {
            let around = self.prepared.common.around(section, view.root.clone());
            let html = self.theme.engine.render(NAVIGATION, &around, &[], page)?;
            Ok(Navigation::new(view.root.clone(), &html))
        };
        let known = self.prepared.navigation.get(section.index().number()).map(|cell| cell.get_or_init(render));
        match known {
            Some(Ok(navigation)) if navigation.root == view.root => Ok(navigation.close(shown)),
            Some(Err(problem)) => Err(problem.clone()),
            _ => render().map(|navigation| navigation.close(shown)),
        }
    }
}

fn bytes(written: impl Into<Vec<u8>>) -> Content {
    Content::Bytes(written.into().into())
}
