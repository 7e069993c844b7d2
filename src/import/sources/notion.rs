//! A Notion export, as Markdown and CSV or as HTML: names lose their ids, databases become tables, properties become keys.

mod database;
mod html_page;
mod markdown_page;
mod names;

use std::collections::BTreeMap;

use super::Source;
use crate::import::tree::extension_of;
use crate::import::{Collection, Document, Tree};
use names::{Names, id_of};

/// A Notion export.
pub(super) struct Notion;

impl Source for Notion {
    fn name(&self) -> &'static str {
        "notion"
    }

    fn fits(&self, tree: &Tree) -> bool {
        let mut texts = tree.iter().filter(|(path, _)| matches!(extension_of(path).as_str(), "md" | "csv" | "html"));
        texts.any(|(path, _)| id_of(path).is_some())
    }

    fn read(&self, tree: &Tree) -> Collection {
        let names = Names::new(tree);
        let mut collection = Collection::default();
        let databases = database::all(tree, &names);
        let mut columns: BTreeMap<&str, &[String]> = BTreeMap::new();
        for database in &databases {
            database.rows.iter().flat_map(|row| &row.page).for_each(|page| {
                columns.insert(page, &database.columns);
            });
        }
        for (path, bytes) in tree.iter() {
            let mut document = Document { from: path.to_owned(), to: names.place(path), ..Document::default() };
            match extension_of(path).as_str() {
                "md" => markdown_page::read(tree, &mut document, columns.get(path).copied(), &names),
                "html" if path == "index.html" => continue,
                "html" => html_page::read(tree, &mut document, &names),
                "csv" => match databases.iter().find(|database| database.path == path) {
                    Some(database) => database.write(&mut document),
                    None => continue,
                },
                _ => {
                    collection.files.insert(path.to_owned(), bytes.to_vec());
                    continue;
                }
            }
            collection.documents.push(document);
        }
        collection
    }
}
