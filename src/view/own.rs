//! Pages that nobody wrote and no section has: old addresses, addresses that lead nowhere, search.

use super::{RenderContext, View, bare, page};
use crate::site::{PageRef, Site, UrlPath};

/// The view that sends readers on from an old address `from` of `to`.
#[must_use]
pub fn redirect(common: &RenderContext, to: PageRef, from: &UrlPath) -> View {
    let view = page(common, to);
    let place = (None, view.place.1);
    View { root: from.root(), template: "redirect.html".into(), parts: Vec::new(), place, ..view }
}

/// The view of the page for addresses that lead nowhere.
#[must_use]
pub fn not_found(site: &Site, common: &RenderContext) -> View {
    let url = UrlPath::new("404.html");
    let mut view = bare(common, &url, "404", site.top(), "404.html");
    view.root = absolute_root(site);
    view.listing = Vec::new();
    view
}

/// The view of the page that searches.
#[must_use]
pub fn search(site: &Site, common: &RenderContext) -> View {
    let url = UrlPath::new("search.html");
    let title = common.search.clone();
    View { listing: Vec::new(), ..bare(common, &url, &title, site.top(), "search.html") }
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
