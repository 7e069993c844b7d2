//! HTML escaping. Knows nothing of Markdown.

use memchr::{memchr, memchr3};

/// Appends `text` with `&`, `<`, `>` and `"` as character references: safe as text and inside a quoted attribute.
pub fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = special(rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut chars = from.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            _ => "&quot;",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Where the first byte stands that has to be escaped. All four are ASCII, so bytes tell them apart from parts of other characters.
fn special(text: &[u8]) -> Option<usize> {
    let markup = memchr3(b'&', b'<', b'>', text);
    let before = markup.and_then(|at| text.get(..at)).unwrap_or(text);
    memchr(b'"', before).or(markup)
}

/// Appends ` name="value"`, escaped.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// `text` escaped for a quoted attribute.
#[must_use]
pub fn escape_attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}
