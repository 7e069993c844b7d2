//! The home page and sections' own pages, written or not.

use super::context::RenderContext;
use super::contract::{Frame, HomePage, SectionPage};
use super::output::{Text, View};
use super::{content, list, news, page, papers, reading, section as sections, state};
use crate::site::{PageRef, SectionRef};

/// Most changes and reviews that the home page shows.
const NEWEST: usize = 5;

/// The view of the home page, which is the own page of the section at the top.
#[must_use]
pub fn home(common: &RenderContext, top: SectionRef) -> View<HomePage> {
    let words = &common.words;
    let shown = HomePage {
        listing: list::of_section(top, words),
        entrance: sections::entrance(top).map(|first| page::view(first, top.url(), words)),
        news: news::latest(top.site(), common, NEWEST),
        due: state::next_reviews(top.site(), NEWEST),
    };
    own_page(common, top, shown, "home.html")
}

/// The view of a section's own page.
#[must_use]
pub fn section(common: &RenderContext, section: SectionRef) -> View<SectionPage> {
    let shown = SectionPage { listing: list::of_section(section, &common.words), papers: papers::of_section(section) };
    own_page(common, section, shown, "section.html")
}

/// The own page of `section` with what it shows; titled by its kind or folder where nobody wrote it.
pub(super) fn own_page<T>(common: &RenderContext, section: SectionRef, shown: T, template: &str) -> View<T> {
    let (site, url, words) = (section.site(), section.url(), &common.words);
    let (page, text) = if let Some(own) = section.own() {
        (page::view(own, url, words), content::text(common, own, url))
    } else {
        let summary = section.is_top().then(|| site.config.tagline.clone()).flatten();
        let title = common.section_title(section);
        (page::unwritten(site, url, &title, summary, page::markdown(site, url)), Text::default())
    };
    let frame = common.frame(url.root(), page, section, sections::above(section, false, words));
    View {
        frame: Frame { reading: reading::position(section, None, words), has_embeds: text.has_embeds(), ..frame },
        shown,
        text,
        template: template.to_owned(),
        section: section.index(),
        page: section.own().map(PageRef::index),
    }
}
