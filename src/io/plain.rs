//! The one way to open a file for reading: it is opened first, and then what was opened is looked at.
//!
//! What a path names may change at any time, what is open can't. Refuses everything but plain files: reading a pipe, a device
//! or a socket may never end. Refuses to read more than the caller's limit.

#![expect(clippy::disallowed_methods, reason = "this is the edge that reads the disk")]

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// An open plain file.
#[derive(Debug)]
pub(super) struct Plain {
    /// The file, at its start.
    pub(super) file: File,
    /// Its length in bytes when it was opened.
    pub(super) length: u64,
}

/// Opens the file at `path`, links followed. An error says what is there instead.
pub(super) fn open(path: &Path) -> io::Result<Plain> {
    let mut options = File::options();
    options.read(true);
    // Opening a pipe that nobody writes to would wait for somebody who does.
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(i32::try_from((OFlags::NONBLOCK | OFlags::NOCTTY).bits()).unwrap_or_default());
    }
    let file = options.open(path).map_err(|error| named(path, error))?;
    let meta = file.metadata()?;
    if meta.is_file() { Ok(Plain { file, length: meta.len() }) } else { Err(not_plain(&meta)) }
}

/// Opens the file that was found to lie at `path`, without links: one that lies elsewhere by now is refused.
pub(super) fn open_at(path: &Path) -> io::Result<Plain> {
    let plain = open(path)?;
    if plain.place(path)? == path {
        Ok(plain)
    } else {
        Err(io::Error::other("a link took its place while it was read"))
    }
}

/// The bytes of the file at `path`. One of more than `limit` bytes is not read and gives [`ErrorKind::FileTooLarge`].
pub(super) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    open(path)?.bytes(limit)
}

/// The text of the file at `path`, as [`read`] gives its bytes.
pub(super) fn text(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read(path, limit)?).map_err(|_| io::Error::new(ErrorKind::InvalidData, "it is not UTF-8"))
}

/// Deletes the file, link or pipe at `path`, if there is one.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl Plain {
    /// All bytes. A file of more than `limit` bytes gives [`ErrorKind::FileTooLarge`], also one that grows meanwhile.
    pub(super) fn bytes(mut self, limit: u64) -> io::Result<Vec<u8>> {
        if self.length > limit {
            return Err(ErrorKind::FileTooLarge.into());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(self.length).unwrap_or_default());
        self.file.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    /// Where it really lies, without links, `path` being the way it was opened by.
    pub(super) fn place(&self, path: &Path) -> io::Result<PathBuf> {
        match told_by_system(&self.file) {
            Some(place) => Ok(place),
            None => looked_up(&self.file, path),
        }
    }
}

/// Where an open file lies, if the system can tell.
#[cfg(target_os = "linux")]
fn told_by_system(file: &File) -> Option<PathBuf> {
    use std::os::fd::AsRawFd;
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    let place = fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).ok()?;
    // What an editor replaced meanwhile says that it is deleted.
    match place.as_os_str().as_bytes().strip_suffix(b" (deleted)") {
        Some(bare) if !place.exists() => Some(std::ffi::OsString::from_vec(bare.to_vec()).into()),
        _ => Some(place),
    }
}

#[cfg(target_vendor = "apple")]
fn told_by_system(file: &File) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    let place = rustix::fs::getpath(file).ok()?;
    Some(std::ffi::OsString::from_vec(place.into_bytes()).into())
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn told_by_system(_: &File) -> Option<PathBuf> {
    None
}

/// Where `path` leads, if what is there is the open file.
fn looked_up(file: &File, path: &Path) -> io::Result<PathBuf> {
    let place = fs::canonicalize(path)?;
    let (open, there) = (file.metadata()?, fs::symlink_metadata(&place)?);
    #[cfg(unix)]
    let is_same = {
        use std::os::unix::fs::MetadataExt;
        (open.dev(), open.ino()) == (there.dev(), there.ino())
    };
    #[cfg(not(unix))]
    let is_same = open.created().ok() == there.created().ok() && open.len() == there.len();
    if is_same { Ok(place) } else { Err(io::Error::other("it was replaced while it was read")) }
}

/// A socket can't even be opened; the system's words for that tell nobody why.
fn named(path: &Path, error: io::Error) -> io::Error {
    match fs::metadata(path) {
        Ok(meta) if !meta.is_file() => not_plain(&meta),
        _ => error,
    }
}

fn not_plain(meta: &fs::Metadata) -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, format!("it is {}, not a file", what(meta)))
}

#[cfg(unix)]
fn what(meta: &fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = meta.file_type();
    match () {
        () if kind.is_dir() => "a folder",
        () if kind.is_fifo() => "a named pipe",
        () if kind.is_socket() => "a socket",
        () if kind.is_block_device() || kind.is_char_device() => "a device",
        () => "something else",
    }
}

#[cfg(not(unix))]
fn what(meta: &fs::Metadata) -> &'static str {
    if meta.is_dir() { "a folder" } else { "something else" }
}
