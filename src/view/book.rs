//! The whole playbook in one: its pages in the order of their sections, and the table of contents.

use serde::Serialize;

use super::{RenderContext, View, bare, list, page, section};
use crate::page::Status;
use crate::site::{PageRef, SectionRef, Site, UrlPath, url};

/// A chapter of the whole playbook: a section.
#[derive(Serialize, Debug)]
pub struct Chapter {
    /// Its title, without markup.
    pub title: String,
    /// Where it starts in the whole: `#` and an anchor.
    pub href: String,
    /// How many sections it stands in: 0 for the home page and the sections below it.
    pub depth: usize,
    /// Its pages, in order.
    pub pages: Vec<ChapterPage>,
}

/// A page of a chapter.
#[derive(Serialize, Debug)]
pub struct ChapterPage {
    /// Its title, without markup.
    pub title: String,
    /// Where it starts in the whole: `#` and an anchor.
    pub href: String,
}

/// A part of the whole: a section's opening, or a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leaf<'a> {
    /// The own page of a section, written or not.
    Opening(SectionRef<'a>),
    /// A page.
    Page(PageRef<'a>),
}

impl<'a> Leaf<'a> {
    /// The address of what it shows.
    #[must_use]
    pub fn url(self) -> &'a UrlPath {
        match self {
            Self::Opening(section) => section.url(),
            Self::Page(page) => page.url(),
        }
    }
}

/// The anchor in the whole of the page at `url`. That of one of its parts follows after a colon.
#[must_use]
pub fn anchor(url: &UrlPath) -> String {
    let path = url.as_str();
    format!("/{}", url::encode(path.strip_suffix(".html").unwrap_or(path)))
}

/// All leaves of the whole, in order: a section's opening, its pages, the sections within it.
#[must_use]
pub fn leaves(site: &Site) -> Vec<Leaf<'_>> {
    let sections = sections(site).into_iter();
    sections
        .flat_map(|(section, _)| std::iter::once(Leaf::Opening(section)).chain(section.pages().map(Leaf::Page)))
        .collect()
}

/// All sections that hold something, depth first, and how many each stands in.
fn sections(site: &Site) -> Vec<(SectionRef<'_>, usize)> {
    let mut found = Vec::new();
    let mut left = vec![(site.top(), 0_usize)];
    while let Some((section, depth)) = left.pop() {
        let own = section.own().filter(|page| page.status() != Status::Retired);
        if own.is_some() || section.pages().len() > 0 || section.children().len() > 0 {
            found.push((section, depth.saturating_sub(1)));
        }
        left.extend(section.children().rev().map(|child| (child, depth + 1)));
    }
    found
}

/// What the whole shows of a leaf: the page as it is, but without the lists of a section, whose pages follow. Grids stay.
#[must_use]
pub fn leaf(common: &RenderContext, leaf: Leaf) -> View {
    let mut view = match leaf {
        Leaf::Page(page) => return super::page(common, page),
        Leaf::Opening(section) => match section.own() {
            Some(page) => super::page(common, page),
            None => super::section(common, section),
        },
    };
    view.template = "section.html".into();
    view.listing.retain(|list: &list::List| !list.columns.is_empty());
    for list in &mut view.listing {
        list.filters.clear();
    }
    view
}

/// The view of the whole, whose leaves the renderer joins to the variable `body`.
#[must_use]
pub fn book(site: &Site, common: &RenderContext) -> View {
    let url = site.print_url().unwrap_or_else(|| UrlPath::new("print.html"));
    let mut view = bare(common, &url, common.words.say("print", "title"), site.top(), "print.html");
    let href = |url: &UrlPath| format!("#{}", anchor(url));
    let entry = |page: PageRef| ChapterPage { title: page.title().to_owned(), href: href(page.url()) };
    let chapter = |(section, depth): (SectionRef, usize)| Chapter {
        title: common.section_title(section),
        href: href(section.url()),
        depth,
        pages: section.pages().map(entry).collect(),
    };
    view.chapters = sections(site).into_iter().map(chapter).collect();
    view.page = page::PageView { summary: None, ..view.page };
    view.breadcrumbs = section::above(site.top(), true, &common.words);
    view.listing = Vec::new();
    view
}
