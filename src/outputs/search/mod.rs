//! The search index: plain scripts that a page loads as it needs them, so that search works from a folder without a server.
//!
//! # Format
//!
//! Each file is one call, `lensbookSearch("name", data)`, and stands at `search/name.js`. A query reads, in this order:
//!
//! | file | holds | read |
//! |---|---|---|
//! | `head` | how many pages, words and files there are; the first word of each file of words; names of kinds | once |
//! | `w0…` | all words in order (`words.rs`): which belong together, how common each is | one for each word of the query |
//! | `b0…` | the same words spelled backwards | only for a word that nobody wrote: half of a word with one slip is right |
//! | `l0…` | for each word, the pages that have it and how strongly (`lists.rs`) | one for each word |
//! | `t0…` | addresses, titles and texts of pages (`texts.rs`) | only of pages that are shown |
//!
//! Words are kept as they were written, folded; those with a common stem point at each other. So the browser needs no
//! stemmer, a query finds the very word before its relatives, and `experience` is not mistaken for `experiment`, which
//! English stemmers take for the same.
//!
//! # Sizes
//!
//! A list costs about two bytes for each page that has the word, a word about seven. Files of words and lists hold about
//! `FILE` bytes however large the site is; the head grows by a few bytes for each of them. A page's text is what it is: up to
//! `MANY` pages each has a file of its own; beyond that they share, so that their number does not double the work of
//! publishing. The number of files follows from the number and the length of the pages alone, so that all addresses are known before
//! the index is made: a preview makes it only when somebody searches.
//!
//! Nothing here depends on averages over the site, so that a change of one page changes the files of its words and no
//! other. Refuses drafts and pages out of their time, which are not part of a site, and retired ones.

mod index;
mod lists;
mod stem;
mod texts;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::memchr;
use serde_json::{Value, json};

pub use index::Index;

use crate::kinds;
use crate::page::{KindSpec, Status};
use crate::site::{PageRef, Site, UrlPath};
use crate::theme::Theme;

/// About how many bytes a file of words or lists holds.
const FILE: usize = 6_000;

/// For about so many bytes of its file a page has a word that it did not have before.
const REPEATED: usize = 14;

/// Up to so many pages each has a file for its text.
const MANY: usize = 5_000;

/// A file of the index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// What is read first.
    Head,
    /// Words in order.
    Words(usize),
    /// Words spelled backwards, in order.
    Backwards(usize),
    /// Which pages have a word.
    Lists(usize),
    /// What pages say.
    Texts(usize),
}

/// How many files there are of each sort.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Counts {
    words: usize,
    lists: usize,
    texts: usize,
    /// How many pages share a file of texts.
    together: usize,
}

impl Counts {
    /// Those of the index of `site`.
    pub(super) fn of_site(site: &Site) -> Self {
        Self::of(&pages(site))
    }

    fn of(pages: &[PageRef]) -> Self {
        let bytes: usize = pages.iter().map(|page| page.page().length).sum();
        let entries = bytes / REPEATED;
        // Of n words in a text about 40 √n are different (Heaps 1978), and each takes about seven bytes.
        let different = entries.min(40 * entries.isqrt());
        let together = pages.len().div_ceil(MANY).max(1);
        Self {
            words: (7 * different).div_ceil(FILE).max(1),
            lists: (2 * entries).div_ceil(FILE).max(1),
            texts: pages.len().div_ceil(together),
            together,
        }
    }
}

/// The pages that can be found, in the order of the site.
fn pages(site: &Site) -> Vec<PageRef<'_>> {
    site.pages().filter(|page| page.status() != Status::Retired).collect()
}

/// All files of an index of this size, with their addresses.
pub(super) fn plan(counts: Counts) -> Vec<(UrlPath, Part)> {
    let words =
        (0..counts.words).flat_map(|at| [(format!("w{at}"), Part::Words(at)), (format!("b{at}"), Part::Backwards(at))]);
    let lists = (0..counts.lists).map(|at| (format!("l{at}"), Part::Lists(at)));
    let texts = (0..counts.texts).map(|at| (format!("t{at}"), Part::Texts(at)));
    let all = [("head".to_owned(), Part::Head)].into_iter().chain(words).chain(lists).chain(texts);
    all.map(|(name, part)| (UrlPath::new(&format!("search/{name}.js")), part)).collect()
}

/// The bytes of `part`.
#[must_use]
pub fn render(part: Part, index: &Index, site: &Site, theme: &Theme) -> String {
    match part {
        Part::Head => call("head", &head(index, &theme.words).to_string()),
        Part::Words(at) => call(&format!("w{at}"), &index.words(at)),
        Part::Backwards(at) => call(&format!("b{at}"), &index.backwards(at)),
        Part::Lists(at) => call(&format!("l{at}"), &index.lists(at)),
        Part::Texts(at) => call(&format!("t{at}"), &texts::of(site, index.texts(at))),
    }
}

/// A file as it is written. Nothing in it can be taken for a tag, wherever it may end up.
fn call(name: &str, data: &str) -> String {
    let data = if memchr(b'<', data.as_bytes()).is_some() {
        Cow::Owned(data.replace('<', "\\u003c"))
    } else {
        Cow::Borrowed(data)
    };
    format!("lensbookSearch(\"{name}\",{data})\n")
}

fn head(index: &Index, words: &Value) -> Value {
    let name = |kind: &'static KindSpec| {
        let many = words.get("kinds").and_then(|kinds| kinds.get(kind.name)?.get("many")?.as_str());
        many.unwrap_or(kind.folder).to_owned()
    };
    let kinds: Vec<String> = kinds::all().map(name).collect();
    let all: BTreeMap<&str, Value> = index.head();
    json!({ "kinds": kinds, "say": words.get("search"), "index": all })
}
