//! A page as its template sees it.

use std::collections::BTreeMap;

use super::contract::{Day, Heading, Owner, PageView, Review};
use super::strings::{Strings, is_right_to_left};
use super::{entry, fields, news, text};
use crate::kinds::DiagramContext;
use crate::page::Page;
use crate::site::{self, PageRef, Site, UrlPath};
use crate::source::markdown::escape_attribute;
use crate::theme::{Html, Shared};

/// What a page is called and where it stands, which differs between a page and its companions.
struct Header {
    title: String,
    title_html: Html,
    summary: Option<String>,
    url: String,
    markdown: Option<String>,
    contents: Vec<Heading>,
    diagrams: BTreeMap<&'static str, Html>,
}

/// A page as seen from the address `from`.
pub(super) fn view(of: PageRef, from: &UrlPath, words: &Strings) -> PageView {
    let header = Header {
        title: of.title().to_owned(),
        title_html: text::rich(of, from, words, &of.page().title),
        summary: of.summary().map(str::to_owned),
        url: of.href(),
        markdown: markdown(of.site(), of.url()),
        contents: contents(of.page()),
        diagrams: diagrams(of, from),
    };
    with_header(of, from, words, header)
}

/// A companion of a page, at the address `url`: called otherwise, with the fields of the page.
pub(super) fn companion(of: PageRef, url: &UrlPath, words: &Strings, title: String, summary: String) -> PageView {
    let header = Header {
        title_html: Html(escape_attribute(&title)),
        title,
        summary: Some(summary),
        url: url.href(of.site().pretty()),
        markdown: None,
        contents: Vec::new(),
        diagrams: BTreeMap::new(),
    };
    with_header(of, url, words, header)
}

fn with_header(of: PageRef, from: &UrlPath, words: &Strings, header: Header) -> PageView {
    let (site, page, common) = (of.site(), of.page(), of.common());
    let kind = words.findings.kinds.get(&page.file).copied().unwrap_or(page.kind.name);
    PageView {
        id: page.id.clone(),
        kind,
        kind_title: words.kinds.get(kind).map(|(one, _)| one.clone()).unwrap_or_default(),
        title: header.title,
        title_html: header.title_html,
        summary: header.summary,
        canonical: canonical(site, &header.url),
        url: header.url,
        markdown: header.markdown,
        status: common.status.name(),
        owner: of.owner().map(|owner| owner_view(site, owner)),
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
        contents: header.contents,
        diagrams: header.diagrams,
        is_index: page.is_index(),
    }
}

/// The absolute address of `href`, if the site's is known.
fn canonical(site: &Site, href: &str) -> Option<String> {
    site.config.base_url.as_ref().map(|base| format!("{base}{href}"))
}

/// Who looks after something.
pub(super) fn owner_view(site: &Site, owner: site::Owner) -> Owner {
    match owner {
        site::Owner::Name(title) => Owner { title, url: None },
        site::Owner::Page(page) => {
            let page = site.page(page);
            Owner { title: page.title().to_owned(), url: Some(page.href()) }
        }
    }
}

/// A page that nobody wrote.
pub(super) fn unwritten(
    site: &Site,
    url: &UrlPath,
    title: &str,
    summary: Option<String>,
    markdown: Option<String>,
) -> PageView {
    let href = url.href(site.pretty());
    PageView {
        id: String::new(),
        kind: "",
        kind_title: String::new(),
        title: title.to_owned(),
        title_html: Html(escape_attribute(title)),
        summary,
        canonical: canonical(site, &href),
        url: href,
        markdown,
        status: "live",
        owner: None,
        review: Review::default(),
        changed: None,
        instead: None,
        tags: Vec::new(),
        edit_url: None,
        fields: Shared::new(&BTreeMap::<String, String>::new()),
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
    let context = DiagramContext { part: &part, name: &name };
    let diagrams = page.behaviour().diagrams(page.page(), &context);
    diagrams.into_iter().map(|(name, diagram)| (name, Html(diagram.html(mirror)))).collect()
}

fn contents(page: &Page) -> Vec<Heading> {
    let headings = page.body.headings.iter().filter(|heading| matches!(heading.level, 2 | 3));
    headings
        .map(|heading| Heading { level: heading.level, id: heading.id.clone(), title: heading.text.clone() })
        .collect()
}
