//! Links, images and mentions in a text, as seen from one address.
//!
//! A link by id shows what its target is: a term opens its definitions, evidence tells how strong it is, a source is a citation
//! that leads to the list at the end of the page.

use std::collections::BTreeSet;

use super::glossary::{self, CLOSE};
use super::strings::Strings;
use crate::page::{Data, Link, Mention, Value};
use crate::site::{Destination, PageIndex, PageRef, UrlPath, url};
use crate::source::markdown::{Body, Piece, Target, attribute, escape, escape_attribute};

/// The links of one page, as shown at one address.
pub(super) struct Links<'a> {
    page: PageRef<'a>,
    from: &'a UrlPath,
    words: &'a Strings,
    /// Whether the page is shown at its own address: only there stand definitions and citations at its end.
    at_home: bool,
}

/// The pages that `page` cites, in the order of its links.
pub(super) fn cited(page: PageRef) -> Vec<PageIndex> {
    let mut seen = BTreeSet::new();
    // What a field of its own names is shown there, with its record a click away.
    let named = |(_, value): &(&str, Value)| if let Data::Ref(link) = value.data { Some(link) } else { None };
    let own: BTreeSet<usize> = page.fields().iter().filter_map(named).collect();
    let targets = page.targets().enumerate().filter(|(link, _)| !own.contains(link));
    let pages = targets.filter_map(|(_, target)| target.page());
    let cited = pages.filter(|other| *other != page && mention(*other) == Mention::Citation);
    cited.map(PageRef::index).filter(|index| seen.insert(*index)).collect()
}

fn mention(page: PageRef) -> Mention {
    page.kind().mention
}

impl<'a> Links<'a> {
    /// The links of `page`.
    pub(super) fn new(page: PageRef<'a>, from: &'a UrlPath, words: &'a Strings) -> Self {
        Self { page, from, words, at_home: page.url() == from }
    }

    /// The terms that the page's links name by id.
    pub(super) fn named_terms(&self) -> impl Iterator<Item = PageIndex> {
        self.page.links().iter().enumerate().filter_map(|(at, link)| match self.shown(at, link) {
            LinkForm::Term(term) => Some(term.index()),
            _ => None,
        })
    }

    /// Writes a piece of `body`. An embed becomes a link.
    pub(super) fn write(&self, out: &mut String, piece: &Piece, body: &Body) {
        let at = match piece {
            Piece::Html(range) => return out.push_str(body.html.get(range.clone()).unwrap_or_default()),
            Piece::Word(word) => return self.words.write(out, *word),
            Piece::LinkOpen(at)
            | Piece::LinkClose(at)
            | Piece::LinkNamed(at)
            | Piece::Embed(at)
            | Piece::Image(at)
            | Piece::Address(at) => *at,
        };
        let Some(link) = self.page.links().get(at) else { return };
        match piece {
            Piece::LinkOpen(_) => self.open(out, at, link),
            Piece::LinkClose(_) => self.close(out, at, link),
            Piece::Image(_) => self.image(out, link, self.page.target(at)),
            Piece::Address(_) => {
                let href = self.href(self.page.target(at));
                out.push_str(&escape_attribute(href.as_deref().unwrap_or(&link.text)));
            }
            _ => self.named(out, at, link),
        }
    }

    /// How link `at` is shown.
    fn shown(&self, at: usize, link: &Link) -> LinkForm<'a> {
        let Destination::Page(page, part) = self.page.target(at) else { return LinkForm::Link };
        if !matches!(link.target, Target::Id { .. }) || !self.at_home || page == self.page {
            return LinkForm::Link;
        }
        match mention(page) {
            Mention::Term if part.is_none() => LinkForm::Term(page),
            Mention::Citation if part.is_none() => LinkForm::Citation(page),
            _ => LinkForm::Link,
        }
    }

    /// The opening tag: an `<a>` without an address where the target is not shown, so that its `</a>` has a partner.
    fn open(&self, out: &mut String, at: usize, link: &Link) {
        let target = self.page.target(at);
        match self.shown(at, link) {
            LinkForm::Term(term) => return glossary::open(out, term.id()),
            LinkForm::Citation(page) => return cite(out, page),
            LinkForm::Link => {}
        }
        out.push_str("<a");
        if let Some(href) = self.href(target) {
            attribute(out, "href", &href);
            if let Some(page) = target.page() {
                attribute(out, "class", &format!("to-{}", page.kind_name()));
            }
        }
        if !link.title.is_empty() {
            attribute(out, "title", &link.title);
        }
        out.push('>');
    }

    /// The closing tag, and what stands behind the text.
    fn close(&self, out: &mut String, at: usize, link: &Link) {
        out.push_str(match self.shown(at, link) {
            LinkForm::Term(_) => CLOSE,
            _ => "</a>",
        });
        let Some(page) = self.page.target(at).page() else { return };
        if let Some(aside) = self.words.aside(page) {
            // Within brackets that the author opened, a dash does: brackets in brackets are hard to read.
            let (open, close) = if in_brackets(out) { ("– ", "") } else { ("(", ")") };
            out.push_str(" <span");
            attribute(out, "class", &format!("aside-{}", page.kind_name()));
            out.push_str(&format!(">{open}"));
            escape(out, &aside);
            out.push_str(&format!("{close}</span>"));
        }
    }

    fn named(&self, out: &mut String, at: usize, link: &Link) {
        let text = match (self.page.target(at), &link.target) {
            (Destination::Page(page, part), _) => page.part_title(part),
            (_, Target::Id { id, .. }) => id.as_str(),
            (_, Target::Path { path, .. }) => path.as_str(),
        };
        self.open(out, at, link);
        escape(out, text);
        self.close(out, at, link);
    }

    /// The address of `target`.
    fn href(&self, target: Destination) -> Option<String> {
        let (from, pretty) = (self.from, self.page.site().pretty());
        match target {
            Destination::Page(page, None) => Some(from.to(page.url(), pretty)),
            Destination::Page(page, Some(part)) => {
                let to = page.url();
                let path = if to == from { String::new() } else { from.to(to, pretty) };
                Some(format!("{path}#{}", url::encode(part)))
            }
            Destination::Section(section) => Some(from.to(section.url(), pretty)),
            Destination::File(url, _) => Some(from.to(url, false)),
            Destination::Nowhere => None,
        }
    }

    fn image(&self, out: &mut String, link: &Link, target: Destination) {
        let Destination::File(url, file) = target else { return escape(out, &link.text) };
        out.push_str("<img");
        attribute(out, "src", &self.from.to(url, false));
        attribute(out, "alt", &link.text);
        if let Some((width, height)) = self.page.site().images.get(file) {
            out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        if !link.title.is_empty() {
            attribute(out, "title", &link.title);
        }
        out.push_str(" loading=\"lazy\">");
    }
}

fn cite(out: &mut String, page: PageRef) {
    out.push_str("<a");
    attribute(out, "href", &format!("#lb-cite-{}", page.id()));
    attribute(out, "class", &format!("to-{}", page.kind_name()));
    out.push('>');
}

/// How a link is shown.
enum LinkForm<'a> {
    /// As a link.
    Link,
    /// As a button that opens the definitions of this term.
    Term(PageRef<'a>),
    /// As a citation of this page.
    Citation(PageRef<'a>),
}

/// Nobody leaves a bracket open for longer, in bytes.
const FAR: usize = 2000;

/// Whether a round bracket is open in the paragraph that `html` ends in, or a text without any.
#[must_use]
pub fn in_brackets(html: &str) -> bool {
    let far = (html.len().saturating_sub(FAR)..html.len()).find(|at| html.is_char_boundary(*at)).unwrap_or_default();
    let html = html.get(far..).unwrap_or_default();
    let start = ["\n\n", "<p", "<li", "<td", "<dd", "<h"].iter().filter_map(|tag| html.rfind(tag)).max().unwrap_or(0);
    let mut depth = 0_i32;
    for c in html.get(start..).unwrap_or_default().chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            _ => {}
        }
    }
    depth > 0
}
