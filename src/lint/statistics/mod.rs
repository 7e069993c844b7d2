//! Finds statistics in prose, in English and in German: percentages, multiples, large sums, “one in three”.
//!
//! A statistic is a number that claims something about the world, so a reader may ask who counted. False alarms are worse
//! than misses, so these are not statistics: durations, dates, steps, marks on a scale, prices, and numbers that a sentence
//! asks for, supposes or sets as a goal.

mod markdown;
mod starts;
mod tokens;
mod words;

use std::ops::Range;

pub use markdown::{Statistic, in_markdown, in_plain};
use tokens::{Token, TokenKind, split};

/// Where the statistics of `text` stand.
#[must_use]
pub fn find(text: &str) -> Vec<Range<usize>> {
    if starts::Scan::default().may_hold(text) { statistics(text) } else { Vec::new() }
}

/// The same for a text that may hold one.
fn statistics(text: &str) -> Vec<Range<usize>> {
    let reading = Reading { text, tokens: split(text) };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut sentence = None;
    let mut at = 0;
    while at < reading.tokens.len() {
        let word = reading.word(at);
        let starts = word.is_empty() || word.eq_ignore_ascii_case("a") || starts::may_start(word);
        let statistic = starts.then(|| reading.statistic(at)).flatten().filter(|last| {
            // Many statistics may stand in one sentence, which is read once.
            if sentence.as_ref().is_none_or(|sentence: &Sentence| !sentence.holds(at, *last)) {
                sentence = Some(reading.sentence(at, *last));
            }
            sentence.as_ref().is_some_and(|sentence| sentence.claims(at))
        });
        let Some(last) = statistic else {
            at += 1;
            continue;
        };
        found.extend(reading.range(reading.first(at), last));
        at = last + 1;
    }
    found
}

/// A text and its tokens, which are named by their index.
struct Reading<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

/// A sentence, as its tokens.
struct Sentence {
    tokens: Range<usize>,
    asks: bool,
    /// The first token behind which nothing is claimed: what follows is supposed or asked for.
    doubtful_from: Option<usize>,
}

impl Sentence {
    fn holds(&self, first: usize, last: usize) -> bool {
        self.tokens.start <= first && last < self.tokens.end
    }

    /// Whether it claims the statistic at the token `first`, and does not suppose, ask for or set it.
    fn claims(&self, first: usize) -> bool {
        !self.asks && self.doubtful_from.is_none_or(|at| first <= at)
    }
}

impl Reading<'_> {
    fn range(&self, first: usize, last: usize) -> Option<Range<usize>> {
        Some(self.tokens.get(first)?.range.start..self.tokens.get(last)?.range.end)
    }

    fn word(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(Token { kind: TokenKind::Word, range }) => self.text.get(range.clone()).unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether token `at` is one of these words.
    fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            TokenKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// Whether nothing stands between token `at` and the one before it.
    fn is_attached(&self, at: usize) -> bool {
        let pair = at.checked_sub(1).and_then(|before| Some((self.tokens.get(before)?, self.tokens.get(at)?)));
        pair.is_some_and(|(before, this)| before.range.end == this.range.start)
    }

    /// The number at `at`, in digits or as a word, and whether it has decimals.
    fn number(&self, at: usize) -> Option<(f64, bool)> {
        if let TokenKind::Number(value, decimal) = self.tokens.get(at)?.kind {
            return Some((value, decimal));
        }
        let word = self.word(at);
        let known = words::NUMBERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        known.map(|(_, value)| (*value, false))
    }

    /// The last token of the statistic that starts at token `at`, if one does.
    fn statistic(&self, at: usize) -> Option<usize> {
        if let Some((value, decimal)) = self.number(at) {
            let percentage = || self.percentage(at, value);
            let rules = || self.multiple(at, decimal).or_else(|| self.sum(at)).or_else(|| self.ratio(at, value));
            return percentage().or_else(rules).or_else(|| self.part(at));
        }
        // The most common word by far can only start a part: “a third of”.
        if self.word(at).eq_ignore_ascii_case("a") {
            return if self.is(at + 1, words::PARTS) || self.sign(at + 1).is_some() { self.part(at) } else { None };
        }
        self.word_multiple(at).or_else(|| self.vague_sum(at)).or_else(|| self.part(at)).or_else(|| self.every(at))
    }

    fn percentage(&self, at: usize, value: f64) -> Option<usize> {
        let next = at + 1;
        let last = if self.sign(next) == Some('%') {
            next
        } else if self.is(next, words::PERCENT) {
            // “A percentage” is no unit, “percentage points” are.
            if self.is(next, &["percentage"]) && !self.is(next + 1, &["point", "points"]) {
                return None;
            }
            if self.is(next, &["percentage"]) { next + 1 } else { next }
        } else if self.is(next, &["per"]) && self.is(next + 1, &["cent"]) {
            next + 1
        } else {
            return None;
        };
        // “100% sure” is a way to say it, “100% of them” a claim.
        let whole = value <= 0.0 || (value - 100.0).abs() < f64::EPSILON;
        let of = self.is(last + 1, &["of", "der", "aller"]);
        let multiplied =
            at.checked_sub(1).and_then(|before| self.sign(before)).is_some_and(|sign| "×*=".contains(sign));
        let term = self.is(last + 1, words::TERMS) || self.follows(at, 2, words::TERMS);
        ((!whole || of) && !multiplied && !term).then_some(last)
    }

    /// Whether one of `words` is among the `count` tokens before `at`.
    fn follows(&self, at: usize, count: usize, words: &[&str]) -> bool {
        (at.saturating_sub(count)..at).any(|before| self.is(before, words))
    }

    /// `5.7 times`, `three times as likely`, `4x higher`, `5,7-mal`.
    fn multiple(&self, at: usize, decimal: bool) -> Option<usize> {
        let gap = usize::from(self.sign(at + 1) == Some('-'));
        let next = at + 1 + gap;
        let short = self.is_attached(next) && (self.is(next, &["x"]) || self.sign(next) == Some('×'));
        let fold = gap == 1 && self.is(next, &["fold"]);
        if self.is(next, &["fache", "fachen", "faches"]) && gap == 1 {
            return Some(next);
        }
        if fold {
            return self.rises(next, at).then_some(next);
        }
        if !(self.is(next, &["times", "mal"]) || short) || self.number(next + 1).is_some() {
            return None;
        }
        let measured = self.is(next + 1, &["the"]) && self.is(next + 2, words::MEASURES);
        let compared = self.is(next + 1, words::COMPARED) || measured;
        // “Three times as a group” compares nothing.
        let idle = self.is(next + 1, &["as"]) && self.is(next + 2, &["a", "an", "the", "one", "you", "we"]);
        ((decimal || compared) && !idle).then_some(next)
    }

    /// `twice as likely`, `doppelt so hoch`, `dreimal so viele`, `tenfold`, `das Dreifache`.
    fn word_multiple(&self, at: usize) -> Option<usize> {
        let word = self.word(at).to_lowercase();
        if words::TWICE.contains(&word.as_str()) {
            let compared = self.is(at + 1, &["as", "so"]) && self.is(at + 2, words::DEGREES);
            return compared.then_some(at + 2);
        }
        let numbered = |end: &str| {
            let number = word.strip_suffix(end).filter(|number| !number.is_empty());
            number.is_some_and(|number| words::NUMBERS.iter().any(|(name, _)| *name == number))
        };
        if numbered("mal") {
            return (self.is(at + 1, &["so"]) && self.is(at + 2, words::DEGREES)).then_some(at + 2);
        }
        if numbered("fold") {
            return self.rises(at, at).then_some(at);
        }
        let times = numbered("fache") || numbered("fachen");
        (times && at > 0 && self.is(at - 1, &["das", "dem"])).then_some(at)
    }

    /// Whether something rises beside a “threefold” from token `first` to `last`.
    fn rises(&self, last: usize, first: usize) -> bool {
        let before = first.checked_sub(1).is_some_and(|before| self.is(before, words::RISES));
        before || self.is(last + 1, words::RISES) || self.is(last + 2, words::RISES)
    }

    /// `$4.5 billion`, `3 Mio.`, `12m` beside money.
    fn sum(&self, at: usize) -> Option<usize> {
        let money = at.checked_sub(1).is_some_and(|before| self.is_money(before));
        let scaled = self.is(at + 1, words::SCALES) || (money && self.is(at + 1, words::MONEY_SCALES));
        if !scaled {
            return None;
        }
        let last = if self.sign(at + 2) == Some('.') && self.is(at + 3, words::MONEY) { at + 2 } else { at + 1 };
        Some(if self.is(last + 1, words::MONEY) || self.is_money(last + 1) { last + 1 } else { last })
    }

    fn is_money(&self, at: usize) -> bool {
        self.sign(at).is_some_and(|sign| "$€£¥".contains(sign)) || self.is(at, &["usd", "eur", "gbp", "chf"])
    }

    /// `hundreds of millions of dollars`.
    fn vague_sum(&self, at: usize) -> Option<usize> {
        let many = self.is(at, words::VAGUE);
        let next = if self.is(at + 1, &["of"]) && self.is(at + 2, words::SCALES) { at + 3 } else { at + 1 };
        let next = next + usize::from(self.is(next, &["of"]));
        (many && self.is(next, words::MONEY)).then_some(next)
    }

    /// `one in three`, `nine out of ten`, `1 von 3`.
    fn ratio(&self, at: usize, value: f64) -> Option<usize> {
        let (word, gap) = match self.word(at + 1).to_lowercase().as_str() {
            "in" if self.is(at + 2, &["every"]) => ("in", 3),
            "in" => ("in", 2),
            "von" => ("von", 2),
            "out" if self.is(at + 2, &["of"]) && self.is(at + 3, &["every"]) => ("out", 4),
            "out" if self.is(at + 2, &["of"]) => ("out", 3),
            _ => return None,
        };
        let (whole, decimal) = self.number(at + gap)?;
        let last = at + gap;
        let fits = value >= 1.0 && value < whole && (2.0..=1000.0).contains(&whole) && !decimal;
        let placed = self.follows(at, 1, words::ORDERED) || (word != "in" && self.follows(at, 3, words::SCORED));
        let counted = self.is(last + 1, words::UNITS) || self.sign(last + 1).is_some_and(|sign| "%:–-/".contains(sign));
        // A mark on a scale, or a list that goes on: `3 in 5, 4 in 6`.
        let marked = word != "in" && self.is(last + 1, words::MARKS);
        // “Nine out of ten are”, but “two out of four is a good start”.
        let result = value > 1.0 && self.is(last + 1, &["is", "was", "ist", "war"]);
        (fits && !placed && !counted && !marked && !result).then_some(last)
    }

    /// `two thirds of customers`, `a quarter of all buyers`, `die Hälfte aller Kunden`.
    fn part(&self, at: usize) -> Option<usize> {
        let half = self.is(at, words::HALVES);
        let whole = self.is(at, &["dreiviertel"]);
        let gap = usize::from(self.sign(at + 1) == Some('-'));
        let numbered = self.number(at).is_some() || self.is(at, &["a"]);
        let last = if half || whole {
            at
        } else if numbered && self.is(at + 1 + gap, words::PARTS) {
            at + 1 + gap
        } else {
            return None;
        };
        // “Half of the customers” on a list are some that one knows; “half of all customers” are all there are.
        let fillers: &[&str] = if half {
            &["of", "all", "aller", "der"]
        } else {
            &["of", "all", "the", "our", "their", "aller", "der", "b2b"]
        };
        let mut next = last + 1;
        let reach = next + 3;
        while next < reach && self.is(next, fillers) {
            next += 1;
        }
        let whom = self.is(next, words::PEOPLE) || (next > last + 1 && !half && self.is(next + 1, words::PEOPLE));
        (next > last + 1 && whom).then_some(last)
    }

    /// `jeder dritte Kunde`.
    fn every(&self, at: usize) -> Option<usize> {
        let every = self.is(at, words::EVERY) && self.is(at + 1, words::ORDINALS);
        let whom = self.is(at + 2, words::PEOPLE) || self.is(at + 3, words::PEOPLE);
        (every && whom).then_some(at + 1)
    }

    /// The first token of the statistic at `at`: a range's lower end and money before it belong to it.
    fn first(&self, at: usize) -> usize {
        let back = |count: usize| at.checked_sub(count);
        if let Some(low) = back(2)
            && back(1).is_some_and(|dash| {
                self.sign(dash).is_some_and(|sign| "-–—".contains(sign)) || self.is(dash, &["to", "bis"])
            })
            && self.number(low).is_some()
        {
            return low;
        }
        match back(1) {
            Some(money) if self.is_money(money) => money,
            _ => at,
        }
    }

    /// The sentence around the tokens `first` to `last`.
    fn sentence(&self, first: usize, last: usize) -> Sentence {
        let ends = |at: &usize| {
            let closing = self.sign(*at).is_some_and(|sign| ".!?;:".contains(sign));
            closing && !self.is_attached(*at + 1)
        };
        let start = (0..first).rev().find(ends).map_or(0, |end| end + 1);
        let end = (last + 1..self.tokens.len()).find(ends);
        let tokens = start..end.unwrap_or(self.tokens.len());
        let asks = end.is_some_and(|end| self.sign(end) == Some('?'));
        let supposed = tokens.clone().find(|at| self.is(*at, words::SUPPOSED));
        let opening = tokens.clone().find(|at| !self.word(*at).is_empty());
        let asked = opening.filter(|at| self.is(*at, words::ASKED) || self.word(at + 1) == "Sie");
        Sentence { tokens, asks, doubtful_from: supposed.into_iter().chain(asked).min() }
    }
}
