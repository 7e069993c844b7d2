//! From pages' words to words' pages: the inversion.
//!
//! Runs over slices of the pages side by side; the result depends on neither their number nor their order of completion.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::{Counts, lists, words};
use crate::kinds::{self, Kind};
use crate::site::Site;
use crate::source::tokens::Words;

/// The index of one site, ready to be cut into files.
#[derive(Debug)]
pub struct Index {
    /// The pages that can be found; elsewhere they are named by their place here.
    pages: Vec<usize>,
    counts: Counts,
    words: words::Files,
    backwards: words::Files,
    lists: lists::Lists,
}

/// The words of a slice of the pages: each once, and which of them each page has.
struct Slice<'a> {
    forms: Vec<&'a str>,
    /// For every word of every page in turn, where it stands in `forms`.
    entries: Vec<u32>,
}

impl Index {
    /// Makes the index of `site`.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        let pages = super::pages(site);
        let counts = Counts::of(site, &pages);
        let length = pages.len().div_ceil(16).max(1);
        let slices: Vec<Slice> = side_by_side(pages.chunks(length).collect(), |pages| slice(site, pages));
        let mut forms: Vec<&str> = slices.iter().flat_map(|slice| slice.forms.iter().copied()).collect();
        forms.sort_unstable();
        forms.dedup();
        let places: Vec<Vec<u32>> = side_by_side(slices.iter().collect(), |slice| places(slice, &forms));
        let entries = || entries(site, &pages, slices.iter().zip(&places));
        let lists = lists::Lists::new(entries, forms.len(), counts.lists);
        let (words, backwards) = words::files(&forms, lists.lengths(), counts.words, &site.config.language);
        Self { pages, counts, words, backwards, lists }
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
    pub(super) fn texts(&self, at: usize) -> &[usize] {
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

/// The words of a page, by its index.
fn words_of(site: &Site, page: usize) -> &Words {
    let page = site.page(page);
    page.words(kinds::by_name(page.kind).map(Kind::fields).unwrap_or_default())
}

fn slice<'a>(site: &'a Site, pages: &[usize]) -> Slice<'a> {
    let mut known: HashMap<&str, u32, ahash::RandomState> = HashMap::default();
    let mut forms = Vec::new();
    let mut entries = Vec::with_capacity(pages.iter().map(|page| words_of(site, *page).len()).sum());
    for (word, _) in pages.iter().flat_map(|page| words_of(site, *page).iter()) {
        let next = u32::try_from(forms.len()).unwrap_or(u32::MAX);
        let id = *known.entry(word).or_insert(next);
        if id == next {
            forms.push(word);
        }
        entries.push(id);
    }
    Slice { forms, entries }
}

/// Where each word of a slice stands among all `forms`.
fn places(slice: &Slice, forms: &[&str]) -> Vec<u32> {
    let place = |form: &&str| forms.binary_search(form).ok().and_then(|at| u32::try_from(at).ok());
    slice.forms.iter().map(|form| place(form).unwrap_or_default()).collect()
}

/// Every word of every page: which word, which page, how strongly; in the order of the pages.
fn entries<'a>(
    site: &'a Site,
    pages: &'a [usize],
    slices: impl Iterator<Item = (&'a Slice<'a>, &'a Vec<u32>)>,
) -> impl Iterator<Item = lists::Entry> {
    let words = slices.flat_map(|(slice, places)| slice.entries.iter().filter_map(|at| places.get(*at as usize)));
    let told = (0..).zip(pages).flat_map(|(at, page)| words_of(site, *page).strengths().map(move |s| (at, s)));
    words.zip(told).map(|(word, (page, strength))| (*word, page, strength))
}
