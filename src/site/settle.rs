//! Ids that nobody chose, and which page is a folder's own: what only all pages together decide.
//!
//! A file's name gives an id as long as no other page has the same. Where two have, each gets its path as its id. Of several files that
//! are named like a folder's own page, the first in [`FOLDER_PAGES`] is it, and the others are pages like all others. An id that
//! somebody chose is never changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::lookup::FastMap;
use crate::kinds::{FOLDER_PAGES, is_folder_page, path_id};
use crate::page::Page;
use crate::snapshot::ProjectPath;

/// The pages that were changed in the last build, by their files: as they were read, and as they are now.
pub(super) type Changed = HashMap<ProjectPath, (Arc<Page>, Arc<Page>)>;

/// `pages` with ids that are their own. `changed` are those of the last build; a page that is unchanged since is not made again.
pub(super) fn settle(pages: Vec<Arc<Page>>, changed: &mut Changed) -> Vec<Arc<Page>> {
    let mut counts: FastMap<&str, usize> = FastMap::with_capacity_and_hasher(pages.len(), ahash::RandomState::new());
    let mut alike = false;
    for page in &pages {
        let count = counts.entry(page.id.as_str()).or_default();
        *count += 1;
        alike |= *count > 1 || (page.is_folder_page && rank(page) > 0);
    }
    if !alike {
        changed.clear();
        return pages;
    }
    let wanted = wanted(&pages, &counts);
    drop(counts);
    let mut before = std::mem::take(changed);
    let made = pages.into_iter().enumerate().map(|(at, page)| {
        let Some((id, is_folder_page)) = wanted.get(&at) else { return page };
        let known = before
            .remove(&page.file)
            .filter(|(read, now)| Arc::ptr_eq(read, &page) && now.id == *id && now.is_folder_page == *is_folder_page);
        let now = known.map_or_else(
            || Arc::new(Page { id: id.clone(), is_folder_page: *is_folder_page, ..Page::clone(&page) }),
            |(_, now)| now,
        );
        changed.insert(page.file.clone(), (page, now.clone()));
        now
    });
    made.collect()
}

/// The pages that are to be changed: the id of each, and whether it is its folder's own page.
fn wanted(pages: &[Arc<Page>], counts: &FastMap<&str, usize>) -> BTreeMap<usize, (String, bool)> {
    let own = own_pages(pages);
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut wanted = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        let alone = page.is_folder_page && own.get(page.file.parent()).is_some_and(|first| *first < rank(page));
        let shared = counts.get(page.id.as_str()).is_some_and(|count| *count > 1);
        if page.has_own_id || !(shared || alone) {
            taken.insert(page.id.clone());
        }
        if alone || (shared && !page.has_own_id) {
            wanted.insert(at, alone);
        }
    }
    let settled = wanted.into_iter().filter_map(|(at, alone)| {
        let page = pages.get(at)?;
        let id = if page.has_own_id { page.id.clone() } else { free(path_id(&page.file, alone), &page.id, &mut taken) };
        Some((at, (id, page.is_folder_page && !alone)))
    });
    settled.collect()
}

/// The first name of a folder's own page that each folder has, by its place in [`FOLDER_PAGES`].
fn own_pages(pages: &[Arc<Page>]) -> BTreeMap<&str, usize> {
    let mut own: BTreeMap<&str, usize> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.is_folder_page) {
        let first = own.entry(page.file.parent()).or_insert(usize::MAX);
        *first = (*first).min(rank(page));
    }
    own
}

fn rank(page: &Page) -> usize {
    debug_assert!(is_folder_page(&page.file));
    FOLDER_PAGES.iter().position(|name| page.file.stem().eq_ignore_ascii_case(name)).unwrap_or(FOLDER_PAGES.len())
}

/// `id`, or the first number behind it that nobody has.
fn free(id: String, named: &str, taken: &mut BTreeSet<String>) -> String {
    let id = if id.is_empty() { named.to_owned() } else { id };
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let found = std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(id);
    taken.insert(found.clone());
    found
}
