//! The last step: two folders change places, and whatever a killed build left behind is cleared.
//!
//! At any instant the output is the old tree or the new one. Where the system can't exchange two folders in one step, two
//! renames do it, and the name of the folder that waits tells the next build what to undo.

#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::fs;
use std::path::{Path, PathBuf};

use super::failure::{Failure, failed};
use crate::outputs::MARKER;

/// The folder beside `output` in which its new tree grows, or its old one waits.
pub(super) fn beside(output: &Path, role: &str) -> PathBuf {
    let name = output.file_name().map_or_else(|| "output".into(), |name| name.to_string_lossy());
    output.with_file_name(format!(".{name}.lensbook-{role}"))
}

/// Undoes what a killed build left: a new tree that was not finished, an old one that was not put back.
pub(super) fn recover(output: &Path, staging: &Path) -> Result<(), Failure> {
    let waiting = beside(output, "old");
    if waiting.is_dir() {
        if output.exists() {
            remove(&waiting)?;
        } else {
            fs::rename(&waiting, output).map_err(|error| failed("put back", &waiting, &error))?;
        }
    }
    if staging.is_dir() { remove(staging) } else { Ok(()) }
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

/// Deletes a tree that a build made; refuses any other.
fn remove(tree: &Path) -> Result<(), Failure> {
    let empty = fs::read_dir(tree).is_ok_and(|mut entries| entries.next().is_none());
    let bare = || walkdir::WalkDir::new(tree).into_iter().flatten().all(|entry| entry.file_type().is_dir());
    if !empty && !tree.join(MARKER).is_file() && !bare() {
        return Err(Failure::Refused(format!(
            "{} is in the way, and lensbook did not make it\n  help: move it away, then build again",
            tree.display()
        )));
    }
    delete(tree).map_err(|error| failed("delete", tree, &error))
}

/// Lets the tree in `staging` take the place of the one in `output`, and deletes the old one.
pub(super) fn swap(output: &Path, staging: &Path, exists: bool) -> Result<(), Failure> {
    if !exists {
        return fs::rename(staging, output).map_err(|error| failed("put the site at", output, &error));
    }
    if exchange(output, staging) {
        // What is left of the old tree now is cleared by the next build if it can't be by this one.
        let _ = delete(staging);
        return Ok(());
    }
    let waiting = beside(output, "old");
    fs::rename(output, &waiting).map_err(|error| failed("move away", output, &error))?;
    if let Err(error) = fs::rename(staging, output) {
        let _ = fs::rename(&waiting, output);
        return Err(failed("put the site at", output, &error));
    }
    let _ = delete(&waiting);
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
