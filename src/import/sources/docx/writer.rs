//! Writes the parts of a file as documents: bookmarks become ids of headings, links lead across pages, notes go to the page
//! that shows their number.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::blocks::{Kind, joined};
use super::inline::Context;
use super::part::{Part, media};
use super::styles::Role;
use crate::import::html::dom::{self, NodeRef};
use crate::import::{Document, html};
use crate::source::markdown::slug;

/// A file, ready to be written.
pub(super) struct Writer<'f> {
    /// Its path in the source.
    pub(super) path: &'f str,
    /// Its path below `content/`, without extension.
    pub(super) place: &'f str,
    pub(super) title: Option<String>,
    pub(super) keys: Map<String, Value>,
    /// The content of notes by their names.
    pub(super) notes: BTreeMap<String, Vec<NodeRef>>,
}

impl Writer<'_> {
    /// The documents of all parts.
    pub(super) fn write(mut self, mut parts: Vec<Part>, context: &mut Context) -> Vec<Document> {
        let is_split = parts.len() > 1;
        let wanted = wanted(&parts, &self.notes);
        for part in &mut parts {
            name_headings(part, &wanted);
        }
        let targets: BTreeMap<String, (usize, Option<String>)> = parts
            .iter()
            .enumerate()
            .flat_map(|(at, part)| part.anchors.iter().map(move |(name, id)| (name.clone(), (at, id.clone()))))
            .collect();
        let names: Vec<String> = parts.iter().map(|part| part.name.clone()).collect();
        let mut documents = Vec::new();
        let file = self.path.rsplit('/').next().unwrap_or(self.path);
        for (at, part) in parts.into_iter().enumerate() {
            let root = dom::element("div", &[], joined(part.blocks));
            self.place_notes(&root);
            for node in dom::all(&root) {
                match dom::tag(&node) {
                    "a" => lead(&node, (file, at), &targets, &names, context),
                    "img" => self.show(&node, at > 0),
                    _ => {}
                }
            }
            let read = html::of(&root);
            let (from, to) = match (is_split, at) {
                (false, _) => (self.path.to_owned(), self.place.to_owned()),
                (true, 0) => (self.path.to_owned(), format!("{}/index", self.place)),
                (true, _) => (format!("{}/{}", self.path, part.name), format!("{}/{}", self.place, part.name)),
            };
            let title = if at == 0 { self.title.take() } else { part.title };
            let title = title.map(|title| html::escaped(&title));
            let order = u32::try_from(at).ok().filter(|at| *at > 0).map(f64::from);
            documents.push(Document {
                from,
                to,
                title,
                order,
                text: read.text,
                losses: read.losses,
                ..Document::default()
            });
        }
        for (_, note) in std::mem::take(&mut self.notes) {
            let text = dom::line_of(&dom::element("div", &[], note));
            if !text.is_empty() {
                context.losses.push(format!("a note that no text refers to is left out: “{text}”"));
            }
        }
        if let Some(first) = documents.first_mut() {
            first.keys = self.keys;
            first.changes = std::mem::take(&mut context.changes);
            first.losses.append(&mut context.losses);
            if is_split {
                first.changes.insert("parts of a long file became pages of a folder".into(), names.len() - 1);
            }
        }
        documents
    }

    /// Numbers the notes of a page, and puts their texts at its end.
    fn place_notes(&mut self, root: &NodeRef) {
        let mut texts = Vec::new();
        let mut open = vec![NodeRef::clone(root)];
        while let Some(part) = open.pop() {
            for mark in dom::all(&part).iter().filter(|node| dom::tag(node) == "footnote-mark") {
                let Some(content) = dom::attribute(mark, "name").and_then(|name| self.notes.remove(&name)) else {
                    dom::remove(mark);
                    continue;
                };
                let number = (texts.len() + 1).to_string();
                dom::set_attribute(mark, "name", &number);
                let text = dom::element("footnote-text", &[("name", &number)], content);
                open.push(NodeRef::clone(&text));
                texts.push(text);
            }
        }
        let mut all = dom::children(root);
        all.extend(texts);
        dom::set_children(root, all);
    }

    /// Leads a picture to its file beside the Word file.
    fn show(&self, picture: &NodeRef, is_below: bool) {
        let source = dom::attribute(picture, "src").unwrap_or_default();
        let Some(part) = source.strip_prefix("docx:") else { return };
        let stem = self.path.rsplit_once('.').map_or(self.path, |(stem, _)| stem);
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let up = if is_below { "../" } else { "" };
        dom::set_attribute(picture, "src", &format!("{up}{}", html::encoded(&format!("{name}/{}", media(part)))));
    }
}

/// The bookmarks that some link leads to.
fn wanted(parts: &[Part], notes: &BTreeMap<String, Vec<NodeRef>>) -> BTreeSet<String> {
    let all = parts.iter().flat_map(|part| &part.blocks).flat_map(|block| &block.nodes).chain(notes.values().flatten());
    all.flat_map(dom::all)
        .filter_map(|node| dom::attribute(&node, "href")?.strip_prefix('#').map(str::to_owned))
        .collect()
}

/// Gives an id to each heading that a link leads to: a bookmark belongs to the heading above it.
fn name_headings(part: &mut Part, wanted: &BTreeSet<String>) {
    let mut used = BTreeSet::new();
    let mut above: Option<usize> = None;
    let mut found = Vec::new();
    for (at, block) in part.blocks.iter().enumerate() {
        if matches!(block.kind, Kind::Role(Role::Heading(_))) {
            above = Some(at);
        }
        let bookmarks = block.bookmarks.iter().filter(|bookmark| wanted.contains(*bookmark));
        found.extend(bookmarks.map(|bookmark| (bookmark.clone(), above)));
    }
    for (bookmark, heading) in found {
        let block = heading.and_then(|at| part.blocks.get_mut(at));
        let id = block.map(|block| {
            let words = block.nodes.iter().map(dom::text_of).collect::<String>();
            let known = block.id.clone();
            let id = known.unwrap_or_else(|| {
                let plain = Some(slug(&words, 200)).filter(|id| !id.is_empty() && !used.contains(id));
                plain.unwrap_or_else(|| format!("part-{}", used.len() + 1))
            });
            used.insert(id.clone());
            block.id = Some(id.clone());
            id
        });
        part.anchors.insert(bookmark, id);
    }
}

/// Leads a link from the page `at` of `file` to the page and heading of its bookmark.
fn lead(
    link: &NodeRef,
    (file, at): (&str, usize),
    targets: &BTreeMap<String, (usize, Option<String>)>,
    names: &[String],
    context: &mut Context,
) {
    let address = dom::attribute(link, "href").unwrap_or_default();
    let Some(bookmark) = address.strip_prefix('#') else { return };
    let Some((page, id)) = targets.get(bookmark) else {
        let text = dom::line_of(link);
        context.losses.push(format!("“{text}” led to the bookmark `{bookmark}`, which the file doesn't have"));
        dom::replace(link, dom::children(link));
        return;
    };
    let id = id.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
    let is_elsewhere = *page != at || id.is_empty();
    let name = names.get(*page).filter(|_| *page > 0).map(String::as_str);
    // Pages of a file lie below it: `handbook.docx/first-part`.
    let path = match (at, name) {
        _ if !is_elsewhere => String::new(),
        (0, Some(name)) => format!("{file}/{name}"),
        (0, None) => file.to_owned(),
        (_, Some(name)) => name.to_owned(),
        (_, None) => format!("../{file}"),
    };
    dom::set_attribute(link, "href", &format!("{}{id}", html::encoded(&path)));
}
