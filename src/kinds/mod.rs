//! The kinds of pages that a playbook has: one file each, and one registry.
//!
//! A kind is a list of [`Field`]s, its documentation, an example, and what follows from its fields: anchors, checks,
//! derived values. Adding one is a file here, a line in [`ALL`], a template. Nothing outside this folder names a
//! kind.

mod article;
mod canvas;
mod dimension;
mod draft;
mod framework;
mod lower;
mod play;
mod source;
mod term;

pub use draft::Draft;
pub use lower::{CONTENT, id_of, lower};

use crate::page::Field;

/// A kind of page.
pub trait Kind: Sync {
    /// Its name, as `kind:` has it: one lower-case word.
    fn name(&self) -> &'static str;

    /// The folder that holds such pages, and that their URLs begin with.
    fn folder(&self) -> &'static str;

    /// Whether several may stand together in one YAML file named after the folder.
    fn listable(&self) -> bool {
        false
    }

    /// What it is for: a paragraph of Markdown.
    fn doc(&self) -> &'static str;

    /// The fields of its own, besides the common ones.
    fn fields(&self) -> &'static [Field];

    /// A whole file of this kind that has no mistakes.
    fn example(&self) -> &'static str;

    /// Adds what follows from the fields: anchors, checks, references between parts, derived values.
    fn lower(&self, _draft: &mut Draft) {}

    /// Derived values that [`Kind::lower`] may add, documented like fields.
    fn derived(&self) -> &'static [Field] {
        &[]
    }

    /// Whether `![[id]]` can show it inside another page.
    fn embeds(&self) -> bool {
        false
    }

    /// Whether a link to it says where a figure comes from.
    fn warrants(&self) -> bool {
        false
    }

    /// Checks that need to know what leads to a page, given the relations that lead to it.
    fn unreached(&self, _relations: &[&'static str]) -> Option<&'static crate::diagnostic::Code> {
        None
    }
}

/// All kinds, in the order in which readers meet them.
pub static ALL: &[&dyn Kind] = &[
    &canvas::Canvas,
    &framework::Framework,
    &play::Play,
    &term::Term,
    &dimension::Dimension,
    &source::Source,
    &article::Article,
];

/// What a page is if nothing says what it is.
pub static FALLBACK: &dyn Kind = &article::Article;

/// The kind of this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Kind> {
    ALL.iter().copied().find(|kind| kind.name() == name)
}

/// The folder of the kind of this name.
#[must_use]
pub fn folder_of(name: &str) -> &str {
    by_name(name).map_or(name, |kind| kind.folder())
}

/// The kind whose pages this folder holds.
#[must_use]
pub fn by_folder(folder: &str) -> Option<&'static dyn Kind> {
    ALL.iter().copied().find(|kind| kind.folder() == folder)
}
