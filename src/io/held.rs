//! What an earlier load saw of the files, so that the next reads only those that may differ.
//!
//! A file is taken as it was while its inode, size and times are the same, and only if those times lay well in the past when
//! it was read: file systems count time in steps, and a file that was written twice within one shows the same stamp.
//! Refuses to trust anything else: digests decide what changed.

#![expect(clippy::disallowed_methods, reason = "this is the edge that reads the disk and the clock")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::snapshot::File;

/// How long a file must have rested before its stamp is trusted. FAT counts in steps of two seconds; nothing is coarser.
const SETTLED: Duration = Duration::from_millis(2_500);

/// Files as the last load read them.
#[derive(Default, Debug)]
pub struct Held {
    files: HashMap<String, Entry>,
    /// Symbolic links that were followed: what they lead to may change without a sign in the project's own folders.
    pub links: Vec<PathBuf>,
}

#[derive(Debug)]
struct Entry {
    stamp: Stamp,
    /// Whether it had rested when it was read.
    settled: bool,
    file: File,
}

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Inode, device and time of change, where the system has them: the latter can't be set back by a tool that copies times.
    identity: (u64, u64, i64, i64),
}

impl Stamp {
    fn of(disk: &Path) -> Option<Self> {
        let meta = fs::metadata(disk).ok()?;
        Some(Self { length: meta.len(), modified: meta.modified().ok(), identity: identity(&meta) })
    }

    fn settled(&self, now: SystemTime) -> bool {
        let rested = |time: SystemTime| now.duration_since(time).is_ok_and(|rest| rest > SETTLED);
        let (.., seconds, nanoseconds) = self.identity;
        let changed = SystemTime::UNIX_EPOCH
            + Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
            + Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(0));
        self.modified.is_some_and(rested) && rested(changed)
    }
}

#[cfg(unix)]
fn identity(meta: &fs::Metadata) -> (u64, u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (meta.ino(), meta.dev(), meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_meta: &fs::Metadata) -> (u64, u64, i64, i64) {
    (0, 0, 0, 0)
}

impl Held {
    /// Every file of `found` (where it lies, and its path in the project), read by `read` unless it is surely as it was.
    pub(super) fn refresh(
        &mut self,
        found: &[(PathBuf, String)],
        read: impl Fn(&Path, &str) -> Result<File, Diagnostic> + Sync,
    ) -> Vec<Result<File, Diagnostic>> {
        let now = SystemTime::now();
        let known = &self.files;
        let looked: Vec<(Result<File, Diagnostic>, Option<Entry>)> = found
            .par_iter()
            .with_min_len(64)
            .map(|(disk, path)| {
                let stamp = Stamp::of(disk);
                match (known.get(path), stamp) {
                    (Some(entry), Some(stamp)) if entry.settled && entry.stamp == stamp => {
                        (Ok(entry.file.clone()), None)
                    }
                    (_, stamp) => {
                        let file = read(disk, path);
                        let entry = stamp.zip(file.as_ref().ok()).map(|(stamp, file)| Entry {
                            stamp,
                            settled: stamp.settled(now),
                            file: file.clone(),
                        });
                        (file, entry)
                    }
                }
            })
            .collect();
        let mut files = Vec::with_capacity(looked.len());
        for ((_, path), (file, entry)) in found.iter().zip(looked) {
            match entry {
                Some(entry) => {
                    self.files.insert(path.clone(), entry);
                }
                None if file.is_err() => {
                    self.files.remove(path);
                }
                None => {}
            }
            files.push(file);
        }
        self.forget(found);
        files
    }

    /// Drops what is gone.
    fn forget(&mut self, found: &[(PathBuf, String)]) {
        if self.files.len() > found.len() {
            let there: HashSet<&str> = found.iter().map(|(_, path)| path.as_str()).collect();
            self.files.retain(|path, _| there.contains(path.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::ProjectPath;

    fn look(held: &mut Held, path: &Path) -> (Vec<u8>, usize) {
        let reads = std::sync::atomic::AtomicUsize::new(0);
        let found = [(path.to_owned(), "content/a.md".to_owned())];
        let files = held.refresh(&found, |disk, path| {
            reads.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            Ok(File::new(ProjectPath::new(path).unwrap(), fs::read(disk).unwrap()))
        });
        (files.into_iter().next().unwrap().unwrap().bytes().to_vec(), reads.into_inner())
    }

    #[test]
    fn a_change_within_one_tick_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let mut held = Held::default();
        fs::write(&path, "one").unwrap();
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(look(&mut held, &path), (b"one".to_vec(), 1));
        fs::write(&path, "two").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(before).unwrap();
        assert_eq!(look(&mut held, &path), (b"two".to_vec(), 1), "same size, same time, other bytes");
    }

    #[test]
    fn what_rested_is_not_read_again_until_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let mut held = Held::default();
        fs::write(&path, "one").unwrap();
        look(&mut held, &path);
        // As if it had been read long after it was written.
        held.files.values_mut().for_each(|entry| entry.settled = true);
        assert_eq!(look(&mut held, &path), (b"one".to_vec(), 0));
        let old = SystemTime::now() - Duration::from_secs(3_600);
        fs::write(&path, "two").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
        assert_eq!(look(&mut held, &path), (b"two".to_vec(), 1), "a time set back hides nothing");
    }

    #[test]
    fn what_is_gone_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "one").unwrap();
        let mut held = Held::default();
        look(&mut held, &path);
        held.refresh(&[], |_, _| unreachable!());
        assert!(held.files.is_empty());
    }
}
