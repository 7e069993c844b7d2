//! The addresses of pages that the site adds by itself. A page or file of the project at one of these addresses replaces it.

use super::model::Site;
use super::url::UrlPath;

impl Site {
    /// The address of a page that the site adds, or nothing if a page or file of the project has that address.
    #[must_use]
    pub fn own_url(&self, name: &str) -> Option<UrlPath> {
        let url = UrlPath::new(&if self.pretty() { format!("{name}/index.html") } else { format!("{name}.html") });
        self.free(url)
    }

    /// The address of the page on what is new, or nothing if no news is known.
    #[must_use]
    pub fn changes_url(&self) -> Option<UrlPath> {
        self.own_url("changes").filter(|_| self.news.recent().next().is_some())
    }

    /// `url`, unless a page or a file of the project stands there.
    pub(super) fn free(&self, url: UrlPath) -> Option<UrlPath> {
        (!self.urls.contains(&url) && !self.files.contains_key(&url)).then_some(url)
    }
}
