//! The whole playbook in one: its pages in the order of their sections, and the table of contents.

use super::context::RenderContext;
use super::contract::{BookPage, Chapter, ChapterPage, SectionPage};
use super::output::View;
use super::site_pages::below_home;
use super::{index, list, papers};
use crate::page::Status;
use crate::site::{PageRef, SectionRef, Site, UrlPath, url};

/// A part of the book: a section's own page, or another page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BookPart<'a> {
    /// The own page of a section, written or not.
    Section(SectionRef<'a>),
    /// A page.
    Page(PageRef<'a>),
}

impl<'a> BookPart<'a> {
    /// The address of what it shows.
    #[must_use]
    pub fn url(self) -> &'a UrlPath {
        match self {
            Self::Section(section) => section.url(),
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

/// All parts of the book, in order: a section's own page, its pages, the sections within it.
#[must_use]
pub fn book_parts(site: &Site) -> Vec<BookPart<'_>> {
    let sections = sections(site).into_iter();
    let parts = sections.flat_map(|(section, _)| {
        std::iter::once(BookPart::Section(section)).chain(section.pages().map(BookPart::Page))
    });
    parts.collect()
}

/// All sections that hold something, depth first, and how many sections each is within.
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

/// The own page of `section` as the book shows it: without lists, since its pages follow, but with grids.
#[must_use]
pub fn section_in_book(common: &RenderContext, section: SectionRef) -> View<SectionPage> {
    let listing = list::grids_of_section(section, &common.words);
    let shown = SectionPage { listing, papers: papers::of_section(section) };
    index::own_page(common, section, shown, "section.html")
}

/// The view of the book, whose parts the renderer joins to the variable `body`.
#[must_use]
pub fn book(site: &Site, common: &RenderContext) -> View<BookPage> {
    let url = site.print_url().unwrap_or_else(|| UrlPath::new("print.html"));
    let href = |url: &UrlPath| format!("#{}", anchor(url));
    let entry = |page: PageRef| ChapterPage { title: page.title().to_owned(), href: href(page.url()) };
    let chapter = |(section, depth): (SectionRef, usize)| Chapter {
        title: common.section_title(section),
        href: href(section.url()),
        depth,
        pages: section.pages().map(entry).collect(),
    };
    let chapters = sections(site).into_iter().map(chapter).collect();
    below_home(site, common, &url, common.words.say("print", "title"), "print.html").view(common, BookPage { chapters })
}
