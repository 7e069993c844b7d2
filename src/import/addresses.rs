//! At which paths the source's links find its pages and files.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Document;
use super::tree::extension_of;
use crate::snapshot::without_dots;

/// Folders whose files a site has at its root.
const STATIC: [&str; 10] = [
    "static", "public", "assets", "src/assets", "src/static", "docs/assets", ".gitbook/assets", "_assets", "images",
    "attachments",
];

/// What a link leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found<'s> {
    /// A document, by its number.
    Document(usize),
    /// A file, by its path in the source.
    File(&'s str),
}

/// All pages and files by everything that a link may call them.
pub(super) struct Addresses<'s> {
    documents: HashMap<String, usize>,
    files: &'s BTreeMap<String, Vec<u8>>,
    /// By name alone; none where two have the same.
    named: HashMap<String, Option<usize>>,
    files_named: HashMap<String, Option<&'s str>>,
    folded: HashMap<String, Option<usize>>,
}

impl<'s> Addresses<'s> {
    pub(super) fn new(documents: &[Document], files: &'s BTreeMap<String, Vec<u8>>) -> Self {
        let mut all = HashMap::new();
        let mut named: HashMap<String, Option<usize>> = HashMap::new();
        let mut folded: HashMap<String, Option<usize>> = HashMap::new();
        for (at, document) in documents.iter().enumerate() {
            for path in [key(&document.from), key(&document.to)]
                .into_iter()
                .chain(document.addresses.iter().map(|path| key(path)))
            {
                once(&mut folded, path.to_lowercase(), at);
                all.entry(path).or_insert(at);
            }
            let file = document.from.rsplit('/').next().unwrap_or_default();
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            let called = [stem.to_owned()].into_iter().chain(document.title.clone());
            let called: BTreeSet<String> = called.map(|name| name.to_lowercase()).collect();
            for name in called {
                once(&mut named, name, at);
            }
        }
        let mut files_named = HashMap::new();
        for path in files.keys() {
            let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
            once(&mut files_named, name, path.as_str());
        }
        Self { documents: all, files, named, files_named, folded }
    }

    /// What `path` means in the document at `from`: relative to it, from the site's root, or as only one thing can be meant.
    pub(super) fn find(&self, from: &Document, path: &str) -> Option<Found<'s>> {
        let rooted = path.starts_with('/');
        let folder = from.from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut tried: Vec<String> = Vec::new();
        if !rooted {
            tried.extend(local(&format!("{folder}/{path}")));
            // Where addresses end in `/`, browsers count from the page itself.
            tried.extend(local(&format!("{}/{path}", key(&from.from))));
            tried.extend(from.addresses.iter().filter_map(|address| local(&format!("{address}/{path}"))));
        }
        tried.extend(local(path));
        tried.iter().find_map(|path| self.at(path)).or_else(|| self.only(path))
    }

    /// The page that a wiki link names: by path, then by name or title, where there is only one.
    pub(super) fn named(&self, from: &Document, name: &str) -> Option<Found<'s>> {
        let name = name.trim();
        let folder = from.from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let near = local(&format!("{folder}/{name}")).and_then(|path| self.at(&path));
        near.or_else(|| local(name).and_then(|path| self.at(&path)))
            .or_else(|| self.named.get(&name.to_lowercase()).copied().flatten().map(Found::Document))
            .or_else(|| self.only(name))
    }

    fn at(&self, path: &str) -> Option<Found<'s>> {
        if let Some((file, _)) = self.files.get_key_value(path) {
            return Some(Found::File(file));
        }
        let page = self.documents.get(&key(path)).copied();
        if let Some(page) = page.or_else(|| self.folded.get(&key(path).to_lowercase()).copied().flatten()) {
            return Some(Found::Document(page));
        }
        STATIC.iter().find_map(|folder| {
            let (file, _) = self.files.get_key_value(&format!("{folder}/{path}"))?;
            Some(Found::File(file.as_str()))
        })
    }

    /// The only page or file of this name.
    fn only(&self, path: &str) -> Option<Found<'s>> {
        let name = path.trim_end_matches('/').rsplit('/').next()?.to_lowercase();
        if name.is_empty() || name == "." || name == ".." {
            return None;
        }
        let extension = extension_of(&name);
        if !matches!(extension.as_str(), "" | "md" | "mdx" | "html" | "htm") {
            return self.files_named.get(&name).copied().flatten().map(Found::File);
        }
        let stem = name.strip_suffix(&format!(".{extension}")).unwrap_or(&name);
        self.named.get(stem).copied().flatten().map(Found::Document)
    }
}

fn once<K: std::hash::Hash + Eq, V: PartialEq + Copy>(map: &mut HashMap<K, Option<V>>, key: K, value: V) {
    map.entry(key).and_modify(|known| *known = known.filter(|known| *known == value)).or_insert(Some(value));
}

/// `path` counted from the root without `.`, `..` and slashes at its ends; none where it leads out of the source.
pub(super) fn local(path: &str) -> Option<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    without_dots(path.split('/'))
}

/// The path by which a page is found, whatever its address looks like: `a/b/`, `a/b.html` and `a/b/index.md` are one.
pub(super) fn key(path: &str) -> String {
    let path = path.trim_matches('/');
    let extension = extension_of(path);
    let path = match extension.as_str() {
        "md" | "mdx" | "markdown" | "html" | "htm" | "njk" | "docx" => {
            path.get(..path.len() - extension.len() - 1).unwrap_or(path)
        }
        _ => path,
    };
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name {
        "index" | "_index" | "README" | "readme" | "Readme" => folder.to_owned(),
        _ => path.to_owned(),
    }
}
