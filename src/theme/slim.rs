//! Style sheets and scripts without what only their authors read: comments, indents, empty lines.
//!
//! Nothing is renamed or rewritten, so that what a browser reports is what the author wrote. Refuses to guess: a script in which a line may
//! begin inside a text stays as it is.

use std::borrow::Cow;

/// A style sheet without comments, indents and empty lines. What stands in quotes stays as it is.
pub(super) fn css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = match from.as_bytes() {
            [b'/', b'*', ..] => from.find("*/").map_or(from.len(), |end| end + 2),
            [quote @ (b'"' | b'\''), ..] => {
                let end = closing(from, *quote);
                out.push_str(from.get(..end).unwrap_or_default());
                end
            }
            _ => {
                out.push('/');
                1
            }
        };
        rest = from.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// Where the text in quotes that `css` begins with ends.
fn closing(css: &str, quote: u8) -> usize {
    let mut bytes = css.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' {
            bytes.next();
        } else if byte == quote {
            return at + 1;
        }
    }
    css.len()
}

/// A script without indents, empty lines, and comments that begin a line; those that begin with `/*!` stay.
pub(super) fn script(script: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(script.len());
    let mut lines = script.lines().map(str::trim);
    while let Some(mut line) = lines.next() {
        while line.starts_with("/*") && !line.starts_with("/*!") {
            let Some(end) = line.find("*/") else {
                let Some(next) = lines.find_map(|line| line.split_once("*/")) else { return script.into() };
                line = next.1.trim();
                continue;
            };
            line = line.get(end + 2..).unwrap_or_default().trim();
        }
        if line.starts_with("//") || line.is_empty() {
            continue;
        }
        if may_go_on(line) {
            return script.into();
        }
        out.push_str(line);
        out.push('\n');
    }
    out.into()
}

/// Whether a text that begins in `line` may end in another.
fn may_go_on(line: &str) -> bool {
    line.matches('`').count() % 2 == 1
        || line.ends_with('\\')
        || ["\\`", "'`", "`'", "\"`", "`\"", "/`", "`/"].iter().any(|odd| line.contains(odd))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_lose_only_what_readers_do_not_need() {
        let css = "/* why */\na {\n  color: red; /* it's \"so\" */\n\n  content: \"/* no */ \\\" '\";\n}\nb { font: 1em/1.5 x; }";
        assert_eq!(super::css(css), "a {\ncolor: red;\ncontent: \"/* no */ \\\" '\";\n}\nb { font: 1em/1.5 x; }\n");
        assert_eq!(super::css("a { content: 'open"), "a { content: 'open\n");
    }

    #[test]
    fn scripts_lose_comments_and_indents() {
        for (text, expected) in [
            (
                "/* What it does. */\n(() => {\n  'use strict';\n\n  // Why.\n  go(`a ${b}`); // stays\n})();\n",
                "(() => {\n'use strict';\ngo(`a ${b}`); // stays\n})();\n",
            ),
            ("/* one\n   two */ a();\n/* x */ /* y */ b();\n/*! licence */\n", "a();\nb();\n/*! licence */\n"),
            ("a = 'http://b';\n", "a = 'http://b';\n"),
        ] {
            assert_eq!(script(text), expected);
        }
    }

    #[test]
    fn scripts_that_could_be_misread_stay_as_they_are() {
        for text in
            ["a = `x\n  // no comment\n`;\n", "a = 'x \\\n  y';\n", "/* open\n", "a = '`' + `\n  x`;\n", "a = `\\``;\n"]
        {
            assert_eq!(script(text), text);
        }
    }
}
