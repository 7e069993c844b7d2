//! The pages of a space: their places in the tree of its index, their titles, and the addresses at which links find them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::import::Tree;
use crate::import::html::dom::{self, NodeRef};
use crate::source::markdown::slug;

/// How deep a space may be.
const MAX_DEPTH: usize = 30;

/// The pages of a space.
#[derive(Default)]
pub(super) struct PageTree {
    /// The space's name.
    pub(super) space: Option<String>,
    key: Option<String>,
    places: BTreeMap<String, Place>,
    titles: BTreeMap<String, String>,
    /// Paths by the numbers in their names.
    by_number: HashMap<String, String>,
    by_title: HashMap<String, String>,
    base: String,
}

/// Where a page belongs.
#[derive(Clone, Default)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) order: Option<f64>,
}

/// A page of the index.
struct Entry {
    file: String,
    title: String,
    parent: Option<usize>,
}

impl PageTree {
    /// Reads the index in the folder `base`.
    pub(super) fn new(tree: &Tree, base: &str) -> Self {
        let mut pages = Self { base: base.to_owned(), ..Self::default() };
        let index = dom::parse(&tree.text(&format!("{base}index.html")).unwrap_or_default());
        if let Some(title) = dom::find(&index, |node| dom::tag(node) == "title").map(|title| dom::line_of(&title)) {
            let (name, key) = title.rsplit_once(" (").unwrap_or((&title, ""));
            pages.space = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
            pages.key = Some(key.trim_end_matches(')').to_owned()).filter(|key| !key.is_empty());
        }
        let entries = entries(tree, &index, base);
        pages.put(&entries);
        for path in tree.with_extension("html").filter(|path| path.starts_with(base)) {
            let stem = path.strip_suffix(".html").unwrap_or(path);
            let number = stem.rsplit(['_', '/']).next().unwrap_or(stem);
            if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
                pages.by_number.insert(number.to_owned(), path.to_owned());
            }
        }
        for (path, title) in &pages.titles {
            pages.by_title.insert(title.to_lowercase(), path.clone());
        }
        pages
    }

    /// Gives each entry its place: below its parent, which becomes a folder. The only page at the top is the space's home.
    fn put(&mut self, entries: &[Entry]) {
        let has_children: BTreeSet<usize> = entries.iter().filter_map(|entry| entry.parent).collect();
        let tops = entries.iter().filter(|entry| entry.parent.is_none()).count();
        let mut folders: Vec<String> = Vec::new();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for (at, entry) in entries.iter().enumerate() {
            let above = entry.parent.and_then(|parent| folders.get(parent)).cloned().unwrap_or_default();
            let is_home = tops == 1 && entry.parent.is_none();
            let name = Some(slug(&entry.title, 80)).filter(|name| !name.is_empty() && name != "index");
            let name = name.unwrap_or_else(|| slug(entry.file.trim_end_matches(".html"), 80));
            let folder = if is_home { String::new() } else { format!("{above}{name}/") };
            let path = match (is_home || has_children.contains(&at), folder.as_str()) {
                (true, folder) => format!("{folder}index"),
                (false, folder) => folder.trim_end_matches('/').to_owned(),
            };
            let path = if taken.contains(&path) { format!("{}-{at}", path.trim_end_matches("/index")) } else { path };
            taken.insert(path.clone());
            folders.push(folder);
            let file = format!("{}{}", self.base, entry.file);
            self.places.insert(file.clone(), Place { path, order: u32::try_from(at + 1).ok().map(f64::from) });
            self.titles.insert(file, entry.title.clone());
        }
    }

    /// The place of the page at `path`.
    pub(super) fn place(&self, path: &str) -> Place {
        let name = path.strip_prefix(&self.base).unwrap_or(path).trim_end_matches(".html");
        let bare = name
            .rsplit_once('_')
            .filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()))
            .map_or(name, |(name, _)| name);
        let alone = || Place { path: slug(if bare.is_empty() { name } else { bare }, 80), order: None };
        self.places.get(path).cloned().unwrap_or_else(alone)
    }

    /// The title of a page, without the space's name before it.
    pub(super) fn title_of(&self, path: &str, page: &NodeRef) -> String {
        if let Some(title) = self.titles.get(path) {
            return title.clone();
        }
        let title = dom::find(page, |node| dom::attribute(node, "id").as_deref() == Some("title-text"));
        let title = title
            .or_else(|| dom::find(page, |node| dom::tag(node) == "title"))
            .map(|node| dom::line_of(&node))
            .unwrap_or_default();
        let space = self.space.as_deref().unwrap_or_default();
        title
            .strip_prefix(space)
            .and_then(|rest| rest.trim_start().strip_prefix(':'))
            .map_or(title.as_str(), str::trim)
            .to_owned()
    }

    /// The exported page that an address of the wiki means.
    pub(super) fn meant(&self, address: &str) -> Option<String> {
        let (before, anchor) =
            address.split_once('#').map_or((address, String::new()), |(before, id)| (before, format!("#{id}")));
        let number = before.split_once("pageId=").map(|(_, rest)| rest.split('&').next().unwrap_or(rest));
        let in_path = before.split_once("/pages/").map(|(_, rest)| rest.split('/').next().unwrap_or(rest));
        let of_number = number.or(in_path).and_then(|number| self.by_number.get(number));
        let of_title = || {
            let (key, title) = before.split_once("/display/")?.1.split_once('/')?;
            let title = percent_decoded(&title.split('?').next()?.replace('+', " "));
            self.by_title.get(&title.to_lowercase()).filter(|_| self.key.as_deref() == Some(key))
        };
        let path = of_number.or_else(of_title)?;
        Some(format!("{}{anchor}", crate::import::html::encoded(path.strip_prefix(&self.base).unwrap_or(path))))
    }
}

/// `%20` and the like as what they stand for.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = if *first == b'%' { after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()) } else { None };
        let byte = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The pages in the lists of the index, each with the one above it.
fn entries(tree: &Tree, index: &NodeRef, base: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: Vec<(NodeRef, usize)> = Vec::new();
    let mut seen = BTreeSet::new();
    for item in dom::all(index).into_iter().filter(|node| dom::tag(node) == "li") {
        let Some(link) = dom::children(&item).into_iter().find(|child| dom::tag(child) == "a") else { continue };
        let Some(file) = dom::attribute(&link, "href").map(|href| percent_decoded(&href)) else { continue };
        if !tree.has(&format!("{base}{file}")) || !seen.insert(file.clone()) {
            continue;
        }
        let mut above = dom::parent(&item);
        let mut parent = None;
        for _ in 0..2 * MAX_DEPTH {
            let Some(node) = above else { break };
            parent = known.iter().rev().find(|(other, _)| NodeRef::ptr_eq(other, &node)).map(|(_, at)| *at);
            if parent.is_some() {
                break;
            }
            above = dom::parent(&node);
        }
        known.push((item, entries.len()));
        entries.push(Entry { file, title: dom::line_of(&link), parent });
    }
    entries
}

/// The part of the page that a heading such as "Comments:" stands above.
pub(super) fn section_of(heading: &NodeRef) -> Option<NodeRef> {
    let mut around = dom::parent(heading);
    for _ in 0..4 {
        let node = around?;
        if dom::has_class(&node, &["pageSection"]) {
            return Some(node);
        }
        around = dom::parent(&node);
    }
    None
}
