//! HTML pages: a folder of them, a site that somebody saved, or pages that a browser saved with their files in `X_files/`.

use std::collections::BTreeSet;

use super::Source;
use crate::import::tree::{decoded_as, extension_of};
use crate::import::{Collection, Document, Tree, html};
use crate::source::markdown::slug;

/// HTML pages.
pub(super) struct WebPages;

impl Source for WebPages {
    fn name(&self) -> &'static str {
        "html"
    }

    fn fits(&self, tree: &Tree) -> bool {
        tree.iter().any(|(path, _)| is_page(path))
    }

    fn read(&self, tree: &Tree) -> Collection {
        let mut collection = Collection::default();
        let pages: Vec<(&str, String)> =
            tree.iter().filter(|(path, _)| is_page(path)).map(|(path, bytes)| (path, text_of(bytes))).collect();
        let mut linked = BTreeSet::new();
        for (_, text) in &pages {
            html::linked_ids(text, &mut linked);
        }
        let mut taken = BTreeSet::new();
        let mut headings = Vec::new();
        for (path, text) in &pages {
            let page = html::page_with(text, &linked);
            let mut document =
                Document { from: (*path).to_owned(), to: place(path, &mut taken), ..Document::default() };
            document.title = page.title;
            headings.push(page.heading.filter(|heading| !heading.is_empty()));
            if let Some(summary) = page.summary {
                document.keys.insert("summary".into(), summary.into());
            }
            if page.text.trim().is_empty() {
                document.losses.push("it has no text; a script may write it in the browser".into());
            }
            (document.text, document.losses) = (page.text, [document.losses, page.losses].concat());
            collection.language = collection.language.take().or(page.language);
            collection.documents.push(document);
        }
        without_site_name(&mut collection);
        for (document, heading) in collection.documents.iter_mut().zip(headings) {
            let title = document.title.take();
            // Many a title is the heading and the site's name.
            let is_in = |heading: &String| title.as_ref().is_none_or(|title| title.contains(heading.as_str()));
            let title = heading.filter(is_in).or_else(|| title.clone());
            document.title = title.map(|title| html::escaped(&title));
        }
        for (path, bytes) in tree.iter() {
            let is_look = matches!(
                extension_of(path).as_str(),
                "html" | "htm" | "xhtml" | "css" | "js" | "map" | "woff" | "woff2"
            );
            if !is_look {
                collection.files.insert(path.to_owned(), bytes.to_vec());
            }
        }
        collection
    }
}

/// Whether a file is a page; frames that a browser saved with a page are none.
fn is_page(path: &str) -> bool {
    let is_html = matches!(extension_of(path).as_str(), "html" | "htm" | "xhtml");
    let is_beside = path.rsplit_once('/').is_some_and(|(folder, _)| {
        folder.split('/').any(|part| part.ends_with("_files") || part.ends_with("_data") || part == "node_modules")
    });
    is_html && !is_beside
}

/// The text of a page in the encoding that it names.
fn text_of(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_lowercase();
    let named = head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let label = named
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).next().unwrap_or_default());
    decoded_as(bytes, label.unwrap_or_default())
}

/// The path below `content/` of the page at `path`.
fn place(path: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let part = |part: &str| Some(slug(part, 80)).filter(|part| !part.is_empty()).unwrap_or_else(|| "page".to_owned());
    let mut parts: Vec<String> = stem.split('/').map(part).collect();
    if let Some(last) = parts.last_mut().filter(|last| matches!(last.as_str(), "default" | "home-page")) {
        "index".clone_into(last);
    }
    let wanted = parts.join("/");
    let mut place = wanted.clone();
    let mut number = 2;
    while !taken.insert(place.clone()) {
        place = format!("{wanted}-{number}");
        number += 1;
    }
    place
}

/// Takes the site's name off the titles, where all pages have the same behind ` - ` or ` | `.
fn without_site_name(collection: &mut Collection) {
    let ends = |title: &str| {
        [" | ", " - ", " – ", " — ", " · ", " :: "].iter().find_map(|sign| {
            let (_, name) = title.rsplit_once(sign)?;
            Some(format!("{sign}{name}"))
        })
    };
    let titles: Vec<&str> = collection.documents.iter().filter_map(|document| document.title.as_deref()).collect();
    let Some(end) = titles.first().and_then(|title| ends(title)) else { return };
    if titles.len() < 2 || !titles.iter().all(|title| title.ends_with(&end)) {
        return;
    }
    let name = end.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    for title in collection.documents.iter_mut().filter_map(|document| document.title.as_mut()) {
        title.truncate(title.len() - end.len());
    }
    collection.title = Some(name);
}
