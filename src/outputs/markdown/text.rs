//! Plain text as Markdown that reads back as that text, and Markdown as an entry of a list.

/// `text` with a backslash before whatever Markdown would take for markup.
pub(in crate::outputs) fn escape(text: &str) -> String {
    if text.bytes().all(|byte| !matches!(byte, b'\n' | b'_' | b'&') && !is_markup(char::from(byte))) {
        return line_start(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let inside_word = before.is_alphanumeric() && rest.peek().is_some_and(|next| next.is_alphanumeric());
        if is_markup(c) || (c == '_' && !inside_word) || (c == '&' && rest.peek() != Some(&' ')) {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
        before = c;
    }
    line_start(&out)
}

/// Whether a character is markup wherever it stands.
fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '^' | '$')
}

/// `text`, which starts a line: what would make a heading, a list or a quotation of it is escaped.
pub(super) fn line_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    let sign =
        rest.starts_with(['.', ')']) && rest.get(1..).is_none_or(|after| after.is_empty() || after.starts_with(' '));
    if (digits > 0 && sign) || (digits == 0 && text.starts_with(['#', '>', '+', '-', '=', ':'])) {
        return format!("{number}\\{rest}");
    }
    text.to_owned()
}

/// `text` as an entry of a list that opens with `mark`: its other lines stand below its first.
pub(super) fn item(mark: &str, text: &str) -> String {
    let mut out = String::with_capacity(mark.len() + text.len() + 1);
    for (at, line) in text.trim_end().lines().enumerate() {
        if at == 0 {
            out.push_str(mark);
        } else if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', mark.len()));
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_plain() {
        let cases = [
            ("Plain words, 3–8.", "Plain words, 3–8."),
            ("a *b* [c](d) <e>", "a \\*b\\* \\[c\\](d) \\<e>"),
            ("snake_case _x_", "snake_case \\_x\\_"),
            ("1986. A year", "1986\\. A year"),
            ("1.5 times", "1.5 times"),
            ("# one", "\\# one"),
            ("R&D, a & b", "R\\&D, a & b"),
            ("two\nlines", "two lines"),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text), expected, "{text}");
        }
    }

    #[test]
    fn entries_hold_several_lines() {
        assert_eq!(item("1. ", "one\n\n- two\n"), "1. one\n\n   - two\n");
    }
}
