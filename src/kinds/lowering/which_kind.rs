//! What kind of page a file holds, and the page's id, where its front matter does not say so.

use crate::diagnostic::{Severity, code, nearest};
use crate::kinds::FolderKinds;
use crate::kinds::registry::{FALLBACK, all, by_folder, by_name};
use crate::page::{Decoder, KindSpec, listed, with_article};
use crate::snapshot::ProjectPath;
use crate::source::markdown::slug;
use crate::source::yaml::Node;

/// The folder that holds all pages.
pub const CONTENT: &str = "content";

/// The kind of the pages in a list file, by the file's name.
pub(super) fn of_list(file: &ProjectPath, decoder: &mut Decoder) -> Option<&'static KindSpec> {
    let stem = file.stem();
    let Some(kind) = by_folder(stem) else {
        let folders = all().filter(|kind| kind.listable).map(|kind| kind.folder);
        let near = nearest(stem, folders.clone());
        let hint = near.map_or_else(
            || {
                let names: Vec<String> = folders.clone().map(|folder| format!("{folder}.yaml")).collect();
                format!("lists are named {}", listed(&names.iter().map(String::as_str).collect::<Vec<_>>()))
            },
            |nearest| format!("did you mean `{nearest}.yaml`?"),
        );
        let problem =
            decoder.problem(&code::KIND_UNKNOWN, format!("a list file can't be named `{}`", file.name()), &(0..0));
        problem.label = "the file's name says what it lists".into();
        problem.hints.push(hint);
        if near.is_none() {
            // Most likely the settings of another tool.
            problem.code = &code::FILE_STRAY;
            problem.severity = Severity::Warning;
            problem.message = format!("`{}` is no list of pages, so it is left out", file.name());
        }
        return None;
    };
    if !kind.listable {
        let message = format!("{} can't be in a list", with_article(&[kind.name]));
        let problem = decoder.problem(&code::KIND_NOT_IN_LIST, message, &(0..0));
        problem.label = "this file is a list".into();
        problem.hints.push(format!("write each into its own file in `content/{}/`", kind.folder));
        return None;
    }
    Some(kind)
}

/// The kind of the page in `file` where its front matter names none.
#[must_use]
pub fn kind_of(file: &ProjectPath, folders: &FolderKinds) -> &'static KindSpec {
    let inside = file.strip(CONTENT).unwrap_or_default();
    let named = inside.split_once('/').and_then(|(folder, _)| folders.of(folder));
    match named {
        Some(kind) if !is_folder_page(file) => kind,
        _ => FALLBACK,
    }
}

/// The names of files that are their folder's own page. Of several in one folder the first in this list is it.
pub const FOLDER_PAGES: [&str; 3] = ["index", "_index", "readme"];

/// Whether `file` has the name of a folder's own page.
#[must_use]
pub fn is_folder_page(file: &ProjectPath) -> bool {
    FOLDER_PAGES.iter().any(|name| file.stem().eq_ignore_ascii_case(name))
}

/// The kind that `kind:` names, if there is one.
pub(super) fn named(decoder: &mut Decoder, node: &Node) -> Option<&'static KindSpec> {
    let name = node.scalar().unwrap_or_default();
    let found = by_name(name);
    if found.is_none() {
        let names: Vec<&str> = all().map(|kind| kind.name).collect();
        let near = nearest(name, names.iter().copied());
        let what = if name.is_empty() { node.described() } else { format!("`{name}`") };
        let place = node.span.start..node.span.end.max(node.span.start);
        let problem = decoder.problem(&code::KIND_UNKNOWN, format!("{what} is not a kind"), &place);
        problem.label = "no such kind".into();
        match near {
            Some(near) => problem.add_fix(format!("did you mean `{near}`?"), place, near),
            None => problem.hints.push(format!("the kinds are {}", listed(&names))),
        }
    }
    found
}

/// The id of the page in `file` where its front matter gives none; empty if the name holds no letter or digit.
#[must_use]
pub fn id_of(file: &ProjectPath) -> String {
    if !is_folder_page(file) {
        return slug(file.stem(), 120);
    }
    match file.parent().strip_prefix(CONTENT).unwrap_or_default() {
        "" => "home".to_owned(),
        folder => format!("{}-index", slug(folder, 100)),
    }
}

/// The id of the page in `file` where another page has the one that its name gives: its whole path. `alone` says that it is not the own
/// page of its folder, whatever its name.
#[must_use]
pub fn path_id(file: &ProjectPath, alone: bool) -> String {
    let folder = file.parent().strip_prefix(CONTENT).unwrap_or_default();
    let name = if is_folder_page(file) && !alone { None } else { Some(file.stem()) };
    let parts = folder.split('/').chain(name).map(|part| slug(part, 120));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}
