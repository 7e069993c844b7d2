//! Where text may break, after the parts of Unicode's rules (UAX 14, UAX 29) that labels meet.
//!
//! Refuses dictionaries: a script without spaces between words, such as Thai, breaks only where a word does not fit. Drops what a
//! label has no use for and XML or a neighbour might suffer from: control characters, and marks that turn the direction of text.

/// A part of a text that stays on one line if it can, and what follows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// The part, without the space after it.
    pub(super) text: String,
    /// How it is joined to the next.
    pub(super) after: After,
}

/// What stands between a piece and the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum After {
    /// A space, which goes where a line ends.
    Space,
    /// Nothing.
    Nothing,
    /// A soft hyphen, which shows where a line ends.
    Soft,
}

/// `text` cut wherever a line may end.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let words = text.split(is_space).map(clean).filter(|word| !word.is_empty());
    for word in words {
        cut(&word, &mut found);
        if let Some(last) = found.last_mut() {
            last.after = After::Space;
        }
    }
    if let Some(last) = found.last_mut() {
        last.after = After::Nothing;
    }
    found
}

/// Letters with the marks that belong to them, and signs that are joined to one.
pub(super) fn letters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let (_, mut before) = chars.next()?;
        let mut end = rest.len();
        for (at, c) in chars {
            if !joins(before, c) {
                end = at;
                break;
            }
            before = c;
        }
        let (letter, tail) = rest.split_at_checked(end)?;
        rest = tail;
        Some(letter)
    })
}

fn cut(word: &str, found: &mut Vec<Piece>) {
    let mut text = String::new();
    let mut chars = word.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let after = if c == SOFT { After::Soft } else { After::Nothing };
        if c != SOFT && c != '\u{200b}' {
            text.push(c);
        }
        if !text.is_empty() && next.is_some_and(|next| may_break(before, c, next)) {
            found.push(Piece { text: std::mem::take(&mut text), after });
        }
        before = Some(c);
    }
    if !text.is_empty() {
        found.push(Piece { text, after: After::Nothing });
    }
}

const SOFT: char = '\u{ad}';

/// Whether a line may end between `c` and `next`, where `before` stands before both.
fn may_break(before: Option<char>, c: char, next: char) -> bool {
    let between = |is: fn(char) -> bool| before.is_some_and(is) && is(next);
    match c {
        SOFT | '\u{200b}' => true,
        '-' | '\u{2010}' | '–' | '—' | '/' | '|' | '_' => {
            before.is_some() && !between(|c| c.is_ascii_digit()) && (next.is_alphanumeric() || is_ideograph(next))
        }
        _ => (is_ideograph(c) || is_ideograph(next)) && !OPENING.contains(c) && !never_first(next) && !joins(c, next),
    }
}

/// Brackets and quotes that belong to what follows.
const OPENING: &str = "([{（［｛「『【〈《〔“‘«‹\u{a0}\u{202f}\u{2060}";
/// Signs that belong to what stands before.
const CLOSING: &str = ")]},.:;!?%）］｝」』】〉》〕。、，．：；！？”’»›…‥・ーゝゞヽヾ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ-/\u{a0}\u{202f}\u{2060}\u{ad}\u{200b}";

fn never_first(c: char) -> bool {
    CLOSING.contains(c)
}

/// Characters between which a line may end: Chinese, Japanese, and signs as wide as they.
fn is_ideograph(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x312f | 0x3190..=0xa4cf | 0xf900..=0xfaff | 0xff01..=0xff60 | 0x1f000..=0x1faff | 0x20000..=0x3fffd)
}

/// Whether `c` belongs to the letter that `before` is part of.
fn joins(before: char, c: char) -> bool {
    let flag = |c: char| matches!(c as u32, 0x1f1e6..=0x1f1ff);
    before == '\u{200d}' || is_mark(c) || (flag(before) && flag(c))
}

/// Marks that stand above, below or around the letter before them.
fn is_mark(c: char) -> bool {
    let with_width =
        matches!(c as u32, 0x900..=0x903 | 0x93a..=0x94f | 0xe31 | 0xe34..=0xe3a | 0xe47..=0xe4e | 0x1f3fb..=0x1f3ff);
    has_no_width(c) || with_width
}

/// Marks that add nothing to the width of their letter in any face, and joiners.
pub(super) fn has_no_width(c: char) -> bool {
    matches!(c as u32,
        0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f | 0x6d6..=0x6dc | 0x1ab0..=0x1aff
        | 0x1dc0..=0x1dff | 0x200c..=0x200f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0xe0000..=0xe01ef)
}

/// White space at which a line may end.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// `word` without what can't be shown.
fn clean(word: &str) -> String {
    word.chars()
        .filter(|c| !c.is_control() && !matches!(*c as u32, 0x202a..=0x202e | 0x2066..=0x2069 | 0xfffe | 0xffff))
        .collect()
}
