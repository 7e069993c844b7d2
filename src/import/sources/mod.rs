//! The kinds of sources, each in a file of its own, and which of them a folder is.

mod confluence;
mod docusaurus;
mod docx;
mod folder;
mod hugo;
mod jekyll;
mod markdown_files;
mod mkdocs;
mod notion;
mod obsidian;
mod order;
mod web_pages;

use super::{Collection, Tree};

/// A kind of source.
pub trait Source: Sync {
    /// The name that `--from` takes.
    fn name(&self) -> &'static str;

    /// Whether `tree` is surely of this kind.
    fn fits(&self, tree: &Tree) -> bool;

    /// Everything in `tree`.
    fn read(&self, tree: &Tree) -> Collection;
}

/// All kinds of sources. The first that fits is taken, so those with unmistakable signs come first.
pub static ALL: [&dyn Source; 10] = [
    &confluence::Confluence,
    &notion::Notion,
    &obsidian::Obsidian,
    &mkdocs::MkDocs,
    &docusaurus::Docusaurus,
    &hugo::Hugo,
    &jekyll::Jekyll,
    &docx::Docx,
    &folder::Folder,
    &web_pages::WebPages,
];

/// The source named `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Source> {
    ALL.into_iter().find(|source| source.name() == name)
}

/// What kind of source `tree` is, if it holds any text.
#[must_use]
pub fn detect(tree: &Tree) -> Option<&'static dyn Source> {
    ALL.into_iter().find(|source| source.fits(tree))
}
