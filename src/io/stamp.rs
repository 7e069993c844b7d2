//! Stamps: what tells one state of a file from another without reading it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

/// How many files are looked at in one go.
const CHUNK: usize = 128;

/// Inode, size and times of a file or folder. Times are nanoseconds since 1970.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stamp {
    /// In bytes.
    pub(super) length: u64,
    modified: i128,
    /// When the inode last changed: a tool that copies times can't set this back. The same as `modified` where the
    /// system does not tell.
    changed: i128,
    inode: (u64, u64),
}

impl Stamp {
    /// The stamp of what is at `path`, links followed.
    pub(super) fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|meta| Self::from_meta(&meta))
    }

    #[cfg(unix)]
    fn from_meta(meta: &fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            length: meta.len(),
            modified: nanoseconds(meta.mtime().into(), meta.mtime_nsec().into()),
            changed: nanoseconds(meta.ctime().into(), meta.ctime_nsec().into()),
            inode: (meta.dev(), meta.ino()),
        }
    }

    #[cfg(not(unix))]
    fn from_meta(meta: &fs::Metadata) -> Self {
        let modified = meta.modified().map_or(0, since_1970);
        Self { length: meta.len(), modified, changed: modified, inode: (0, 0) }
    }

    /// Whether it last changed more than `rest` before `now`.
    pub(super) fn settled(&self, now: SystemTime, rest: Duration) -> bool {
        let rest = i128::try_from(rest.as_nanos()).unwrap_or(i128::MAX);
        self.modified.max(self.changed).saturating_add(rest) < since_1970(now)
    }
}

fn since_1970(time: SystemTime) -> i128 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| i128::try_from(since.as_nanos()).unwrap_or(i128::MAX))
}

#[cfg(unix)]
fn nanoseconds(seconds: i128, nanoseconds: i128) -> i128 {
    seconds * 1_000_000_000 + nanoseconds
}

/// The stamps of all `files`, in their order.
pub(super) fn all(files: &[(PathBuf, String)]) -> Vec<Option<Stamp>> {
    files.par_chunks(CHUNK).flat_map_iter(some).collect()
}

/// Looks at files of one folder from inside that folder, so that the system need not walk the path to each.
#[cfg(target_os = "linux")]
fn some<'a>(files: &'a [(PathBuf, String)]) -> Vec<Option<Stamp>> {
    use std::os::unix::ffi::OsStrExt;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, openat, statat};
    let mut folder = None;
    let mut look = |path: &'a Path| {
        let whole = path.as_os_str().as_bytes();
        let (parent, name) = whole.split_at_checked(whole.iter().rposition(|byte| *byte == b'/')? + 1)?;
        if folder.as_ref().is_none_or(|(open, _)| *open != parent) {
            let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
            folder = Some((parent, openat(CWD, parent, flags, Mode::empty()).ok()?));
        }
        let (_, inside) = folder.as_ref()?;
        let stat = statat(inside, name, AtFlags::empty()).ok()?;
        Some(Stamp {
            length: u64::try_from(stat.st_size).ok()?,
            modified: nanoseconds(stat.st_mtime.into(), stat.st_mtime_nsec.into()),
            changed: nanoseconds(stat.st_ctime.into(), stat.st_ctime_nsec.into()),
            inode: (stat.st_dev, stat.st_ino),
        })
    };
    files.iter().map(|(path, _)| look(path)).collect()
}

#[cfg(not(target_os = "linux"))]
fn some(files: &[(PathBuf, String)]) -> Vec<Option<Stamp>> {
    files.iter().map(|(path, _)| Stamp::of(path)).collect()
}
