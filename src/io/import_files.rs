//! The files that an import reads and writes. Never overwrites.

#![expect(clippy::disallowed_methods, reason = "this is the edge that reads and writes the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::import::{MOST_BYTES, Tree};

/// Folders that hold nobody's content.
const SKIPPED: [&str; 5] = [".git", "node_modules", "target", "_site", "__pycache__"];

/// Whether something is at `dir` already.
#[must_use]
pub fn is_taken(dir: &Path) -> bool {
    dir.is_file() || fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some())
}

/// All files below `paths`. A single folder or archive is the source itself; of several, the parts of one export are joined.
///
/// # Errors
/// What can't be read, and why.
pub fn read(paths: &[PathBuf]) -> Result<Tree, String> {
    let mut tree = Tree::default();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut tree)?;
            continue;
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        add(path, &name, &mut tree)?;
    }
    Ok(tree.unwrapped())
}

fn folder(root: &Path, tree: &mut Tree) -> Result<(), String> {
    let skipped = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_type().is_dir() && SKIPPED.iter().any(|name| entry.file_name() == *name)
    };
    for entry in WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|entry| !skipped(entry)) {
        let entry = entry.map_err(|error| format!("can't read {}: {error}", root.display()))?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            add(entry.path(), &name, tree)?;
        }
    }
    Ok(())
}

fn add(path: &Path, name: &str, tree: &mut Tree) -> Result<(), String> {
    let refused = |why: &str| format!("can't read {}: {why}", path.display());
    let size = fs::metadata(path).map_err(|error| refused(&error.to_string()))?.len();
    if size > MOST_BYTES {
        return Err(refused("it is larger than 2 GB"));
    }
    let bytes = fs::read(path).map_err(|error| refused(&error.to_string()))?;
    tree.add(name, bytes).map_err(|damaged| damaged.0)
}

/// Writes `files` below `dir`.
///
/// # Errors
/// The disk refuses.
pub fn write(files: &BTreeMap<String, Vec<u8>>, dir: &Path) -> std::io::Result<()> {
    for (path, bytes) in files {
        let path = dir.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}
