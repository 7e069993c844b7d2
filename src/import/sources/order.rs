//! The order that menus of other tools give: each page gets its place among all.

use serde_json::Value;

use crate::import::addresses::{key, local};
use crate::import::fields::plain;
use crate::import::{Collection, Tree};
use crate::source::markdown::places;
use crate::source::yaml;

/// One entry of a menu: a page's path, and its title there.
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) title: Option<String>,
}

/// The entries of a list of links, such as `SUMMARY.md`; paths count from `folder`.
pub(super) fn summary(text: &str, folder: &str) -> Vec<Entry> {
    let links = places(text).links.into_iter().filter(|link| !link.image && !link.destination.is_empty());
    let entry =
        |path: String, title: String| Some(Entry { path: local(&format!("{folder}/{path}"))?, title: Some(title) });
    links.filter_map(|link| entry(link.destination, link.text)).collect()
}

/// The entries of `MkDocs`' `nav`: lists of paths, or of titles with a path or a list.
pub(super) fn nav(value: &Value, folder: &str) -> Vec<Entry> {
    let mut found = Vec::new();
    walk(value, None, folder, &mut found);
    found
}

fn walk(value: &Value, title: Option<&str>, folder: &str, found: &mut Vec<Entry>) {
    match value {
        Value::String(path) => {
            let path = local(&format!("{folder}/{path}")).unwrap_or_default();
            found.push(Entry { path, title: title.map(str::to_owned) });
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, None, folder, found)),
        Value::Object(map) => map.iter().for_each(|(title, value)| walk(value, Some(title), folder, found)),
        _ => {}
    }
}

/// Gives the pages of `collection` the order of `entries`, and the title to those that have none of their own.
pub(super) fn apply(collection: &mut Collection, entries: &[Entry]) {
    for (at, entry) in entries.iter().enumerate() {
        let wanted = key(&entry.path);
        let found = collection.documents.iter_mut().find(|document| key(&document.from) == wanted);
        let Some(document) = found.filter(|document| document.order.is_none()) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "no menu has so many entries")]
        let place = (at + 1) as f64;
        document.order = Some(place);
        // A menu may call a page by a shorter name; the page's own title counts.
        if document.title.is_none() && !document.text.lines().any(|line| line.starts_with("# ")) {
            document.title = entry.title.as_deref().map(plain);
        }
    }
}

/// Gives folder pages the order and title that files such as `_category_.json` state.
pub(super) fn categories(tree: &Tree, collection: &mut Collection) {
    for (path, _) in tree.iter() {
        let Some((folder, name)) = path.rsplit_once('/') else { continue };
        let value: Option<Value> = match name {
            "_category_.json" => tree.text(path).and_then(|text| serde_json::from_str(&text).ok()),
            "_category_.yml" | "_category_.yaml" | ".pages" => tree.text(path).and_then(|text| yaml::value(&text).ok()),
            _ => None,
        };
        let Some(value) = value else { continue };
        let wanted = key(folder);
        if let Some(page) = collection.documents.iter_mut().find(|page| key(&page.from) == wanted) {
            page.order = page.order.or_else(|| value.get("position").and_then(Value::as_f64));
            let label = value.get("label").or_else(|| value.get("title")).and_then(Value::as_str);
            page.title = page.title.take().or_else(|| label.map(str::to_owned));
        }
        if let Some(nav) = value.get("nav") {
            apply(collection, &nav_of_folder(nav, folder));
        }
    }
}

fn nav_of_folder(value: &Value, folder: &str) -> Vec<Entry> {
    nav(value, folder).into_iter().filter(|entry| !entry.path.ends_with("...")).collect()
}
