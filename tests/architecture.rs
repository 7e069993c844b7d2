//! The house keeps its shape: direction of imports, one module for each foreign crate, lengths, how files open, and that no test
//! can hang.
#![expect(clippy::disallowed_methods, reason = "reads the repository's own files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

mod circles;
mod waits;

/// Modules from the ground up: each may use those of a lower rank, and itself.
const RANKS: [(&str, u8); 23] = [
    ("limits", 0),
    ("history", 0),
    ("snapshot", 1),
    ("diagnostic", 2),
    ("source", 3),
    ("lint", 4),
    ("page", 5),
    ("diagram", 5),
    ("score", 5),
    ("kinds", 6),
    ("config", 7),
    ("schema", 8),
    ("site", 8),
    ("theme", 8),
    ("import", 9),
    ("view", 9),
    ("outputs", 10),
    ("docs", 11),
    ("build", 11),
    ("preview", 12),
    ("io", 13),
    ("cli", 14),
    ("lib", 15),
];

/// Foreign crates that shape data, and the only places that may name them.
const CRATES: [(&str, &[&str]); 19] = [
    ("pulldown_cmark", &["source/markdown"]),
    ("serde_yaml", &["source/yaml"]),
    ("tera", &["theme/engine", "theme/report"]),
    ("walkdir", &["io/"]),
    ("imagesize", &["source/image"]),
    ("annotate_snippets", &["diagnostic/report"]),
    ("clap", &["cli/"]),
    ("notify", &["io/watch"]),
    ("encoding_rs", &["import/tree"]),
    ("htmd", &["import/html"]),
    ("html5ever", &["import/html"]),
    ("quick_xml", &["import/sources/docx"]),
    ("toml", &["import/"]),
    ("zip", &["import/"]),
    ("hyper", &["io/http"]),
    ("hyper_util", &["io/http"]),
    ("tokio", &["io/http"]),
    ("tokio_websockets", &["io/http/socket"]),
    ("rust_stemmers", &["outputs/search/stem"]),
];

/// The Rust files below `folder`, by path.
fn files(folder: &str) -> BTreeMap<String, String> {
    texts(folder, "rs")
}

/// The files of the browser tests and their like, by path.
fn scripts() -> BTreeMap<String, String> {
    texts("tests", "mjs")
}

fn texts(folder: &str, kind: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == kind) {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn sources() -> BTreeMap<String, String> {
    files("src")
}

fn rank(module: &str) -> Option<u8> {
    RANKS.iter().find(|(name, _)| *name == module).map(|(_, rank)| *rank)
}

fn module(file: &str) -> &str {
    let top = file.split('/').next().unwrap();
    top.strip_suffix(".rs").unwrap_or(top)
}

/// The code of a file without its comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let own = module(&file);
        let Some(here) = rank(own) else { continue };
        let code = code(&text);
        for (_, after) in code.match_indices("crate::").map(|(at, found)| code[at..].split_at(found.len())) {
            let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            match rank(&name) {
                Some(there) if name == own || there < here => {}
                Some(_) => wrong.push(format!("{file} uses {name}")),
                None => {}
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_has_a_rank() {
    for file in sources().keys() {
        assert!(rank(module(file)).is_some() || file == "main.rs", "give {file} a rank");
    }
}

#[test]
fn foreign_crates_have_one_home() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let code = code(&text);
        for (name, homes) in CRATES {
            let used = code
                .match_indices(&format!("{name}::"))
                .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
            if used && !homes.iter().any(|home| file.starts_with(home)) {
                wrong.push(format!("{file} names {name}, which belongs to {homes:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_short_and_say_what_they_do() {
    let mut lengths = Vec::new();
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "{file} does not open with what it does");
        let lines = text.lines().count();
        assert!(lines <= 400, "{file} has {lines} lines: it holds two ideas");
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 150, "half of the files have more than {median} lines");
}

#[test]
fn nothing_outside_kinds_names_a_kind() {
    let names: Vec<&str> = lensbook::kinds::all().map(|kind| kind.name).collect();
    for (file, text) in sources() {
        // Every page may name its sources; what an import guesses is a kind; and HTML has elements of these names.
        let own = module(&file) == "kinds"
            || file == "page/common.rs"
            || file == "import/guess.rs"
            || file.starts_with("import/html");
        let tests = text.find("#[cfg(test)]").unwrap_or(text.len());
        for name in names.iter().filter(|_| !own) {
            assert!(!code(&text[..tests]).contains(&format!("\"{name}\"")), "{file} names the kind {name}");
        }
    }
}

/// Whatever else wrote to a terminal would send it what files, names and answers hold.
#[test]
fn one_place_writes_to_the_terminal() {
    // The bar that shows progress holds nothing but numbers, and clap shows what its user typed.
    let known = [
        ("cli/terminal.rs", ""),
        ("cli/build.rs", "ProgressDrawTarget::stderr()"),
        ("cli/mod.rs", "error.print()"),
        ("cli/mod.rs", "error.use_stderr()"),
    ];
    for (file, text) in sources() {
        let allowed: Vec<&str> = known.iter().filter(|(name, _)| *name == file).map(|(_, what)| *what).collect();
        if allowed.contains(&"") {
            continue;
        }
        let code = allowed.iter().fold(code(&text), |code, what| code.replace(what, ""));
        for call in ["stdout()", "stderr()", "println!", "eprint", " print!", ".print()"] {
            assert!(!code.contains(call), "{file} writes to the terminal by `{call}`: use cli/terminal.rs");
        }
    }
}
