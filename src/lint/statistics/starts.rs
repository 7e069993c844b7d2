//! Which words a statistic can start with, and whether a text holds any. Nearly all texts hold none, and are not read closely.
//!
//! Every word of a playbook passes through here, so marks made while compiling tell nearly all of them apart by their length and a
//! few of their letters.

use super::words::{EVERY, HALVES, MONEY_SCALES, MULTIPLES, NUMBERS, PARTS, PERCENT, SCALES, TWICE, VAGUE};
use crate::source::tokens::key;

/// The words that tell that a text may hold a statistic; “a”, which needs a part behind it, does not.
const LISTS: [&[&str]; 5] = [TWICE, VAGUE, HALVES, PARTS, EVERY];

/// What stands behind a number in words that is a statistic, or begins one.
const BEHIND: [&[&str]; 4] = [
    PERCENT,
    SCALES,
    MONEY_SCALES,
    &["per", "times", "mal", "x", "×", "fold", "fache", "fachen", "faches", "in", "out", "von"],
];

/// Reads a text run by run, until one holds the words or signs that a statistic needs.
#[derive(Default)]
pub(super) struct Scan {
    /// Whether a number is the last word so far. It needs one of [`BEHIND`] behind it.
    after_number: bool,
}

impl Scan {
    /// Whether `run`, behind the runs before it, may hold a statistic. A word lies in one run.
    pub(super) fn may_hold(&mut self, run: &str) -> bool {
        let text = run.as_bytes();
        let mut at = 0;
        while let Some(first) = text.get(at) {
            let start = at;
            at += 1;
            let first = value(&FIRST, *first);
            if first == Sort::Other {
                continue;
            }
            if first == Sort::Percent {
                return true;
            }
            let inside = if first == Sort::Digit { &DIGITS } else { &INSIDE };
            while text.get(at).is_some_and(|byte| value(inside, *byte)) {
                at += 1;
            }
            let key = key(text, &(start..at)) | CASE;
            let word = text.get(start..at).unwrap_or_default();
            if !self.after_number && first != Sort::Digit && !looks_like_start(word, key) {
                continue;
            }
            if self.after_number && is_one_of(word, &BEHIND) {
                return true;
            }
            self.after_number = first == Sort::Digit || (looks_like_start(word, key) && is_number(word));
            if !self.after_number && is_start(word) {
                return true;
            }
        }
        false
    }
}

/// Whether `word` is one that a statistic needs.
pub(super) fn may_start(word: &str) -> bool {
    is_start(word.as_bytes())
}

fn is_start(word: &[u8]) -> bool {
    looks_like_start(word, key(word, &(0..word.len())) | CASE)
        && (is_number(word) || is_one_of(word, &LISTS) || MULTIPLES.iter().any(|end| ends(word, end)))
}

fn is_number(word: &[u8]) -> bool {
    NUMBERS.iter().any(|(known, _)| known.as_bytes().eq_ignore_ascii_case(word))
}

fn is_one_of(word: &[u8], lists: &[&[&str]]) -> bool {
    lists.iter().copied().flatten().any(|known| known.as_bytes().eq_ignore_ascii_case(word))
}

/// Whether `word` ends so, in capitals or not.
fn ends(word: &[u8], end: &str) -> bool {
    let start = word.len().checked_sub(end.len());
    start.and_then(|start| word.get(start..)).is_some_and(|last| last.eq_ignore_ascii_case(end.as_bytes()))
}

/// Makes the letters of a key small.
const CASE: u64 = 0x2020_2020_2020_2020;

/// The key of a word of the lists below, in small letters.
const fn key_of(word: &[u8]) -> u64 {
    let (mut key, mut rest, mut shift) = (0, word, 0);
    while rest.len() > 8
        && let [_, after @ ..] = rest
    {
        rest = after;
    }
    while let [first, after @ ..] = rest {
        key |= (*first as u64) << shift;
        (rest, shift) = (after, shift + 8);
    }
    key | CASE
}

/// Whether `word`, whose key this is, has the mark of a word that a statistic needs, or ends like one. Cheap, and enough for nearly
/// all words.
fn looks_like_start(word: &[u8], key: u64) -> bool {
    let (at, bit) = mark(key);
    MARKS.get(at).is_some_and(|bits| bits & bit != 0) || may_multiply(word)
}

/// Whether the last letters of `word` are those of one of [`MULTIPLES`].
fn may_multiply(word: &[u8]) -> bool {
    let [.., a, b, c] = word else { return false };
    matches!(
        (a | 0x20, b | 0x20, c | 0x20),
        (b'm', b'a', b'l') | (b'o', b'l', b'd') | (b'c', b'h', b'e') | (b'h', b'e', b'n')
    )
}

/// Marks of all words of [`NUMBERS`] and [`LISTS`], as bits. A word without its mark is none of them.
const MARKS: [u64; 64] = marks();

#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn marks() -> [u64; 64] {
    let mut marks = [0; 64];
    let mut at = 0;
    while at < NUMBERS.len() {
        let (word, bit) = mark(key_of(NUMBERS[at].0.as_bytes()));
        marks[word] |= bit;
        at += 1;
    }
    let mut list = 0;
    while list < LISTS.len() {
        let mut at = 0;
        while at < LISTS[list].len() {
            let (word, bit) = mark(key_of(LISTS[list][at].as_bytes()));
            marks[word] |= bit;
            at += 1;
        }
        list += 1;
    }
    marks
}

/// The place of a key's mark.
const fn mark(key: u64) -> (usize, u64) {
    let sum = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((sum >> 58) as usize, 1 << (sum >> 52 & 63))
}

/// What a byte outside of words is.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Sort {
    #[default]
    Other,
    Percent,
    Digit,
    /// A letter, or the first byte of `ä` and its like.
    Letter,
}

/// What a byte outside of words is, in English or German.
const FIRST: [Sort; 256] = first();

/// Whether a byte belongs to a word: a letter, or a byte that goes on with a letter such as `ä`. Signs have the latter, too, behind
/// a first byte that is none.
const INSIDE: [bool; 256] = inside(false);

/// Whether a byte belongs to a number.
const DIGITS: [bool; 256] = inside(true);

fn value<T: Copy + Default>(table: &[T; 256], byte: u8) -> T {
    table.get(usize::from(byte)).copied().unwrap_or_default()
}

#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn first() -> [Sort; 256] {
    let mut sorts = [Sort::Other; 256];
    let mut byte: u8 = 0;
    loop {
        sorts[byte as usize] = match byte {
            b'0'..=b'9' => Sort::Digit,
            b'a'..=b'z' | b'A'..=b'Z' | 0xc3 => Sort::Letter,
            b'%' => Sort::Percent,
            _ => Sort::Other,
        };
        let Some(next) = byte.checked_add(1) else { return sorts };
        byte = next;
    }
}

#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn inside(digits: bool) -> [bool; 256] {
    let mut inside = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let first = FIRST[byte];
        inside[byte] = if digits {
            matches!(first, Sort::Digit)
        } else {
            matches!(first, Sort::Letter) || (0x80 <= byte && byte < 0xc0)
        };
        byte += 1;
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_may_start_a_figure() {
        let may_hold = |text: &str| Scan::default().may_hold(text);
        let cases = NUMBERS.iter().map(|(name, _)| *name).chain(LISTS.into_iter().flatten().copied());
        for word in cases.chain(["Dreifache", "TENFOLD"]) {
            assert!(may_start(word), "{word}");
            assert!(may_hold(&format!("and “{word}” in then")), "{word}");
        }
        assert!(MULTIPLES.iter().all(|end| may_multiply(end.as_bytes())));
        for text in [
            "customers", "the other, on their own", "", "“a” part", "çaşt—é", "’’", "one of them", "ein-es",
            "page 1,587 of it", "2026-10",
        ] {
            assert!(!may_hold(text), "{text}");
        }
        for text in
            ["3 in 4", "5.7×", "20x", "12m", "one-in-three", "Two THIRDS", "ein Drittel", "“five” per cent", "five %"]
        {
            assert!(may_hold(text), "{text}");
        }
    }
}
