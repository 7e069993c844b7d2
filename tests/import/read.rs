//! Sources in memory, and what the reader of a kind makes of them.

use std::io::{Cursor, Write};

use lensbook::import::{Collection, Document, Tree, detect, sources};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// These files, as somebody hands them over.
pub(super) fn tree(files: &[(&str, &[u8])]) -> Tree {
    let mut tree = Tree::default();
    for (path, bytes) in files {
        tree.add(path, bytes.to_vec()).unwrap();
    }
    tree
}

/// These files as an archive.
pub(super) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        archive.start_file(*path, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What the source of this kind reads from `tree`, which it must find out by itself.
pub(super) fn read(kind: &str, tree: &Tree) -> Collection {
    assert_eq!(detect(tree).map(sources::Source::name), Some(kind));
    sources::by_name(kind).unwrap().read(tree)
}

/// The document at `to`.
pub(super) fn at<'c>(collection: &'c Collection, to: &str) -> &'c Document {
    let places: Vec<&str> = collection.documents.iter().map(|document| document.to.as_str()).collect();
    collection
        .documents
        .iter()
        .find(|document| document.to == to)
        .unwrap_or_else(|| panic!("{to} is not in {places:?}"))
}

/// Asserts that every word of `words` is in the collection's texts, titles, keys or losses, as often as here.
pub(super) fn assert_words(collection: &Collection, words: &str) {
    let mut all = String::new();
    for document in &collection.documents {
        all.push_str(&format!(" {} {} ", document.title.as_deref().unwrap_or_default(), document.text));
        all.push_str(&serde_json::to_string(&document.keys).unwrap().replace('_', " "));
        all.push_str(&document.losses.join(" "));
    }
    let split = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    };
    let have = split(&all);
    for word in split(words) {
        let count = |list: &[String]| list.iter().filter(|other| **other == word).count();
        assert!(count(&have) >= count(&split(words)), "`{word}` was lost in\n{all}");
    }
}
