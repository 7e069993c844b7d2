//! Turns content that was written for another tool into a playbook folder that builds, with an honest report.
//!
//! Three steps: a source in [`sources`] gives [`Document`]s, `convert` turns each text into our Markdown, and `assemble`
//! gives every document its place and leads its links there. Everything is a function of the source's files; nothing here
//! touches the disk, and nothing else in the program knows this module. Text is never dropped: what Markdown can't say
//! stays as text and is named in the [`Report`].

mod addresses;
mod anchors;
mod assemble;
mod convert;
mod fields;
mod front_matter;
mod guess;
mod html;
mod html_in_markdown;
mod marks;
mod report;
pub mod sources;
mod tree;
mod words;
mod yaml;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub use report::{Level, Note, PageReport, Report};
pub use sources::{Source, detect};
pub use tree::{Damaged, MOST_BYTES, Tree};
pub use words::words;

/// A text of the source, before its links are led anywhere.
#[derive(Clone, Default, Debug)]
pub struct Document {
    /// Its path in the source.
    pub from: String,
    /// Its path below `content/` without extension, such as `team/overview`. `team/index` is the folder's own page.
    pub to: String,
    /// Its title, if the source knows one.
    pub title: Option<String>,
    /// The keys of its front matter, as the other tool knows them.
    pub keys: Map<String, Value>,
    /// Its Markdown, with the other tool's marks.
    pub text: String,
    /// Paths besides `from` at which the source's links find it, from the root and without `/` at either end.
    pub addresses: Vec<String>,
    /// Its place among its neighbours, if the source has an order.
    pub order: Option<f64>,
    /// Anchors that mean the top of the page.
    pub tops: Vec<String>,
    /// What was changed while it was read, and how often.
    pub changes: BTreeMap<String, usize>,
    /// What could not be kept, and why.
    pub losses: Vec<String>,
}

/// Everything that a source holds.
#[derive(Default, Debug)]
pub struct Collection {
    /// The playbook's title, if the source has one.
    pub title: Option<String>,
    /// The language as BCP 47 writes it, if the source says.
    pub language: Option<String>,
    /// Its texts.
    pub documents: Vec<Document>,
    /// Pictures and other files that texts may show or link to, by their paths in the source.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files that hold text and were not read, with the reason.
    pub unread: BTreeMap<String, String>,
}

/// A finished import: what to write, and what to tell.
#[derive(Debug)]
pub struct Imported {
    /// All files of the new playbook, by their paths in its folder; the report is among them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What came in, what was changed and what is left.
    pub report: Report,
}

/// Imports `tree` as `source` reads it. With `kinds`, pages that look like plays become drafts of plays.
#[must_use]
pub fn import(tree: &Tree, source: &dyn Source, kinds: bool) -> Imported {
    let mut collection = source.read(tree);
    let mut report = Report::new(source.name());
    report.words_in = collection.documents.iter().map(words::of_document).sum();
    for document in &mut collection.documents {
        convert::convert(document, tree);
    }
    let mut files = assemble::assemble(collection, kinds, &mut report);
    files.insert(report::FILE.to_owned(), report.markdown().into_bytes());
    Imported { files, report }
}
