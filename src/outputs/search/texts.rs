//! Files of texts: for each page its address, its title, its kind, its summary, and its parts with their text.

use crate::kinds;
use crate::page;
use crate::site::{Resolved, Site};
use crate::source::markdown::PARAGRAPH;

/// A page as it is written: address, title, kind, summary, parts.
type Text<'a> = (String, &'a str, Option<usize>, &'a str, Vec<(&'a str, &'a str, String)>);

/// The texts of `pages` as JavaScript.
pub(super) fn of(site: &Site, pages: &[usize]) -> String {
    let all: Vec<Text> = pages.iter().map(|at| one(site, *at)).collect();
    serde_json::to_string(&all).unwrap_or_default()
}

fn one(site: &Site, at: usize) -> Text<'_> {
    let page = site.page(at);
    let kind = kinds::all().position(|kind| kind.name == page.kind.name);
    let fields = page.kind.fields;
    let parts = page::parts(page, &[fields], &move |link| match site.target(at, link) {
        Resolved::Page(target, part) => {
            let target = site.page(*target);
            Some(part.as_deref().and_then(|part| target.part(part)).unwrap_or(&target.title.plain))
        }
        _ => None,
    });
    let parts = parts.into_iter().map(|part| (part.id, part.title, tidy(&part.text))).collect();
    let summary = page.common.summary.as_ref().map_or("", |summary| summary.plain.as_str());
    (site.url(at).href(site.pretty()), &page.title.plain, kind, summary, parts)
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
