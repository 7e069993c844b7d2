//! What an earlier load saw of the project, so that the next does only what may give something else.
//!
//! A file or folder is taken as it was while its inode, size and times are the same, and only if those times lay well in the
//! past when it was read: file systems count time in steps, and a file that was written twice within one shows the same
//! stamp. Refuses to trust anything else: digests decide what changed.

#![expect(clippy::disallowed_methods, reason = "this edge reads the disk and the clock")]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::editor_temp;
use super::stamp::{self, Stamp};
use crate::config::Limits;
use crate::diagnostic::Diagnostic;
use crate::snapshot::{File, Snapshot};

/// How long a file must have rested before its stamp is trusted. FAT counts in steps of two seconds; nothing is coarser.
const SETTLED: Duration = Duration::from_millis(2_500);

/// Most files that are read by name: a tool that touches more than this is better answered by one look at everything.
const MAX_NAMED: usize = 16;

/// What a walk through the project found.
#[derive(Debug)]
pub(super) struct Tree {
    /// When it began.
    pub(super) began: SystemTime,
    /// Folders that it went through.
    pub(super) folders: Vec<PathBuf>,
    /// Files, each where it lies and by its path in the project.
    pub(super) found: Vec<(PathBuf, String)>,
    /// Symbolic links that it followed.
    pub(super) links: Vec<PathBuf>,
    /// What is wrong with names and links.
    pub(super) problems: Vec<Diagnostic>,
}

/// The project as the last load saw it.
#[derive(Default, Debug)]
pub struct FileCache {
    tree: Option<Tree>,
    /// The stamp of each folder of the tree.
    folders: Vec<Option<Stamp>>,
    /// What was read of each file of the tree.
    entries: Vec<Option<Entry>>,
    /// All files together, if all of this tree could be read.
    snapshot: Option<Snapshot>,
    /// How long files could be when they were read.
    limits: Limits,
}

#[derive(Debug)]
struct Entry {
    stamp: Stamp,
    /// Whether it had rested when it was read.
    settled: bool,
    file: File,
}

/// A file that may be another than before, by its index in the tree.
type Read = (usize, Option<Entry>, Result<File, Diagnostic>);

impl FileCache {
    /// Symbolic links that were followed: what they lead to may change without a sign in the project's own folders.
    #[must_use]
    pub fn links(&self) -> &[PathBuf] {
        self.tree.as_ref().map_or(&[], |tree| &tree.links)
    }

    /// Forgets everything if files may be of other lengths than before.
    pub(super) fn use_limits(&mut self, limits: Limits) {
        if self.limits != limits {
            *self = Self { limits, ..Self::default() };
        }
    }

    /// Whether every folder surely holds the names that it held.
    pub(super) fn folders_rest(&self) -> bool {
        let Some(tree) = &self.tree else { return false };
        let rests = |(folder, stamp): (&PathBuf, &Option<Stamp>)| {
            stamp.is_some_and(|stamp| stamp.settled(tree.began, SETTLED) && Stamp::of(folder) == Some(stamp))
        };
        tree.links.is_empty() && tree.folders.par_iter().zip(&self.folders).all(rests)
    }

    /// All files, with those `named` read again. None if one of them is not known, gone, empty or reached by a symbolic
    /// link, or if there are many: then only a look at the whole project can tell. Temporary files of editors don't count.
    pub(super) fn peek(
        &mut self,
        named: &BTreeSet<PathBuf>,
        read: impl Fn(&Path, &str) -> Result<File, Diagnostic>,
    ) -> Option<(Snapshot, Vec<Diagnostic>)> {
        let (tree, snapshot) = (self.tree.as_ref()?, self.snapshot.as_mut()?);
        let is_temp = |path: &&PathBuf| path.file_name().is_some_and(|name| editor_temp::is(&name.to_string_lossy()));
        let named: BTreeSet<&PathBuf> = named.iter().filter(|path| !is_temp(path)).collect();
        if named.is_empty() || named.len() > MAX_NAMED {
            return None;
        }
        let now = SystemTime::now();
        let mut fresh = Vec::new();
        for (at, (disk, path)) in tree.found.iter().enumerate().filter(|(_, (disk, _))| named.contains(disk)) {
            let is_itself = fs::canonicalize(disk).is_ok_and(|real| real == *disk);
            let stamp = Stamp::of(disk).filter(|stamp| is_itself && stamp.length > 0)?;
            let file = read(disk, path).ok()?;
            fresh.push((at, Entry { stamp, settled: stamp.settled(now, SETTLED), file }));
        }
        if fresh.len() < named.len() {
            return None;
        }
        for (at, entry) in fresh {
            snapshot.insert(entry.file.clone());
            *self.entries.get_mut(at)? = Some(entry);
        }
        Some((snapshot.clone(), tree.problems.clone()))
    }

    /// Takes `tree` for what is there now, and keeps what was read of files that still are.
    pub(super) fn look_anew(&mut self, tree: Tree) {
        // A folder that changed since the walk began shows a stamp that won't be trusted.
        self.folders = tree.folders.par_iter().map(|folder| Stamp::of(folder)).collect();
        let before = self.tree.take();
        let paths = before.iter().flat_map(|tree| &tree.found).map(|(_, path)| path.as_str());
        let known = paths.zip(self.entries.drain(..)).filter_map(|(path, entry)| Some((path, entry?)));
        let mut known: HashMap<&str, Entry> = known.collect();
        self.entries = tree.found.iter().map(|(_, path)| known.remove(path.as_str())).collect();
        self.snapshot = None;
        self.tree = Some(tree);
    }

    /// All files of the tree, and what is wrong with it. `read` reads those that may be others than before; `collect`
    /// makes a snapshot of all files, where the one before can't be brought up to date.
    pub(super) fn refresh(
        &mut self,
        read: impl Fn(&Path, &str) -> Result<File, Diagnostic> + Sync,
        collect: impl FnOnce(Vec<File>, &mut Vec<Diagnostic>) -> Snapshot,
    ) -> (Snapshot, Vec<Diagnostic>) {
        let Some(tree) = &self.tree else { return (Snapshot::default(), Vec::new()) };
        let mut problems = tree.problems.clone();
        let walked = problems.len();
        let mut changed = Vec::new();
        for (at, entry, file) in looked(&tree.found, &self.entries, read) {
            if let Some(place) = self.entries.get_mut(at) {
                *place = entry;
            }
            match file {
                Ok(file) => changed.push(file),
                Err(problem) => problems.push(problem),
            }
        }
        let sound = problems.len() == walked;
        let snapshot = match self.snapshot.take() {
            Some(mut snapshot) if sound => {
                for file in changed {
                    snapshot.insert(file);
                }
                snapshot
            }
            _ => collect(self.entries.iter().flatten().map(|entry| entry.file.clone()).collect(), &mut problems),
        };
        self.snapshot = (problems.len() == walked).then(|| snapshot.clone());
        (snapshot, problems)
    }
}

/// Reads the files of `found` that are not surely as `entries` hold them.
fn looked(
    found: &[(PathBuf, String)],
    entries: &[Option<Entry>],
    read: impl Fn(&Path, &str) -> Result<File, Diagnostic> + Sync,
) -> Vec<Read> {
    let now = SystemTime::now();
    let stamps = stamp::all(found);
    let look = |at: usize| {
        let ((disk, path), entry, stamp) = (found.get(at)?, entries.get(at)?, *stamps.get(at)?);
        if entry.as_ref().is_some_and(|entry| entry.settled && Some(entry.stamp) == stamp) {
            return None;
        }
        let file = read(disk, path);
        let settled = |stamp: Stamp| stamp.settled(now, SETTLED);
        let entry = stamp.zip(file.as_ref().ok());
        let entry = entry.map(|(stamp, file)| Entry { stamp, settled: settled(stamp), file: file.clone() });
        Some((at, entry, file))
    };
    (0..found.len()).into_par_iter().filter_map(look).collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests touch the disk")]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::snapshot::ProjectPath;

    struct Playbook {
        folder: tempfile::TempDir,
        cache: FileCache,
    }

    impl Playbook {
        fn new() -> Self {
            Self { folder: tempfile::tempdir().unwrap(), cache: FileCache::default() }
        }

        fn file(&self) -> PathBuf {
            self.folder.path().join("a.md")
        }

        /// The file's bytes, how often it was read, and whether the folder was walked.
        fn load(&mut self) -> (Vec<u8>, usize, bool) {
            let walked = !self.cache.folders_rest();
            if walked {
                let found = self.file().exists().then(|| (self.file(), "a.md".to_owned()));
                self.cache.look_anew(Tree {
                    began: SystemTime::now(),
                    folders: vec![self.folder.path().to_owned()],
                    found: found.into_iter().collect(),
                    links: Vec::new(),
                    problems: Vec::new(),
                });
            }
            let reads = AtomicUsize::new(0);
            let read = |disk: &Path, path: &str| {
                reads.fetch_add(1, Ordering::Relaxed);
                Ok(File::new(ProjectPath::new(path).unwrap(), fs::read(disk).unwrap()))
            };
            let (snapshot, _) = self.cache.refresh(read, |files, _| files.into_iter().collect());
            let bytes = snapshot.get("a.md").map(|file| file.bytes().to_vec()).unwrap_or_default();
            (bytes, reads.into_inner(), walked)
        }

        /// As if everything had been read long after it was written.
        fn settle(&mut self) {
            self.cache.entries.iter_mut().flatten().for_each(|entry| entry.settled = true);
            self.cache.tree.as_mut().unwrap().began = SystemTime::now() + Duration::from_secs(60);
        }

        fn set_modified(&self, time: SystemTime) {
            fs::File::options().write(true).open(self.file()).unwrap().set_modified(time).unwrap();
        }
    }

    #[test]
    fn a_change_within_one_tick_is_not_lost() {
        let mut playbook = Playbook::new();
        fs::write(playbook.file(), "one").unwrap();
        let before = fs::metadata(playbook.file()).unwrap().modified().unwrap();
        assert_eq!(playbook.load(), (b"one".to_vec(), 1, true));
        fs::write(playbook.file(), "two").unwrap();
        playbook.set_modified(before);
        assert_eq!(playbook.load(), (b"two".to_vec(), 1, true), "same size, same time, other bytes");
    }

    #[test]
    fn a_peek_reads_what_is_named_and_nothing_else() {
        let mut playbook = Playbook::new();
        fs::write(playbook.file(), "one").unwrap();
        playbook.load();
        let peek = |playbook: &mut Playbook, name: &str| {
            let named = BTreeSet::from([playbook.folder.path().join(name)]);
            let read =
                |disk: &Path, path: &str| Ok(File::new(ProjectPath::new(path).unwrap(), fs::read(disk).unwrap()));
            let (snapshot, _) = playbook.cache.peek(&named, read)?;
            snapshot.get("a.md").map(|file| file.bytes().to_vec())
        };
        fs::write(playbook.file(), "two").unwrap();
        assert_eq!(peek(&mut playbook, "b.md"), None, "a name that nobody knows");
        assert_eq!(peek(&mut playbook, "a.md"), Some(b"two".to_vec()));
        fs::write(playbook.file(), "").unwrap();
        assert_eq!(peek(&mut playbook, "a.md"), None, "an empty file is most likely being saved");
        fs::remove_file(playbook.file()).unwrap();
        assert_eq!(peek(&mut playbook, "a.md"), None, "a file that is gone");
        fs::write(playbook.folder.path().join("c.md"), "elsewhere").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(playbook.folder.path().join("c.md"), playbook.file()).unwrap();
        assert_eq!(peek(&mut playbook, "a.md"), None, "a link may lead anywhere");
    }

    #[test]
    fn what_rests_is_neither_read_nor_walked_again() {
        let mut playbook = Playbook::new();
        fs::write(playbook.file(), "one").unwrap();
        playbook.load();
        playbook.settle();
        assert_eq!(playbook.load(), (b"one".to_vec(), 0, false));
        fs::write(playbook.file(), "two").unwrap();
        playbook.set_modified(SystemTime::now() - Duration::from_secs(3_600));
        assert_eq!(playbook.load(), (b"two".to_vec(), 1, false), "a time set back hides nothing");
    }

    #[test]
    fn what_comes_and_goes_is_seen() {
        let mut playbook = Playbook::new();
        assert_eq!(playbook.load(), (Vec::new(), 0, true));
        playbook.settle();
        fs::write(playbook.file(), "one").unwrap();
        assert_eq!(playbook.load(), (b"one".to_vec(), 1, true));
        playbook.settle();
        fs::remove_file(playbook.file()).unwrap();
        assert_eq!(playbook.load(), (Vec::new(), 0, true));
    }
}
