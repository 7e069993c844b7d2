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
    let bytes = text.as_bytes();
    let mut after_number = false;
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = match sort(*first) {
            Sort::Percent => return true,
            Sort::Digit => rest.iter().take_while(|byte| byte.is_ascii_digit()).count(),
            Sort::Letter => rest.iter().take_while(|byte| is_inside(**byte)).count(),
            Sort::Inner | Sort::Other => {
                at += 1;
                continue;
            }
        };
        let Some(word) = text.get(at..at + length) else { return true };
        at += length;
        if after_number && is_one_of(word, &BEHIND) {
            return true;
        }
        let starts = may_start(word);
        after_number = first.is_ascii_digit() || (starts && is_number(word));
        if starts && !after_number {
            return true;
        }
    }
    false
}

/// What a byte is in a text in English or German.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Digit,
    /// A letter, or the first byte of `ä` and its like.
    Letter,
    /// A byte that goes on with such a letter. Signs have it too, behind a first byte of another sort.
    Inner,
    Percent,
    Other,
}

const SORTS: [Sort; 256] = sorts();

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

fn sort(byte: u8) -> Sort {
    SORTS.get(usize::from(byte)).copied().unwrap_or(Sort::Other)
}

/// Whether a byte inside a word belongs to it.
fn is_inside(byte: u8) -> bool {
    matches!(sort(byte), Sort::Letter | Sort::Inner)
}

/// Whether `word` is one that a statistic needs.
pub(super) fn may_start(word: &str) -> bool {
    is_known(word) || (may_multiply(word) && MULTIPLES.iter().any(|end| ends(word, end)))
}

/// Whether the last letters of `word` are those of one of [`MULTIPLES`].
fn may_multiply(word: &str) -> bool {
    let last = word.as_bytes().last_chunk::<3>().map(|last| last.map(|byte| byte.to_ascii_lowercase()));
    last.is_some_and(|last| matches!(&last, b"mal" | b"old" | b"che" | b"hen"))
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
        assert!(MULTIPLES.iter().all(|end| may_multiply(end)));
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
