//! Hugo, ``GitBook`` and mdBook: pages in one folder, an order from `weight` or `SUMMARY.md`.

use serde_json::Value;

use super::Source;
use super::markdown_files::{self, Layout};
use super::order;
use crate::import::{Collection, Tree};
use crate::source::yaml;

/// A site of Hugo, or a book of ``GitBook`` or mdBook.
pub(super) struct Hugo;

const HUGO: [&str; 6] = ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config/_default/hugo.toml"];

impl Source for Hugo {
    fn name(&self) -> &'static str {
        "hugo"
    }

    fn fits(&self, tree: &Tree) -> bool {
        let books = ["book.toml", "SUMMARY.md", "src/SUMMARY.md", ".gitbook.yaml", "_index.md"];
        HUGO.iter().chain(&books).any(|name| tree.has(name))
    }

    fn read(&self, tree: &Tree) -> Collection {
        let root = root(tree);
        let root = if tree.iter().any(|(path, _)| path.starts_with(&root)) { root } else { String::new() };
        let mut collection =
            markdown_files::read(tree, &Layout { root: &root, skips: &["_common"], ..Layout::default() });
        let name = |pointer: &str| settings(tree).pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        collection.title = name("/title").or_else(|| name("/book/title"));
        collection.language = name("/languageCode").or_else(|| name("/book/language"));
        if let Some(text) = tree.text(&format!("{root}SUMMARY.md")) {
            order::apply(&mut collection, &order::summary(&text, &root));
        }
        order::categories(tree, &mut collection);
        collection
    }
}

fn settings(tree: &Tree) -> Value {
    let names = HUGO.into_iter().chain(["book.toml"]);
    let texts = names.filter_map(|name| Some((name, tree.text(name)?)));
    let mut values = texts.filter_map(|(name, text)| match name.rsplit('.').next() {
        Some("toml") => toml::from_str(&text).ok(),
        Some("json") => serde_json::from_str(&text).ok(),
        _ => yaml::value(&text).ok(),
    });
    values.next().unwrap_or_default()
}

/// The folder that holds the pages, with `/` at its end. Of a site in several languages the first is taken, English before others.
fn root(tree: &Tree) -> String {
    let settings = settings(tree);
    let text = |pointer: &str| settings.pointer(pointer).and_then(Value::as_str);
    if tree.has("book.toml") {
        return format!("{}/", text("/book/src").unwrap_or("src").trim_matches(['.', '/']));
    }
    if tree.has("SUMMARY.md") || tree.has("_index.md") {
        return String::new();
    }
    let content = text("/contentDir").unwrap_or("content");
    let english = format!("{content}/en/");
    if tree.iter().any(|(path, _)| path.starts_with(&english)) { english } else { format!("{content}/") }
}
