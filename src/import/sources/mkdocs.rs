//! `MkDocs`, Material for `MkDocs` and Zensical: `mkdocs.yml` beside `docs/`.

use serde_json::Value;

use super::Source;
use super::markdown_files::{self, Layout};
use super::order;
use crate::import::{Collection, Tree};
use crate::source::yaml;

/// A project of `MkDocs` or of a tool that reads the same files.
pub(super) struct MkDocs;

const SETTINGS: [&str; 3] = ["mkdocs.yml", "mkdocs.yaml", "zensical.yml"];

impl Source for MkDocs {
    fn name(&self) -> &'static str {
        "mkdocs"
    }

    fn fits(&self, tree: &Tree) -> bool {
        SETTINGS.iter().any(|name| tree.has(name)) || tree.has("zensical.toml")
    }

    fn read(&self, tree: &Tree) -> Collection {
        let settings = settings(tree);
        let folder = settings.get("docs_dir").and_then(Value::as_str).unwrap_or("docs");
        let root = format!("{}/", folder.trim_matches('/'));
        let root = if tree.iter().any(|(path, _)| path.starts_with(&root)) { root } else { String::new() };
        let mut collection = markdown_files::read(tree, &Layout { root: &root, ..Layout::default() });
        collection.title = settings.get("site_name").and_then(Value::as_str).map(str::to_owned);
        collection.language = settings.pointer("/theme/language").and_then(Value::as_str).map(str::to_owned);
        order::categories(tree, &mut collection);
        if let Some(nav) = settings.get("nav") {
            let entries = order::nav(nav, &root);
            order::apply(&mut collection, &entries);
        }
        collection
    }
}

/// The settings; names of Python's, which only Python can read, are left out.
fn settings(tree: &Tree) -> Value {
    if let Some(text) = tree.text("zensical.toml") {
        let value: Option<Value> = toml::from_str(&text).ok();
        return value.and_then(|mut value| value.get_mut("project").map(Value::take)).unwrap_or_default();
    }
    let text = SETTINGS.iter().find_map(|name| tree.text(name)).unwrap_or_default();
    let without_tags: Vec<&str> = text.lines().map(|line| line.split("!!").next().unwrap_or_default()).collect();
    yaml::value(&without_tags.join("\n").replace("!ENV", "")).unwrap_or_default()
}
