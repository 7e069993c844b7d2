//! Output trees: their folders, and how files move from the old tree to the new one.

#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::failure::{Failure, failed, in_the_way};
use super::{marker, plain};
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
    files.par_iter().try_for_each(|file| {
        let from = old.join(file);
        link(&from, &new.join(file)).map_err(|error| failed("copy", &from, &error))
    })
}

fn link(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let plain = plain::open(from)?;
    let mut copy = fs::File::options().write(true).create_new(true).open(to)?;
    io::copy(&mut &plain.file, &mut copy)?;
    let meta = plain.file.metadata()?;
    copy.set_permissions(meta.permissions())?;
    copy.set_modified(meta.modified()?)
}

/// Puts everything into the new tree that stands in the old one but was not written by a build. Refuses where the new tree has
/// something else of that name.
pub(super) fn carry_foreign(old: &Path, new: &Path, ours: &BTreeSet<String>) -> Result<(), Failure> {
    for (path, inside) in all_foreign(old, old, ours)? {
        let to = new.join(&inside);
        let made = if path.is_dir() && !path.is_symlink() {
            fs::create_dir_all(&to)
        } else {
            let parent = to.parent().map_or(Ok(()), fs::create_dir_all);
            parent.and_then(|()| if path.is_symlink() { symlink(&path, &to) } else { link(&path, &to) })
        };
        made.map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory | ErrorKind::IsADirectory => in_the_way(&path),
            _ => failed("carry over", &path, &error),
        })?;
    }
    Ok(())
}

/// The first thing in `folder` of the tree `output` that no build wrote, by its name in the tree.
pub(super) fn foreign(output: &Path, folder: &str, ours: &BTreeSet<String>) -> Result<Option<String>, Failure> {
    Ok(all_foreign(output, &output.join(folder), ours)?.into_iter().next().map(|(_, name)| name))
}

/// Every file, link and empty folder in `folder` of the tree `output` that no build wrote: where it is, and its name in the tree.
fn all_foreign(output: &Path, folder: &Path, ours: &BTreeSet<String>) -> Result<Vec<(PathBuf, String)>, Failure> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Failure::Refused(format!("can't read the output folder: {error}")))?;
        let Ok(inside) = entry.path().strip_prefix(output) else { continue };
        let name = inside.to_string_lossy().replace('\\', "/");
        if name.is_empty() || name == MARKER || ours.contains(&name) {
            continue;
        }
        let is_empty = || fs::read_dir(entry.path()).is_ok_and(|mut entries| entries.next().is_none());
        if !entry.file_type().is_dir() || (is_empty() && !has_ours(ours, &name)) {
            found.push((entry.into_path(), name));
        }
    }
    Ok(found)
}

/// Whether a build wrote anything into this folder.
fn has_ours(ours: &BTreeSet<String>, folder: &str) -> bool {
    let prefix = format!("{folder}/");
    ours.range(prefix.clone()..).next().is_some_and(|file| file.starts_with(&prefix))
}

#[cfg(unix)]
fn symlink(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn symlink(from: &Path, to: &Path) -> io::Result<()> {
    link(from, to)
}
