//! Stems of words, by the playbook's language. The only module that knows rust-stemmers.
//!
//! Words come folded, without accents, which some of the algorithms look at; what they miss for it, the rule for endings in
//! `search.js` finds. A language without an algorithm has no stems: its words are found as they are written.

use rust_stemmers::{Algorithm, Stemmer};

/// The stem of a word.
pub(super) fn stemmer(language: &str) -> impl Fn(&str) -> String {
    let stemmer = algorithm(language).map(Stemmer::create);
    move |word| stemmer.as_ref().map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word).into_owned())
}

fn algorithm(language: &str) -> Option<Algorithm> {
    let base = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    Some(match base.as_str() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}
