//! Word files, each by itself or in a folder: the few parts of the package that hold text are read, and written as HTML that
//! becomes Markdown like any other.
//!
//! The crates that read `.docx` either know no lists, notes and merged cells (`docx-rs`, `docx-rust`), or are made for
//! writing; so this reads the XML itself. Headers, footers and comments are named in the report, not kept.

mod blocks;
mod inline;
mod numbering;
mod package;
mod pages;
mod part;
mod styles;
mod writer;
mod xml;

use super::Source;
use crate::import::{Collection, Tree};

/// Word files.
pub(super) struct Docx;

impl Source for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn fits(&self, tree: &Tree) -> bool {
        files(tree).next().is_some()
            && !["md", "html", "htm"].iter().any(|kind| tree.with_extension(kind).next().is_some())
    }

    fn read(&self, tree: &Tree) -> Collection {
        let mut collection = Collection::default();
        for path in files(tree) {
            let bytes = tree.bytes(path).unwrap_or_default();
            match package::Package::open(bytes) {
                Ok(package) => pages::read(path, &package, &mut collection),
                Err(why) => drop(collection.unread.insert(path.to_owned(), why)),
            }
        }
        for path in ["doc", "odt", "rtf", "pages"].into_iter().flat_map(|kind| tree.with_extension(kind)) {
            let why = "not a `.docx`; save it as one, and import it again";
            collection.unread.insert(path.to_owned(), why.to_owned());
        }
        if let ([only], None) = (collection.documents.as_slice(), &collection.title) {
            collection.title = only.title.clone();
        }
        collection
    }
}

/// All Word files; `~$` begins the name of a lock.
fn files(tree: &Tree) -> impl Iterator<Item = &str> {
    ["docx", "docm"]
        .into_iter()
        .flat_map(|kind| tree.with_extension(kind))
        .filter(|path| !path.rsplit('/').next().is_some_and(|name| name.starts_with("~$") || name.starts_with('.')))
}
