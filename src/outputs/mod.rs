//! Everything that the site consists of: one ordered map from addresses to outputs, and how each becomes bytes.
//!
//! An output is a function of the site and the theme; writing or serving it is not decided here.

mod conflicts;
mod render;
pub mod search;

use std::collections::BTreeMap;

pub use render::{Prepared, Renderer};

use crate::diagnostic::Diagnostic;
use crate::kinds::CONTENT;
use crate::site::{Site, UrlPath};
use crate::snapshot::{File, ProjectPath};
use crate::theme::Theme;

/// The file that marks a folder as written by lensbook, and lists what was written: no output may have its name.
pub const MARKER: &str = ".lensbook";

/// One output.
#[derive(Clone, Debug)]
pub enum Output {
    /// A page, by its index.
    Page(usize),
    /// A section for which nobody wrote a page, by its index.
    Section(usize),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// The page that searches.
    SearchPage,
    /// A file of the search index.
    Search(search::Part),
    /// A page that sends readers on from an old address of this page.
    Redirect(usize, UrlPath),
    /// A file of the project, as it is.
    Copy(ProjectPath),
    /// A file of the theme, as it is.
    Asset(File),
}

impl Output {
    /// Where it comes from, in words for a message.
    fn origin(&self, site: &Site) -> String {
        match self {
            Self::Page(index) => format!("`{}`", site.page(*index).file),
            Self::Section(index) => format!("the list of the folder `{CONTENT}/{}`", site.section(*index).path),
            Self::Redirect(index, _) => format!("an alias of `{}`", site.page(*index).file),
            Self::NotFound => "the page for addresses that lead nowhere".into(),
            Self::SearchPage | Self::Search(_) => "the search".into(),
            Self::Copy(path) => format!("`{path}`"),
            Self::Asset(file) => format!("the theme's `{}`", file.path),
        }
    }
}

/// All outputs by their addresses. Two that want one address are a problem, and only the first is kept.
#[must_use]
pub fn plan(site: &Site, theme: &Theme) -> (BTreeMap<UrlPath, Output>, Vec<Diagnostic>) {
    let pages = (0..site.pages.len()).map(|index| (site.url(index).clone(), Output::Page(index)));
    let unwritten = site.sections.iter().enumerate().filter(|(_, section)| section.index.is_none());
    let sections = unwritten.map(|(index, section)| (section.url.clone(), Output::Section(index)));
    let files = site.files.iter().map(|(url, path)| (url.clone(), Output::Copy(path.clone())));
    let assets = theme.assets.values().map(|(url, file)| (UrlPath::new(url), Output::Asset(file.clone())));
    let mut problems = Vec::new();
    let aliases = (0..site.pages.len()).flat_map(|index| aliases(site, index));
    let searched = search::plan(site).into_iter().map(|(url, part)| (url, Output::Search(part)));
    let all = pages.chain(sections).chain(files).chain(assets).chain(aliases).chain(searched).collect();
    let mut outputs = conflicts::first(all, site, &mut problems);
    outputs.entry(UrlPath::new("404.html")).or_insert(Output::NotFound);
    outputs.entry(UrlPath::new("search.html")).or_insert(Output::SearchPage);
    conflicts::find(&outputs, site, &mut problems);
    (outputs, problems)
}

/// Old addresses of a page, each an output that sends readers on. An address of a folder means its `index.html`.
fn aliases(site: &Site, index: usize) -> impl Iterator<Item = (UrlPath, Output)> {
    site.page(index).common.aliases.iter().map(move |alias| {
        let path = alias.trim_start_matches('/');
        let folder = path.is_empty() || path.ends_with('/');
        let named = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let url = match (folder, named) {
            (true, _) => UrlPath::new(&format!("{path}index.html")),
            (false, true) => UrlPath::new(path),
            (false, false) => UrlPath::new(&format!("{path}/index.html")),
        };
        (url.clone(), Output::Redirect(index, url))
    })
}
