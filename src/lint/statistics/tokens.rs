//! Prose as numbers, words and signs. Knows how numbers are written in English and in German, and no more.

use std::ops::Range;

/// A number, a word or a sign, and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum TokenKind {
    /// A number in digits: its value, and whether it has decimals.
    Number(f64, bool),
    Word,
    Sign(char),
}

/// The tokens of `text`.
pub(super) fn split(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first == ' ' {
            at += 1;
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let (kind, length) = if first.is_ascii_digit() {
            let length = number(rest);
            let (value, decimal) = value(rest.get(..length).unwrap_or_default());
            (Some(TokenKind::Number(value, decimal)), length)
        } else if first.is_alphabetic() {
            (Some(TokenKind::Word), word(rest))
        } else {
            // Control characters stand where markup was.
            (Some(TokenKind::Sign(first)).filter(|_| !first.is_whitespace() && !first.is_control()), first.len_utf8())
        };
        tokens.extend(kind.map(|kind| Token { kind, range: at..at + length }));
        at += length;
    }
    tokens
}

/// How long the word is that `text` starts with; digits in it belong to it, as in `B2B`.
fn word(text: &str) -> usize {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    text.find(|c: char| !inside(c)).unwrap_or(text.len())
}

/// How long the number is that `text` starts with: digits, and single separators between digits.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while digit(at) || (matches!(bytes.get(at), Some(b'.' | b',' | b'\'')) && digit(at + 1)) {
        at += 1;
    }
    at
}

/// What the digits of `text` say. A last separator before three digits parts thousands, any other decimals.
fn value(text: &str) -> (f64, bool) {
    let separators: Vec<usize> = text.match_indices(['.', ',', '\'']).map(|(at, _)| at).collect();
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let decimal = separators.last().filter(|last| {
        let after = text.len() - **last - 1;
        after != 3 || text.starts_with('0')
    });
    match decimal {
        Some(last) => {
            let (whole, part) = text.split_at(*last);
            (format!("{}.{}", digits(whole), digits(part)).parse().unwrap_or_default(), true)
        }
        None => (digits(text).parse().unwrap_or_default(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_both_ways() {
        let cases = [
            ("5.7", 5.7, true),
            ("5,7", 5.7, true),
            ("1,000", 1000.0, false),
            ("1.000", 1000.0, false),
            ("1.234,5", 1234.5, true),
            ("12'000", 12_000.0, false),
            ("0.125", 0.125, true),
            ("42.", 42.0, false),
        ];
        for (text, number, decimal) in cases {
            assert_eq!(split(text).first().map(|token| token.kind), Some(TokenKind::Number(number, decimal)), "{text}");
        }
    }
}
