//! How deep quotations, lists and emphasis may lie in one another.
//!
//! Nobody reads what lies a hundred deep, browsers give up on it, and reading it takes time that grows with the square. A text that
//! opens more than that on one line is refused before it is read; what becomes as deep over many lines is found while it is read.

use std::ops::Range;

use memchr::memchr_iter;

use crate::diagnostic::{Diagnostic, Span, code};
use crate::limits::{NESTING, SHORT_TEXT};
use crate::snapshot::ProjectPath;

/// The problem of what stands at `place` in `file` and lies too deep.
pub(super) fn problem(file: &ProjectPath, place: Range<usize>) -> Diagnostic {
    let message = format!("quotations, lists or marks of emphasis lie in one another more than {NESTING} deep");
    Diagnostic::new(&code::NESTING_LIMIT, message)
        .at(Span::new(file, place))
        .because("this is deeper than anybody could read")
        .hint("write it flat; if these signs are meant as they are, put them in a block of code")
}

/// Where a line of `source` opens more quotations and lists than may lie in one another. Short texts take no time however they
/// are nested, so they are not looked at.
pub(super) fn opened_at_once(source: &str) -> Option<Range<usize>> {
    if source.len() < SHORT_TEXT {
        return None;
    }
    let (mut start, mut fence) = (0, None);
    for end in memchr_iter(b'\n', source.as_bytes()).chain([source.len()]) {
        let line = source.get(start..end).unwrap_or_default();
        let words = line.trim_start_matches([' ', '>']);
        // Code is not nested, whatever it holds.
        match fence {
            None if words.starts_with("```") || words.starts_with("~~~") => fence = words.get(..3),
            Some(sign) if words.starts_with(sign) => fence = None,
            None if !line.starts_with("    ") && line.len() > NESTING => {
                if let Some(length) = opened(line) {
                    return Some(start..start + length);
                }
            }
            _ => {}
        }
        start = end + 1;
    }
    None
}

/// How much of `line` opens more than [`NESTING`] quotations and lists.
fn opened(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let (mut at, mut count) = (0, 0);
    loop {
        let rest = bytes.get(at..)?;
        let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
        at += match rest {
            [b' ' | b'\t', ..] => 1,
            [b'>', ..] => {
                count += 1;
                1
            }
            [b'-' | b'*' | b'+', b' ' | b'\t', ..] => {
                count += 1;
                2
            }
            _ if digits > 0 && matches!(rest.get(digits..), Some([b'.' | b')', b' ' | b'\t', ..])) => {
                count += 1;
                digits + 2
            }
            _ => return None,
        };
        if count > NESTING {
            // A line of dashes or stars alone is a rule.
            let is_rule = matches!(bytes.first(), Some(b'-' | b'*'))
                && bytes.iter().all(|byte| Some(byte) == bytes.first() || byte.is_ascii_whitespace());
            return (!is_rule).then_some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NESTING, opened};

    #[test]
    fn what_opens_on_one_line_is_counted() {
        let check = |line: &str, deep: bool| assert_eq!(opened(line).is_some(), deep, "{line}");
        check(&format!("{}a", ">".repeat(NESTING)), false);
        check(&format!("{}a", ">".repeat(NESTING + 1)), true);
        check(&format!("{}a", "> - 1. + 2) * ".repeat(20)), true);
        check(&"- ".repeat(NESTING + 1), false);
        check(&format!("{}a", "* ".repeat(NESTING + 1)), true);
        check(&"-".repeat(NESTING + 9), false);
        check(&"1".repeat(NESTING + 9), false);
    }
}
