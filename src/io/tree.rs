//! Output trees: their folders, and how files move from the old tree to the new one.

#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::failure::{Failure, failed};
use super::marker;
use crate::outputs::MARKER;

/// Makes `tree` and all folders that `files` need.
pub(super) fn folders<'a>(tree: &Path, files: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let mut wanted = BTreeSet::from([""]);
    wanted.extend(files.filter_map(|file| file.rsplit_once('/').map(|(folder, _)| folder)));
    for folder in wanted {
        let path = tree.join(folder);
        fs::create_dir_all(&path).map_err(|error| failed("make the folder", &path, &error))?;
    }
    marker::begin(tree)
}

/// Puts `files` of the old tree into the new one as they are, with their modification times.
pub(super) fn carry(old: &Path, new: &Path, files: &[&str]) -> Result<(), Failure> {
    files.par_iter().try_for_each(|file| link(&old.join(file), &new.join(file)))
}

fn link(from: &Path, to: &Path) -> Result<(), Failure> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let copied = fs::copy(from, to).and_then(|_| {
        let modified = fs::metadata(from)?.modified()?;
        fs::File::options().write(true).open(to)?.set_modified(modified)
    });
    copied.map_err(|error| failed("copy", from, &error))
}

/// Puts everything into the new tree that stands in the old one but was not written by a build.
pub(super) fn carry_foreign(old: &Path, new: &Path, ours: &BTreeSet<String>) -> Result<(), Failure> {
    for entry in WalkDir::new(old).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| Failure::Refused(format!("can't read the output folder: {error}")))?;
        let Ok(inside) = entry.path().strip_prefix(old) else { continue };
        let name = inside.to_string_lossy().replace('\\', "/");
        if name == MARKER || ours.contains(&name) {
            continue;
        }
        let to = new.join(inside);
        if entry.file_type().is_dir() {
            if fs::read_dir(entry.path()).is_ok_and(|mut entries| entries.next().is_none()) && !has_ours(ours, &name) {
                fs::create_dir_all(&to).map_err(|error| failed("make the folder", &to, &error))?;
            }
            continue;
        }
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(|error| failed("make the folder", parent, &error))?;
        }
        if entry.file_type().is_symlink() {
            symlink(entry.path(), &to)?;
        } else {
            link(entry.path(), &to)?;
        }
    }
    Ok(())
}

/// Whether a build wrote anything into this folder.
fn has_ours(ours: &BTreeSet<String>, folder: &str) -> bool {
    let prefix = format!("{folder}/");
    ours.range(prefix.clone()..).next().is_some_and(|file| file.starts_with(&prefix))
}

#[cfg(unix)]
fn symlink(from: &Path, to: &Path) -> Result<(), Failure> {
    let target = fs::read_link(from).map_err(|error| failed("read", from, &error))?;
    std::os::unix::fs::symlink(target, to).map_err(|error| failed("make the link", to, &error))
}

#[cfg(not(unix))]
fn symlink(from: &Path, to: &Path) -> Result<(), Failure> {
    link(from, to)
}
