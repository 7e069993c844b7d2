//! The Markdown form of a page: what it holds, as text that people and programs read without a browser.
//!
//! Front matter becomes readable Markdown by the types of its fields; the body is the text as it was written, with its links
//! led to other pages' Markdown forms. Nothing is parsed here, and no kind is known by name. What is left out: derived values,
//! the author's own `extra`, comments.

mod links;
mod text;
mod value;

use std::ops::Range;

pub(super) use links::Links;
pub(super) use text::escape;
use text::{item, line_start};
use value::Values;

use super::prepared::Prepared;
use crate::kinds;
use crate::page::{Field, LINK, Page, Status};
use crate::site::{Owner, PageRef, SectionRef, Site, UrlPath};
use crate::snapshot::{File, Snapshot};
use crate::theme::Theme;
use crate::view::contract::{Entry, Part};

/// What writing takes, besides the page.
#[derive(Clone, Copy)]
pub(super) struct MarkdownContext<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) snapshot: &'a Snapshot,
    pub(super) prepared: &'a Prepared,
}

/// The Markdown form of `page`.
pub(super) fn page(around: MarkdownContext, page: PageRef) -> String {
    let from = page.url().markdown();
    let links = Links { page, from: &from, common: Some(&around.prepared.common) };
    let mut out = opening(around, &links);
    front_matter(&mut out, around, &links);
    let body = body(around, &links);
    if !body.trim().is_empty() {
        out.push_str(&format!("\n{}\n", body.trim()));
    }
    if page.is_own_page() {
        listing(&mut out, around, page.section());
    }
    if !page.common().sources.is_empty() {
        out.push_str(&format!("\n## {}\n\n", word(around.theme, "sources", "Sources")));
        for source in &page.common().sources {
            out.push_str(&item("- ", &links.reference(*source)));
        }
    }
    relations(&mut out, around, &links);
    out
}

/// What leads to the page, by what that means, and what the owner that it is about looks after: as the page shows it.
fn relations(out: &mut String, around: MarkdownContext, links: &Links) {
    let page = links.page;
    let common = &around.prepared.common;
    let owned = common.owned(page);
    let owns = word_at(around.theme, &[page.kind_name(), "owns"]).unwrap_or("owns");
    let leading = if page.page().is_index() { Vec::new() } else { common.leading(page) };
    for (title, groups) in [(owns, owned), (word(around.theme, "used_by", "Used by"), leading)] {
        if groups.is_empty() {
            continue;
        }
        out.push_str(&format!("\n## {}\n\n", escape(title)));
        for group in groups {
            let entries = group.entries.iter().flat_map(|entry| named(links, entry));
            out.push_str(&fact(&escape(&group.title), &entries.collect::<Vec<_>>().join(", ")));
        }
    }
}

/// An entry as links: to the parts of it that lead here, or to the whole.
fn named(links: &Links, entry: &Entry) -> Vec<String> {
    let Some(page) = entry.index.map(|index| links.page.site().page(index)) else { return Vec::new() };
    match entry.parts.as_slice() {
        [] => vec![links.page(page)],
        parts => {
            let title = |part: &Part| format!("{}: {}", entry.title, part.title);
            parts.iter().map(|part| links.part(page, &part.id, &title(part))).collect()
        }
    }
}

/// The Markdown form of the list of a section for which nobody wrote a page.
pub(super) fn section(around: MarkdownContext, section: SectionRef) -> String {
    let mut out = format!("# {}\n", escape(&section_title(around, section)));
    if let Some(tagline) = around.site.config.tagline.as_ref().filter(|_| section.is_top()) {
        out.push_str(&format!("\n> {}\n", escape(tagline)));
    }
    listing(&mut out, around, section);
    out
}

/// Title, summary, what it is, and whether to rely on it.
fn opening(around: MarkdownContext, links: &Links) -> String {
    let page = links.page.page();
    let mut out = format!("# {}\n", links.line(&page.title));
    if let Some(summary) = &page.common.summary {
        out.push_str(&format!("\n> {}\n", line_start(&links.line(summary))));
    }
    let html = links.from.to(links.page.url(), false);
    let kind = around.prepared.common.kind(page.kind.name).0;
    out.push_str(&format!("\n[{}]({html})", escape(kind)));
    let status = page.common.status;
    if status != Status::Live {
        let words = |form| word_at(around.theme, &["status", status.name(), form]);
        let title = words("title").unwrap_or(status.name());
        out.push_str(&format!(" · **{}** {}", escape(title), words("text").map(escape).unwrap_or_default()));
    }
    out.push('\n');
    out
}

/// The fields: those that fit on a line as one list, each of the others as a section.
fn front_matter(out: &mut String, around: MarkdownContext, links: &Links) {
    let page = links.page.page();
    let values = Values { links, words: [page.kind.name, "fields"].map(|group| around.theme.words.get(group)) };
    let mut facts = String::new();
    let mut sections = String::new();
    for field in own_fields(page) {
        let Some(value) = page.fields.get(field.name) else { continue };
        match values.inline(value) {
            Some(text) if text.is_empty() => {}
            Some(text) => facts.push_str(&fact(&values.label(field.name), &text)),
            None => {
                let block = values.block(&field.ty, value);
                if !block.is_empty() {
                    sections.push_str(&format!("\n## {}\n\n{block}", values.label(field.name)));
                }
            }
        }
    }
    care(&mut facts, around, links);
    if !facts.is_empty() {
        out.push('\n');
        out.push_str(&facts);
    }
    out.push_str(&sections);
}

/// The declared fields of a page's kind.
fn own_fields(page: &Page) -> &'static [Field] {
    page.kind.fields
}

/// Who looks after the page, and until when.
fn care(out: &mut String, around: MarkdownContext, links: &Links) {
    let (site, theme, page) = (around.site, around.theme, links.page.page());
    match links.page.owner() {
        Some(Owner::Name(name)) => out.push_str(&fact(word(theme, "owner", "Owner"), &escape(&name))),
        Some(Owner::Page(owner)) => out.push_str(&fact(word(theme, "owner", "Owner"), &links.page(site.page(owner)))),
        None => {}
    }
    if let Some(day) = page.common.reviewed {
        out.push_str(&fact(word(theme, "reviewed", "Reviewed"), &day.to_string()));
    }
    if let Some(day) = page.review_due(site.config.review_in) {
        out.push_str(&fact(word(theme, "next_review", "Next review"), &day.to_string()));
    }
    if !page.common.tags.is_empty() {
        out.push_str(&fact(word(theme, "tags", "Tags"), &escape(&page.common.tags.join(", "))));
    }
}

fn fact(label: &str, text: &str) -> String {
    item("- ", &format!("**{label}:** {text}"))
}

/// The body as it was written, its links led to where they lead.
fn body(around: MarkdownContext, links: &Links) -> String {
    let page = links.page.page();
    if page.text.is_empty() {
        return String::new();
    }
    let file = around.snapshot.get(page.file.as_str());
    let Some(Ok(text)) = file.map(File::text) else { return String::new() };
    let Some(body) = text.get(page.text.clone()) else { return String::new() };
    let start = page.text.start;
    let inside = |span: &Range<usize>| span.start >= start && span.end <= page.text.end;
    let shifted = |span: &Range<usize>| span.start - start..span.end - start;
    let all = page.links.iter().enumerate().filter(|(_, link)| link.relation == LINK && inside(&link.span));
    let places = all.map(|(at, link)| (shifted(&link.span), at)).collect();
    let comments = page.body.comments.iter().filter(|span| inside(span)).map(shifted);
    links.written(body, places, comments)
}

/// What a section holds: the sections within it, then its pages by kind.
fn listing(out: &mut String, around: MarkdownContext, section: SectionRef) {
    let from = section.url().markdown();
    let entry = |title: &str, url: &UrlPath, summary: Option<&str>| {
        let about = summary.map(|summary| format!(": {}", escape(summary))).unwrap_or_default();
        item("- ", &format!("[{}]({}){about}", escape(title), from.to(&url.markdown(), false)))
    };
    if section.children().len() > 0 {
        out.push('\n');
    }
    for child in section.children() {
        let summary = child.own().and_then(PageRef::summary);
        out.push_str(&entry(&section_title(around, child), child.url(), summary));
    }
    for (kind, pages) in by_kind(section.listed()) {
        let many = around.prepared.common.kind(kind).1;
        out.push_str(&format!("\n## {}\n\n", escape(many)));
        for page in pages {
            out.push_str(&entry(page.title(), page.url(), page.summary()));
        }
    }
}

/// `pages` by kind, in the order of the registry.
pub(super) fn by_kind<'a>(pages: impl Iterator<Item = PageRef<'a>>) -> Vec<(&'static str, Vec<PageRef<'a>>)> {
    let mut groups: Vec<(&str, Vec<PageRef>)> = kinds::all().map(|kind| (kind.name, Vec::new())).collect();
    for page in pages {
        if let Some((_, pages)) = groups.iter_mut().find(|(name, _)| *name == page.kind_name()) {
            pages.push(page);
        }
    }
    groups.retain(|(_, pages)| !pages.is_empty());
    groups
}

fn section_title(around: MarkdownContext, section: SectionRef) -> String {
    around.prepared.common.section_title(section)
}

/// A word of the theme, or `or`.
fn word<'t>(theme: &'t Theme, name: &str, or: &'t str) -> &'t str {
    word_at(theme, &[name]).unwrap_or(or)
}

fn word_at<'t>(theme: &'t Theme, path: &[&str]) -> Option<&'t str> {
    path.iter().try_fold(&theme.words, |words, name| words.get(name))?.as_str()
}
