//! The whole playbook in one: its pages in the order of their sections, and the table of contents.

use serde::Serialize;

use super::{RenderContext, View, bare, list, page, section};
use crate::page::Status;
use crate::site::{Site, UrlPath, url};

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
pub enum Leaf {
    /// The own page of a section, by its index, written or not.
    Opening(usize),
    /// A page, by its index.
    Page(usize),
}

impl Leaf {
    /// The address of what it shows.
    #[must_use]
    pub fn url(self, site: &Site) -> &UrlPath {
        match self {
            Self::Opening(at) => &site.section(at).url,
            Self::Page(index) => site.url(index),
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
pub fn leaves(site: &Site) -> Vec<Leaf> {
    let of_section = |at: usize| {
        let pages = site.section(at).pages.iter().copied().map(Leaf::Page);
        std::iter::once(Leaf::Opening(at)).chain(pages)
    };
    sections(site).into_iter().flat_map(|(at, _)| of_section(at)).collect()
}

/// All sections that hold something, depth first, and how many each stands in.
fn sections(site: &Site) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut left = vec![(0, 0_usize)];
    while let Some((at, depth)) = left.pop() {
        let section = site.section(at);
        let own = section.index.filter(|index| site.page(*index).common.status != Status::Retired);
        if own.is_some() || !section.pages.is_empty() || !section.children.is_empty() {
            found.push((at, depth.saturating_sub(1)));
        }
        left.extend(section.children.iter().rev().map(|child| (*child, depth + 1)));
    }
    found
}

/// What the whole shows of a leaf: the page as it is, but without the lists of a section, whose pages follow. Grids stay.
#[must_use]
pub fn leaf(site: &Site, common: &RenderContext, leaf: Leaf) -> View {
    let mut view = match leaf {
        Leaf::Page(index) => return super::page(site, common, index),
        Leaf::Opening(at) => match site.section(at).index {
            Some(index) => super::page(site, common, index),
            None => super::section(site, common, at),
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
    let mut view = bare(site, common, &url, common.words.say("print", "title"), 0, "print.html");
    let href = |url: &UrlPath| format!("#{}", anchor(url));
    let entry =
        |index: &usize| ChapterPage { title: site.page(*index).title.plain.clone(), href: href(site.url(*index)) };
    let chapter = |(at, depth): (usize, usize)| Chapter {
        title: common.section_title(site, at),
        href: href(&site.section(at).url),
        depth,
        pages: site.section(at).pages.iter().map(entry).collect(),
    };
    view.chapters = sections(site).into_iter().map(chapter).collect();
    view.page = page::PageView { summary: None, ..view.page };
    view.breadcrumbs = section::above(site, 0, true, &common.words);
    view.listing = Vec::new();
    view
}
