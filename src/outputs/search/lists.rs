//! Lists: for each word the pages that have it, in order, and how strongly.
//!
//! A list is a run of numbers and ends in `!`. A number says how many pages are left out since the last one, times
//! [`LEVELS`], plus the strength; it is written in base 45, lowest digit first, in the characters from `#` to `~` without `<` and
//! the backslash. The first 45 of them end a number, the others say that more follows.

use crate::source::tokens::LEVELS;

/// A word of a page: which word, which page, how strongly.
pub(super) type Entry = (u32, u32, u8);

/// All lists, one after the other.
#[derive(Debug)]
pub(super) struct Lists {
    text: String,
    /// Where each list ends in `text`.
    ends: Vec<u32>,
    lengths: Vec<u32>,
    /// Up to which word each file goes.
    cuts: Vec<usize>,
}

impl Lists {
    /// The lists of `count` words in so many `files`. `entries` are walked through twice; their pages are in order.
    pub(super) fn new<I: Iterator<Item = Entry>>(entries: impl Fn() -> I, count: usize, files: usize) -> Self {
        let mut lengths = vec![0_u32; count];
        entries().for_each(|(word, ..)| lengths.get_mut(word as usize).into_iter().for_each(|length| *length += 1));
        let mut free: Vec<u32> =
            lengths.iter().scan(0, |sum, length| Some(std::mem::replace(sum, *sum + length))).collect();
        let mut sorted = vec![0_u32; lengths.iter().map(|length| *length as usize).sum()];
        entries().for_each(|(word, page, strength)| {
            let Some(at) = free.get_mut(word as usize) else { return };
            let packed = page * u32::from(LEVELS) + u32::from(strength);
            sorted.get_mut(*at as usize).into_iter().for_each(|slot| *slot = packed);
            *at += 1;
        });
        let (text, ends) = write(&sorted, &lengths);
        let cuts = cut(&ends, files);
        Self { text, ends, lengths, cuts }
    }

    /// How many pages have each word.
    pub(super) fn lengths(&self) -> &[u32] {
        &self.lengths
    }

    /// How many words' lists stand in each file.
    pub(super) fn shares(&self) -> Vec<usize> {
        self.cuts.iter().scan(0, |last, cut| Some(cut - std::mem::replace(last, *cut))).collect()
    }

    /// The file of this number, as a string of JavaScript.
    pub(super) fn file(&self, at: usize) -> String {
        let end = |cut: Option<&usize>| cut.and_then(|cut| self.ends.get(cut.checked_sub(1)?)).copied().unwrap_or(0);
        let start = end(at.checked_sub(1).and_then(|before| self.cuts.get(before)));
        let range = start as usize..end(self.cuts.get(at)) as usize;
        format!("\"{}\"", self.text.get(range).unwrap_or_default())
    }
}

fn write(sorted: &[u32], lengths: &[u32]) -> (String, Vec<u32>) {
    let mut text = String::with_capacity(sorted.len() * 9 / 4 + lengths.len());
    let mut ends = Vec::with_capacity(lengths.len());
    let mut rest = sorted.iter();
    for length in lengths {
        let mut next = 0;
        for packed in rest.by_ref().take(*length as usize) {
            number(&mut text, packed - next);
            next = (packed / u32::from(LEVELS) + 1) * u32::from(LEVELS);
        }
        text.push('!');
        ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    text.shrink_to_fit();
    (text, ends)
}

/// Up to which word each of so many `files` goes, so that all are about as long.
fn cut(ends: &[u32], files: usize) -> Vec<usize> {
    let total = ends.last().map_or(0, |end| *end as usize);
    (1..=files).map(|file| ends.partition_point(|end| *end as usize <= total * file / files)).collect()
}

const BASE: u32 = 45;

fn number(out: &mut String, mut value: u32) {
    while value >= BASE {
        out.push(digit(BASE + value % BASE));
        value /= BASE;
    }
    out.push(digit(value));
}

/// The characters from `#` on, without those that could end a string or open a tag.
fn digit(value: u32) -> char {
    let skipped =
        ['<', '\\'].into_iter().fold(u32::from('#') + value, |code, c| code + u32::from(code >= u32::from(c)));
    char::from_u32(skipped).unwrap_or('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a list says, read as `search.js` reads it.
    fn read(list: &str) -> Vec<(u32, u8)> {
        let (mut next, mut value, mut factor, mut found) = (0, 0, 1, Vec::new());
        for c in list.chars() {
            let digit = u32::from(c) - 35 - u32::from(c > '<') - u32::from(c > '\\');
            value += digit % BASE * factor;
            factor *= BASE;
            if digit < BASE {
                next += value / 16 + 1;
                found.push((next - 1, u8::try_from(value % 16).unwrap()));
                (value, factor) = (0, 1);
            }
        }
        found
    }

    #[test]
    fn lists_can_be_read() {
        let entries = [(1, 0, 3), (0, 2, 15), (1, 2, 1), (1, 3, 0), (0, 70_000, 9)];
        let lists = Lists::new(|| entries.iter().copied(), 2, 1);
        let file = lists.file(0);
        let found: Vec<_> = file.trim_matches('"').split_terminator('!').map(read).collect();
        assert_eq!(found, [vec![(2, 15), (70_000, 9)], vec![(0, 3), (2, 1), (3, 0)]]);
        assert_eq!(lists.lengths(), [2, 3]);
        let digits: String = (0..2 * BASE).map(digit).collect();
        assert!(
            digits.starts_with('#') && digits.ends_with('~') && !digits.contains(['<', '"', '\\', '!']),
            "{digits}"
        );
    }

    #[test]
    fn files_hold_all_lists() {
        for files in [1, 3, 7, 60] {
            let lists = Lists::new(|| (0..500).map(|at| (at % 50, at, 5)), 50, files);
            assert_eq!(lists.shares().iter().sum::<usize>(), 50);
            let text: String = (0..files).map(|at| lists.file(at).trim_matches('"').to_owned()).collect();
            assert_eq!(text, lists.text);
        }
    }
}
