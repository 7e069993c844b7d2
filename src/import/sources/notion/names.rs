//! Names of exported files: `Team rituals 0123….md` is the page `team-rituals`, and a link to notion.so ends in the same id.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::import::tree::extension_of;
use crate::import::{Tree, html};
use crate::source::markdown::slug;

/// Where each exported file belongs.
pub(super) struct Names {
    /// Paths without extension below `content/`, by paths in the export.
    places: BTreeMap<String, String>,
    /// Paths in the export by ids.
    by_id: HashMap<String, String>,
}

/// The 32 digits at the end of a file's name.
pub(super) fn id_of(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix("_all").unwrap_or(stem);
    let id = stem.get(stem.len().checked_sub(32)?..)?;
    let before = stem.strip_suffix(id)?;
    (is_id(id) && (before.is_empty() || before.ends_with([' ', '-', '_']))).then_some(id)
}

fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// A file's or folder's name without its id and its extension.
pub(super) fn title_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = match extension_of(path).as_str() {
        "md" | "csv" | "html" => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
        _ => name,
    };
    let stem = stem.strip_suffix("_all").unwrap_or(stem);
    let cut = stem.len().checked_sub(32).filter(|at| stem.get(*at..).is_some_and(is_id));
    let title = cut.and_then(|at| stem.get(..at)).unwrap_or(stem).trim_end_matches([' ', '-', '_']);
    if title.is_empty() { "Untitled" } else { title }
}

impl Names {
    /// Finds a place for every text of `tree`. A page with a folder of its own name is the folder's page.
    pub(super) fn new(tree: &Tree) -> Self {
        let is_text = |path: &&str| matches!(extension_of(path).as_str(), "md" | "csv" | "html");
        let paths: Vec<&str> = tree.iter().map(|(path, _)| path).filter(is_text).collect();
        let folders: BTreeSet<String> =
            paths.iter().filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| clean(folder)).collect();
        let is_folder = |place: &str| {
            let inside = format!("{place}/");
            folders.contains(place)
                || folders.range(inside.clone()..).next().is_some_and(|next| next.starts_with(&inside))
        };
        let mut names = Self { places: BTreeMap::new(), by_id: HashMap::new() };
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for path in paths {
            if let Some(id) = id_of(path) {
                // The page is meant, not the list of its rows, where both have the id.
                let known = names.by_id.entry(id.to_owned()).or_insert_with(|| path.to_owned());
                if extension_of(path) != "csv" {
                    path.clone_into(known);
                }
            }
            let stem = path.strip_suffix(&format!(".{}", extension_of(path))).unwrap_or(path);
            let mut place = clean(stem);
            if is_folder(&place) {
                place.push_str("/index");
            }
            let mut number = 2;
            let wanted = place.clone();
            let is_part = path.strip_suffix(".csv").is_some_and(|stem| tree.has(&format!("{stem}_all.csv")));
            while !is_part && !taken.insert(place.clone()) {
                let apart = wanted.strip_suffix("/index").unwrap_or(&wanted);
                place = format!("{apart}-{number}");
                number += 1;
            }
            names.places.insert(path.to_owned(), place);
        }
        names
    }

    /// The path below `content/` of the file at `path`.
    pub(super) fn place(&self, path: &str) -> String {
        self.places.get(path).cloned().unwrap_or_else(|| clean(path))
    }

    /// `address` as a link to the exported page, if it leads to Notion and ends in the id of one.
    pub(super) fn exported(&self, address: &str, from: &str) -> Option<String> {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let path = match rest.and_then(|rest| rest.split_once('/')) {
            Some((host, path)) if host.ends_with("notion.so") || host.ends_with("notion.site") => path,
            Some(_) => return None,
            None => address.strip_prefix('/')?,
        };
        let path = path.split(['?', '#']).next()?.trim_end_matches('/').replace('-', "");
        let id = path.get(path.len().checked_sub(32)?..).filter(|id| is_id(id))?;
        let target = self.by_id.get(id)?;
        let up = "../".repeat(from.matches('/').count());
        Some(html::encoded(&format!("{up}{target}")))
    }
}

/// The places of all parts of a path.
fn clean(path: &str) -> String {
    let part = |part: &str| {
        let name = slug(title_of(part), 80);
        if name.is_empty() { "untitled".to_owned() } else { name }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
