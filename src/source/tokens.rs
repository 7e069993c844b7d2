//! Words as search sees them: folded, without accents, each with how much it says about its page.
//!
//! [`fold`] and [`words`] are half of an agreement: `search.js` folds and splits what readers type in the same way, and a test
//! holds both to the same examples. Refuses stemming, which depends on the playbook's language: see `outputs::search`.

use std::collections::HashMap;

use memchr::memchr_iter;
use unicode_normalization::UnicodeNormalization;

/// Words longer than this many characters are no words: hashes, addresses.
const LONGEST: usize = 40;

/// How strong a word can be, from 0.
pub const LEVELS: u8 = 16;

/// How much prose counts as usual: in longer pages each word says less, in shorter ones more. A constant, so that a change
/// of one page changes no other page's words.
const USUAL: f32 = 400.0;

/// At this weight a word is half as strong as it can be.
const HALF: f32 = 6.0;

/// What a text is to its page; decides how much its words weigh.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Its title, or another spelling of it: the shorter, the more each word says.
    Name,
    /// The author's words to find it by.
    Tag,
    /// Its summary.
    Summary,
    /// A heading, a question, the title of a part.
    Heading,
    /// Everything else.
    Prose,
}

impl Role {
    /// The weight of each of `count` words.
    #[expect(clippy::cast_precision_loss, reason = "nobody writes sixteen million words in one title")]
    fn weight(self, count: usize) -> f32 {
        match self {
            Self::Name => 48.0 / (2.0 + count as f32),
            Self::Tag => 4.0,
            Self::Summary | Self::Heading => 3.0,
            Self::Prose => 1.0,
        }
    }
}

/// Counts the words of one page after the other, and keeps each different word once.
#[derive(Default)]
pub struct Counter {
    /// The number of each word, in the order in which they were first met.
    numbers: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
    /// For each word the last page that has it, and its place among that page's terms.
    last: Vec<(u32, usize)>,
    /// The page that is being counted, from 1.
    page: u32,
    terms: Vec<Term>,
    counted: Vec<(u32, u8)>,
    folded: String,
}

/// A word of the page that is being counted.
struct Term {
    number: u32,
    /// How much its uses outside of prose weigh.
    marked: f32,
    /// How often it stands in prose.
    prose: f32,
}

impl Counter {
    /// The words of a page with these texts, each once and in the order of the page: its number, and its strength below
    /// [`LEVELS`].
    #[expect(clippy::cast_precision_loss, reason = "a page has fewer than sixteen million words")]
    pub fn page<'t>(&mut self, texts: impl IntoIterator<Item = (Role, &'t str)>) -> &[(u32, u8)] {
        self.page += 1;
        self.terms.clear();
        let mut prose = 0;
        let mut folded = std::mem::take(&mut self.folded);
        for (role, text) in texts {
            folded.clear();
            fold(&mut folded, text);
            join(&mut folded);
            let weight = if role == Role::Name { role.weight(words(&folded).count()) } else { role.weight(1) };
            for word in words(&folded) {
                let Some(term) = self.term(word) else { continue };
                if role == Role::Prose {
                    term.prose += weight;
                    prose += 1;
                } else {
                    term.marked += weight;
                }
            }
        }
        self.folded = folded;
        let long = 0.5 + 0.5 * prose as f32 / USUAL;
        let counted = self.terms.iter().map(|term| (term.number, strength(term.marked + term.prose / long)));
        self.counted.clear();
        self.counted.extend(counted);
        &self.counted
    }

    /// What is counted of `word` on the page so far.
    fn term(&mut self, word: &str) -> Option<&mut Term> {
        let number = if let Some(number) = self.numbers.get(word) {
            *number
        } else {
            let next = u32::try_from(self.last.len()).ok()?;
            self.numbers.insert(word.into(), next);
            self.last.push((0, 0));
            next
        };
        let (page, place) = self.last.get_mut(number as usize)?;
        if *page != self.page {
            (*page, *place) = (self.page, self.terms.len());
            self.terms.push(Term { number, marked: 0.0, prose: 0.0 });
        }
        self.terms.get_mut(*place)
    }

    /// All words by their numbers.
    #[must_use]
    pub fn into_words(self) -> Vec<Box<str>> {
        let mut words = vec![Box::default(); self.numbers.len()];
        for (word, number) in self.numbers {
            if let Some(place) = words.get_mut(number as usize) {
                *place = word;
            }
        }
        words
    }
}

/// A weight on the scale of strengths: it rises ever more slowly, as in BM25 (Robertson and Zaragoza 2009).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 15")]
fn strength(weight: f32) -> u8 {
    (f32::from(LEVELS) * weight / (weight + HALF)).min(f32::from(LEVELS) - 1.0) as u8
}

/// Longest first part of a word that is also written without its hyphen, as in `co-creation` and `e-mail`.
const FIRST: usize = 3;

/// Adds to a folded text its words with a short first part once more as one.
fn join(folded: &mut String) {
    let mut joined = String::new();
    for at in memchr_iter(b'-', folded.as_bytes()) {
        let (before, after) = (folded.get(..at).unwrap_or_default(), folded.get(at + 1..).unwrap_or_default());
        let first = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let second = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if (1..=FIRST).contains(&first.len()) && second.len() > 1 {
            joined.extend([first, second, " "]);
        }
    }
    folded.push_str(&joined);
}

/// Appends `text` as search compares it, and a space: lower case, compatible characters as one, accents off.
pub fn fold(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((plain, from)) = rest.split_at_checked(ascii_length(rest)).filter(|(_, from)| !from.is_empty()) {
        fold_ascii(out, plain);
        let mut chars = from.chars();
        chars.next().into_iter().for_each(|c| fold_char(out, c));
        rest = chars.as_str();
    }
    fold_ascii(out, rest);
    out.push(' ');
}

/// How many bytes `text` begins with that are ASCII.
fn ascii_length(text: &str) -> usize {
    let (blocks, _) = text.as_bytes().as_chunks::<16>();
    let plain = 16 * blocks.iter().take_while(|block| block.is_ascii()).count();
    let rest = text.as_bytes().get(plain..).unwrap_or_default();
    plain + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

fn fold_ascii(out: &mut String, text: &str) {
    let start = out.len();
    out.push_str(text);
    out.get_mut(start..).into_iter().for_each(str::make_ascii_lowercase);
}

fn fold_char(out: &mut String, c: char) {
    // Dashes, quotation marks and ends of paragraphs, the most common of all: they stay as they are.
    if matches!(c, '\u{2013}' | '\u{2014}' | '\u{2018}'..='\u{201f}' | '\u{2029}') {
        return out.push(c);
    }
    for c in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
        match c {
            // Latin, Hebrew and Arabic are read without their marks; in other scripts marks are letters.
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {}
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            // Written without spaces: each is a word.
            '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => out.extend([' ', c, ' ']),
            _ => out.push(c),
        }
    }
}

/// The words of a folded text. Single letters and digits say nothing, except in scripts that write words with one.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    let mut rest = folded;
    let all = std::iter::from_fn(move || {
        let start = measure(rest, false);
        let from = rest.get(start..).filter(|from| !from.is_empty())?;
        let (word, after) = from.split_at_checked(measure(from, true))?;
        rest = after;
        Some(word)
    });
    all.filter(|word| word.len() > 1 && (word.len() <= LONGEST || word.chars().count() <= LONGEST))
}

/// How many bytes `text` begins with whose characters are letters or digits, or are not.
fn measure(text: &str, alphanumeric: bool) -> usize {
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let length = match sort(*byte) {
            Sort::Wide => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) if c.is_alphanumeric() == alphanumeric => c.len_utf8(),
                _ => break,
            },
            sort if (sort == Sort::Word) == alphanumeric => 1,
            _ => break,
        };
        at += length;
    }
    at
}

fn sort(byte: u8) -> Sort {
    SORTS.get(usize::from(byte)).copied().unwrap_or(Sort::Wide)
}

/// What a byte is to words.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    /// A letter or a digit.
    Word,
    /// Any other ASCII character.
    Gap,
    /// Part of a character that has to be looked up.
    Wide,
}

const SORTS: [Sort; 256] = sorts();

#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn sorts() -> [Sort; 256] {
    let mut sorts = [Sort::Wide; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        sorts[byte as usize] = if byte.is_ascii_alphanumeric() { Sort::Word } else { Sort::Gap };
        byte += 1;
    }
    sorts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_weigh_more_than_prose() {
        let mut counter = Counter::default();
        let joined = counter.page([(Role::Prose, "co-creation, customer-led, e-mail")]).len();
        let texts = [(Role::Name, "Journey map"), (Role::Heading, "Why maps"), (Role::Prose, "Why a map?")];
        let found = counter.page(texts).to_vec();
        let again: Vec<u32> =
            counter.page([(Role::Prose, "a map, an e-mail")]).iter().map(|(number, _)| *number).collect();
        let words = counter.into_words();
        assert_eq!(joined, 7);
        assert_eq!(words[..7], ["co", "creation", "customer", "led", "mail", "cocreation", "email"].map(Box::from));
        assert_eq!(words[7..], ["journey", "map", "why", "maps", "an"].map(Box::from));
        assert_eq!(found, [(7, 10), (8, 11), (9, 7), (10, 5)]);
        assert_eq!(again, [8, 11, 4, 6]);
    }
}
