//! The last step: two folders change places, and whatever a killed build left behind is cleared.
//!
//! At any instant the output is the old tree or the new one. Where the system can't exchange two folders in one step, two
//! renames do it, and the name of the folder that waits tells the next build what to undo. Refuses to touch a folder that no
//! build made.

#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::fs;
use std::path::{Path, PathBuf};

use super::failure::{Failure, failed};
use crate::outputs::MARKER;

/// How many names are tried for a tree, where one can't be deleted that has the first.
const NAMES: usize = 9;

/// What stands beside `output` with a name of ours: the lock, the folder in which the new tree grows, the one in which the old
/// one waits.
pub(super) fn beside(output: &Path, role: &str) -> PathBuf {
    let name = output.file_name().map_or_else(|| "output".into(), |name| name.to_string_lossy());
    output.with_file_name(format!(".{name}.lensbook-{role}"))
}

/// All names that a tree in this role may have.
fn names(output: &Path, role: &str) -> impl Iterator<Item = PathBuf> {
    let numbered = (2..=NAMES).map(move |number| format!("{role}-{number}"));
    [role.to_owned()].into_iter().chain(numbered).map(|role| beside(output, &role))
}

/// Whether an earlier build left something that is to be undone.
pub(super) fn has_leftovers(output: &Path) -> bool {
    ["new", "old", "lock"].into_iter().any(|role| is_there(&beside(output, role)))
}

/// Undoes what killed builds left: new trees that were not finished, an old one that was not put back. Returns those that can't
/// be deleted, such as another user's.
pub(super) fn recover(output: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut stuck = Vec::new();
    for waiting in names(output, "old").filter(|path| is_there(path)) {
        match whose(&waiting) {
            Whose::Ours if !is_there(output) => {
                fs::rename(&waiting, output).map_err(|error| failed("put back", &waiting, &error))?;
            }
            whose => clear(waiting, &whose, &mut stuck)?,
        }
    }
    for tree in names(output, "new").filter(|path| is_there(path)) {
        let whose = whose(&tree);
        clear(tree, &whose, &mut stuck)?;
    }
    Ok(stuck)
}

/// Whether another file system begins at `folder`: it can't be moved.
#[cfg(target_os = "linux")]
pub(super) fn is_mount(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let stat = statx(CWD, folder, AtFlags::empty(), StatxFlags::empty());
    stat.is_ok_and(|stat| stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

/// Whether another file system begins at `folder`: it can't be moved.
#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn is_mount(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let system = |path: &Path| fs::metadata(path).map(|meta| meta.dev());
    matches!((system(folder), folder.parent().map(system)), (Ok(own), Some(Ok(above))) if own != above)
}

#[cfg(not(unix))]
pub(super) fn is_mount(_: &Path) -> bool {
    false
}

/// The first name that is free for a tree in this role.
pub(super) fn free(output: &Path, role: &str) -> PathBuf {
    names(output, role).find(|path| !is_there(path)).unwrap_or_else(|| beside(output, role))
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Who made a tree that has one of our names.
enum Whose {
    /// A build.
    Ours,
    /// Somebody else.
    Foreign,
    /// It can't be read.
    Unknown,
}

fn whose(tree: &Path) -> Whose {
    let is_folder = fs::symlink_metadata(tree).is_ok_and(|meta| meta.is_dir());
    if !is_folder {
        return Whose::Foreign;
    }
    if fs::symlink_metadata(tree.join(MARKER)).is_ok_and(|meta| meta.is_file()) {
        return Whose::Ours;
    }
    let mut whose = Whose::Ours;
    for entry in walkdir::WalkDir::new(tree) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            // Nothing but folders: a build was killed while it made them.
            Ok(_) => return Whose::Foreign,
            Err(_) => whose = Whose::Unknown,
        }
    }
    whose
}

/// Deletes a tree that a build made; refuses any other.
fn clear(tree: PathBuf, whose: &Whose, stuck: &mut Vec<PathBuf>) -> Result<(), Failure> {
    match whose {
        Whose::Foreign => Err(Failure::Refused(format!(
            "{} is in the way, and lensbook did not make it\n  help: move it away, then build again",
            tree.display()
        ))),
        Whose::Ours if delete(&tree).is_ok() => Ok(()),
        Whose::Ours | Whose::Unknown => {
            stuck.push(tree);
            Ok(())
        }
    }
}

/// Deletes a folder, its marker last: killed on the way, what is left can still be told to be ours.
pub(super) fn delete(tree: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(tree)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != MARKER {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_dir_all(tree)
}

/// Lets the tree in `staging` take the place of the one in `output`, and deletes the old one. Returns where the old one is if it
/// can't be deleted.
pub(super) fn swap(output: &Path, staging: &Path, exists: bool) -> Result<Option<PathBuf>, Failure> {
    if !exists {
        return fs::rename(staging, output).map(|()| None).map_err(|error| failed("put the site at", output, &error));
    }
    let old = if exchange(output, staging) { staging.to_owned() } else { replace(output, staging)? };
    // The exchange is on the disk before the old files go from it. A system that can't say so may still do it.
    let _ = output.parent().map(sync_folder);
    Ok(delete(&old).err().map(|_| old))
}

/// Moves the old tree away and the new one to its place. Returns where the old one is.
fn replace(output: &Path, staging: &Path) -> Result<PathBuf, Failure> {
    let waiting = free(output, "old");
    fs::rename(output, &waiting).map_err(|error| failed("move away", output, &error))?;
    if let Err(error) = fs::rename(staging, output) {
        let _ = fs::rename(&waiting, output);
        return Err(failed("put the site at", output, &error));
    }
    Ok(waiting)
}

/// Waits until the names in `folder` are on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Exchanges two folders in one step, where the system can.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}
