//! The one place that writes to stdout and stderr. Refuses to send anything that a terminal would obey: control characters and
//! those that turn the direction of text are shown as `\u001b`, which is also how JSON writes them.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

/// Characters that are invisible, or change how those around them are shown.
const UNSEEN: [std::ops::RangeInclusive<char>; 7] = [
    '\u{61c}'..='\u{61c}',   // Arabic letter mark
    '\u{200b}'..='\u{200b}', // zero-width space
    '\u{200e}'..='\u{200f}', // marks of direction
    '\u{2028}'..='\u{202e}', // line and paragraph separators, embeddings and overrides of direction
    '\u{2060}'..='\u{206f}', // word joiner, invisible operators, isolates of direction
    '\u{feff}'..='\u{feff}', // byte order mark
    '\u{fff9}'..='\u{fffb}', // marks of annotations
];

/// Writes results to stdout.
pub(super) fn write_out(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(shown(text, false).as_bytes())?;
    stdout.flush()
}

/// Writes to stderr; `styled` keeps colours. If that fails there is nowhere to report it; `eprintln!` would end the program.
pub(super) fn write_err(text: &str, styled: bool) {
    drop(io::stderr().write_all(shown(text, styled).as_bytes()));
}

/// Whether stderr is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stderr().is_terminal()
}

/// `text` with everything visible that a terminal would obey. `styled` keeps sequences that only set colours.
pub(super) fn shown(text: &str, styled: bool) -> Cow<'_, str> {
    let is_plain =
        |c: char| matches!(c, '\n' | '\t') || !(c.is_control() || UNSEEN.iter().any(|range| range.contains(&c)));
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let colour = if styled { colour(rest) } else { 0 };
        let length = if colour > 0 { colour } else { c.len_utf8() };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match c {
            _ if colour > 0 || is_plain(c) => out.push_str(piece),
            _ => out.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
        rest = after;
    }
    Cow::Owned(out)
}

/// How long the sequence is that sets colours at the start of `text`, in bytes; 0 if there is none.
fn colour(text: &str) -> usize {
    let Some(inside) = text.strip_prefix("\u{1b}[") else { return 0 };
    let end = inside.find(|c: char| !(c.is_ascii_digit() || c == ';')).unwrap_or(inside.len());
    let ends_as_colour = inside.get(end..).is_some_and(|rest| rest.starts_with('m'));
    if ends_as_colour { end + 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn nothing_that_a_terminal_obeys_is_sent() {
        let cases = [
            ("plain\n\ttext, ü 漢 👩\u{200d}💻", "plain\n\ttext, ü 漢 👩\u{200d}💻"),
            ("\u{1b}]0;PWNED\u{7}\u{1b}[2J", "\\u001b]0;PWNED\\u0007\\u001b[2J"),
            ("\u{1b}[31mred", "\\u001b[31mred"),
            ("no\u{9b}31m\u{202e}.md\u{7f}\r", "no\\u009b31m\\u202e.md\\u007f\\u000d"),
            ("a\u{200b}b\u{feff}\u{2066}\u{0}", "a\\u200bb\\ufeff\\u2066\\u0000"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text, false), expected);
        }
        let styled = "\u{1b}[1;31merror\u{1b}[0m \u{1b}[2K\u{1b}[31";
        assert_eq!(shown(styled, true), "\u{1b}[1;31merror\u{1b}[0m \\u001b[2K\\u001b[31");
        for code in (0..0x1_1000).filter_map(char::from_u32).filter(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            let text = format!("x{code}[31my");
            assert!(!shown(&text, false).contains(code), "{code:?}");
        }
    }
}
