//! What is said of files, folders and links that are not read. Refuses to read any of them.

use std::fs;
use std::path::Path;

use crate::config::{self, Limits};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::page::Size;
use crate::snapshot::ProjectPath;

/// How long one file may be, and which key of `limits` says so.
pub(super) struct Limit {
    pub(super) bytes: u64,
    pub(super) key: &'static str,
}

impl Limit {
    pub(super) fn of(extension: &str, limits: Limits) -> Self {
        match extension {
            "yaml" | "yml" => Self { bytes: limits.yaml, key: "yaml" },
            _ => Self { bytes: limits.text, key: "text" },
        }
    }
}

/// A place for problems of a file that is not in the snapshot.
fn nowhere(root: &Path, path: &Path) -> Option<Span> {
    let shown =
        relative(root, path).unwrap_or_else(|| path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned());
    ProjectPath::new(&shown).map(|file| Span::new(&file, 0..0))
}

pub(super) fn located(problem: Diagnostic, root: &Path, path: &Path) -> Diagnostic {
    match nowhere(root, path) {
        Some(span) => problem.at(span),
        None => problem,
    }
}

pub(super) fn leaves(root: &Path, path: &Path) -> Diagnostic {
    let what = if fs::canonicalize(path).is_ok() { "out of the project" } else { "nowhere" };
    located(leads(what), root, path)
}

/// A symbolic link that leads to what must not be read.
pub(super) fn leads(what: &str) -> Diagnostic {
    let hint = match what {
        "nowhere" => "delete it, or copy what it should point to into the project",
        _ => "copy what it points to into the project",
    };
    Diagnostic::new(&code::SYMLINK_OUTSIDE, format!("this symbolic link leads {what}"))
        .because("not followed")
        .hint(hint)
}

pub(super) fn unreadable(root: &Path, path: &Path, cause: &str) -> Diagnostic {
    let problem = Diagnostic::new(&code::FILE_UNREADABLE, format!("this file can't be read: {}", cause.to_lowercase()))
        .hint("check that it is there and that you may read it");
    located(problem, root, path)
}

pub(super) fn bad_name(root: &Path, path: &Path) -> Diagnostic {
    let problem = Diagnostic::new(&code::FILE_NAME, format!("the name {} is not Unicode", path.display()))
        .hint("rename the file");
    located(problem, root, path)
}

/// A file that is longer than it may be; it was not read.
pub(super) fn too_large(path: &str, length: u64, limit: &Limit) -> Diagnostic {
    let (length, most) = (Size(length.max(limit.bytes + 1)), Size(limit.bytes));
    let message = format!("this file has {length}, and may have {most}");
    let hint = if path == config::FILE {
        format!("shorten it: {} can't raise its own limit", config::FILE)
    } else {
        format!("move out what is not text, or raise `{}` below `limits` in {}", limit.key, config::FILE)
    };
    located(
        Diagnostic::new(&code::FILE_TOO_LARGE, message).because("not read").hint(hint),
        Path::new(""),
        Path::new(path),
    )
}

/// A folder that is reached a second time.
pub(super) fn read_twice(root: &Path, path: &Path, first: &Path) -> Diagnostic {
    let name = |path: &Path| relative(root, path).unwrap_or_else(|| path.display().to_string());
    let message = format!("the folder `{}` is already read as `{}`", name(path), name(first));
    let problem = Diagnostic::new(&code::FOLDER_TWICE, message)
        .because("not read again")
        .hint("delete this link, and link to the pages in the other folder");
    located(problem, root, path)
}

/// The path below `root`, `/`-separated; none if it is not Unicode.
pub(super) fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}
