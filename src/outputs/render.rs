//! From an output to its bytes.

use serde::Serialize;

use super::Output;
use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::snapshot::{Content, File, Snapshot};
use crate::theme::{Html, Theme};
use crate::view::{self, BodyPart, Common, View};

/// Renders the outputs of one site.
#[derive(Debug)]
pub struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    snapshot: &'a Snapshot,
    common: Common,
}

/// A view with its body joined.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    view: &'a View,
    body: Html,
}

/// What a component takes from the page that it stands in.
#[derive(Serialize)]
struct Around<'a> {
    root: &'a str,
    site: &'a crate::theme::Shared,
    t: &'a crate::theme::Shared,
}

impl<'a> Renderer<'a> {
    /// A renderer for `site`.
    #[must_use]
    pub fn new(site: &'a Site, theme: &'a Theme, snapshot: &'a Snapshot) -> Self {
        Self { site, theme, snapshot, common: Common::new(site, theme) }
    }

    /// The bytes of `output`, or the large file that holds them.
    pub fn render(&self, output: &Output) -> Result<Content, Diagnostic> {
        let html = match output {
            Output::Page(index) => {
                self.html(&view::page(self.site, &self.common, *index), self.site.page(*index).file.as_str())
            }
            Output::Section(index) => {
                self.html(&view::section(self.site, &self.common, *index), self.site.section(*index).url.as_str())
            }
            Output::NotFound => self.html(&view::not_found(self.site, &self.common), "404.html"),
            Output::Asset(file) => return Ok(file.content.clone()),
            Output::Copy(path) => {
                let file = self.snapshot.get(path.as_str());
                return Ok(file.map_or_else(|| Content::Bytes([].into()), |file: &File| file.content.clone()));
            }
        };
        html.map(|html| Content::Bytes(html.into_bytes().into()))
    }

    fn html(&self, view: &View, page: &str) -> Result<String, Diagnostic> {
        let mut body = String::new();
        for part in &view.parts {
            match part {
                BodyPart::Html(html) => body.push_str(html),
                BodyPart::Embed(embed) => {
                    let around = Around { root: &view.root, site: &view.site, t: &view.t };
                    body.push_str(&self.theme.engine.component(embed.page.kind, embed, &around, page)?);
                }
            }
        }
        self.theme.engine.render(&view.template, &Whole { view, body: Html(body) }, page)
    }
}
