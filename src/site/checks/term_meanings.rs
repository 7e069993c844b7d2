//! [`code::TERM_MEANINGS`]: words that two pages define differently, of which one speaks as if there were no other.
//!
//! Compared are names and texts, letter by letter but for case and punctuation: two texts that say the same in other words count as
//! two, because only people can tell, and a reader of both has to. A term with several definitions has said that people differ.

use std::borrow::Cow;

use super::title_duplicate::plain;
use crate::diagnostic::{Diagnostic, code};
use crate::kinds::Definition;
use crate::site::lookup::FastMap;
use crate::site::model::Site;
use crate::site::page_ref::PageRef;
use crate::source::markdown::slug;

/// A definition and the page that gives it.
type Given<'a> = (PageRef<'a>, Definition<'a>);

/// Definitions that stand alone though another page defines the same word otherwise.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut all: Vec<Given> = Vec::new();
    for page in site.in_force() {
        let definitions = page.behaviour().definitions(page.page());
        all.extend(definitions.into_iter().map(|definition| (page, definition)));
    }
    let mut by_word: FastMap<Cow<str>, Vec<usize>> = FastMap::default();
    for (at, (_, definition)) in all.iter().enumerate() {
        for word in &definition.words {
            by_word.entry(plain(word)).or_default().push(at);
        }
    }
    let problem = |at: usize| {
        let (_, own) = all.get(at)?;
        let others = own.words.iter().filter_map(|word| by_word.get(&plain(word))).flatten();
        // Of two that stand alone, the later one is reported.
        let counts = |other: usize, (_, theirs): &Given| other < at || !theirs.stands_alone();
        let others = others.filter_map(|other| all.get(*other).filter(|theirs| counts(*other, theirs)));
        differs(all.get(at)?, others)
    };
    (0..all.len()).filter_map(problem).collect()
}

/// What is wrong with `own`, the only definition that its page gives, given `others` of the same word.
fn differs<'a>(own: &Given<'a>, mut others: impl Iterator<Item = &'a Given<'a>>) -> Option<Diagnostic> {
    let (page, Definition { texts, place, .. }) = own;
    let text = texts.first().filter(|_| own.1.stands_alone())?;
    let (other, theirs) = others.find(|(other, theirs)| {
        let title_says_it = other.kind_name() == page.kind_name() && plain(other.title()) == plain(page.title());
        other != page && !title_says_it && theirs.texts.iter().any(|their| !is_same(text, their))
    })?;
    let title = other.title();
    Some(
        Diagnostic::new(&code::TERM_MEANINGS, format!("“{title}” defines “{}” differently", page.title()))
            .at(page.page().span(place))
            .because("this is given as the only definition")
            .see(other.page().span(theirs.place), "the other one")
            .hint(format!("add what “{title}” means by it as a second definition, or make the two say the same")),
    )
}

fn is_same(a: &str, b: &str) -> bool {
    a == b || slug(a, usize::MAX) == slug(b, usize::MAX)
}
