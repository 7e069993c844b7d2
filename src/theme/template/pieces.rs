//! Cuts a template into what tera tells apart: text, what is printed, and statements.
//!
//! Strings hide the signs that end an expression, as they do for tera. What can't be cut is left to tera, which says what is wrong.

use std::ops::Range;

use memchr::memchr;

/// A part of a template, in bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    /// Text that stands in the output as it is.
    Text(Range<usize>),
    /// The expression within `{{ }}`.
    Print(Range<usize>),
    /// What stands within `{% %}`.
    Statement(Range<usize>),
}

/// The parts of `template`, in order. Comments are left out.
pub(super) fn pieces(template: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(start) = opening(template, at) {
        text(&mut pieces, at..start);
        let inner = start + 2;
        let Some(end) = end(template, start) else { return pieces };
        match template.as_bytes().get(start + 1) {
            Some(b'{') => pieces.push(Piece::Print(trimmed(template, inner..end))),
            Some(b'%') => {
                let inside = trimmed(template, inner..end);
                if template.get(inside.clone()) == Some("raw") {
                    let (body, after) = raw(template, end + 2);
                    text(&mut pieces, body);
                    at = after;
                    continue;
                }
                pieces.push(Piece::Statement(inside));
            }
            _ => {}
        }
        at = end + 2;
    }
    text(&mut pieces, at..template.len());
    pieces
}

fn text(pieces: &mut Vec<Piece>, range: Range<usize>) {
    if !range.is_empty() {
        pieces.push(Piece::Text(range));
    }
}

/// Where the next `{{`, `{%` or `{#` stands.
fn opening(template: &str, from: usize) -> Option<usize> {
    let bytes = template.as_bytes();
    let mut at = from;
    loop {
        at += memchr(b'{', bytes.get(at..)?)?;
        if matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#')) {
            return Some(at);
        }
        at += 1;
    }
}

/// Where the sign stands that ends what begins at `start`.
fn end(template: &str, start: usize) -> Option<usize> {
    let bytes = template.as_bytes();
    let close = match bytes.get(start + 1)? {
        b'#' => return Some(start + 2 + template.get(start + 2..)?.find("#}")?),
        b'%' => b"%}",
        _ => b"}}",
    };
    let mut at = start + 2;
    while let Some(byte) = bytes.get(at) {
        if bytes.get(at..at + 2) == Some(close) {
            return Some(at);
        }
        at += 1;
        if matches!(byte, b'"' | b'\'' | b'`') {
            while *bytes.get(at)? != *byte {
                at += if bytes.get(at) == Some(&b'\\') { 2 } else { 1 };
            }
            at += 1;
        }
    }
    None
}

/// `range` without the signs that take white space away, and without white space.
fn trimmed(template: &str, range: Range<usize>) -> Range<usize> {
    let whole = template.get(range.clone()).unwrap_or_default();
    let inner = whole.strip_prefix('-').unwrap_or(whole);
    let start = range.start + whole.len() - inner.len();
    let cut = inner.strip_suffix('-').unwrap_or(inner);
    let left = cut.len() - cut.trim_start().len();
    start + left..start + left + cut.trim().len()
}

/// What a statement `raw` keeps, and where what follows it begins.
fn raw(template: &str, from: usize) -> (Range<usize>, usize) {
    let mut at = from;
    while let Some(start) = template.get(at..).and_then(|rest| rest.find("{%")).map(|found| at + found) {
        let Some(end) = end(template, start) else { break };
        if template.get(trimmed(template, start + 2..end)) == Some("endraw") {
            return (from..start, end + 2);
        }
        at = start + 2;
    }
    (from..template.len(), template.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_hide_ends_and_comments_are_left_out() {
        let check = |template: &str, wanted: &[&str]| {
            let part = |range| template.get(range).unwrap_or_default();
            let shown = |piece: Piece| match piece {
                Piece::Text(range) => part(range).to_owned(),
                Piece::Print(range) => format!("= {}", part(range)),
                Piece::Statement(range) => format!("% {}", part(range)),
            };
            assert_eq!(pieces(template).into_iter().map(shown).collect::<Vec<_>>(), wanted, "{template}");
        };
        check("a {{ b }} c", &["a ", "= b", " c"]);
        check("{{- '}}' ~ \"\\\"}}\" -}}{# {{ x }} #}y", &["= '}}' ~ \"\\\"}}\"", "y"]);
        check("{%- if a == '%}' -%}b{", &["% if a == '%}'", "b{"]);
        check("{% raw -%}{{ a }}{% b %}{%- endraw %}c", &["{{ a }}{% b %}", "c"]);
        check("a {{ b", &["a "]);
        check("{{ -1 }}{{-1}}", &["= -1", "= 1"]);
    }
}
