//! One build at a time writes to an output folder.
//!
//! A file beside the folder, which the system keeps locked for as long as its holder runs, names the holder's process and the
//! time. If the holder is killed, the system frees the lock, and the next build takes the file over. Nobody judges by the file's
//! words whether a holder is alive: they are for people.

#![expect(clippy::disallowed_methods, reason = "this edge reads and writes the disk and the clock")]

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::failure::{Failure, failed};
use super::marker::Marker;
use super::{plain, swap};
use crate::limits;

/// How often a waiting build looks whether it is its turn.
const PAUSE: Duration = Duration::from_millis(25);

/// Most that is read of a lock's file, in bytes.
const WORDS: u64 = 200;

/// The right to write to an output folder, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    /// The output folder, links followed so far as it is there.
    pub(super) output: PathBuf,
    path: PathBuf,
    /// Folders above the output that were not there before, the innermost first.
    missing: Vec<PathBuf>,
    waited: bool,
    /// Keeps the system's lock.
    _file: File,
}

impl Lock {
    /// Waits until no other build writes to `output`. `waits` is told once, in a sentence, if that takes long. Refused where
    /// it takes longer than [`limits::LOCK_WAIT`].
    pub fn take(output: &Path, waits: &dyn Fn(&str)) -> Result<Self, Failure> {
        let started = Instant::now();
        let (mut told, mut waited) = (false, false);
        loop {
            if let Some(lock) = Self::attempt(output, waited)? {
                return Ok(lock);
            }
            waited = true;
            let holder = || holder(&swap::beside(&real(output), "lock"));
            if !told && started.elapsed() > limits::LOCK_SILENCE {
                waits(&format!(
                    "another build ({}) is writing to {}; waiting until it is done",
                    holder(),
                    output.display()
                ));
                told = true;
            }
            if started.elapsed() > limits::LOCK_WAIT {
                return Err(Failure::Refused(format!(
                    "another build ({}) is still writing to {}\n  help: wait until it is done, end it, or choose another folder with `--output`",
                    holder(),
                    output.display()
                )));
            }
            sleep(PAUSE);
        }
    }

    /// Whether another build held the folder before: files may have changed since this one read them.
    #[must_use]
    pub fn has_waited(&self) -> bool {
        self.waited
    }

    /// The lock, if no other build holds it.
    pub(super) fn attempt(output: &Path, waited: bool) -> Result<Option<Self>, Failure> {
        let output = real(output);
        Marker::guard(&output)?;
        let path = swap::beside(&output, "lock");
        let missing: Vec<PathBuf> =
            output.ancestors().skip(1).take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        if let Some(parent) = missing.first() {
            fs::create_dir_all(parent).map_err(|error| failed("make the folder", parent, &error))?;
        }
        let file = match open(&path) {
            Ok(file) => file,
            // The holder takes the folders that it made with it.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed("lock the output folder with", &path, &error)),
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Where the system has no locks, the swap alone keeps builds from mixing.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let is_there = is_same(&file, &path).unwrap_or(false);
        if is_there && sign(&file).is_ok() {
            return Ok(Some(Self { output, path, missing, waited, _file: file }));
        }
        // Another user's file that nobody holds any more, which can't be signed.
        if is_there {
            fs::remove_file(&path).map_err(|error| failed("delete", &path, &error))?;
        }
        Ok(None)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Taken away while it is still locked: whoever opened it before sees that it is gone.
        let _ = fs::remove_file(&self.path);
        for folder in &self.missing {
            // Only empty ones go.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// `path` with links followed, if it is there.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The file to lock: a plain one, made if it is not there.
fn open(path: &Path) -> io::Result<File> {
    match File::options().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => return made,
    }
    if fs::symlink_metadata(path)?.is_symlink() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is a symbolic link, not a file"));
    }
    let plain = plain::open(path)?;
    // Another user's file can be locked, too.
    Ok(File::options().write(true).open(path).unwrap_or(plain.file))
}

fn is_same(file: &File, path: &Path) -> io::Result<bool> {
    let (open, there) = (file.metadata()?, fs::symlink_metadata(path)?);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Ok((open.dev(), open.ino()) == (there.dev(), there.ino()))
    }
    #[cfg(not(unix))]
    Ok(open.created().ok() == there.created().ok())
}

/// Writes down who holds the lock, and since when.
fn sign(mut file: &File) -> io::Result<()> {
    file.set_len(0)?;
    let now = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC");
    file.write_all(format!("process {}, since {now}\n", std::process::id()).as_bytes())
}

/// Who holds the lock, as they wrote it down.
fn holder(path: &Path) -> String {
    let words = plain::text(path, WORDS).unwrap_or_default();
    let words = words.trim();
    if words.is_empty() { "which has just begun".into() } else { words.to_owned() }
}
