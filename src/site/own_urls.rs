//! Where pages of the site's own stand, which nobody wrote. What the project itself puts at one of these addresses takes its place.

use super::model::Site;
use super::url::UrlPath;

impl Site {
    /// Where a page of the site's own stands, which nobody wrote: none if a page or a file of the project stands there.
    #[must_use]
    pub fn own_url(&self, name: &str) -> Option<UrlPath> {
        let url = UrlPath::new(&if self.pretty() { format!("{name}/index.html") } else { format!("{name}.html") });
        self.free(url)
    }

    /// Where the page on what is new stands; none if nothing is known to be.
    #[must_use]
    pub fn changes_url(&self) -> Option<UrlPath> {
        self.own_url("changes").filter(|_| self.news.recent().next().is_some())
    }

    /// `url`, unless a page or a file of the project stands there.
    pub(super) fn free(&self, url: UrlPath) -> Option<UrlPath> {
        (!self.urls.contains(&url) && !self.files.contains_key(&url)).then_some(url)
    }
}
