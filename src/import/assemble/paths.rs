//! Names that every computer can store, each only once.

use std::collections::BTreeSet;

use crate::import::Document;
use crate::kinds::CONTENT;
use crate::snapshot::ProjectPath;
use crate::source::markdown::slug;

/// The most bytes of one part of a path.
const MAX_PART_LENGTH: usize = 80;

/// Names at the top that the generated site keeps for pages of its own.
const GENERATED: [&str; 5] = ["404", "search", "state", "changes", "print"];

/// A file for every document, in their order.
pub(super) fn unique(documents: &mut [Document]) -> Vec<ProjectPath> {
    let mut taken = BTreeSet::new();
    if !documents.iter().any(|document| document.to.eq_ignore_ascii_case("index"))
        && let Some(home) = documents.iter_mut().find(|document| document.to.eq_ignore_ascii_case("home"))
    {
        home.to = "index".into();
    }
    documents.iter_mut().map(|document| file(document, &mut taken)).collect()
}

fn file(document: &mut Document, taken: &mut BTreeSet<String>) -> ProjectPath {
    let path = document.to.split('/').filter(|part| !part.is_empty()).map(part).collect::<Vec<_>>().join("/");
    let path = match path.as_str() {
        "" => "index".to_owned(),
        name if GENERATED.contains(&name) => format!("{name}-page"),
        _ => path,
    };
    let numbered = (1..).map(|at| if at == 1 { path.clone() } else { format!("{path}-{at}") });
    let free = numbered.into_iter().find(|path| !taken.contains(path)).unwrap_or(path);
    taken.insert(free.clone());
    let file = ProjectPath::new(&format!("{CONTENT}/{free}.md"));
    document.to = free;
    // A path of letters, digits and hyphens below `content` is one inside the project.
    file.unwrap_or_else(|| unreachable!())
}

/// One part of a path: the words of a name, joined by hyphens.
pub(super) fn part(name: &str) -> String {
    let words = slug(name, MAX_PART_LENGTH);
    let reserved = ["con", "prn", "aux", "nul"].contains(&words.as_str())
        || words.len() == 4 && (words.starts_with("com") || words.starts_with("lpt"));
    match words.as_str() {
        "" => "page".into(),
        _ if reserved => format!("{words}-page"),
        _ => words,
    }
}

/// All folders that hold the file at `path`.
pub(super) fn above(path: &str) -> impl Iterator<Item = String> + '_ {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at).map(str::to_owned))
}

/// Whether a path of the old site can be one of ours.
pub(super) fn is_address(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['{', '}', ':', '<', '>', '"', '|', '?', '*', '\\', ' '])
        && !path.split('/').any(|part| part.starts_with(['_', '.']))
}
