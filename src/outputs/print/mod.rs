//! Pages bound into one: each is cut out of its frame, its anchors are made unique, and its links lead on within the whole.
//!
//! A page is taken as its template wrote it, so that a theme's own templates print as they are: all that stands in `<main>`. Left out are
//! `nav`, scripts, what is `hidden`, controls, and what has the class `screen`. Terms lead to their page, folded text is unfolded, and
//! headings step down below those of the whole. Refuses to read a template, and to guess where a link leads.

mod tags;

use std::collections::HashMap;

use crate::site::{Site, UrlPath, url};
use crate::view::{BookPart, anchor, book_parts};
use tags::{Tag, Token, tokens};

/// What binds pages: where each stands in the whole.
#[derive(Debug)]
pub(super) struct Binding<'a> {
    /// Anchors by the addresses that links from the root have.
    anchors: HashMap<String, String>,
    /// Anchors of pages by their ids, which is how texts name terms.
    terms: HashMap<&'a str, String>,
    /// What leads from the whole to the site's root.
    root: String,
}

/// Attributes that hold ids.
const IDS: [&str; 6] = ["id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls"];
/// Attributes that hold an address.
const ADDRESSES: [&str; 2] = ["href", "src"];
/// Attributes that say nothing on paper. An image that is loaded late is not printed.
const IDLE: [&str; 5] = ["itemscope", "itemtype", "itemprop", "loading", "tabindex"];
/// Elements without content.
const VOID: [&str; 8] = ["meta", "link", "img", "br", "hr", "input", "col", "wbr"];

impl<'a> Binding<'a> {
    /// What binds the pages of `site`.
    pub(super) fn new(site: &'a Site) -> Self {
        let anchors = book_parts(site).into_iter().map(|part| {
            let url = part.url();
            (url.href(site.pretty()), anchor(url))
        });
        let pages = book_parts(site).into_iter().filter_map(|part| match part {
            BookPart::Page(page) => Some(page),
            BookPart::Section(_) => None,
        });
        let terms = pages.map(|page| (page.id(), anchor(page.url()))).collect();
        let root = site.print_url().map_or_else(String::new, |url| url.root());
        Self { anchors: anchors.collect(), terms, root }
    }

    /// The page of `part` in the whole, from its `html`.
    pub(super) fn part(&self, part: BookPart, html: &str) -> String {
        let url = part.url();
        let down = if matches!(part, BookPart::Section(_)) { 1 } else { 2 };
        let out = String::with_capacity(html.len() / 2);
        let writer = Writer { binding: self, url, anchor: anchor(url), down, sections: Vec::new(), out };
        writer.write(html, matches!(part, BookPart::Section(_)))
    }

    /// Where `href` on the page at `from` leads from the whole.
    fn lead(&self, href: &str, from: &UrlPath, own: &str) -> String {
        if let Some(part) = href.strip_prefix('#') {
            return within(own, Some(part));
        }
        if is_absolute(href) {
            return href.to_owned();
        }
        let (path, part) = href.split_once('#').map_or((href, None), |(path, part)| (path, Some(part)));
        let full = join(from, path);
        match self.anchors.get(&full) {
            Some(anchor) => within(anchor, part),
            None => format!("{}{full}{}", self.root, part.map(|part| format!("#{part}")).unwrap_or_default()),
        }
    }
}

/// Whether `href` starts with a scheme, a host or the root of a host.
fn is_absolute(href: &str) -> bool {
    let scheme = href.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    scheme || href.starts_with('/')
}

/// The address from the root of `path`, which is relative to the page at `from`.
fn join(from: &UrlPath, path: &str) -> String {
    let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = url::encode(folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let (folders, last) = path.rsplit_once('/').unwrap_or(("", path));
    for part in folders.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let mut full = String::new();
    for part in parts {
        full.push_str(part);
        full.push('/');
    }
    match last {
        "." | ".." => full,
        last => full + last,
    }
}

/// A link to `anchor`, or to a part of the page that stands there.
fn within(anchor: &str, part: Option<&str>) -> String {
    match part {
        None | Some("") => format!("#{anchor}"),
        Some(part) => format!("#{anchor}:{}", recoded(part)),
    }
}

/// `part` as an id holds it in the whole: encoded, so that it reads the same in an id and in an address.
fn recoded(part: &str) -> String {
    url::encode(&url::decode(part).unwrap_or_else(|| part.to_owned()))
}

/// Writes one page.
struct Writer<'b> {
    binding: &'b Binding<'b>,
    url: &'b UrlPath,
    anchor: String,
    /// How many levels headings step down.
    down: u8,
    /// What the sections that are open became.
    sections: Vec<&'static str>,
    out: String,
}

impl Writer<'_> {
    fn write(mut self, html: &str, opening: bool) -> String {
        let mut class = "";
        let mut inside = false;
        let mut all = tokens(html);
        while let Some(token) = all.next() {
            match token {
                Token::Open(tag) if tag.name == "body" => class = tag.get("class").unwrap_or_default(),
                Token::Open(tag) if tag.name == "main" => {
                    let kind = if opening { "print-page print-section" } else { "print-page" };
                    self.out.push_str(&format!("<article class=\"{kind} {class}\" id=\"{}\">", self.anchor));
                    inside = true;
                }
                Token::Close("main") if inside => {
                    self.out.push_str("</article>\n");
                    break;
                }
                _ if !inside => {}
                Token::Text(text) => self.out.push_str(text),
                Token::Close("button") => self.out.push_str("</a>"),
                Token::Close("section") => {
                    let name = self.sections.pop().unwrap_or("section");
                    self.out.push_str(&format!("</{name}>"));
                }
                Token::Close(name) => self.out.push_str(&format!("</{}>", self.name(name))),
                Token::Open(tag) if is_left_out(&tag) => skip(&tag, &mut all),
                Token::Open(tag) => self.open(&tag),
            }
        }
        self.out
    }

    fn open(&mut self, tag: &Tag) {
        if let Some(term) = tag.get("popovertarget").and_then(|id| id.strip_prefix(TERM)) {
            return self.term(term);
        }
        self.out.push('<');
        if tag.name == "section" {
            // One without a heading had its name from its landmark.
            let name = if tag.get("aria-label").is_some() { "div" } else { "section" };
            self.sections.push(name);
            self.out.push_str(name);
        } else {
            self.out.push_str(&self.name(tag.name));
        }
        // Hundreds of landmarks would be none.
        let idle = |name: &str| IDLE.contains(&name) || (tag.name == "section" && name.starts_with("aria-label"));
        for (name, value) in tag.attributes.iter().filter(|(name, _)| !idle(name)) {
            self.out.push(' ');
            self.out.push_str(name);
            if let Some(value) = value {
                let value = self.value(name, value);
                self.out.push_str(&format!("=\"{}\"", value.replace('"', "&quot;")));
            }
        }
        if tag.name == "details" && tag.get("open").is_none() {
            self.out.push_str(" open");
        }
        self.out.push_str(if tag.closed { "/>" } else { ">" });
    }

    /// A button that opens what a term means, as a link to the term's page.
    fn term(&mut self, id: &str) {
        match self.binding.terms.get(id) {
            Some(anchor) => self.out.push_str(&format!("<a class=\"to-term\" href=\"#{anchor}\">")),
            None => self.out.push_str("<a>"),
        }
    }

    fn value(&self, name: &str, value: &str) -> String {
        if IDS.contains(&name) {
            let own = |id: &str| format!("{}:{}", self.anchor, url::encode(id));
            return value.split_ascii_whitespace().map(own).collect::<Vec<_>>().join(" ");
        }
        if ADDRESSES.contains(&name) {
            return self.binding.lead(value, self.url, &self.anchor);
        }
        value.to_owned()
    }

    /// The name of an element: headings step down.
    fn name(&self, name: &str) -> String {
        match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => format!("h{}", (level - b'0' + self.down).min(6)),
            _ => name.to_owned(),
        }
    }
}

/// What the ids of definitions start with.
const TERM: &str = "lb-term-";

/// Whether an element has no place on paper.
fn is_left_out(tag: &Tag) -> bool {
    let control = matches!(tag.name, "input" | "select" | "textarea" | "form");
    let button = tag.name == "button" && tag.get("popovertarget").is_none_or(|id| !id.starts_with(TERM));
    let silent = matches!(tag.name, "nav" | "script" | "noscript" | "template" | "meta" | "link");
    control || button || silent || tag.get("hidden").is_some() || tag.is("screen") || tag.is("anchor")
}

/// Passes over the element that `tag` opens.
fn skip(tag: &Tag, all: &mut tags::Tokens) {
    let mut depth = usize::from(!tag.closed && !VOID.contains(&tag.name));
    while depth > 0 {
        match all.next() {
            Some(Token::Open(inner)) if inner.name == tag.name && !inner.closed => depth += 1,
            Some(Token::Close(name)) if name == tag.name => depth -= 1,
            Some(_) => {}
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined() {
        let cases = [
            ("plays/a.html", "b.html", "plays/b.html"),
            ("plays/a.html", "../index.html", "index.html"),
            ("plays/a.html", "../terms/", "terms/"),
            ("plays/a/index.html", "../", "plays/"),
            ("a/b c/d.html", "e.html", "a/b%20c/e.html"),
            ("plays/index.html", "./", "plays/"),
            ("plays/index.html", "..", "plays/"),
            ("index.html", "./", ""),
            ("index.html", "img/x.svg", "img/x.svg"),
        ];
        for (from, href, expected) in cases {
            assert_eq!(join(&UrlPath::new(from), href), expected, "{href} on {from}");
        }
    }

    #[test]
    fn other_places_stay_other_places() {
        for (href, expected) in [
            ("https://x.example/y", true),
            ("mailto:a@b.example", true),
            ("/x", true),
            ("x:y/z", true),
            ("a/b:c", false),
            ("../x", false),
        ] {
            assert_eq!(is_absolute(href), expected, "{href}");
        }
    }

    #[test]
    fn parts_read_the_same_in_ids_and_links() {
        assert_eq!(within("/plays/a", Some("gr%C3%B6%C3%9Fe")), format!("#/plays/a:{}", url::encode("größe")));
        assert_eq!(within("/plays/a", Some("")), "#/plays/a");
    }
}
