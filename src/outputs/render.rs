//! From an output to its bytes.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::markdown::{self, MarkdownContext};
use super::output::Output;
use super::prepared::Prepared;
use super::{data_files, feed, ics, policy, posters, print, search};
use crate::diagnostic::Diagnostic;
use crate::site::{Findings, PageIndex, SectionRef, Site};
use crate::snapshot::{Content, File, Snapshot};
use crate::theme::{Html, Theme};
use crate::view::contract::{Frame, List, Note};
use crate::view::{self, BodyPart, BookPart, CHANGES, FrameOnly, Navigation, STATE, Text, View};

/// Renders the outputs of one site.
#[derive(Debug)]
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    snapshot: &'a Snapshot,
    prepared: Arc<Prepared>,
}

/// The template of the whole playbook.
const PRINT: &str = "print.html";

/// The template of a section's navigation.
const NAVIGATION: &str = "navigation.html";

/// What a component takes from the page that uses it.
#[derive(Serialize)]
struct ComponentContext<'a> {
    root: &'a str,
    site: &'a crate::theme::Shared,
    t: &'a crate::theme::Shared,
}

impl<'a> ComponentContext<'a> {
    fn new(frame: &'a Frame) -> Self {
        Self { root: &frame.root, site: &frame.site, t: &frame.t }
    }
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
            Output::Page(index) if page(index).is_own_page() => self.own_page(page(index).section()),
            Output::Page(index) => self.html(&view::content(common, page(index)), page(index).file().as_str()),
            Output::Companion(index, name) => {
                self.html(&view::companion(common, page(index), name), page(index).file().as_str())
            }
            Output::Section(index) => self.own_page(self.site.section(*index)),
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
            Output::Search(part) => return Ok(bytes(search::render(*part, self.index(), self.site, self.theme))),
            Output::Asset(file) => return Ok(file.content.clone()),
            Output::Copy(path) => {
                let file = self.snapshot.get(path.as_str());
                return Ok(file.map_or_else(|| Content::Bytes(Arc::default()), |file: &File| file.content.clone()));
            }
        };
        html.map(|page| bytes(policy::within(page)))
    }

    /// The own page of a section, written or not.
    fn own_page(&self, section: SectionRef) -> Result<String, Diagnostic> {
        let name = section.own().map_or(section.url().as_str(), |page| page.file().as_str());
        if section.is_top() {
            self.html(&view::home(&self.prepared.common, section), name)
        } else {
            let view = view::section(&self.prepared.common, section);
            self.html_with(&view, &view.shown.listing, name)
        }
    }

    /// The whole playbook as one page: every page as it is by itself, cut out of its frame. One that can't be rendered is left
    /// out, since its own output says why.
    fn whole(&self) -> Result<String, Diagnostic> {
        let common = &self.prepared.common;
        let binding = print::Binding::new(self.site);
        let render = |part: &BookPart| {
            let html = match part {
                BookPart::Page(page) => self.html(&view::content(common, *page), part.url().as_str()),
                BookPart::Section(section) => {
                    let view = view::section_in_book(common, *section);
                    self.html_with(&view, &view.shown.listing, part.url().as_str())
                }
            };
            Some(binding.part(*part, &html.ok()?))
        };
        let parts: Vec<Option<String>> = view::book_parts(self.site).par_iter().map(render).collect();
        let body = parts.into_iter().flatten().collect();
        let view = view::book(self.site, common);
        self.theme.engine.render(&view.template, &view.frame, &view.shown, &[("body", Html(body))], PRINT)
    }

    fn written(&self) -> MarkdownContext<'_> {
        MarkdownContext { site: self.site, theme: self.theme, snapshot: self.snapshot, prepared: &self.prepared }
    }

    fn index(&self) -> &search::Index {
        self.prepared.search.get_or_init(|| search::Index::new(self.site))
    }

    fn html<T: Serialize>(&self, view: &View<T>, page: &str) -> Result<String, Diagnostic> {
        self.html_with(view, &[], page)
    }

    /// A view as HTML, with `lists` in the variable of that name. `page` is named in a problem.
    fn html_with<T: Serialize>(&self, view: &View<T>, lists: &[List], page: &str) -> Result<String, Diagnostic> {
        let frame = &view.frame;
        let parts = [
            ("body", self.body(&view.text, frame, page)?),
            ("lists", self.lists(lists, frame, page)?),
            ("navigation", self.navigation(view, page)?),
            ("definitions", self.notes("definition", &view.text.terms, frame, page)?),
            ("citations", self.notes("citation", &view.text.cites, frame, page)?),
        ];
        self.theme.engine.render(&view.template, frame, &view.shown, &parts, page)
    }

    fn body(&self, text: &Text, frame: &Frame, page: &str) -> Result<Html, Diagnostic> {
        let mut body = String::new();
        for part in &text.parts {
            match part {
                BodyPart::Html(html) => body.push_str(html),
                BodyPart::Embed(embed) => {
                    let context = ComponentContext::new(frame);
                    body.push_str(&self.theme.engine.component(embed.page.kind, embed, &context, page)?);
                }
            }
        }
        Ok(Html(body))
    }

    /// What a section's own page lists, each kind by its component.
    fn lists(&self, lists: &[List], frame: &Frame, page: &str) -> Result<Html, Diagnostic> {
        let context = ComponentContext::new(frame);
        let mut html = String::new();
        for list in lists {
            let own = format!("list.{}", list.kind);
            let name = if self.theme.engine.has_component(&own) { &own } else { LIST };
            let arguments = Listed { list, alone: lists.len() == 1 };
            html.push_str(&self.theme.engine.component(name, &arguments, &context, page)?);
        }
        Ok(Html(html))
    }

    /// The notes on `pages`, each shown by `component`.
    fn notes(&self, component: &str, pages: &[PageIndex], frame: &Frame, page: &str) -> Result<Html, Diagnostic> {
        let mut html = String::new();
        let root = &frame.root;
        let context = ComponentContext::new(frame);
        let render = |index: PageIndex| {
            let note = view::note(&self.prepared.common, self.site.page(index), root);
            self.theme.engine.component(component, &Noted { of: &note }, &context, page)
        };
        for index in pages {
            let known = self.prepared.notes.get(index.number());
            let known = known.map(|cell| cell.get_or_init(|| (root.clone(), render(*index))));
            match known {
                Some((known_root, Ok(note))) if known_root == root => html.push_str(note),
                Some((known_root, Err(problem))) if known_root == root => return Err(problem.clone()),
                _ => html.push_str(&render(*index)?),
            }
        }
        Ok(Html(html))
    }

    fn navigation<T>(&self, view: &View<T>, page: &str) -> Result<Html, Diagnostic> {
        let shown = view.page.map(|index| self.site.page(index).url());
        let section = self.site.section(view.section);
        let root = &view.frame.root;
        let render = || {
            let values = self.prepared.common.navigation(section, root.clone());
            let html = self.theme.engine.render(NAVIGATION, &values, &FrameOnly {}, &[], page)?;
            Ok(Navigation::new(root.clone(), &html))
        };
        let known = self.prepared.navigation.get(section.index().number()).map(|cell| cell.get_or_init(render));
        match known {
            Some(Ok(navigation)) if navigation.root == *root => Ok(navigation.close(shown)),
            Some(Err(problem)) => Err(problem.clone()),
            _ => render().map(|navigation| navigation.close(shown)),
        }
    }
}

fn bytes(written: impl Into<Vec<u8>>) -> Content {
    Content::Bytes(written.into().into())
}
