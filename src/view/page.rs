//! A page as its template sees it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::body;
use super::entry::{self, Entry};
use super::fields;
use super::news::{self, Changed};
use super::strings::{Strings, is_right_to_left};
use crate::kinds::DiagramContext;
use crate::page::Page;
use crate::site::{self, PageRef, SectionRef, Site, UrlPath};
use crate::theme::{Html, Shared};

/// A page.
#[derive(Serialize, Debug)]
pub struct PageView {
    /// Its id; empty for pages that nobody wrote.
    pub id: String,
    /// The name of its kind; empty for pages that nobody wrote.
    pub kind: &'static str,
    /// What one of its kind is called.
    pub kind_title: String,
    /// Its title without markup.
    pub title: String,
    /// Its title as HTML.
    pub title_html: Html,
    /// Its summary without markup.
    pub summary: Option<String>,
    /// Its address from the site's root.
    pub url: String,
    /// The address of its Markdown form from the site's root, if it has one.
    pub markdown: Option<String>,
    /// Its absolute address, if the site's is known.
    pub canonical: Option<String>,
    /// `draft`, `review`, `live` or `retired`.
    pub status: &'static str,
    /// Who looks after it.
    pub owner: Option<Owner>,
    /// Its reviews.
    pub review: Review,
    /// Its last change, where the project's history is known.
    pub changed: Option<Changed>,
    /// What took its place, if it is retired and its text says so.
    pub instead: Option<Entry>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Where it can be edited.
    pub edit_url: Option<String>,
    /// Its own kind's fields, each as its type says: text as HTML, references as `{id, title, url, kind, summary}`,
    /// durations as `{text, iso, minutes}`, dates as [`Day`].
    pub fields: Shared,
    /// The author's own values.
    pub extra: serde_json::Value,
    /// Its headings of the second and third level, for the contents of the page.
    pub contents: Vec<Heading>,
    /// Its diagrams by their names, ready to be shown: `flow`, `ladder` or `flywheel`, where its kind has one.
    pub diagrams: BTreeMap<&'static str, Html>,
    /// Whether it is a section's own page.
    pub is_index: bool,
}

/// Who looks after a page.
#[derive(Serialize, Debug)]
pub struct Owner {
    /// What it is called.
    pub title: String,
    /// The address of its page from the site's root, if it has one.
    pub url: Option<String>,
}

impl Owner {
    pub(super) fn new(site: &Site, owner: site::Owner) -> Self {
        match owner {
            site::Owner::Name(title) => Self { title, url: None },
            site::Owner::Page(page) => {
                let page = site.page(page);
                Self { title: page.title().to_owned(), url: Some(page.href()) }
            }
        }
    }
}

/// When a page was and will be reviewed.
#[derive(Serialize, Default, Debug)]
pub struct Review {
    /// Its last review.
    pub last: Option<Day>,
    /// When the next falls due.
    pub due: Option<Day>,
    /// Whether that is past.
    pub overdue: bool,
    /// The day after which it should no longer be relied on, if that is past.
    pub stale: Option<Day>,
}

/// A day, for templates to write in their language's order.
#[derive(Serialize, Debug)]
pub struct Day {
    /// `2026-10-31`.
    pub iso: String,
    /// 2026.
    pub year: i16,
    /// 1–12.
    pub month: i8,
    /// 1–31.
    pub day: i8,
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self { iso: date.to_string(), year: date.year(), month: date.month(), day: date.day() }
    }
}

/// A heading in the contents of a page.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Heading {
    /// 2 or 3.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub title: String,
}

/// A page as seen from the address `from`.
pub(super) fn view(of: PageRef, from: &UrlPath, words: &Strings) -> PageView {
    let (site, page, common) = (of.site(), of.page(), of.common());
    let url = of.href();
    let kind = words.findings.kinds.get(&page.file).copied().unwrap_or(page.kind.name);
    PageView {
        id: page.id.clone(),
        kind,
        kind_title: words.kinds.get(kind).map(|(one, _)| one.clone()).unwrap_or_default(),
        title: page.title.plain.clone(),
        title_html: body::rich(of, from, words, &page.title),
        summary: of.summary().map(str::to_owned),
        canonical: site.config.base_url.as_ref().map(|base| format!("{base}{url}")),
        url,
        markdown: markdown(site, of.url()),
        status: common.status.name(),
        owner: of.owner().map(|owner| Owner::new(site, owner)),
        review: review(of),
        changed: news::changed(of),
        instead: of.successor().map(entry::page),
        tags: common.tags.clone(),
        edit_url: site
            .config
            .edit_url
            .as_ref()
            .map(|url| url.replace("{path}", &crate::site::url::encode(page.file.as_str()))),
        fields: fields::of_page(of, from, words),
        extra: common.extra.clone(),
        contents: contents(page),
        diagrams: diagrams(of, from),
        is_index: page.is_index(),
    }
}

/// A page that nobody wrote.
pub(super) fn bare(url: &UrlPath, title: &str, section: SectionRef) -> PageView {
    let site = section.site();
    let href = url.href(site.pretty());
    PageView {
        id: String::new(),
        kind: "",
        kind_title: String::new(),
        title: title.to_owned(),
        title_html: Html(crate::source::markdown::escape_attribute(title)),
        summary: section.is_top().then(|| site.config.tagline.clone()).flatten(),
        canonical: site.config.base_url.as_ref().map(|base| format!("{base}{href}")),
        url: href,
        markdown: None,
        status: "live",
        owner: None,
        review: Review::default(),
        changed: None,
        instead: None,
        tags: Vec::new(),
        edit_url: None,
        fields: Shared::new(&std::collections::BTreeMap::<String, String>::new()),
        extra: serde_json::Value::Null,
        contents: Vec::new(),
        diagrams: BTreeMap::new(),
        is_index: true,
    }
}

/// The address of the Markdown form of the page at `url`.
pub(super) fn markdown(site: &Site, url: &UrlPath) -> Option<String> {
    site.config.outputs.markdown.then(|| url.markdown().href(false))
}

fn review(page: PageRef) -> Review {
    let due = page.review_due();
    Review {
        last: page.common().reviewed.map(Day::from),
        overdue: due.is_some_and(|date| date < page.site().options.as_of),
        due: due.map(Day::from),
        stale: page.stale_since().map(Day::from),
    }
}

/// The diagrams of a page as seen from `from`: its parts are on this page, or on its own.
fn diagrams(page: PageRef, from: &UrlPath) -> BTreeMap<&'static str, Html> {
    let (site, url) = (page.site(), page.url());
    let path = if url == from { String::new() } else { from.to(url, site.pretty()) };
    let part = |id: &str| format!("{path}#{}", crate::site::url::encode(id));
    let mirror = is_right_to_left(&site.config.language);
    let name = |link: usize| page.link_name(link);
    let around = DiagramContext { part: &part, name: &name };
    let diagrams = page.behaviour().diagrams(page.page(), &around);
    diagrams.into_iter().map(|(name, diagram)| (name, Html(diagram.html(mirror)))).collect()
}

fn contents(page: &Page) -> Vec<Heading> {
    let headings = page.body.headings.iter().filter(|heading| matches!(heading.level, 2 | 3));
    headings
        .map(|heading| Heading { level: heading.level, id: heading.id.clone(), title: heading.text.clone() })
        .collect()
}
