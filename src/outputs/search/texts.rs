//! Files of texts: for each page its address, its title, its kind, its summary, and its parts with their text.

use crate::kinds;
use crate::page;
use crate::site::{Destination, PageIndex, PageRef, Site};
use crate::source::markdown::PARAGRAPH;

/// A page as it is written: address, title, kind, summary, parts.
type Text<'a> = (String, &'a str, Option<usize>, &'a str, Vec<(&'a str, &'a str, String)>);

/// The texts of `pages` as JavaScript.
pub(super) fn of(site: &Site, pages: &[PageIndex]) -> String {
    let all: Vec<Text> = pages.iter().map(|index| one(site.page(*index))).collect();
    serde_json::to_string(&all).unwrap_or_default()
}

fn one(page: PageRef<'_>) -> Text<'_> {
    let kind = kinds::all().position(|kind| kind.name == page.kind_name());
    let fields = page.kind().fields;
    let parts = page::parts(page.page(), &[fields], &move |link| match page.target(link) {
        Destination::Page(target, part) => Some(target.part_title(part)),
        _ => None,
    });
    let parts = parts.into_iter().map(|part| (part.id, part.title, tidy(&part.text))).collect();
    (page.href(), page.title(), kind, page.summary().unwrap_or_default(), parts)
}

/// `text` with a line for each paragraph that is not empty.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split(PARAGRAPH).map(str::trim_ascii).filter(|paragraph| !paragraph.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        // What stands on several lines in the file is one line here.
        for (at, line) in paragraph.lines().enumerate() {
            out.push_str(if at == 0 { "" } else { " " });
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_tidy() {
        assert_eq!(super::tidy("  a\nb\u{2029} \u{2029}\u{2029}c "), "a b\nc");
    }
}
