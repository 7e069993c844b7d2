//! Words as search sees them: folded, without accents, each with how much it says about its page.
//!
//! [`fold`] and [`words`] are half of an agreement: `search.js` folds and splits what readers type in the same way, and a test
//! holds both to the same examples. Refuses stemming, which depends on the playbook's language: see `outputs::search`.

use std::collections::HashMap;

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

/// The words of a page, each once, in the order of the page, with its strength.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Words {
    /// The words, one after the other.
    text: Box<str>,
    /// For each word its length in bytes, and its strength.
    words: Box<[(u8, u8)]>,
}

impl Words {
    /// The words of these texts.
    #[must_use]
    pub fn of<'t>(texts: impl IntoIterator<Item = (Role, &'t str)>) -> Self {
        let mut folded = String::with_capacity(4096);
        let mut ranges = Vec::new();
        for (role, text) in texts {
            let start = folded.len();
            fold(&mut folded, text);
            join(&mut folded, start);
            ranges.push((role, start..folded.len()));
        }
        let mut all: Vec<(&str, f32, f32)> = Vec::new();
        let mut known: HashMap<&str, usize, ahash::RandomState> =
            HashMap::with_capacity_and_hasher(448, ahash::RandomState::new());
        let mut prose = 0;
        for (role, range) in ranges {
            let text = folded.get(range).unwrap_or_default();
            let weight = if role == Role::Name { role.weight(words(text).count()) } else { role.weight(1) };
            for word in words(text) {
                let at = *known.entry(word).or_insert_with(|| {
                    all.push((word, 0.0, 0.0));
                    all.len() - 1
                });
                let Some((_, told, said)) = all.get_mut(at) else { continue };
                if role == Role::Prose {
                    *said += weight;
                    prose += 1;
                } else {
                    *told += weight;
                }
            }
        }
        Self::new(&all, prose)
    }

    #[expect(clippy::cast_precision_loss, reason = "a page has fewer than sixteen million words")]
    fn new(all: &[(&str, f32, f32)], prose: usize) -> Self {
        let long = 0.5 + 0.5 * prose as f32 / USUAL;
        let mut text = String::with_capacity(all.iter().map(|(word, ..)| word.len()).sum());
        let mut words = Vec::with_capacity(all.len());
        for (word, told, said) in all {
            let Ok(length) = u8::try_from(word.len()) else { continue };
            text.push_str(word);
            words.push((length, strength(told + said / long)));
        }
        Self { text: text.into(), words: words.into() }
    }

    /// Every word with its strength, below [`LEVELS`].
    pub fn iter(&self) -> impl Iterator<Item = (&str, u8)> {
        self.words.iter().scan(&*self.text, |rest, (length, strength)| {
            let (word, after) = rest.split_at_checked(usize::from(*length))?;
            *rest = after;
            Some((word, *strength))
        })
    }

    /// The strengths alone.
    pub fn strengths(&self) -> impl Iterator<Item = u8> {
        self.words.iter().map(|(_, strength)| *strength)
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// A weight on the scale of strengths: it rises ever more slowly, as in BM25 (Robertson and Zaragoza 2009).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 15")]
fn strength(weight: f32) -> u8 {
    (f32::from(LEVELS) * weight / (weight + HALF)).min(f32::from(LEVELS) - 1.0) as u8
}

/// Longest first part of a word that is also written without its hyphen, as in `co-creation` and `e-mail`.
const FIRST: usize = 3;

/// Adds, to the folded text that begins at `start`, words with a short first part once more as one.
fn join(folded: &mut String, start: usize) {
    let text = folded.get(start..).unwrap_or_default();
    let mut joined = String::new();
    for (at, _) in text.match_indices('-') {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
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
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (plain, from) = rest.split_at(at);
        fold_ascii(out, plain);
        let mut chars = from.chars();
        chars.next().into_iter().for_each(|c| fold_char(out, c));
        rest = chars.as_str();
    }
    fold_ascii(out, rest);
    out.push(' ');
}

fn fold_ascii(out: &mut String, text: &str) {
    let start = out.len();
    out.push_str(text);
    out.get_mut(start..).into_iter().for_each(str::make_ascii_lowercase);
}

fn fold_char(out: &mut String, c: char) {
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

/// The words of a folded text. Single letters and digits say nothing, but for those of scripts that write words with one.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    let parts = folded.split(|c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() } else { !c.is_alphanumeric() });
    parts.filter(|word| word.len() > 1 && (word.len() <= LONGEST || word.chars().count() <= LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_weigh_more_than_prose() {
        let found = Words::of([(Role::Name, "Journey map"), (Role::Heading, "Why maps"), (Role::Prose, "Why a map?")]);
        let found: Vec<(&str, u8)> = found.iter().collect();
        let joined = Words::of([(Role::Prose, "co-creation, customer-led, e-mail")]);
        let joined: Vec<&str> = joined.iter().map(|(word, _)| word).collect();
        assert_eq!(joined, ["co", "creation", "customer", "led", "mail", "cocreation", "email"]);
        assert_eq!(found, [("journey", 10), ("map", 11), ("why", 7), ("maps", 5)]);
    }
}
