//! Words as search sees them: folded, without accents, each with how much it says about its page.
//!
//! [`fold`] and [`words`] are half of an agreement: `search.js` folds and splits what readers type in the same way, and a test
//! holds both to the same examples. Refuses stemming, which depends on the playbook's language: see `outputs::search`.

use std::collections::HashMap;
use std::ops::Range;

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
    /// The number of each word, in the order in which they were first met. Nearly all words are short enough to be their key.
    short: HashMap<u64, u32, foldhash::fast::RandomState>,
    long: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
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
            for word in (Words { text: &folded, at: 0 }) {
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
    fn term(&mut self, word: Word) -> Option<&mut Term> {
        let is_short = word.text.len() <= size_of_val(&word.key);
        let known = if is_short { self.short.get(&word.key) } else { self.long.get(word.text) };
        let number = if let Some(number) = known {
            *number
        } else {
            let next = u32::try_from(self.last.len()).ok()?;
            if is_short {
                self.short.insert(word.key, next);
            } else {
                self.long.insert(word.text.into(), next);
            }
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
        let mut words = vec![Box::default(); self.last.len()];
        let text = |key: u64| String::from_utf8_lossy(&key.to_le_bytes()).trim_end_matches('\0').into();
        let short = self.short.into_iter().map(|(key, number)| (text(key), number));
        for (word, number) in short.chain(self.long) {
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
    Words { text: folded, at: 0 }.map(|word| word.text)
}

/// A word, and its [`key`].
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    key: u64,
}

/// The words of `text` from `at` on.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            while sort(*bytes.get(at)?) == Sort::Gap {
                at += 1;
            }
            let start = at;
            while let Some(byte) = bytes.get(at) {
                at += match sort(*byte) {
                    Sort::Word => 1,
                    Sort::Gap => break,
                    Sort::Wide => match wide_letter(self.text, at) {
                        Some(length) => length,
                        None => break,
                    },
                };
            }
            let text = self.text.get(start..at)?;
            if text.is_empty() {
                at += self.text.get(at..)?.chars().next()?.len_utf8();
            } else if text.len() > 1 && (text.len() <= LONGEST || text.chars().count() <= LONGEST) {
                self.at = at;
                return Some(Word { text, key: key(bytes, &(start..at)) });
            }
        }
    }
}

/// The length of the letter or digit of several bytes that stands at `at`, if it is one.
fn wide_letter(text: &str, at: usize) -> Option<usize> {
    let c = text.get(at..)?.chars().next()?;
    // Dashes, quotation marks and ends of paragraphs need no look into the tables of Unicode.
    (!matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphanumeric()).then(|| c.len_utf8())
}

/// A number made of the last eight bytes of `word`, which stands in `text`: no other word of up to eight bytes has the same.
pub(crate) fn key(text: &[u8], word: &Range<usize>) -> u64 {
    const LENGTH: usize = size_of::<u64>();
    let short = word.len().min(LENGTH);
    let window = word.end.checked_sub(LENGTH).and_then(|start| text.get(start..word.end)?.try_into().ok());
    if let Some(window) = window {
        return u64::from_le_bytes(window).unbounded_shr(8 * u32::try_from(LENGTH - short).unwrap_or_default());
    }
    let mut window = [0; LENGTH];
    for (to, byte) in window.iter_mut().zip(text.get(word.clone()).unwrap_or_default()) {
        *to = *byte;
    }
    u64::from_le_bytes(window)
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
