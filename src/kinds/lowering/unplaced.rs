//! Files and folders of the content whose names are almost those that are read.

use super::which_kind::{CONTENT, is_folder_page};
use crate::diagnostic::{Diagnostic, Severity, Span, code, nearest};
use crate::kinds::FolderKinds;
use crate::kinds::registry::{FALLBACK, all, by_folder};
use crate::page::{COMMON_FIELDS, Decoder, KindSpec, with_article};
use crate::snapshot::ProjectPath;
use crate::source::yaml::{Node, Value};

/// Endings of Markdown files other than `.md`, and what editors and mail programs add to a name.
const NOT_QUITE_MARKDOWN: [&str; 8] = [".md.txt", ".markdown", ".mdown", ".mkd", ".md.docx", ".mdwn", ".qmd", ".rmd"];

/// Endings of pages in other languages, what they are, and what to do with them.
const OTHER_LANGUAGES: [(&str, &str, &str); 5] = [
    (".mdx", "MDX, Markdown with components", IMPORT),
    (".rst", "reStructuredText", CONVERT),
    (".adoc", "AsciiDoc", CONVERT),
    (".asciidoc", "AsciiDoc", CONVERT),
    (".textile", "Textile", CONVERT),
];

const IMPORT: &str =
    "`lensbook import FOLDER` makes Markdown of it: its components become callouts, or are named in the report";

const CONVERT: &str = "make HTML of it with its own tool; `lensbook import FOLDER` makes Markdown of that";

/// Endings of files that are left over when a file is saved or merged.
const LEFTOVERS: [&str; 5] = [".bak", ".orig", ".rej", ".old", ".save"];

/// The problem with a file that is copied as it is, if its name says that this was not meant.
pub(super) fn problem(file: &ProjectPath) -> Option<Diagnostic> {
    let (name, lower) = (file.name(), file.name().to_lowercase());
    let unplaced = |message: String, label: &str, hint: String| {
        let problem = Diagnostic::new(&code::FILE_STRAY, message).at(Span::new(file, 0..0));
        Some(problem.because(label).hint(hint))
    };
    if let Some(end) = NOT_QUITE_MARKDOWN.iter().find(|end| lower.ends_with(*end)) {
        let stem = name.get(..name.len() - end.len()).unwrap_or_default();
        let hint = format!("name it `{stem}.md`; you may have to tell your file manager to show file extensions");
        return unplaced(
            format!("`{name}` is not a page: its name does not end in `.md`"),
            "it is copied to the site as it is",
            hint,
        );
    }
    let other = OTHER_LANGUAGES.iter().find(|(end, ..)| lower.ends_with(end));
    if let Some((_, what, hint)) = other {
        let message = format!("`{name}` is {what}, which is not read as a page");
        let problem = unplaced(message, "it is copied to the site as it is", (*hint).to_owned());
        return problem.map(|problem| Diagnostic { severity: Severity::Warning, ..problem });
    }
    if let Some(end) = LEFTOVERS.iter().find(|end| lower.ends_with(*end)) {
        let message = format!("`{name}` looks like a file that was left behind");
        return unplaced(
            message,
            "it is published with the playbook",
            format!("delete it, or remove `{end}` from its name"),
        );
    }
    let is_list = matches!(file.extension().as_str(), "yaml" | "yml");
    let folder = file.parent().rsplit('/').next().unwrap_or_default();
    let kind = by_folder(file.stem()).or_else(|| by_folder(folder)).filter(|kind| is_list && kind.listable)?;
    let list = format!("{CONTENT}/{}.yaml", kind.folder);
    unplaced(
        format!("a list of {} belongs at `{list}`", kind.folder),
        "this file is copied to the site as it is",
        format!("move it to `{list}`"),
    )
}

/// The kind whose pages the file's top folder seems to hold: its name is almost right, and the page has keys of that kind.
pub(super) fn folder(node: &Node, folders: &FolderKinds, decoder: &mut Decoder) -> Option<&'static KindSpec> {
    let inside = decoder.file.strip(CONTENT)?;
    let (folder, rest) = inside.split_once('/')?;
    if folders.of(folder).is_some() || (!rest.contains('/') && is_folder_page(decoder.file)) {
        return None;
    }
    let Value::Map(entries) = &node.value else { return None };
    let is_common = |key: &&str| COMMON_FIELDS.iter().chain(FALLBACK.fields).any(|field| field.name == *key);
    let mut keys = entries.iter().filter_map(|(key, _)| key.scalar()).filter(|key| !is_common(key)).peekable();
    keys.peek()?;
    let lower = folder.to_lowercase();
    let closest = nearest(&lower, all().map(|kind| kind.folder));
    let kind = all().find(|kind| kind.name == lower || Some(kind.folder) == closest)?;
    if !keys.any(|key| kind.fields.iter().any(|field| field.name == key)) {
        return None;
    }
    let name = with_article(&[kind.name]);
    let problem = decoder.problem(&code::FOLDER_NAME, format!("this folder is not named `{}`", kind.folder), &(0..0));
    problem.label = format!("the page has the keys of {name}, so it is read as one");
    problem.hints.push(format!("rename the folder `{CONTENT}/{folder}` to `{CONTENT}/{}`", kind.folder));
    Some(kind)
}
