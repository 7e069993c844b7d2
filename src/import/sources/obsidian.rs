//! A vault of Obsidian: a folder of Markdown whose links go by name.

use super::Source;
use super::markdown_files::{self, Layout};
use crate::import::fields::plain;
use crate::import::{Collection, Tree};

/// A vault of Obsidian.
pub(super) struct Obsidian;

impl Source for Obsidian {
    fn name(&self) -> &'static str {
        "obsidian"
    }

    fn fits(&self, tree: &Tree) -> bool {
        tree.iter().any(|(path, _)| path.starts_with(".obsidian/") || path.contains("/.obsidian/"))
    }

    fn read(&self, tree: &Tree) -> Collection {
        let mut collection = markdown_files::read(tree, &Layout::default());
        for document in &mut collection.documents {
            // A note's name is its title, unless it says otherwise.
            if !document.text.lines().any(|line| line.starts_with("# ")) {
                let name = document.from.rsplit('/').next().unwrap_or_default();
                document.title = name.rsplit_once('.').map(|(stem, _)| plain(stem));
            }
            // Here aliases are other names, not addresses.
            let names = document.keys.shift_remove("aliases").or_else(|| document.keys.shift_remove("alias"));
            if let Some(names) = names.filter(|names| !names.is_null()) {
                let all =
                    names.as_array().map(|names| names.iter().filter_map(|name| name.as_str()).collect::<Vec<_>>());
                let all = all.unwrap_or_else(|| names.as_str().into_iter().collect());
                document.addresses.extend(all.into_iter().map(str::to_owned));
                document.keys.insert("also_known_as".into(), names);
            }
        }
        collection
    }
}
