//! Old addresses of pages, which send readers on to where the pages are now.
//!
//! An address that a page's `aliases` give must be free, or it is reported as a conflict. One that a key of another tool gives makes way
//! without a word: there it was the page's own address, which it may still be.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::page_ref::PageRef;
use super::url::UrlPath;
use crate::page::Page;

impl<'a> PageRef<'a> {
    /// Its old addresses. An address of a folder means its `index.html`.
    pub fn old_addresses(self) -> impl Iterator<Item = UrlPath> + use<'a> {
        let clashing = &self.site().clashing_aliases;
        let is_foreign = self.common().has_foreign_aliases;
        addresses(self.page()).filter(move |url| !(is_foreign && clashing.contains(url)))
    }
}

/// The old addresses of pages that make way: those at which another page stands.
pub(super) fn clashing(pages: &[Arc<Page>], urls: &[UrlPath]) -> BTreeSet<UrlPath> {
    let mut foreign = pages.iter().filter(|page| page.common.has_foreign_aliases).peekable();
    if foreign.peek().is_none() {
        return BTreeSet::new();
    }
    let mut taken: BTreeSet<String> = urls.iter().map(|url| super::url::fold(url.as_str())).collect();
    let own = pages.iter().filter(|page| !page.common.has_foreign_aliases).flat_map(|page| addresses(page));
    taken.extend(own.map(|url| super::url::fold(url.as_str())));
    foreign.flat_map(|page| addresses(page)).filter(|url| !taken.insert(super::url::fold(url.as_str()))).collect()
}

fn addresses(page: &Page) -> impl Iterator<Item = UrlPath> + '_ {
    page.common.aliases.iter().map(|alias| {
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
