//! A Word file as pages: a short one is one page, a long one is a folder with a page for each of its parts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::blocks::{Block, Kind, blocks, joined};
use super::inline::Context;
use super::numbering::Numbering;
use super::package::Package;
use super::part::{Part, media};
use super::styles::Role;
use super::writer::Writer;
use super::xml::Element;
use crate::import::html::dom;
use crate::import::{Collection, words};
use crate::source::markdown::slug;

/// A file with fewer words than this stays one page.
const LONG: usize = 1_500;
/// A file with fewer parts than this stays one page.
const PARTS: usize = 3;

/// Reads the file at `path` into `collection`.
pub(super) fn read(path: &str, package: &Package, collection: &mut Collection) {
    let body = package.document();
    let comments = package.named("comments.xml");
    let [footnotes, endnotes] = [package.named("footnotes.xml"), package.named("endnotes.xml")];
    let mut context = Context::new(package, &comments);
    let mut numbering = Numbering::new(&package.named("numbering.xml"));
    let empty = Element::default();
    let mut all = blocks(body.child("w:body").unwrap_or(&empty), &mut context, &mut numbering);
    let mut notes = BTreeMap::new();
    for (kind, part) in [("footnote", &footnotes), ("endnote", &endnotes)] {
        for note in part.children.iter().filter(|note| note.attribute("w:type").is_none()) {
            let id = note.attribute("w:id").unwrap_or_default();
            notes.insert(format!("{kind}-{id}"), joined(blocks(note, &mut context, &mut numbering)));
        }
    }
    let core = package.part("docProps/core.xml");
    let mut keys = properties(&core);
    let title = take(&mut all, Role::Title).or_else(|| core_title(&core));
    if let Some(summary) = take(&mut all, Role::Subtitle) {
        keys.insert("summary".into(), summary.into());
    }
    for margin in package.margins() {
        context.losses.push(format!("a header or footer is left out: “{margin}”"));
    }
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let place = stem.split('/').map(|part| slug(part, 80)).collect::<Vec<_>>().join("/");
    let (title, parts) = parts(all, title);
    let writer = Writer { path, place: &place, title, keys, notes };
    collection.documents.extend(writer.write(parts, &mut context));
    for picture in &context.pictures {
        if let Some(bytes) = package.bytes(picture) {
            collection.files.insert(format!("{stem}/{}", media(picture)), bytes.to_vec());
        }
    }
    collection.language = collection.language.take().or_else(|| language(package));
}

/// Takes the first block of this role, as a line of text.
fn take(blocks: &mut Vec<Block>, role: Role) -> Option<String> {
    let at = blocks.iter().position(|block| matches!(&block.kind, Kind::Role(other) if *other == role))?;
    // A title behind much text is none.
    let block = (at < 12).then(|| blocks.remove(at))?;
    Some(line(&block))
}

fn line(block: &Block) -> String {
    block.nodes.iter().map(dom::text_of).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn core_title(core: &Element) -> Option<String> {
    let title = core.child("dc:title")?.text.trim();
    let is_made =
        title.is_empty() || title.starts_with("Microsoft Word") || title.eq_ignore_ascii_case("word document");
    (!is_made).then(|| title.to_owned())
}

/// Who wrote the file, and when.
fn properties(core: &Element) -> Map<String, Value> {
    let text = |name: &str| core.child(name).map(|element| element.text.trim()).filter(|text| !text.is_empty());
    let mut keys = Map::new();
    if let Some(author) = text("dc:creator").filter(|author| !author.contains("python-docx")) {
        keys.insert("author".into(), author.into());
    }
    if let Some(date) = text("dcterms:modified").and_then(|date| date.get(..10)) {
        keys.insert("modified".into(), date.into());
    }
    if let Some(words) = text("cp:keywords") {
        keys.insert("tags".into(), words.split([',', ';']).map(|tag| Value::from(tag.trim())).collect());
    }
    keys
}

fn language(package: &Package) -> Option<String> {
    let styles = package.named("styles.xml");
    let defaults = styles.find("w:docDefaults")?.find("w:lang")?.attribute("w:val")?.to_owned();
    (!defaults.is_empty()).then_some(defaults)
}

/// Splits a long file where its parts begin. Where a single heading stands above all others, it is the title.
fn parts(mut blocks: Vec<Block>, mut title: Option<String>) -> (Option<String>, Vec<Part>) {
    let level_of = |block: &Block| match block.kind {
        Kind::Role(Role::Heading(level)) => Some(level),
        _ => None,
    };
    let count = |blocks: &[Block], level: u8| blocks.iter().filter(|block| level_of(block) == Some(level)).count();
    let top = blocks.iter().filter_map(level_of).min().unwrap_or(1);
    let first = blocks.iter().position(|block| level_of(block).is_some());
    let is_title = count(&blocks, top) == 1 && first.and_then(|at| blocks.get(at)).and_then(level_of) == Some(top);
    let mut level = top;
    if let Some(at) = first.filter(|_| is_title && count(&blocks, top + 1) >= PARTS) {
        let words = blocks.get(at).map(line);
        if title.is_none() || title == words {
            blocks.remove(at);
            title = words;
            level = top + 1;
        }
    }
    let length: usize = blocks.iter().map(|block| words(&line(block))).sum();
    let is_split = count(&blocks, level) >= PARTS && length >= LONG;
    let whole = |blocks| Part { title: None, name: "index".into(), blocks, anchors: BTreeMap::new() };
    if !is_split {
        return (title, vec![whole(blocks)]);
    }
    let mut parts = vec![whole(Vec::new())];
    let mut taken = BTreeSet::from(["index".to_owned()]);
    for mut block in blocks {
        if level_of(&block) == Some(level) {
            let words = line(&block);
            let mut name = slug(&words, 60);
            if name.is_empty() || taken.contains(&name) {
                name = format!("{name}-{}", parts.len());
            }
            taken.insert(name.clone());
            let anchors = std::mem::take(&mut block.bookmarks).into_iter().map(|bookmark| (bookmark, None)).collect();
            parts.push(Part { title: Some(words), name, blocks: Vec::new(), anchors });
            continue;
        }
        if let Kind::Role(Role::Heading(deep)) = &mut block.kind {
            *deep = deep.saturating_sub(level - 1).max(2);
        }
        if let Some(part) = parts.last_mut() {
            part.blocks.push(block);
        }
    }
    (title, parts)
}
