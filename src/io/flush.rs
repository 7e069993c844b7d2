//! Sees to it that a new tree is on the disk before it takes the old one's place: after a power cut no page is empty.

#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

use rayon::prelude::*;

/// So many files are flushed one by one. For more, the whole file system takes less time.
const FEW: usize = 16;

/// Waits until the files `changed` of `tree`, and the names in their folders, are on the disk.
pub(super) fn to_disk(tree: &Path, changed: &[&str]) -> io::Result<()> {
    if changed.len() > FEW && whole_system(tree)? {
        return Ok(());
    }
    changed.par_iter().try_for_each(|file| File::open(tree.join(file))?.sync_all())?;
    if cfg!(unix) {
        let folders: BTreeSet<&str> =
            changed.iter().map(|file| file.rsplit_once('/').map_or("", |(to, _)| to)).collect();
        folders.par_iter().try_for_each(|folder| File::open(tree.join(folder))?.sync_all())?;
    }
    Ok(())
}

/// Flushes the file system that holds `tree`, where the system can.
#[cfg(target_os = "linux")]
fn whole_system(tree: &Path) -> io::Result<bool> {
    rustix::fs::syncfs(File::open(tree)?)?;
    Ok(true)
}

#[cfg(not(target_os = "linux"))]
fn whole_system(_: &Path) -> io::Result<bool> {
    Ok(false)
}
