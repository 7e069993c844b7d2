//! Databases: the rows of a CSV file and the pages of these rows become a table that links to them.

use std::collections::BTreeSet;

use super::names::{Names, id_of, title_of};
use crate::import::tree::extension_of;
use crate::import::{Document, Tree, html};

/// A database.
pub(super) struct Database {
    /// The file that holds the most of its rows.
    pub(super) path: String,
    /// The other file with some of the rows.
    twin: Option<String>,
    /// The names of its properties; the first is the title's.
    pub(super) columns: Vec<String>,
    /// Its rows.
    pub(super) rows: Vec<Row>,
}

/// A row, and the page that it has.
pub(super) struct Row {
    cells: Vec<String>,
    /// The page's path in the export.
    pub(super) page: Option<String>,
}

/// All databases of an export. Notion writes what a view shows to `X.csv` and everything to `X_all.csv`; the latter counts.
pub(super) fn all(tree: &Tree, names: &Names) -> Vec<Database> {
    let paths: BTreeSet<&str> = tree.with_extension("csv").filter(|path| id_of(path).is_some()).collect();
    let whole_of = |path: &str| path.strip_suffix(".csv").map(|stem| format!("{stem}_all.csv"));
    let is_part = |path: &str| whole_of(path).is_some_and(|whole| paths.contains(whole.as_str()));
    let whole = paths.iter().filter(|path| !is_part(path));
    whole.filter_map(|path| database(tree, names, path)).collect()
}

fn database(tree: &Tree, names: &Names, path: &str) -> Option<Database> {
    let mut lines = records(&tree.text(path)?).into_iter();
    let columns: Vec<String> =
        lines.next()?.into_iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
    let folder = names.place(path);
    let folder = folder.strip_suffix("/index").unwrap_or(&folder).to_owned();
    let inside =
        |page: &&str| names.place(page).trim_end_matches("/index").rsplit_once('/').is_some_and(|(of, _)| of == folder);
    let mut pages: Vec<&str> =
        ["md", "html"].into_iter().flat_map(|kind| tree.with_extension(kind)).filter(inside).collect();
    let rows = lines
        .filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty()))
        .map(|cells| {
            let title = cells.first().map(|title| title.trim()).unwrap_or_default();
            let at = pages.iter().position(|page| is_called(tree, page, title));
            Row { page: at.map(|at| pages.remove(at).to_owned()), cells }
        })
        .collect();
    let twin = path.strip_suffix("_all.csv").map(|stem| format!("{stem}.csv"));
    Some(Database { path: path.to_owned(), twin, columns, rows })
}

/// Whether a page has this title. Its file's name holds only a part of a long one, and not all signs.
fn is_called(tree: &Tree, page: &str, title: &str) -> bool {
    let bare =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (name, wanted) = (bare(title_of(page)), bare(title));
    if name == wanted || title.is_empty() && name == "untitled" {
        return true;
    }
    let heading = || tree.text(page).and_then(|text| Some(bare(text.lines().next()?.strip_prefix("# ")?)));
    !name.is_empty()
        && wanted.starts_with(&name)
        && extension_of(page) == "md"
        && heading().is_some_and(|heading| heading == wanted)
}

impl Database {
    /// Writes the table.
    pub(super) fn write(&self, document: &mut Document) {
        document.title = Some(title_of(&self.path).to_owned());
        document.addresses.extend(self.twin.clone());
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut out = line(self.columns.iter().map(|name| cell(name)).collect());
        out.push_str(&line(self.columns.iter().map(|_| "---".to_owned()).collect()));
        let up = "../".repeat(self.path.matches('/').count());
        for row in &self.rows {
            let mut cells: Vec<String> = row.cells.iter().map(|value| cell(value)).collect();
            if let (Some(page), Some(title)) = (&row.page, cells.first_mut()) {
                let shown = if title.is_empty() { "Untitled" } else { title.as_str() };
                *title = format!("[{shown}]({})", html::encoded(&format!("{up}{page}")));
            }
            cells.resize(self.columns.len().max(cells.len()), String::new());
            out.push_str(&line(cells));
        }
        document.text = out;
        *document.changes.entry("databases became tables".into()).or_default() += 1;
    }
}

/// A value in a table: one line, without the paths that relations carry.
fn cell(value: &str) -> String {
    let line =
        without_paths(value).lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ");
    let is_address = line.contains("://") && !line.contains([' ', '<', '>', '|']);
    if is_address { format!("<{line}>") } else { html::escaped(&line).replace('|', "\\|").replace("\\\\|", "\\|") }
}

/// A relation's value without the paths after its titles: `Ana (People/Ana%20123.md)` is `Ana`.
pub(super) fn without_paths(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once(" (") {
        out.push_str(before);
        match after.split_once(')') {
            Some((path, next))
                if [".md", ".csv", ".html"].iter().any(|end| path.ends_with(end)) || path.contains("notion.so/") =>
            {
                rest = next;
            }
            _ => {
                out.push_str(" (");
                rest = after;
            }
        }
    }
    out + rest
}

/// The records of a CSV file: fields between commas, in quotes where they hold commas or lines.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let (mut record, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() || field == "\u{feff}" => quoted = true,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            _ => field.push(c),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}
