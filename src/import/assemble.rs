//! Gives every document its file, leads its links there, and writes it with its front matter.

mod destination;
mod files;
mod links;
mod paths;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::addresses::{Addresses, key};
use super::anchors::{self, Anchors};
use super::report::{Level, Note, PageReport, Report};
use super::words::words;
use super::{Collection, Document, fields, guess, yaml};
use crate::diagnostic::ALL;
use crate::kinds::{CONTENT, FALLBACK, FolderKinds, id_of, kind_of};
use crate::snapshot::ProjectPath;
use crate::source::markdown::slug;
use files::Placed;

/// The home page's file.
const HOME: &str = "content/index.md";

/// A document with everything that is known of it besides where its links lead.
struct Page {
    document: Document,
    file: ProjectPath,
    front: Map<String, Value>,
    anchors: Anchors,
}

/// All files of the new playbook but the report.
pub(super) fn assemble(mut collection: Collection, kinds: bool, report: &mut Report) -> BTreeMap<String, Vec<u8>> {
    collection.documents.sort_by(|a, b| a.to.cmp(&b.to));
    let taken = paths::unique(&mut collection.documents);
    let fronts: Vec<Map<String, Value>> = collection.documents.iter_mut().map(fields::ours).collect();
    let addresses = Addresses::new(&collection.documents, &collection.files);
    let mut pages: Vec<Page> = collection
        .documents
        .into_par_iter()
        .zip(fronts)
        .zip(taken)
        .map(|((mut document, front), file)| {
            let (text, mut anchors) = anchors::taken(&file, &document.text);
            for top in std::mem::take(&mut document.tops) {
                anchors.entry(top).or_default();
            }
            document.text = text;
            Page { document, file, front, anchors }
        })
        .collect();
    identify(&mut pages);
    let placed = Placed::new(&pages, &addresses, &collection.files);
    let folders: BTreeSet<String> = pages.iter().flat_map(|page| paths::above(page.file.as_str())).collect();
    let led: Vec<(String, Vec<Note>)> =
        pages.par_iter().map(|page| links::led(page, &pages, &addresses, &placed, &folders)).collect();
    let lost = led.iter().any(|(_, notes)| !notes.is_empty());
    let mut out = BTreeMap::new();
    for (page, (body, notes)) in pages.iter_mut().zip(led) {
        let (file, bytes, told) = written(page, &body, notes, kinds);
        report.words_out += words(&body) + page.document.title.as_deref().map_or(0, words);
        report.pages.push(told);
        out.insert(file, bytes);
    }
    report.files = placed.len();
    report.unused = collection.files.keys().filter(|path| !placed.has(path)).cloned().collect();
    report.unread = collection.unread;
    placed.take(collection.files, &mut out);
    let has_home = out.contains_key(HOME);
    let title = collection.title.unwrap_or_else(|| "Playbook".into());
    if !has_home {
        out.insert(
            HOME.to_owned(),
            format!("---\ntitle: {}\n---\n", yaml::scalar(&fields::plain(&title))).into_bytes(),
        );
    }
    out.insert(
        crate::config::FILE.to_owned(),
        configuration(&title, collection.language.as_deref(), lost).into_bytes(),
    );
    out
}

/// `lensbook.yaml`. Links of the old tool that lead nowhere must not keep the rest from being published.
fn configuration(title: &str, language: Option<&str>, lost: bool) -> String {
    let mut map = Map::from_iter([("title".to_owned(), Value::from(title))]);
    if let Some(language) = language {
        map.insert("language".into(), Value::from(language));
    }
    let mut text = yaml::front_matter(&map);
    if lost {
        text.push_str("# Delete these lines when the links in import-report.md are mended: then a broken link is an error again.\n");
        let waiting = ALL.iter().filter(|code| code.can_wait);
        let severities = waiting.map(|code| (code.name.to_owned(), Value::from("warning"))).collect();
        text.push_str(&yaml::front_matter(&Map::from_iter([("severities".to_owned(), Value::Object(severities))])));
    }
    text
}

/// Writes what the place alone would get wrong: the kind in a folder that is named as a kind's, and the id that another page has.
fn identify(pages: &mut [Page]) {
    let mut count: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        *count.entry(id_of(&page.file)).or_default() += 1;
    }
    if !pages.iter().any(|page| page.file.as_str() == HOME) {
        // The home page that is written then has this id.
        *count.entry("home".to_owned()).or_default() += 1;
    }
    let mut ids: BTreeSet<String> = count.iter().filter(|(_, count)| **count == 1).map(|(id, _)| id.clone()).collect();
    let mut addresses: BTreeSet<String> =
        pages.iter().map(|page| key(page.file.strip(CONTENT).unwrap_or_default()).to_lowercase()).collect();
    let folders: Vec<String> = pages.iter().flat_map(|page| paths::above(page.file.as_str())).collect();
    addresses.extend(
        folders.iter().filter_map(|folder| Some(folder.strip_prefix(CONTENT)?.trim_start_matches('/').to_lowercase())),
    );
    for page in pages {
        let mut first = Map::new();
        if kind_of(&page.file, &FolderKinds::default()).name != FALLBACK.name {
            first.insert("kind".into(), Value::from(FALLBACK.name));
        }
        let own = id_of(&page.file);
        if count.get(&own).is_none_or(|count| *count > 1) || own.is_empty() {
            let path = page.file.strip(CONTENT).unwrap_or_default().trim_end_matches(".md").trim_end_matches("/index");
            let wanted = slug(path, 100);
            let mut id = wanted.clone();
            let mut number = 1;
            while ids.contains(&id) {
                number += 1;
                id = format!("{wanted}-{number}");
            }
            ids.insert(id.clone());
            first.insert("id".into(), Value::from(id));
        }
        first.insert("title".into(), Value::from(page.document.title.clone().unwrap_or_default()));
        let rest = std::mem::take(&mut page.front);
        first.extend(rest.into_iter().map(|(name, value)| match (&*name, value) {
            ("summary", Value::String(text)) => (name, Value::from(fields::plain(&text))),
            (_, value) => (name, value),
        }));
        let old = old_addresses(page, &mut addresses);
        if !old.is_empty() {
            first.insert("aliases".into(), Value::from(old));
        }
        page.front = first;
    }
}

/// The addresses that the page had on its old site; each belongs to one page, and none is another's now.
fn old_addresses(page: &Page, taken: &mut BTreeSet<String>) -> Vec<String> {
    let old: BTreeSet<&String> = page.document.addresses.iter().filter(|old| paths::is_address(old)).collect();
    let free = old.into_iter().filter(|old| taken.insert(key(old).to_lowercase()));
    free.map(|old| if old.contains('.') { old.clone() } else { format!("{old}/") }).collect()
}

/// The page's file, its bytes and its part of the report.
fn written(page: &mut Page, body: &str, mut notes: Vec<Note>, kinds: bool) -> (String, Vec<u8>, PageReport) {
    let mut front = std::mem::take(&mut page.front);
    if kinds {
        notes.extend(guess::kind(body, &mut front));
    }
    let head = format!("---\n{}---\n\n", yaml::front_matter(&front));
    let lines = head.matches('\n').count();
    notes.iter_mut().filter(|note| note.line > 0).for_each(|note| note.line += lines);
    notes.extend(page.document.losses.iter().map(|loss| Note { level: Level::Left, line: 0, text: loss.clone() }));
    let body = body.trim_end();
    let text = if body.is_empty() { head.trim_end().to_owned() + "\n" } else { format!("{head}{body}\n") };
    let file = page.file.as_str().to_owned();
    let changed = std::mem::take(&mut page.document.changes);
    let told = PageReport { file: file.clone(), from: page.document.from.clone(), changed, notes };
    (file, text.into_bytes(), told)
}
