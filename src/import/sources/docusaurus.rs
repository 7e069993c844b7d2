//! Docusaurus, Starlight and ``VitePress``: Markdown with components.

use serde_json::Value;

use super::Source;
use super::markdown_files::{self, Layout};
use super::order;
use crate::import::tree::extension_of;
use crate::import::{Collection, Document, Tree};

/// A site of Docusaurus, Starlight or ``VitePress``.
pub(super) struct Docusaurus;

impl Source for Docusaurus {
    fn name(&self) -> &'static str {
        "docusaurus"
    }

    fn fits(&self, tree: &Tree) -> bool {
        let names = ["docusaurus.config", "astro.config", ".vitepress/config", "docs/.vitepress/config"];
        tree.iter().any(|(path, _)| names.iter().any(|name| path.starts_with(name)))
    }

    fn read(&self, tree: &Tree) -> Collection {
        let roots = ["src/content/docs/", "docs/"];
        let root =
            roots.into_iter().find(|root| tree.iter().any(|(path, _)| path.starts_with(root))).unwrap_or_default();
        let mut collection = markdown_files::read(tree, &Layout { root, ..Layout::default() });
        order::categories(tree, &mut collection);
        for document in &mut collection.documents {
            unnumbered(document);
            sidebar(document);
            if extension_of(&document.from) == "mdx" {
                document.text = without_code(&document.text);
            }
        }
        collection
    }
}

/// `01-intro` is the page `intro` in the first place.
fn unnumbered(document: &mut Document) {
    let parts: Vec<&str> = document.to.split('/').collect();
    let split = |part: &str| {
        let (number, name) = part.split_once(['-', '.'])?;
        Some((number.parse::<u32>().ok()?, name.to_owned())).filter(|(_, name)| !name.is_empty())
    };
    if let Some((number, _)) = parts.last().and_then(|name| split(name)) {
        document.order = document.order.or(Some(f64::from(number)));
    }
    document.to =
        parts.iter().map(|part| split(part).map_or((*part).to_owned(), |(_, name)| name)).collect::<Vec<_>>().join("/");
    document.addresses.push(document.to.clone());
}

/// Starlight's `sidebar: {order: 2}`.
fn sidebar(document: &mut Document) {
    let order = document.keys.get("sidebar").and_then(|sidebar| sidebar.get("order")).and_then(Value::as_f64);
    document.order = document.order.or(order);
}

/// Text of MDX without its imports, exports and comments.
fn without_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    let mut inside = false;
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let begins = !fenced && (line.starts_with("import ") || line.starts_with("export "));
        if inside || begins {
            // A statement goes on until its braces are closed, or to a blank line.
            let opens = line.contains('{') && !line.contains('}');
            inside = !line.trim().is_empty() && (opens || inside && !line.contains('}'));
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
