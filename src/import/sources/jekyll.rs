//! Jekyll and Eleventy: pages anywhere, collections in folders with `_` before their names.

use serde_json::Value;

use super::Source;
use super::markdown_files::{self, Layout};
use crate::import::addresses::local;
use crate::import::{Collection, Tree};
use crate::source::yaml;

/// A site of Jekyll or Eleventy.
pub(super) struct Jekyll;

const ABOUT_THE_REPOSITORY: [&str; 7] = [
    "README.md", "CONTRIBUTING.md", "LICENSE.md", "SECURITY.md", "ISSUE_TEMPLATE.md", "PULL_REQUEST_TEMPLATE.md",
    "PRODUCT_TEAM.md",
];

impl Source for Jekyll {
    fn name(&self) -> &'static str {
        "jekyll"
    }

    fn fits(&self, tree: &Tree) -> bool {
        let eleventy = [".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"];
        tree.has("_config.yml") || eleventy.iter().any(|name| tree.has(name))
    }

    fn read(&self, tree: &Tree) -> Collection {
        let settings: Value = tree.text("_config.yml").and_then(|text| yaml::value(&text).ok()).unwrap_or_default();
        let root =
            ["pages/", "src/", "content/"].into_iter().find(|root| !tree.has("_config.yml") && has_pages(tree, root));
        let root = root.unwrap_or_default();
        let mut skips = ABOUT_THE_REPOSITORY.to_vec();
        skips.extend(["_drafts", "_data", "assets", "docs"].iter().filter(|_| root.is_empty()));
        let mut collection = markdown_files::read(tree, &Layout { root, skips: &skips, collections: true });
        let text = |name: &str| settings.get(name).and_then(Value::as_str).map(str::to_owned);
        (collection.title, collection.language) = (text("title"), text("lang"));
        for document in &mut collection.documents {
            // A collection's pages are found without its sign.
            let address = document.to.clone();
            document.addresses.extend(local(&address));
            if let Some(address) = address.strip_prefix("pages/") {
                document.addresses.push(address.to_owned());
            }
            for name in ["layout", "sidenav"] {
                document.keys.shift_remove(name);
            }
        }
        collection
    }
}

fn has_pages(tree: &Tree, root: &str) -> bool {
    tree.with_extension("md").any(|path| path.starts_with(root))
}
