//! Files of texts: for each page its address, its title, its kind, its summary, and its parts with their text.

use std::fmt::Write;

use crate::kinds;
use crate::page;
use crate::site::{Destination, PageIndex, PageRef, Site};
use crate::source::markdown::PARAGRAPH;

/// The texts of `pages` as JavaScript: for each its address, title, kind, summary, and parts.
pub(super) fn of(site: &Site, pages: &[PageIndex]) -> String {
    let mut out = String::from("[");
    for index in pages {
        separate(&mut out);
        one(&mut out, site.page(*index));
    }
    out.push(']');
    out
}

fn one(out: &mut String, page: PageRef<'_>) {
    out.push('[');
    string(out, &page.href());
    separate(out);
    string(out, page.title());
    match kinds::all().position(|kind| kind.name == page.kind_name()) {
        Some(kind) => drop(write!(out, ",{kind},")),
        None => out.push_str(",null,"),
    }
    string(out, page.summary().unwrap_or_default());
    out.push_str(",[");
    let parts = page::parts(page.page(), &[page.kind().fields], &move |link| match page.target(link) {
        Destination::Page(target, part) => Some(target.part_title(part)),
        _ => None,
    });
    for part in parts {
        separate(out);
        out.push('[');
        string(out, part.id);
        separate(out);
        string(out, part.title);
        out.push_str(",\"");
        tidy(out, &part.text);
        out.push_str("\"]");
    }
    out.push_str("]]");
}

/// Adds a comma, except behind an opening bracket.
fn separate(out: &mut String) {
    if !out.ends_with('[') {
        out.push(',');
    }
}

/// Adds the inside of a string: `text` with a line for each paragraph that is not empty.
fn tidy(out: &mut String, text: &str) {
    let mut between = "";
    for paragraph in text.split(PARAGRAPH).map(str::trim_ascii).filter(|paragraph| !paragraph.is_empty()) {
        out.push_str(between);
        between = "\\n";
        // What stands on several lines in the file is one line here.
        for (at, line) in paragraph.lines().enumerate() {
            out.push_str(if at == 0 { "" } else { " " });
            escape(out, line);
        }
    }
}

/// Adds `text` as a string.
fn string(out: &mut String, text: &str) {
    out.push('"');
    escape(out, text);
    out.push('"');
}

/// Adds `text` as it stands inside a string. Nothing in it can be taken for a tag, wherever it may end up.
fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((plain, from)) = special(rest).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(plain);
        let mut chars = from.chars();
        match chars.next() {
            Some(c @ ('"' | '\\')) => out.extend(['\\', c]),
            Some('\n') => out.push_str("\\n"),
            Some('\t') => out.push_str("\\t"),
            Some(c) => drop(write!(out, "\\u{:04x}", u32::from(c))),
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Where the first character of `text` stands that a string holds only in another form.
fn special(text: &str) -> Option<usize> {
    let is = |found: bool| u8::from(found);
    // Numbers instead of `||`, so that all bytes of a block are looked at in one step.
    let sign = |byte: &u8| is(*byte < b' ') | is(*byte == b'"') | is(*byte == b'\\') | is(*byte == b'<');
    let (blocks, _) = text.as_bytes().as_chunks::<16>();
    let is_plain = |block: &&[u8; 16]| block.iter().map(sign).fold(0, std::ops::BitOr::bitor) == 0;
    let plain = 16 * blocks.iter().take_while(is_plain).count();
    text.as_bytes().get(plain..)?.iter().position(|byte| sign(byte) != 0).map(|at| plain + at)
}

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_tidy() {
        let check = |text: &str, wanted: &str| {
            let mut out = String::new();
            super::tidy(&mut out, text);
            assert_eq!(out, wanted, "{text}");
            let read: String = serde_json::from_str(&format!("\"{out}\"")).unwrap();
            assert!(!out.contains('<') && read.chars().count() <= text.chars().count(), "{out}");
        };
        check("  a\nb\u{2029} \u{2029}\u{2029}c ", "a b\\nc");
        check(
            "a \"quoted\" one, <b>long</b> enough\u{1}\t",
            "a \\\"quoted\\\" one, \\u003cb>long\\u003c/b> enough\\u0001",
        );
        check("back\\slash é “”", "back\\\\slash é “”");
    }
}
