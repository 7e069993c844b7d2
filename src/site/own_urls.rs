//! The addresses of pages that the site adds by itself. A file in `static/` at one of these addresses replaces it; anything of
//! `content/` there is a conflict, which is reported with the outputs.

use super::model::Site;
use super::routes::STATIC;
use super::url::UrlPath;

impl Site {
    /// The address of a page that the site adds, or nothing if a file in `static/` has that address.
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

    /// `url`, unless a file in `static/` stands there.
    pub(super) fn free(&self, url: UrlPath) -> Option<UrlPath> {
        let replaced = self.files.get(&url).is_some_and(|path| path.strip(STATIC).is_some());
        (!replaced).then_some(url)
    }
}
