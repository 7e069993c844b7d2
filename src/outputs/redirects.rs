//! Old addresses of pages, which send readers on to where the pages are now.

use crate::site::{PageRef, UrlPath};

/// The old addresses of `page`. An address of a folder means its `index.html`.
pub(super) fn aliases(page: PageRef<'_>) -> impl Iterator<Item = UrlPath> {
    page.common().aliases.iter().map(|alias| {
        let path = alias.trim_start_matches('/');
        let folder = path.is_empty() || path.ends_with('/');
        let named = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        match (folder, named) {
            (true, _) => UrlPath::new(&format!("{path}index.html")),
            (false, true) => UrlPath::new(path),
            (false, false) => UrlPath::new(&format!("{path}/index.html")),
        }
    })
}
