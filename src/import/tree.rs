//! The files of a source in memory: from a folder, or from zip archives that may come in several parts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The most bytes that a source may unpack to: what a company's whole wiki with its pictures takes, and no archive that grows
/// without end.
pub const MOST_BYTES: u64 = 2 << 30;

/// The files of a source by their `/`-separated paths.
#[derive(Clone, Default, Debug)]
pub struct Tree {
    files: BTreeMap<String, Vec<u8>>,
}

/// Why an archive can't be read.
#[derive(Debug)]
pub struct Damaged(pub String);

impl Tree {
    /// Adds a file. Archives are unpacked where they lie at the top, as the parts of an export do.
    ///
    /// # Errors
    /// The archive is damaged, encrypted, or larger than [`MOST_BYTES`].
    pub fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Damaged> {
        if !path.contains('/') && path.to_ascii_lowercase().ends_with(".zip") {
            return self.unpack(path, bytes);
        }
        self.files.insert(path.to_owned(), bytes);
        Ok(())
    }

    /// The bytes of the file at `path`.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The text of the file at `path`, whatever its encoding.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<String> {
        self.bytes(path).map(|bytes| decoded(bytes).0)
    }

    /// All files in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// All paths with this extension, written in lower case.
    pub fn with_extension<'t>(&'t self, extension: &'t str) -> impl Iterator<Item = &'t str> {
        self.files.keys().map(String::as_str).filter(move |path| extension_of(path) == extension)
    }

    /// Whether there is a file at `path`.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The same files without the folder that holds them all, if there is one, as archives often have.
    #[must_use]
    pub fn unwrapped(mut self) -> Self {
        while let Some(folder) = self.only_folder() {
            let inside = |(path, bytes): (String, Vec<u8>)| Some((path.strip_prefix(&folder)?.to_owned(), bytes));
            self.files = std::mem::take(&mut self.files).into_iter().filter_map(inside).collect();
        }
        self
    }

    fn only_folder(&self) -> Option<String> {
        let (first, _) = self.files.keys().next()?.split_once('/')?;
        let folder = format!("{first}/");
        self.files.keys().all(|path| path.starts_with(&folder)).then_some(folder)
    }

    fn unpack(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Damaged> {
        let broken = |error: &dyn std::fmt::Display| Damaged(format!("can't unpack {path}: {error}"));
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        let mut room = MOST_BYTES;
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).map_err(|error| broken(&error))?;
            let Some(name) = entry.enclosed_name().filter(|_| entry.is_file()) else { continue };
            let name = name.to_string_lossy().replace('\\', "/");
            let mut bytes = Vec::new();
            entry.by_ref().take(room + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
            room = room.checked_sub(bytes.len() as u64).ok_or_else(|| {
                Damaged(format!(
                    "{path} unpacks to more than {} MB\n  help: unpack it, and import the folder",
                    MOST_BYTES >> 20
                ))
            })?;
            // Some exports are archives in an archive.
            self.add(&name, bytes)?;
        }
        Ok(())
    }
}

/// The extension of `path` in lower case, or nothing.
#[must_use]
pub(super) fn extension_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// `bytes` as text with `\n` at its line ends, and the encoding if it is not UTF-8. A text without a byte order mark that is not
/// UTF-8 was most likely saved by an older Windows program.
#[must_use]
pub(super) fn decoded(bytes: &[u8]) -> (String, Option<&'static str>) {
    let (text, encoding) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding.decode(bytes).0, encoding),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (text.into(), encoding_rs::UTF_8),
            Err(_) => (encoding_rs::WINDOWS_1252.decode(bytes).0, encoding_rs::WINDOWS_1252),
        },
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    (text, (encoding != encoding_rs::UTF_8).then(|| encoding.name()))
}

/// `bytes` in the encoding of this name, unless they are UTF-8 after all, as many texts are that name another.
#[must_use]
pub(super) fn decoded_as(bytes: &[u8], label: &str) -> String {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
    match encoding.filter(|_| std::str::from_utf8(bytes).is_err()) {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => decoded(bytes).0,
    }
}
