//! Files of words: all forms in order, forwards and spelled backwards.
//!
//! An entry is how many characters it shares with the one before (`A` for none), the rest of the word, a number, and how
//! common it is: `A` for one page, `B` for two, `C` for four and more. Forwards the number says how many entries before it a
//! word of the same stem stands, nought if none; backwards it is the word's place among all. Numbers are in base 13, lowest digit
//! first; `A` to `M` end one, `N` to `Z` say that more follows. Folded words hold no capitals, so nothing needs a separator.

use std::collections::HashMap;

use super::stem;

/// Words cut into files.
#[derive(Debug)]
pub(super) struct Files {
    /// The first word of each file that holds any.
    pub(super) firsts: Vec<String>,
    /// Each file's entries, and the place of its first among all.
    files: Vec<(usize, String)>,
}

impl Files {
    /// The file of this number as JavaScript; an empty one if there are fewer.
    pub(super) fn file(&self, at: usize) -> String {
        let (first, text) = self.files.get(at).map_or((0, ""), |(first, text)| (*first, text.as_str()));
        format!("[{first},\"{text}\"]")
    }
}

/// The files of `forms`, which are in order, forwards and backwards. `lengths` says how many pages have each.
pub(super) fn files(forms: &[&str], lengths: &[u32], count: usize, language: &str) -> (Files, Files) {
    let before = relatives(forms, language);
    let common = |at: usize| lengths.get(at).copied().unwrap_or(1).max(1).ilog2();
    let forwards = cuts(&before, count).map(|(start, end)| {
        let mut entries = Entries::default();
        for at in start..end {
            let distance = before
                .get(at)
                .copied()
                .flatten()
                .filter(|relative| *relative >= start)
                .map_or(0, |relative| at - relative);
            entries.add(forms.get(at).copied().unwrap_or_default(), distance, common(at));
        }
        (forms.get(start).map(|word| (*word).to_owned()), (start, entries.text))
    });
    let forwards = collect(forwards);
    let mut reversed: Vec<(String, usize)> =
        forms.iter().enumerate().map(|(at, word)| (word.chars().rev().collect(), at)).collect();
    reversed.sort_unstable();
    let length = reversed.len().div_ceil(count).max(1);
    let backwards = reversed.chunks(length).map(|chunk| {
        let mut entries = Entries::default();
        for (word, at) in chunk {
            entries.add(word, *at, common(*at));
        }
        (chunk.first().map(|(word, _)| word.clone()), (0, entries.text))
    });
    (forwards, collect(backwards))
}

fn collect(files: impl Iterator<Item = (Option<String>, (usize, String))>) -> Files {
    let (firsts, files): (Vec<_>, Vec<_>) = files.filter(|(first, _)| first.is_some()).unzip();
    Files { firsts: firsts.into_iter().flatten().collect(), files }
}

/// For each form, the last one before it that has the same stem.
fn relatives(forms: &[&str], language: &str) -> Vec<Option<usize>> {
    let stem = stem::stemmer(language);
    let mut last: HashMap<String, usize, ahash::RandomState> = HashMap::default();
    forms.iter().enumerate().map(|(at, form)| last.insert(stem(form), at)).collect()
}

/// About `count` pieces of the words, cut where no word's relatives stand on both sides, if there is such a place near.
fn cuts(before: &[Option<usize>], count: usize) -> impl Iterator<Item = (usize, usize)> {
    let length = before.len().div_ceil(count).max(1);
    // Where the words from here on reach back to.
    let mut reach = vec![usize::MAX; before.len() + 1];
    for (at, relative) in before.iter().enumerate().rev() {
        let next = reach.get(at + 1).copied().unwrap_or(usize::MAX);
        reach.get_mut(at).into_iter().for_each(|slot| *slot = next.min(relative.unwrap_or(usize::MAX)));
    }
    let end = before.len();
    let free = move |from: usize| {
        let near = from..(from + length / 4).min(end);
        near.into_iter().find(|at| reach.get(*at).is_none_or(|reach| reach >= at)).unwrap_or(from)
    };
    let mut start = 0;
    std::iter::from_fn(move || {
        let piece = (start, if start + length >= end { end } else { free(start + length) });
        (start < end).then(|| {
            start = piece.1;
            piece
        })
    })
}

#[derive(Default)]
struct Entries {
    text: String,
    last: String,
}

impl Entries {
    fn add(&mut self, word: &str, number: usize, common: u32) {
        let alike = self.last.chars().zip(word.chars()).take_while(|(a, b)| a == b).take(12);
        let (count, bytes) = alike
            .fold((0_u8, 0), |(count, bytes), (c, _)| (count + u8::from(c.len_utf16() > 1) + 1, bytes + c.len_utf8()));
        self.text.push(capital(count));
        self.text.push_str(word.get(bytes..).unwrap_or_default());
        let mut rest = number;
        while rest >= BASE {
            self.text.push(capital(u8::try_from(BASE + rest % BASE).unwrap_or_default()));
            rest /= BASE;
        }
        self.text.push(capital(u8::try_from(rest).unwrap_or_default()));
        self.text.push(capital(u8::try_from(common.min(25)).unwrap_or_default()));
        word.clone_into(&mut self.last);
    }
}

const BASE: usize = 13;

fn capital(value: u8) -> char {
    char::from(b'A' + value.min(25))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_briefly() {
        let forms = ["map", "mapped", "maps", "needs"];
        let (forwards, backwards) = files(&forms, &[1, 2, 9, 1], 1, "en");
        assert_eq!(forwards.file(0), "[0,\"AmapAADpedBBDsBDAneedsAA\"]");
        assert_eq!(backwards.file(0), "[0,\"AdeppamBBApamAAAsdeenDABpamCD\"]");
        assert_eq!((forwards.firsts, backwards.firsts), (vec!["map".to_owned()], vec!["deppam".to_owned()]));
    }

    #[test]
    fn relatives_stay_together() {
        let forms: Vec<String> = (0..40).flat_map(|at| [format!("word{at:02}"), format!("word{at:02}s")]).collect();
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let (found, _) = files(&forms, &[1; 80], 7, "en");
        assert!(found.firsts.len() > 4 && found.firsts.iter().all(|word| !word.ends_with('s')), "{:?}", found.firsts);
    }

    #[test]
    fn no_words_give_no_files() {
        let (forwards, backwards) = files(&[], &[], 1, "en");
        assert_eq!((forwards.file(0).as_str(), backwards.file(3).as_str()), ("[0,\"\"]", "[0,\"\"]"));
    }
}
