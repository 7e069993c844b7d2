//! Pages by id and by file, as links name them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::index::PageIndex;
use crate::diagnostic::{Diagnostic, code};
use crate::kinds;
use crate::page::Page;
use crate::snapshot::{ProjectPath, Snapshot};

/// A map that is only looked up in, never walked through.
pub(super) type FastMap<K, V> = HashMap<K, V, ahash::RandomState>;

/// Pages by id and by file.
pub(super) struct PageLookup<'a> {
    pub(super) by_id: FastMap<&'a str, PageIndex>,
    pub(super) by_file: FastMap<&'a str, PageIndex>,
    pub(super) hidden_ids: FastMap<&'a str, &'a Page>,
    pub(super) hidden_files: FastMap<&'a ProjectPath, &'a Page>,
    pub(super) broken: Broken<'a>,
}

/// Files that gave no page because of their own mistakes, and what links may name of them.
#[derive(Default)]
pub(super) struct Broken<'a> {
    pub(super) files: HashSet<&'a ProjectPath>,
    pub(super) ids: HashSet<String>,
    /// Kinds whose list is broken: any of their ids may stand in it.
    pub(super) lists: BTreeSet<&'static str>,
}

impl<'a> Broken<'a> {
    fn new(files: &'a [ProjectPath], snapshot: &Snapshot) -> Self {
        let mut broken = Self::default();
        for file in files {
            broken.files.insert(file);
            if file.extension() == "md" {
                broken.ids.insert(kinds::id_of(file));
                broken.ids.extend(own_id(snapshot, file));
            } else {
                broken.lists.insert(kinds::by_folder(file.stem()).map_or("", |kind| kind.name));
            }
        }
        broken
    }
}

/// The id that a file gives itself. Its front matter can't be parsed, so this is a guess from the line that starts with `id:`.
fn own_id(snapshot: &Snapshot, file: &ProjectPath) -> Option<String> {
    let text = snapshot.get(file.as_str())?.text().ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("id:"))?;
    Some(line.trim().trim_matches(['"', '\'']).to_owned())
}

impl<'a> PageLookup<'a> {
    pub(super) fn new(
        pages: &'a [Arc<Page>],
        hidden: &'a [Arc<Page>],
        broken: &'a [ProjectPath],
        snapshot: &Snapshot,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let hasher = ahash::RandomState::new;
        let mut by_id: FastMap<&str, PageIndex> = FastMap::with_capacity_and_hasher(pages.len(), hasher());
        let mut by_file = FastMap::with_capacity_and_hasher(pages.len(), hasher());
        for (index, page) in pages.iter().enumerate().map(|(at, page)| (PageIndex(at), page)) {
            match by_id.get(page.id.as_str()).and_then(|first| pages.get(first.0)) {
                Some(first) => problems.push(same_id(first, page)),
                None => {
                    by_id.insert(page.id.as_str(), index);
                }
            }
            if !page.in_list {
                by_file.insert(page.file.as_str(), index);
            }
        }
        let alone = hidden.iter().filter(|page| !page.in_list);
        Self {
            by_id,
            by_file,
            hidden_ids: hidden.iter().map(|page| (page.id.as_str(), page.as_ref())).collect(),
            hidden_files: alone.map(|page| (&page.file, page.as_ref())).collect(),
            broken: Broken::new(broken, snapshot),
        }
    }
}

/// Two pages of one id.
fn same_id(first: &Page, second: &Page) -> Diagnostic {
    let other = format!("{}-2", second.id);
    let hint = if second.in_list {
        format!("give one of them another id, for example `{other}`")
    } else {
        format!("rename one file, or give it an id of its own: `id: {other}`")
    };
    Diagnostic::new(&code::ID_DUPLICATE, format!("two pages have the id `{}`", second.id))
        .at(second.span(&second.place))
        .because("this one")
        .see(first.span(&first.place), "the other one")
        .hint(hint)
}
