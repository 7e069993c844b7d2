//! The page on what is new.

use super::context::{CHANGES, RenderContext};
use super::contract::ChangesPage;
use super::news;
use super::output::View;
use super::site_pages::{OwnPage, below_home};
use crate::site::{Site, UrlPath};

/// Most changes that are shown.
const MAX_ITEMS: usize = 200;

/// The view of the page on what is new.
#[must_use]
pub fn changes(site: &Site, common: &RenderContext) -> View<ChangesPage> {
    let url = site.own_url(CHANGES).unwrap_or_else(|| UrlPath::new("changes.html"));
    let word = |name: &'static str| common.words.say(CHANGES, name);
    let page = below_home(site, common, &url, word("title"), "changes.html");
    let page = OwnPage { summary: Some(word("summary").to_owned()), ..page };
    page.view(common, ChangesPage { news: news::latest(site, common, MAX_ITEMS) })
}
