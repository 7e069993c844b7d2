//! No file of `src/` imports another that imports it in turn, be it through ten others.
//!
//! Between folders, the ranks in `architecture.rs` see to that; here it is shown for single files. A file counts for what
//! it imports, wherever in the file it names it. What a parent takes from its own children it hands on, which is no arrow;
//! what a child takes from its parent leads to the parent's file.

use std::collections::{BTreeMap, BTreeSet};

/// Which files each file imports.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The module of a file: `io::http` for `io/http/mod.rs` and `io/http.rs`, nothing for the crate's own.
fn module_of(file: &str) -> Vec<&str> {
    let path = file.strip_suffix(".rs").unwrap();
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|part| *part != "lib").collect()
}

/// The paths of one `use`, without its braces.
fn paths_of(used: &str) -> Vec<String> {
    let Some((before, rest)) = used.split_once('{') else {
        return vec![used.split(" as ").next().unwrap().split_whitespace().collect()];
    };
    let inside = rest.trim_end().strip_suffix('}').unwrap();
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inside.chars() {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else {
            parts.last_mut().unwrap().push(c);
        }
    }
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(|part| paths_of(part)).map(|path| format!("{}{path}", before.trim())).collect()
}

/// Every path that `code` imports or names in full.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let starts = code[..at].rsplit('\n').next().unwrap().trim();
        if starts.is_empty() || starts.starts_with("pub") && !starts.contains(['=', '"']) {
            found.extend(paths_of(code[at + 4..].split(';').next().unwrap()));
        }
    }
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start).filter(|(at, _)| !code[..*at].ends_with("::")) {
            let path = code[at..].split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).next().unwrap();
            found.push(path.trim_end_matches(':').to_owned());
        }
    }
    found
}

/// The module path that `path` means in a file of `module`; nothing if it leads out of the crate.
fn absolute<'a>(module: &[&'a str], path: &'a str, is_module: impl Fn(&[&str]) -> bool) -> Option<Vec<&'a str>> {
    let mut parts: Vec<&str> = path.split("::").collect();
    let mut base = module.to_vec();
    match parts[0] {
        "crate" => base.clear(),
        "self" | "super" => {}
        child if is_module(&[module, &[child]].concat()) => {}
        _ => return None,
    }
    while let Some(first @ ("crate" | "self" | "super")) = parts.first().copied() {
        if first == "super" {
            base.pop();
        }
        parts.remove(0);
    }
    Some([base, parts].concat())
}

/// Who imports whom among `sources`.
fn arrows(sources: &BTreeMap<String, String>) -> Arrows {
    let files: BTreeMap<Vec<&str>, &str> = sources.keys().map(|file| (module_of(file), file.as_str())).collect();
    let mut arrows = Arrows::new();
    for (file, code) in sources {
        let module = module_of(file);
        for path in paths(code) {
            let Some(target) = absolute(&module, &path, |module| files.contains_key(module)) else { continue };
            let to = (0..=target.len()).rev().find_map(|count| files.get_key_value(&target[..count]));
            let Some((to, name)) = to.filter(|(to, _)| !to.is_empty()) else { continue };
            if !to.starts_with(&module) {
                arrows.entry(file.clone()).or_default().insert((*name).to_owned());
            }
        }
    }
    arrows
}

/// What can be reached from `file`.
fn reached<'a>(arrows: &'a Arrows, file: &'a str) -> BTreeSet<&'a str> {
    let (mut found, mut open) = (BTreeSet::new(), vec![file]);
    while let Some(file) = open.pop() {
        open.extend(arrows.get(file).into_iter().flatten().map(String::as_str).filter(|to| found.insert(*to)));
    }
    found
}

/// Files that import one another, directly or through others.
fn circles(arrows: &Arrows) -> BTreeSet<BTreeSet<&str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        arrows.keys().map(|file| (file.as_str(), reached(arrows, file))).collect();
    let mutual = |file: &str| -> BTreeSet<&str> {
        let back = |to: &&&str| reached.get(**to).is_some_and(|further| further.contains(file));
        reached[file].iter().filter(back).copied().collect()
    };
    reached.keys().map(|file| mutual(file)).filter(|circle| circle.len() > 1).collect()
}

/// The code of every file of `src/` outside its tests and comments.
fn sources() -> BTreeMap<String, String> {
    let code = |text: String| super::code(text.split("#[cfg(test)]").next().unwrap());
    super::sources().into_iter().filter(|(file, _)| file != "main.rs").map(|(file, text)| (file, code(text))).collect()
}

#[test]
fn no_files_import_each_other() {
    let arrows = arrows(&sources());
    let circles = circles(&arrows);
    if let Some(circle) = circles.first() {
        let within = |file: &&str| -> Vec<String> {
            let targets = arrows[*file].iter().filter(|to| circle.contains(to.as_str()));
            targets.map(|to| format!("{file} -> {to}")).collect()
        };
        let named: Vec<String> = circle.iter().flat_map(within).collect();
        panic!("these files import each other: move what they share to a file of its own\n{named:#?}");
    }
}

#[test]
fn circles_are_found_through_braces_parents_and_third_files() {
    let files = [
        ("lib.rs", "pub mod a;\npub mod b;"),
        ("a/mod.rs", "mod one;\nmod two;\npub use one::One;\nuse self::two::Two;"),
        ("a/one.rs", "use std::fmt;\nuse super::{Shared, two::{self, Two as Other}};"),
        ("a/two.rs", "pub(crate) use crate::b::Thing;\nuse std::fmt;"),
        ("b.rs", "fn f() {\n    crate::a::one::g();\n}"),
    ];
    let sources = files.map(|(file, code)| (file.to_owned(), code.to_owned())).into();
    let arrows = arrows(&sources);
    let all: Vec<String> =
        arrows.iter().flat_map(|(file, targets)| targets.iter().map(move |to| format!("{file} {to}"))).collect();
    assert_eq!(all, ["a/one.rs a/mod.rs", "a/one.rs a/two.rs", "a/two.rs b.rs", "b.rs a/one.rs"]);
    assert_eq!(circles(&arrows), [["a/one.rs", "a/two.rs", "b.rs"].into()].into());
}
