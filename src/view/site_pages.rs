//! Pages that nobody wrote and no section has: old addresses, addresses that lead nowhere, search; and how such pages are framed.

use super::context::RenderContext;
use super::contract::{Entry, Frame};
use super::output::{FrameOnly, Text, View};
use super::{page, section as sections};
use crate::site::{PageRef, SectionRef, Site, UrlPath};

/// A page of the program's own: what it is called, where it is and where its readers come from.
pub(super) struct OwnPage<'a> {
    pub(super) url: &'a UrlPath,
    pub(super) title: &'a str,
    pub(super) summary: Option<String>,
    /// The section that it belongs to.
    pub(super) section: SectionRef<'a>,
    pub(super) breadcrumbs: Vec<Entry>,
    pub(super) template: &'a str,
}

impl OwnPage<'_> {
    /// Its view, with what only it shows.
    pub(super) fn view<T>(self, common: &RenderContext, shown: T) -> View<T> {
        let page = page::unwritten(self.section.site(), self.url, self.title, self.summary, None);
        View {
            frame: common.frame(self.url.root(), page, self.section, self.breadcrumbs),
            shown,
            text: Text::default(),
            template: self.template.to_owned(),
            section: self.section.index(),
            page: None,
        }
    }
}

/// A page of the program's own that readers reach from the home page.
pub(super) fn below_home<'a>(
    site: &'a Site,
    common: &RenderContext,
    url: &'a UrlPath,
    title: &'a str,
    template: &'a str,
) -> OwnPage<'a> {
    let breadcrumbs = sections::above(site.top(), true, &common.words);
    OwnPage { url, title, summary: None, section: site.top(), breadcrumbs, template }
}

/// The view that sends readers on from an old address `from` of `to`: `page` is where it leads now.
#[must_use]
pub fn redirect(common: &RenderContext, to: PageRef, from: &UrlPath) -> View<FrameOnly> {
    let section = to.section();
    let breadcrumbs = sections::above(section, true, &common.words);
    let summary = to.summary().map(str::to_owned);
    let page = OwnPage { url: to.url(), title: to.title(), summary, section, breadcrumbs, template: "redirect.html" };
    let view = page.view(common, FrameOnly {});
    View { frame: Frame { root: from.root(), ..view.frame }, ..view }
}

/// The view of the page for addresses that lead nowhere.
#[must_use]
pub fn not_found(site: &Site, common: &RenderContext) -> View<FrameOnly> {
    let view = at_the_top(site, common, &UrlPath::new("404.html"), "404", "404.html");
    View { frame: Frame { root: absolute_root(site), ..view.frame }, ..view }
}

/// The view of the page that searches.
#[must_use]
pub fn search(site: &Site, common: &RenderContext) -> View<FrameOnly> {
    at_the_top(site, common, &UrlPath::new("search.html"), common.words.say("search", "title"), "search.html")
}

/// A page that nothing leads down to, with the playbook's tagline for a summary.
fn at_the_top(site: &Site, common: &RenderContext, url: &UrlPath, title: &str, template: &str) -> View<FrameOnly> {
    let summary = site.config.tagline.clone();
    let page = OwnPage { url, title, summary, section: site.top(), breadcrumbs: Vec::new(), template };
    page.view(common, FrameOnly {})
}

/// The site's root as an absolute path, for the one page that is shown at any address.
fn absolute_root(site: &Site) -> String {
    let path = site
        .config
        .base_url
        .as_deref()
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'));
    path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"))
}
