//! Text set in lines, before any browser sees it: how wide it is, and where it breaks.
//!
//! The site ships no fonts, so a reader's system decides which face shows a diagram. Text is measured with the widest of the
//! faces that it may be (see `widths`), so that it never leaves its box; in a narrower one a line ends earlier. Lines break
//! after spaces, hyphens and slashes, at soft hyphens, between ideographs, and within a word that is longer
//! than its line. Refuses to shorten anything: what is long gets more lines.

use super::breaks::{After, Piece, has_no_width, letters, pieces};
use super::widths;

/// How text is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Face {
    /// Running text: the sign's face.
    Text,
    /// The same, bold.
    Strong,
    /// Titles: the book's face, bold.
    Title,
}

/// Text in lines, all in one face and size.
#[derive(Clone, PartialEq, Debug)]
pub struct Lines {
    /// The lines from the top, without spaces around them.
    pub lines: Vec<String>,
    /// How they are set.
    pub face: Face,
    /// The size of the type, in the drawing's units.
    pub size: f64,
    /// How wide the widest line may become.
    pub width: f64,
}

/// From one baseline to the next, in parts of the size. Noto Sans, the tallest of the faces, needs 1.36.
pub const LEADING: f64 = 1.38;
/// From the top of a line to its baseline, in parts of the size.
pub const ASCENT: f64 = 1.06;
/// Widths are larger than in any measured font by this factor: browsers round at small sizes.
const MARGIN: f64 = 1.02;

impl Lines {
    /// How much room all lines take.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.lines.iter().map(|_| self.size * LEADING).sum()
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// At most `count` lines, the last of which ends in `…` if there were more.
    #[must_use]
    pub fn cut(mut self, count: usize, width: f64) -> Self {
        if self.lines.len() > count {
            self.lines.truncate(count);
            if let Some(last) = self.lines.last_mut() {
                let mut kept: Vec<String> = letters(last).map(str::to_owned).collect();
                while !kept.is_empty() && advance(&format!("{}…", kept.concat()), self.face, self.size) > width {
                    kept.pop();
                }
                *last = format!("{}…", kept.concat().trim_end());
            }
        }
        measured(self.lines, self.face, self.size)
    }
}

/// How wide `text` is on one line, in the units of `size`.
#[must_use]
pub fn advance(text: &str, face: Face, size: f64) -> f64 {
    text.chars().map(|c| em(c, face)).sum::<f64>() * size * MARGIN
}

/// `text` in lines no wider than `width`.
#[must_use]
pub fn wrap(text: &str, face: Face, size: f64, width: f64) -> Lines {
    set(&pieces(text), face, size, width)
}

/// `text` in as few lines as [`wrap`] makes, but about equally long: for titles and labels.
#[must_use]
pub fn balanced(text: &str, face: Face, size: f64, width: f64) -> Lines {
    let pieces = pieces(text);
    let mut best = set(&pieces, face, size, width);
    let widest = pieces.iter().map(|piece| advance(&piece.text, face, size)).fold(0.0, f64::max);
    let (mut low, mut high) = (widest.min(width), best.width.min(width));
    if !(2..=6).contains(&best.lines.len()) {
        return best;
    }
    for _ in 0..7 {
        let middle = f64::midpoint(low, high);
        let tried = set(&pieces, face, size, middle);
        if tried.lines.len() == best.lines.len() {
            (best, high) = (tried, middle);
        } else {
            low = middle;
        }
    }
    best
}

/// `text` in the largest of `sizes` in which it has at most `most` lines; in the smallest, cut, if it has more in all. Says
/// whether it is whole.
#[must_use]
pub fn fit(text: &str, face: Face, sizes: &[f64], width: f64, most: usize) -> (Lines, bool) {
    let mut all = sizes.iter().map(|size| balanced(text, face, *size, width));
    let smallest = sizes.last().copied().unwrap_or(1.0);
    match all.find(|lines| lines.lines.len() <= most) {
        Some(lines) => (lines, true),
        None => (wrap(text, face, smallest, width).cut(most, width), false),
    }
}

/// How many lines of this size fit below each other in `room`.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole, not negative, and a few hundred at most"
)]
pub fn lines_in(room: f64, size: f64) -> usize {
    (room / (size * LEADING)).max(0.0).floor() as usize
}

fn set(pieces: &[Piece], face: Face, size: f64, width: f64) -> Lines {
    let mut setter = Setter { face, size, width, lines: Vec::new(), line: String::new(), used: 0.0 };
    for (at, piece) in pieces.iter().enumerate() {
        setter.add(piece, at + 1 == pieces.len());
    }
    setter.end();
    measured(setter.lines, face, size)
}

fn measured(lines: Vec<String>, face: Face, size: f64) -> Lines {
    let width = lines.iter().map(|line| advance(line, face, size)).fold(0.0, f64::max);
    Lines { lines, face, size, width }
}

/// Fills lines, each as far as it goes.
struct Setter {
    face: Face,
    size: f64,
    width: f64,
    lines: Vec<String>,
    line: String,
    /// How wide `line` is.
    used: f64,
}

impl Setter {
    fn advance(&self, text: &str) -> f64 {
        advance(text, self.face, self.size)
    }

    fn add(&mut self, piece: &Piece, last: bool) {
        let own = self.advance(&piece.text);
        let hyphen = if piece.after == After::Soft && !last { self.advance("-") } else { 0.0 };
        if self.used + own + hyphen > self.width && !self.line.is_empty() {
            self.turn();
        }
        if own + hyphen > self.width {
            self.split(&piece.text);
        } else {
            self.line.push_str(&piece.text);
            self.used += own;
        }
        match piece.after {
            After::Space if !last => self.push(" "),
            After::Soft if !last => self.push("\u{ad}"),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.line.push_str(text);
        self.used += self.advance(text);
    }

    /// Ends a line at a place where it may end; a soft hyphen there shows.
    fn turn(&mut self) {
        if self.line.ends_with('\u{ad}') {
            self.line.pop();
            // A word that was broken before it may have left no room.
            if self.used + self.advance("-") <= self.width {
                self.line.push('-');
            }
        }
        self.end();
    }

    fn end(&mut self) {
        let line = self.line.replace('\u{ad}', "");
        if !line.trim_end().is_empty() {
            self.lines.push(line.trim_end().to_owned());
        }
        self.line.clear();
        self.used = 0.0;
    }

    /// Sets a word that is longer than a line: broken anywhere between letters, with a hyphen where that is the custom.
    fn split(&mut self, word: &str) {
        let hyphen = self.advance("-");
        let mut before = ' ';
        let parts: Vec<&str> = letters(word).flat_map(|letter| self.parts(letter)).collect();
        let mut rest = parts.into_iter().peekable();
        while let Some(letter) = rest.next() {
            let own = self.advance(letter);
            let room = if rest.peek().is_some() { hyphen } else { 0.0 };
            if self.used + own + room > self.width && !self.line.is_empty() {
                let first = letter.chars().next().unwrap_or(' ');
                if takes_hyphen(before) && takes_hyphen(first) && self.used + hyphen <= self.width {
                    self.line.push('-');
                }
                self.end();
            }
            self.push(letter);
            before = letter.chars().next_back().unwrap_or(' ');
        }
    }
}

impl Setter {
    /// A letter with its marks; one that is wider than a line, such as signs joined to signs, in pieces.
    fn parts<'t>(&self, letter: &'t str) -> Vec<&'t str> {
        if self.advance(letter) <= self.width { vec![letter] } else { letter.split_inclusive(|_| true).collect() }
    }
}

/// Whether a word may be broken beside this letter with a hyphen.
fn takes_hyphen(c: char) -> bool {
    c.is_alphabetic() && c < '\u{590}'
}

/// How wide a character is, in em.
fn em(c: char, face: Face) -> f64 {
    let (latin, greek, heavy) = match face {
        Face::Text => (&widths::TEXT_LATIN, &widths::TEXT_GREEK, 1.0),
        Face::Strong => (&widths::STRONG_LATIN, &widths::STRONG_GREEK, 1.12),
        Face::Title => (&widths::TITLE_LATIN, &widths::TITLE_GREEK, 1.15),
    };
    let code = c as usize;
    let known = match code {
        0x20..0x180 => latin.get(code - 0x20),
        0x370..0x530 => greek.get(code - 0x370),
        _ => None,
    };
    known.map_or_else(|| other(c) * heavy, |width| f64::from(*width) / widths::EM)
}

/// How wide a character outside the tables is, in em: from the widest seen in the Noto fonts of its script, or, for Arabic, whose letters join,
/// what words come to.
fn other(c: char) -> f64 {
    match c as u32 {
        _ if has_no_width(c) => 0.0,
        0x200b | 0x2060..=0x206f | 0xfeff => 0.0,
        0x2018..=0x201b | 0x2032 | 0x2039 | 0x203a => 0.4,
        0x2010..=0x2013 | 0x2002 | 0x2005..=0x200a | 0x2020..=0x2022 | 0x202f => 0.66,
        0x2030..=0x2031 => 1.9,
        0x180..0x370 | 0x1e00..=0x1fff if c.is_uppercase() => 1.0,
        0x590..=0x77f => 0.68,
        0x180..0x370 | 0x530..=0x58f | 0xe00..=0xe7f | 0x1e00..=0x1fff => 0.78,
        0x900..=0x97f | 0x10a0..=0x10ff => 0.9,
        0xfdf0..=0xfdfd => 3.0,
        0x231a..=0x23ff | 0x2600..=0x27bf | 0x2b1b..=0x2b55 | 0x1f000..=0x1faff => 1.3,
        0xd80..=0xdff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x12000..=0x123ff => 1.6,
        _ => 1.03,
    }
}

#[cfg(test)]
mod tests {
    use super::{Face, advance, balanced, wrap};

    fn lines(text: &str, width: f64) -> Vec<String> {
        wrap(text, Face::Text, 10.0, width).lines
    }

    #[test]
    fn text_breaks_where_it_may() {
        for (text, width, expected) in [
            ("one  two\nthree", 60.0, vec!["one two", "three"]),
            ("well-known fact", 45.0, vec!["well-", "known", "fact"]),
            ("input/output", 40.0, vec!["input/", "output"]),
            ("super\u{ad}market", 40.0, vec!["super-", "market"]),
            ("super\u{ad}market", 100.0, vec!["supermarket"]),
            ("a\u{a0}b\u{a0}c d", 30.0, vec!["a\u{a0}b\u{a0}c", "d"]),
            ("顧客の声を聞く。", 44.0, vec!["顧客の声", "を聞く。"]),
            ("顧客の声。聞", 44.0, vec!["顧客の", "声。聞"]),
            ("3–8 weeks", 36.0, vec!["3–8", "weeks"]),
            ("abcdefghij", 30.0, vec!["abcd-", "efghij"]),
            ("1234567890", 30.0, vec!["1234", "5678", "90"]),
            ("", 30.0, vec![]),
            ("\u{0}a\u{202e}b", 30.0, vec!["ab"]),
        ] {
            assert_eq!(lines(text, width), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_of_titles_are_about_equally_long() {
        let set = |width| balanced("What customers say about us", Face::Title, 10.0, width).lines;
        assert_eq!(set(160.0), ["What customers", "say about us"]);
        assert_eq!(set(400.0), ["What customers say about us"]);
    }

    #[test]
    fn what_is_cut_says_so() {
        let cut = wrap("one two three four five", Face::Text, 10.0, 60.0).cut(2, 60.0);
        assert_eq!(cut.lines, ["one two", "three fou…"]);
        assert!(cut.width <= 60.0);
    }

    #[test]
    fn marks_add_nothing_to_their_letter() {
        let (bare, marked) = (advance("e", Face::Text, 10.0), advance("e\u{301}\u{323}", Face::Text, 10.0));
        assert!((bare - marked).abs() < 1e-9);
    }
}
