//! Terms in prose: the first use of each in a section becomes a button that opens its definitions.
//!
//! All spellings of all terms are found in one pass. Words count only where they stand alone, and a spelling in capitals only where
//! it is written in capitals: `CARE` is not care. Headings, links and code are no prose, so nothing in them is marked up.

use std::collections::HashSet;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::page::Status;
use crate::site::{PageIndex, PageRef, Site};
use crate::source::markdown::{escape, escape_attribute};

/// The terms of a playbook.
#[derive(Debug)]
pub(super) struct Glossary {
    /// Finds every spelling; none if there is no term.
    finder: Option<AhoCorasick>,
    /// The page of each spelling, and whether its case counts.
    spellings: Vec<(PageIndex, bool)>,
}

/// What was marked up on a page so far.
#[derive(Default, Debug)]
pub(super) struct Marked {
    seen: HashSet<(u32, PageIndex)>,
    /// The terms, in the order of their first use.
    pub(super) terms: Vec<PageIndex>,
}

impl Marked {
    /// Notes that `term` is used, so that the page holds its definitions.
    pub(super) fn add(&mut self, term: PageIndex) {
        if !self.terms.contains(&term) {
            self.terms.push(term);
        }
    }
}

impl Glossary {
    /// The terms that `site` explains.
    pub(super) fn new(site: &Site) -> Self {
        let (mut patterns, mut spellings) = (Vec::new(), Vec::new());
        for page in site.pages().filter(|page| page.status() != Status::Retired) {
            for spelling in page.page().spellings().into_iter().filter(|spelling| spelling.chars().count() > 1) {
                let mut pattern = String::new();
                escape(&mut pattern, spelling);
                patterns.push(pattern);
                spellings.push((page.index(), is_capitals(spelling)));
            }
        }
        let build = || {
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(&patterns).ok()
        };
        Self { finder: if patterns.is_empty() { None } else { build() }, spellings }
    }

    /// Writes the prose `html` of the page `on`, with terms marked up that were not yet seen in its section.
    pub(super) fn write(&self, out: &mut String, html: &str, on: PageRef, section: u32, marked: &mut Marked) {
        let mut written = 0;
        for found in self.finder.iter().flat_map(|finder| finder.find_iter(html)) {
            let Some((term, exact)) = self.spellings.get(found.pattern().as_usize()).copied() else { continue };
            let Some(text) = html.get(found.range()) else { continue };
            let fits = stands_alone(html, found.start(), found.end()) && (!exact || is_capitals(text));
            if !fits || term == on.index() || !marked.seen.insert((section, term)) {
                continue;
            }
            out.push_str(html.get(written..found.start()).unwrap_or_default());
            button(out, on.site().page(term).id(), text);
            marked.add(term);
            written = found.end();
        }
        out.push_str(html.get(written..).unwrap_or_default());
    }
}

/// A button that opens the definitions of the term `id`; `text` is HTML.
pub(super) fn button(out: &mut String, id: &str, text: &str) {
    open(out, id);
    out.push_str(text);
    out.push_str(CLOSE);
}

/// The opening tag of such a button.
pub(super) fn open(out: &mut String, id: &str) {
    out.push_str("<button type=\"button\" class=\"term\" popovertarget=\"lb-term-");
    out.push_str(&escape_attribute(id));
    out.push_str("\">");
}

/// Its closing tag.
pub(super) const CLOSE: &str = "</button>";

/// Whether a spelling is written in capitals, such as an abbreviation.
fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether no letter or digit stands before or behind a part of `html`.
fn stands_alone(html: &str, start: usize, end: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let before = html.get(..start).and_then(|before| before.chars().next_back());
    let after = html.get(end..).and_then(|after| after.chars().next());
    !before.is_some_and(is_word) && !after.is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_alone_are_found() {
        let cases = [("a lens", 2, 6, true), ("lenses", 0, 4, false), ("x-lens.", 2, 6, true), ("élens", 2, 6, false)];
        for (html, start, end, expected) in cases {
            assert_eq!(stands_alone(html, start, end), expected, "{html}");
        }
        assert!(is_capitals("NPS") && is_capitals("B2B") && !is_capitals("Nps") && !is_capitals("12"));
    }
}
