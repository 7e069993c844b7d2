//! Pages and files by every name that other tools give them: paths without an ending, titles, old addresses. It is made when the first
//! link needs it, so a playbook whose links are all written our way has none.

use std::collections::HashMap;
use std::sync::Arc;

use crate::kinds::{CONTENT, FOLDER_PAGES};
use crate::page::Page;
use crate::site::index::PageIndex;
use crate::site::lookup::FastMap;
use crate::site::routes::STATIC;
use crate::snapshot::{ProjectPath, without_dots};

/// Folders whose files other tools publish at the site's root.
const ROOTS: [&str; 8] =
    ["static", "public", "assets", ".gitbook/assets", "src/assets", "docs/assets", "images", "attachments"];

/// What a name stands for.
#[derive(Clone, Copy)]
pub(super) enum Named<'a> {
    /// A page that is shown.
    Page(PageIndex),
    /// A page that is not shown.
    Hidden(&'a Page),
}

/// All names.
pub(in crate::site) struct OtherNames<'a> {
    /// By path from the site's root, as [`key`] writes it; old addresses too.
    paths: FastMap<String, Vec<Named<'a>>>,
    /// By title, name of the file and name of the folder, in lower case.
    names: FastMap<String, Vec<Named<'a>>>,
    /// Files by the last part of their paths, in lower case.
    files: FastMap<String, Vec<&'a ProjectPath>>,
}

impl<'a> OtherNames<'a> {
    pub(super) fn new(
        pages: &'a [Arc<Page>],
        hidden: impl Iterator<Item = &'a Page>,
        files: impl Iterator<Item = &'a ProjectPath>,
    ) -> Self {
        let hasher = ahash::RandomState::new;
        let mut all = Self {
            paths: HashMap::with_hasher(hasher()),
            names: HashMap::with_hasher(hasher()),
            files: HashMap::with_hasher(hasher()),
        };
        for (at, page) in pages.iter().enumerate() {
            all.add(page, Named::Page(PageIndex(at)));
        }
        for page in hidden {
            all.add(page, Named::Hidden(page));
        }
        for file in files {
            all.files.entry(file.name().to_lowercase()).or_default().push(file);
        }
        all
    }

    fn add(&mut self, page: &Page, named: Named<'a>) {
        let inside = page.file.strip(CONTENT).unwrap_or_default();
        let path = key(inside);
        let last = path.rsplit('/').next().unwrap_or_default().to_owned();
        let mut words = vec![page.title.plain.to_lowercase()];
        if !page.in_list {
            words.push(last);
            self.paths.entry(path).or_default().push(named);
        }
        for alias in &page.common.aliases {
            let path = key(alias);
            words.push(alias.to_lowercase());
            self.paths.entry(path).or_default().push(named);
        }
        words.sort();
        words.dedup();
        for name in words {
            self.names.entry(name).or_default().push(named);
        }
    }

    /// What stands at this path from the site's root.
    pub(super) fn at(&self, path: &str) -> &[Named<'a>] {
        self.paths.get(path).map_or(&[], Vec::as_slice)
    }

    /// What is called so.
    pub(super) fn called(&self, name: &str) -> &[Named<'a>] {
        self.names.get(&name.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// What has a path that ends in `path`, which [`key`] made.
    pub(super) fn ending(&self, path: &str, pages: &[Arc<Page>]) -> Vec<Named<'a>> {
        let last = path.rsplit('/').next().unwrap_or_default();
        let ends = |named: &&Named<'a>| {
            let page = match named {
                Named::Page(at) => pages.get(at.0).map(AsRef::as_ref),
                Named::Hidden(page) => Some(*page),
            };
            page.is_some_and(|page| {
                let own = key(page.file.strip(CONTENT).unwrap_or_default());
                own.strip_suffix(path).is_some_and(|before| before.is_empty() || before.ends_with('/'))
            })
        };
        self.names.get(last).into_iter().flatten().filter(ends).copied().collect()
    }

    /// The file at this path from the root of the site, or of the folders that other tools publish there. With `anywhere`, else the only file
    /// whose path ends so.
    pub(super) fn file(&self, path: &str, anywhere: bool) -> Option<&'a ProjectPath> {
        let path = path.trim_matches('/');
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let alike = self.files.get(&name)?;
        let lower = path.to_lowercase();
        let is_at = |file: &ProjectPath, root: &str| {
            let inside = file.strip(CONTENT).or_else(|| file.strip(STATIC)).unwrap_or_default().to_lowercase();
            if root.is_empty() { inside == lower } else { inside == format!("{root}/{lower}") }
        };
        let rooted = std::iter::once("").chain(ROOTS).find_map(|root| alike.iter().find(|file| is_at(file, root)));
        rooted.copied().or_else(|| {
            if !anywhere {
                return None;
            }
            let ends = |file: &&&ProjectPath| {
                let whole = file.as_str().to_lowercase();
                whole.strip_suffix(lower.as_str()).is_some_and(|before| before.ends_with('/'))
            };
            let mut ending = alike.iter().filter(ends);
            ending.next().filter(|_| ending.next().is_none()).copied()
        })
    }
}

/// The path by which a page is found, whatever its address looks like: `a/b/`, `a/b.html` and `a/b/index.md` are one.
pub(super) fn key(path: &str) -> String {
    let path = path.trim_matches('/').to_lowercase();
    let ends = [".md", ".mdx", ".markdown", ".html", ".htm"];
    let path = ends.iter().find_map(|end| path.strip_suffix(end)).unwrap_or(&path);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if FOLDER_PAGES.contains(&name) { folder.to_owned() } else { path.to_owned() }
}

/// `path`, counted from `folder`, without `.`, `..` and slashes at its ends; none where it leads out of the site.
pub(super) fn joined(folder: &str, path: &str) -> Option<String> {
    without_dots(folder.split('/').chain(path.split('/')))
}
