//! Which words a statistic can start with, and whether a text holds any. Nearly all texts hold none, and are not read closely.

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

/// Marks of all of them, as bits. A word without its mark is none of them.
const MARKS: [u64; 64] = marks();

/// Whether `text` holds the words or signs that a statistic needs. A number needs one of [`BEHIND`] behind it.
pub(super) fn may_hold(text: &str) -> bool {
    let mut after_number = false;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte.is_ascii_alphanumeric() || matches!(byte, 0xc3 | b'%')) {
        let from = rest.get(at..).unwrap_or_default();
        let first = from.bytes().next().unwrap_or_default();
        if first == b'%' {
            return true;
        }
        let inside = if first.is_ascii_digit() { is_digit } else { is_inside };
        let length = from.bytes().position(|byte| !inside(byte)).unwrap_or(from.len());
        let Some((word, after)) = from.split_at_checked(length) else { return true };
        if after_number && is_one_of(word, &BEHIND) {
            return true;
        }
        let starts = may_start(word);
        after_number = first.is_ascii_digit() || (starts && is_number(word));
        if starts && !after_number {
            return true;
        }
        rest = after;
    }
    false
}

/// Whether a byte goes on with a number in digits; where it ends, its separators matter little.
fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

/// Whether a byte inside a word of English or German belongs to it: a letter, `ä` and its like. Signs start with other bytes.
fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, 0x80..=0xbf | 0xc3)
}

/// Whether `word` is one that a statistic needs.
pub(super) fn may_start(word: &str) -> bool {
    let multiplies = matches!(word.as_bytes().last(), Some(b'l' | b'L' | b'd' | b'D' | b'e' | b'E' | b'n' | b'N'));
    is_known(word) || (multiplies && MULTIPLES.iter().any(|end| ends(word, end)))
}

fn is_known(word: &str) -> bool {
    is_marked(word) && (is_number(word) || is_one_of(word, &LISTS))
}

fn is_number(word: &str) -> bool {
    NUMBERS.iter().any(|(known, _)| known.eq_ignore_ascii_case(word))
}

fn is_marked(word: &str) -> bool {
    let (at, bit) = mark(word.as_bytes());
    MARKS.get(at).is_some_and(|bits| bits & bit != 0)
}

fn is_one_of(word: &str, lists: &[&[&str]]) -> bool {
    lists.iter().copied().flatten().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether `word` ends so, in capitals or not.
fn ends(word: &str, end: &str) -> bool {
    let start = word.len().checked_sub(end.len());
    start.and_then(|start| word.get(start..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
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
    let (first, third, last) = (first.to_ascii_lowercase(), third.to_ascii_lowercase(), last.to_ascii_lowercase());
    let sum = u32::from_le_bytes([first, third, last, 0]) as u64 + ((word.len() as u64) << 24);
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
