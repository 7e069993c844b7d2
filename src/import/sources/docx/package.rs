//! The parts of a Word file: an archive of XML whose parts name each other by relationships.

use std::collections::BTreeMap;

use super::xml::{self, Element};
use crate::import::Tree;
use crate::import::tree::decoded;

/// A Word file.
pub(super) struct Package {
    parts: Tree,
    /// The path of the part with the text, such as `word/document.xml`.
    main: String,
    /// What the main part and its notes refer to.
    relations: BTreeMap<String, BTreeMap<String, Relation>>,
}

/// What a part refers to.
pub(super) struct Relation {
    kind: String,
    /// An address outside, or the path of a part.
    pub(super) target: String,
    pub(super) is_outside: bool,
}

impl Package {
    /// Opens the bytes of a file, or says why it can't.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, String> {
        let mut parts = Tree::default();
        let what = "it is not a Word file that can be read (damaged, or protected by a password)";
        parts.add("package.zip", bytes.to_vec()).map_err(|_| what.to_owned())?;
        let mut package = Self { parts, main: String::new(), relations: BTreeMap::new() };
        let roots = package.read_relations("");
        let main = roots.values().find(|relation| relation.kind.ends_with("/officeDocument"));
        package.main = main.map_or_else(|| "word/document.xml".to_owned(), |main| main.target.clone());
        if !package.parts.has(&package.main) {
            return Err(what.to_owned());
        }
        for part in [package.main.clone(), package.beside("footnotes.xml"), package.beside("endnotes.xml")] {
            let relations = package.read_relations(&part);
            package.relations.insert(part, relations);
        }
        Ok(package)
    }

    /// The part with the text.
    pub(super) fn document(&self) -> Element {
        self.part(&self.main)
    }

    /// A part beside the main one, by its usual name; empty where there is none.
    pub(super) fn named(&self, name: &str) -> Element {
        self.part(&self.beside(name))
    }

    /// The part at `path`; empty where there is none.
    pub(super) fn part(&self, path: &str) -> Element {
        self.parts.bytes(path).map(|bytes| xml::parse(&decoded(bytes).0)).unwrap_or_default()
    }

    /// The bytes of the part at `path`.
    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.parts.bytes(path)
    }

    /// What `id` means in the main part or, where it has no such, in the notes.
    pub(super) fn relation(&self, id: &str) -> Option<&Relation> {
        let of_main = self.relations.get(&self.main).and_then(|relations| relations.get(id));
        of_main.or_else(|| self.relations.values().find_map(|relations| relations.get(id)))
    }

    /// The text of all headers and footers.
    pub(super) fn margins(&self) -> Vec<String> {
        let relations = self.relations.get(&self.main).into_iter().flat_map(BTreeMap::values);
        let margins =
            relations.filter(|relation| relation.kind.ends_with("/header") || relation.kind.ends_with("/footer"));
        let mut texts: Vec<String> = margins.map(|margin| self.part(&margin.target).text_of("w:t")).collect();
        texts.retain(|text| text.chars().any(char::is_alphabetic));
        texts.sort();
        texts.dedup();
        texts
    }

    fn beside(&self, name: &str) -> String {
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
    }

    fn read_relations(&self, part: &str) -> BTreeMap<String, Relation> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let root = self.part(&format!("{folder}{slash}_rels/{name}.rels"));
        let relation = |element: &Element| {
            let is_outside = element.attribute("TargetMode") == Some("External");
            let target = element.attribute("Target")?;
            let target = if is_outside { target.to_owned() } else { inside(folder, target) };
            let kind = element.attribute("Type").unwrap_or_default().to_owned();
            Some((element.attribute("Id")?.to_owned(), Relation { kind, target, is_outside }))
        };
        root.children.iter().filter_map(relation).collect()
    }
}

/// The path of `target`, which counts from `folder` or from the root.
fn inside(folder: &str, target: &str) -> String {
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
