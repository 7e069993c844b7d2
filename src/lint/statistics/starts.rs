//! Which words a statistic can start with, and whether a text holds any. Nearly all texts hold none, and are not read closely.
//!
//! Every word of a playbook passes through here, so marks made while compiling tell nearly all of them apart by their length and a
//! few of their letters.

use super::words::{EVERY, HALVES, MONEY_SCALES, MULTIPLES, NUMBERS, PARTS, PERCENT, SCALES, TWICE, VAGUE};

/// The words that tell that a text may hold a statistic; “a”, which needs a part behind it, does not.
const LISTS: [&[&str]; 5] = [TWICE, VAGUE, HALVES, PARTS, EVERY];

/// What stands behind a number in words that is a statistic, or begins one.
const BEHIND: [&[&str]; 4] = [
    PERCENT,
    SCALES,
    MONEY_SCALES,
    &["per", "times", "mal", "x", "×", "fold", "fache", "fachen", "faches", "in", "out", "von"],
];

/// Whether `text` holds the words or signs that a statistic needs. A number needs one of [`BEHIND`] behind it.
pub(super) fn may_hold(text: &str) -> bool {
    let text = text.as_bytes();
    let mut after_number = false;
    let mut at = 0;
    while let Some(first) = text.get(at) {
        let first = sort(*first);
        if first <= Sort::Inner {
            at += 1;
            continue;
        }
        if first == Sort::Percent {
            return true;
        }
        let rest = text.get(at..).unwrap_or_default();
        let length = match first {
            Sort::Digit => rest.iter().take_while(|byte| byte.is_ascii_digit()).count(),
            _ => rest.iter().take_while(|byte| is_inside(**byte)).count(),
        };
        let word = rest.get(..length).unwrap_or_default();
        at += length;
        if after_number && is_one_of(word, &BEHIND) {
            return true;
        }
        after_number = first == Sort::Digit;
        if looks_like_start(word) && is_start(word) {
            if !is_number(word) {
                return true;
            }
            after_number = true;
        }
    }
    false
}

/// Whether `word` is one that a statistic needs.
pub(super) fn may_start(word: &str) -> bool {
    looks_like_start(word.as_bytes()) && is_start(word.as_bytes())
}

/// Whether `word` has the mark of a word that a statistic needs, or ends like one. Cheap, and enough for nearly all words.
fn looks_like_start(word: &[u8]) -> bool {
    let (at, bit) = mark(word);
    MARKS.get(at).is_some_and(|bits| bits & bit != 0) || may_multiply(word)
}

fn is_start(word: &[u8]) -> bool {
    is_number(word) || is_one_of(word, &LISTS) || MULTIPLES.iter().any(|end| ends(word, end))
}

/// Whether the last letters of `word` are those of one of [`MULTIPLES`].
fn may_multiply(word: &[u8]) -> bool {
    let [.., a, b, c] = word else { return false };
    matches!(
        (a | 0x20, b | 0x20, c | 0x20),
        (b'm', b'a', b'l') | (b'o', b'l', b'd') | (b'c', b'h', b'e') | (b'h', b'e', b'n')
    )
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

/// What a byte is in a text in English or German.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Sort {
    Other,
    /// A byte that goes on with a letter such as `ä`. Signs have it too, behind a first byte of another sort.
    Inner,
    Percent,
    Digit,
    /// A letter, or the first byte of `ä` and its like.
    Letter,
}

const SORTS: [Sort; 256] = sorts();

/// Whether a byte inside a word belongs to it.
const INSIDE: [bool; 256] = inside();

/// Marks of all words of [`NUMBERS`] and [`LISTS`], as bits. A word without its mark is none of them.
const MARKS: [u64; 64] = marks();

fn sort(byte: u8) -> Sort {
    SORTS.get(usize::from(byte)).copied().unwrap_or(Sort::Other)
}

fn is_inside(byte: u8) -> bool {
    INSIDE.get(usize::from(byte)).copied().unwrap_or_default()
}

#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn sorts() -> [Sort; 256] {
    let mut sorts = [Sort::Other; 256];
    let mut byte: u8 = 0;
    loop {
        sorts[byte as usize] = match byte {
            b'0'..=b'9' => Sort::Digit,
            b'a'..=b'z' | b'A'..=b'Z' | 0xc3 => Sort::Letter,
            0x80..=0xbf => Sort::Inner,
            b'%' => Sort::Percent,
            _ => Sort::Other,
        };
        let Some(next) = byte.checked_add(1) else { return sorts };
        byte = next;
    }
}

#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn inside() -> [bool; 256] {
    let mut inside = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        inside[byte] = matches!(SORTS[byte], Sort::Letter | Sort::Inner);
        byte += 1;
    }
    inside
}

#[expect(clippy::indexing_slicing, reason = "evaluated while compiling")]
const fn marks() -> [u64; 64] {
    let mut marks = [0; 64];
    let mut at = 0;
    while at < NUMBERS.len() {
        let (word, bit) = mark(NUMBERS[at].0.as_bytes());
        marks[word] |= bit;
        at += 1;
    }
    let mut list = 0;
    while list < LISTS.len() {
        let mut at = 0;
        while at < LISTS[list].len() {
            let (word, bit) = mark(LISTS[list][at].as_bytes());
            marks[word] |= bit;
            at += 1;
        }
        list += 1;
    }
    marks
}

/// The place of a word's mark: its length and its first, third and last byte tell most words from each other.
const fn mark(word: &[u8]) -> (usize, u64) {
    let ([first, rest @ ..], [.., last]) = (word, word) else { return (0, 1) };
    let third = if let [_, third, ..] = rest { *third } else { 0 };
    // In letters this bit is their case.
    let sum = (u32::from_le_bytes([*first, third, *last, 0]) | 0x20_20_20) as u64 + ((word.len() as u64) << 24);
    let sum = sum.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((sum >> 58) as usize, 1 << (sum >> 52 & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_may_start_a_figure() {
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
