//! The project as it stood at one moment: every file's path, bytes and digest.
//!
//! Filled once by `io::load`; nothing later reads the disk. Refuses paths that leave the project:
//! a [`ProjectPath`] that exists is inside it.

use std::borrow::Borrow;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::Hash;
use std::path::PathBuf;
use std::sync::Arc;

use memchr::memchr;
use unicode_normalization::UnicodeNormalization;

use crate::history::History;

/// A path inside the project: relative, `/`-separated, Unicode NFC, without `.`, `..` or empty parts.
#[derive(Clone, Eq)]
pub struct ProjectPath(Arc<str>);

// Snapshots of one project share their paths: most comparisons are of a path with itself.
impl PartialEq for ProjectPath {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl PartialOrd for ProjectPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ProjectPath {
    fn cmp(&self, other: &Self) -> Ordering {
        if Arc::ptr_eq(&self.0, &other.0) { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl Hash for ProjectPath {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl ProjectPath {
    /// Normalises `text`; `None` if it is empty, absolute, or leads out of the project.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if text.starts_with('/') {
            return None;
        }
        normalise(text.split('/'))
    }

    /// The path that `relative` names when written in this file: `a/b.md` joined with `../c.md` is `c.md`.
    #[must_use]
    pub fn join(&self, relative: &str) -> Option<Self> {
        normalise(self.parent().split('/').chain(relative.split('/')))
    }

    /// As [`Self::join`], written over `out`: for the many links of a large playbook.
    #[must_use]
    pub fn join_into<'a>(&self, relative: &str, out: &'a mut String) -> Option<&'a str> {
        out.clear();
        if !relative.is_ascii() || !self.0.is_ascii() {
            out.push_str(self.join(relative)?.as_str());
            return Some(out);
        }
        out.push_str(self.parent());
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." if out.is_empty() => return None,
                ".." => out.truncate(out.rfind('/').unwrap_or(0)),
                _ => {
                    if !out.is_empty() {
                        out.push('/');
                    }
                    out.push_str(part);
                }
            }
        }
        (!out.is_empty()).then_some(out)
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds it, `""` at the top.
    #[must_use]
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// The last part: the file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The name without its extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    /// The extension in lower case, `""` if there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default()
    }

    /// What follows `folder/`, if it lies in there.
    #[must_use]
    pub fn strip(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

fn normalise<'a>(parts: impl Iterator<Item = &'a str>) -> Option<ProjectPath> {
    let joined = without_dots(parts).filter(|path| !path.is_empty())?;
    Some(ProjectPath(if joined.is_ascii() { joined.into() } else { joined.nfc().collect::<String>().into() }))
}

/// The parts of a path as one, without `.`, `..` and empty parts; none where it leads out of where it starts.
#[must_use]
pub fn without_dots<'a>(parts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut kept: Vec<&str> = Vec::new();
    for part in parts {
        match part {
            "" | "." => {}
            ".." => {
                kept.pop()?;
            }
            _ => kept.push(part),
        }
    }
    Some(kept.join("/"))
}

impl Borrow<str> for ProjectPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ProjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A 128-bit digest (XXH3) of a file's bytes: tells whether they changed. Not a defence against forgery.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Digest(u128);

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    /// Its first eight hexadecimal digits, for names of assets.
    #[must_use]
    pub fn short(self) -> String {
        format!("{:08x}", self.0 >> 96)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// All its digits, hexadecimal.
    #[must_use]
    pub fn hex(self) -> String {
        format!("{:032x}", self.0)
    }

    /// A digest that is made piece by piece.
    #[must_use]
    pub fn hasher() -> Hasher {
        Hasher(Box::new(xxhash_rust::xxh3::Xxh3::new()))
    }
}

/// A [`Digest`] in the making.
pub struct Hasher(Box<xxhash_rust::xxh3::Xxh3>);

impl Hasher {
    /// Adds the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all bytes that were added.
    #[must_use]
    pub fn finish(&self) -> Digest {
        Digest(self.0.digest128())
    }
}

/// What a file holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// Its bytes, in memory.
    Bytes(Arc<Vec<u8>>),
    /// A large asset that stays on disk and is streamed when published: where it lies, and its length in bytes.
    Large(PathBuf, u64),
}

/// One file of the project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Where it lies in the project.
    pub path: ProjectPath,
    /// What it holds.
    pub content: Content,
    /// The digest of what it holds.
    pub digest: Digest,
    /// Width and height in pixels, where the file is an image that tells them.
    pub image: Option<(u32, u32)>,
}

impl File {
    /// A file in memory.
    #[must_use]
    pub fn new(path: ProjectPath, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self { path, digest: Digest::of(&bytes), content: Content::Bytes(Arc::new(bytes)), image: None }
    }

    /// Its bytes if they are in memory, else none.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::Large(..) => &[],
        }
    }

    /// Its text with one kind of line end (`\n`) and without a byte order mark, as every phase reads it.
    /// `Err` holds the offset of the first byte that is not UTF-8, or of the first NUL.
    pub fn text(&self) -> Result<Cow<'_, str>, BadByte> {
        let text = std::str::from_utf8(self.bytes()).map_err(|e| BadByte::NotUtf8(e.valid_up_to()))?;
        if let Some(at) = memchr(b'\0', text.as_bytes()) {
            return Err(BadByte::Nul(at));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if memchr(b'\r', text.as_bytes()).is_none() {
            return Ok(Cow::Borrowed(text));
        }
        Ok(Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")))
    }
}

/// Why a file is not text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadByte {
    /// The byte at this offset starts no UTF-8 character.
    NotUtf8(usize),
    /// The byte at this offset is NUL.
    Nul(usize),
}

/// All files of a project, by path.
#[derive(Clone, Default, Debug)]
pub struct Snapshot {
    /// In order of their paths. Snapshots of one project share the files that did not change.
    files: Vec<Arc<File>>,
    /// Who changed what in it, and when, if that is known.
    pub history: Option<Arc<History>>,
}

impl Snapshot {
    /// Adds a file; one already there under its path is replaced.
    pub fn insert(&mut self, file: File) {
        match self.find(file.path.as_str()) {
            Ok(at) => {
                if let Some(known) = self.files.get_mut(at) {
                    *known = file.into();
                }
            }
            Err(at) => self.files.insert(at, file.into()),
        }
    }

    /// Adds a file unless one is already there under its path.
    pub fn insert_default(&mut self, file: File) {
        if let Err(at) = self.find(file.path.as_str()) {
            self.files.insert(at, file.into());
        }
    }

    /// Where the file at `path` stands among all, or would stand.
    fn find(&self, path: &str) -> Result<usize, usize> {
        // Files come in order more often than not.
        if self.files.last().is_some_and(|last| last.path.as_str() < path) {
            return Err(self.files.len());
        }
        self.files.binary_search_by(|file| file.path.as_str().cmp(path))
    }

    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.find(path).ok().and_then(|at| self.files.get(at)).map(AsRef::as_ref)
    }

    /// All files in order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().map(AsRef::as_ref)
    }

    /// All files below `folder`, in order of their paths.
    pub fn below<'s>(&'s self, folder: &str) -> impl Iterator<Item = &'s File> + use<'s> {
        let from = format!("{folder}/");
        let first = self.files.partition_point(|file| file.path.as_str() < from.as_str());
        let files = self.files.get(first..).unwrap_or_default().iter().map(AsRef::as_ref);
        files.take_while(move |file: &&File| file.path.as_str().starts_with(&from))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl FromIterator<File> for Snapshot {
    fn from_iter<I: IntoIterator<Item = File>>(files: I) -> Self {
        let mut snapshot = Self::default();
        files.into_iter().for_each(|file| snapshot.insert(file));
        snapshot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        let cases = [
            ("a/b.md", Some("a/b.md")),
            ("./a//b/../c.md", Some("a/c.md")),
            ("../a", None),
            ("a/../..", None),
            ("/etc/passwd", None),
            ("", None),
            ("e\u{301}.md", Some("é.md")),
        ];
        for (text, expected) in cases {
            assert_eq!(ProjectPath::new(text).as_ref().map(ProjectPath::as_str), expected, "{text}");
        }
    }

    #[test]
    fn both_ways_to_join_agree() {
        let mut out = String::new();
        for from in ["a.md", "a/b.md", "a/b/c.md", "ä/b.md"] {
            let from = ProjectPath::new(from).unwrap();
            for to in
                ["x.md", "../x.md", "../../x.md", "./x//y.md", "..", "", ".", "../..", "x/../y", "ü.md", "../ü.md"]
            {
                let joined = from.join(to);
                assert_eq!(from.join_into(to, &mut out), joined.as_ref().map(ProjectPath::as_str), "{from} {to}");
            }
        }
    }

    #[test]
    fn line_ends_are_one_kind() {
        let file = File::new(ProjectPath::new("a").unwrap(), "\u{feff}a\r\nb\rc\n".as_bytes());
        assert_eq!(file.text().unwrap(), "a\nb\nc\n");
        let bad = File::new(ProjectPath::new("a").unwrap(), &b"ab\xff"[..]);
        assert_eq!(bad.text(), Err(BadByte::NotUtf8(2)));
    }
}
