//! Pictures and other files: each is laid beside the first page that shows it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Page;
use super::destination::destinations;
use super::paths::part;
use crate::import::addresses::{Addresses, Found};
use crate::import::tree::extension_of;

/// Files of the source by their paths there, each with its path in the new playbook.
pub(super) struct Placed {
    paths: HashMap<String, String>,
}

impl Placed {
    /// Places all files that pages show or link to.
    pub(super) fn new(pages: &[Page], addresses: &Addresses, files: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut taken = BTreeSet::new();
        let mut paths = HashMap::new();
        for page in pages {
            for destination in destinations(&page.document.text) {
                let Some(Found::File(from)) = addresses.find(&page.document, &destination) else { continue };
                if files.contains_key(from) && !paths.contains_key(from) {
                    let to = free(page, from, &mut taken);
                    paths.insert(from.to_owned(), to);
                }
            }
        }
        Self { paths }
    }

    /// Where the file at `from` in the source is now.
    pub(super) fn get(&self, from: &str) -> Option<&str> {
        self.paths.get(from).map(String::as_str)
    }

    pub(super) fn has(&self, from: &str) -> bool {
        self.paths.contains_key(from)
    }

    pub(super) fn len(&self) -> usize {
        self.paths.len()
    }

    /// Moves all placed files to `out`.
    pub(super) fn take(&self, files: BTreeMap<String, Vec<u8>>, out: &mut BTreeMap<String, Vec<u8>>) {
        out.extend(files.into_iter().filter_map(|(from, bytes)| Some((self.get(&from)?.to_owned(), bytes))));
    }
}

/// A path beside `page` that no other file has.
fn free(page: &Page, from: &str, taken: &mut BTreeSet<String>) -> String {
    let name = from.rsplit('/').next().unwrap_or(from);
    let extension = extension_of(name);
    let stem = part(
        name.strip_suffix(&format!(".{extension}"))
            .or_else(|| name.rsplit_once('.').map(|(stem, _)| stem))
            .unwrap_or(name),
    );
    let folder = format!("{}/images", page.file.parent());
    let ending = if extension.is_empty() { String::new() } else { format!(".{extension}") };
    let numbered = (1..)
        .map(|at| if at == 1 { format!("{folder}/{stem}{ending}") } else { format!("{folder}/{stem}-{at}{ending}") });
    let path = numbered.into_iter().find(|path| !taken.contains(path)).unwrap_or_default();
    taken.insert(path.clone());
    path
}
