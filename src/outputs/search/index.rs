//! From pages' words to words' pages: the inversion.
//!
//! Runs over slices of the pages side by side; the result depends on neither their number nor their order of completion.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::{Counts, lists, words};
use crate::page;
use crate::site::{PageIndex, PageRef, Site};
use crate::source::tokens::{Counter, LEVELS};

/// The index of one site, ready to be cut into files.
#[derive(Debug)]
pub struct Index {
    /// The pages that can be found; elsewhere they are named by their place here.
    pages: Vec<PageIndex>,
    counts: Counts,
    words: words::Files,
    backwards: words::Files,
    lists: lists::Lists,
}

/// The place of each word among all words in order.
type Places<'a> = HashMap<&'a str, u32, foldhash::fast::RandomState>;

/// The words of a slice of the pages: each once, and which of them each page has.
struct Slice {
    forms: Vec<Box<str>>,
    /// For every word of every page in turn, where it stands in `forms` times [`LEVELS`], plus its strength.
    entries: Vec<u32>,
    /// How many entries each page has.
    lengths: Vec<usize>,
}

impl Index {
    /// Makes the index of `site`.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        let pages = super::pages(site);
        let counts = Counts::of(&pages);
        // Each slice counts its words anew: no more slices than can be counted side by side.
        let length = pages.len().div_ceil(rayon::current_num_threads()).max(1);
        let slices: Vec<Slice> = side_by_side(pages.chunks(length).collect(), slice);
        let (forms, all) = merge(&slices);
        let places: Vec<Vec<u32>> = side_by_side(slices.iter().collect(), |slice| places(slice, &all));
        let entries = || entries(slices.iter().zip(&places));
        let lists = lists::Lists::new(entries, forms.len(), counts.lists);
        let (words, backwards) = words::files(&forms, lists.lengths(), counts.words, &site.config.language);
        Self { pages: pages.into_iter().map(PageRef::index).collect(), counts, words, backwards, lists }
    }

    /// What is read before anything else.
    pub(super) fn head(&self) -> BTreeMap<&'static str, Value> {
        BTreeMap::from([
            ("pages", json!(self.pages.len())),
            ("together", json!(self.counts.together)),
            ("words", json!(self.words.firsts)),
            ("backwards", json!(self.backwards.firsts)),
            ("lists", json!(self.lists.shares())),
        ])
    }

    pub(super) fn words(&self, at: usize) -> String {
        self.words.file(at)
    }

    pub(super) fn backwards(&self, at: usize) -> String {
        self.backwards.file(at)
    }

    pub(super) fn lists(&self, at: usize) -> String {
        self.lists.file(at)
    }

    /// The pages whose texts stand in the file of this number.
    pub(super) fn texts(&self, at: usize) -> &[PageIndex] {
        let start = at * self.counts.together;
        let end = (start + self.counts.together).min(self.pages.len());
        self.pages.get(start..end).unwrap_or_default()
    }
}

/// `of` of all `items`, side by side; but one after the other inside a task of the pool, where a second round of tasks could
/// end up waiting for the first one.
fn side_by_side<I: Send, O: Send>(items: Vec<I>, of: impl Fn(I) -> O + Sync + Send) -> Vec<O> {
    if rayon::current_thread_index().is_some() {
        return items.into_iter().map(of).collect();
    }
    items.into_par_iter().map(of).collect()
}

fn slice(pages: &[PageRef]) -> Slice {
    let mut counter = Counter::default();
    let (mut entries, mut lengths) = (Vec::new(), Vec::with_capacity(pages.len()));
    for page in pages {
        let before = entries.len();
        let words = page::count_words(page.page(), &[page.kind().fields], &mut counter);
        entries.extend(words.iter().map(|&(number, strength)| number * u32::from(LEVELS) + u32::from(strength)));
        lengths.push(entries.len() - before);
    }
    Slice { forms: counter.into_words(), entries, lengths }
}

/// All words of the slices in order, and where each stands among them.
fn merge(slices: &[Slice]) -> (Vec<&str>, Places<'_>) {
    let all = slices.iter().flat_map(|slice| slice.forms.iter().map(|form| (form.as_ref(), 0)));
    let mut places: Places = all.collect();
    let mut forms: Vec<&str> = places.keys().copied().collect();
    forms.sort_unstable();
    for (at, form) in (0..).zip(&forms) {
        places.insert(form, at);
    }
    (forms, places)
}

/// Where each word of a slice stands among all.
fn places(slice: &Slice, all: &Places) -> Vec<u32> {
    slice.forms.iter().map(|form| all.get(form.as_ref()).copied().unwrap_or_default()).collect()
}

/// Every word of every page: which word, which page, how strongly; in the order of the pages.
fn entries<'a>(slices: impl Iterator<Item = (&'a Slice, &'a Vec<u32>)>) -> impl Iterator<Item = lists::Entry> {
    let told = slices.flat_map(|(slice, places)| {
        let pages = slice.lengths.iter().scan(slice.entries.as_slice(), |rest, length| {
            let (page, after) = rest.split_at_checked(*length)?;
            *rest = after;
            Some(page)
        });
        pages.map(move |page| (page, places))
    });
    (0..).zip(told).flat_map(|(page, (entries, places))| {
        let entry = move |packed: &u32| {
            let strength = u8::try_from(packed % u32::from(LEVELS)).unwrap_or_default();
            Some((*places.get((packed / u32::from(LEVELS)) as usize)?, page, strength))
        };
        entries.iter().filter_map(entry)
    })
}
