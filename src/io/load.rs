//! Reads a project from disk into a snapshot, once.
//!
//! Large assets are left on disk. Refuses files that are longer than the project's limits before it reads them.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::file_cache::FileCache;
use super::plain::{self, Plain};
use super::unread::{Limit, bad_name, leads, located, too_large, unreadable};
use super::walk::{self, real};
use crate::config;
use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Span, code};
use crate::kinds::CONTENT;
use crate::page::Size;
use crate::snapshot::{Content, Digest, File, ProjectPath, Snapshot};
use crate::source::image;
use crate::theme::{self, THEMES};

/// Files that are copied and larger than this many bytes are streamed instead of held.
const LARGE: u64 = 1 << 20;

/// How much of an image is looked at for its size, in bytes.
const IMAGE_HEAD: u64 = 1 << 18;

/// Reads the project in `root`, with the bundled themes where it has none of their names.
#[must_use]
pub fn load(root: &Path) -> (Snapshot, Vec<Diagnostic>) {
    load_again(root, &mut FileCache::default())
}

/// As [`load`], doing only what is not surely as it was when `cache` saw it.
pub fn load_again(root: &Path, cache: &mut FileCache) -> (Snapshot, Vec<Diagnostic>) {
    let limits = limits(root);
    cache.use_limits(limits);
    if !cache.folders_rest() {
        cache.look_anew(walk::all(root));
    }
    let inside = real(root);
    cache.refresh(|disk, path| read(&inside, limits, disk, path), collect)
}

/// The project as `cache` saw it, with the files `named` read again. None where that can't be right, such as after a
/// file came or went: only [`load_again`] can tell then.
pub fn peek(root: &Path, cache: &mut FileCache, named: &BTreeSet<PathBuf>) -> Option<(Snapshot, Vec<Diagnostic>)> {
    let (inside, limits) = (real(root), limits(root));
    cache.peek(named, |disk, path| read(&inside, limits, disk, path))
}

/// How long files may be, as lensbook.yaml says. It is read on its own, and first: its limits hold for everything else.
fn limits(root: &Path) -> Limits {
    let file = plain::read(&root.join(config::FILE), Limits::default().yaml).ok().zip(ProjectPath::new(config::FILE));
    match file {
        // Most projects have no limits of their own.
        Some((bytes, path)) if memchr::memmem::find(&bytes, b"limits").is_some() => {
            config::read(&std::iter::once(File::new(path, bytes)).collect()).0.limits
        }
        _ => Limits::default(),
    }
}

/// The text of a file outside of any project. One that is longer than `limit` bytes is not read.
pub fn text(file: &Path, limit: u64) -> Result<String, String> {
    plain::text(file, limit).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => format!("it has more than {}", Size(limit)),
        _ => error.to_string(),
    })
}

/// All files as one snapshot, with the bundled themes where the project has none of their files.
fn collect(files: Vec<File>, problems: &mut Vec<Diagnostic>) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for file in files {
        match snapshot.get(file.path.as_str()) {
            Some(_) => problems.push(twins(&file)),
            None => snapshot.insert(file),
        }
    }
    theme::bundled().for_each(|file| snapshot.insert_default(file));
    snapshot
}

/// The file at `disk`, which is opened first: what is looked at, and what is read, is the same file, whatever happens to its name.
fn read(inside: &Path, limits: Limits, disk: &Path, path: &str) -> Result<File, Diagnostic> {
    let failed = |error: std::io::Error| unreadable(Path::new(""), Path::new(path), &error.to_string());
    let project = ProjectPath::new(path).ok_or_else(|| bad_name(Path::new(""), Path::new(path)))?;
    let plain = plain::open(disk).map_err(failed)?;
    let place = plain.place(disk).map_err(failed)?;
    if !place.starts_with(inside) {
        return Err(located(leads("out of the project"), Path::new(""), Path::new(path)));
    }
    let extension = project.extension();
    if plain.length > LARGE && !is_read(path, &extension) {
        return large(plain, place, project, &extension).map_err(failed);
    }
    let length = plain.length;
    let limit = Limit::of(&extension, limits);
    let bytes = plain.bytes(limit.bytes).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => too_large(path, length, &limit),
        _ => failed(error),
    })?;
    let image = image::size(&extension, &bytes);
    Ok(File { image, ..File::new(project, bytes) })
}

/// Whether something reads what the file holds: all of a theme, the configuration, and pages and lists of the content. Whatever else
/// there is, is only copied.
fn is_read(path: &str, extension: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    folder == THEMES || folder == config::FILE || (folder == CONTENT && matches!(extension, "md" | "yaml" | "yml"))
}

fn large(plain: Plain, place: PathBuf, path: ProjectPath, extension: &str) -> std::io::Result<File> {
    let Plain { mut file, length } = plain;
    let mut head = Vec::new();
    file.by_ref().take(IMAGE_HEAD).read_to_end(&mut head)?;
    let mut digest = Digest::hasher();
    digest.update(&head);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        digest.update(buffer.get(..count).unwrap_or_default());
    }
    let image = image::size(extension, &head);
    Ok(File { path, content: Content::Large(place, length), digest: digest.finish(), image })
}

/// Two files whose names are one name to the project, and to many file systems.
fn twins(file: &File) -> Diagnostic {
    let message = format!("two files are named `{}`, with differently encoded letters", file.path);
    Diagnostic::new(&code::URL_CONFLICT, message)
        .at(Span::new(&file.path, 0..0))
        .because("one of the two")
        .hint("rename one of them: many computers can store only one")
}

#[cfg(all(test, unix))]
#[expect(clippy::disallowed_methods, reason = "tests touch the disk")]
mod tests {
    use std::fs;

    use super::*;

    /// As when the walk saw a file, and a link took its place before it was read.
    #[test]
    fn what_is_read_is_what_was_opened() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = real(folder.path()).join("book");
        fs::create_dir_all(root.join("content/sub")).unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        for (path, text) in [("secret.md", "secret"), ("sub/a.md", "secret"), ("book/content/sub/a.md", "own")] {
            fs::write(folder.path().join(path), text).unwrap();
        }
        symlink("../../secret.md", root.join("content/a.md")).unwrap();
        symlink("sub/a.md", root.join("content/own.md")).unwrap();
        let look =
            |path: &str| read(&root, Limits::default(), &root.join(path), path).map(|file| file.bytes().to_vec());
        let code = |path: &str| look(path).unwrap_err().code.name;
        assert_eq!(code("content/a.md"), "symlink-outside");
        assert_eq!(
            (look("content/sub/a.md").unwrap(), look("content/own.md").unwrap()),
            (b"own".to_vec(), b"own".to_vec())
        );
        fs::rename(root.join("content/sub"), root.join("content/was")).unwrap();
        symlink("../../sub", root.join("content/sub")).unwrap();
        assert_eq!(code("content/sub/a.md"), "symlink-outside");
        // The same for what is streamed when it is published.
        let place = root.join("content/sub/a.md");
        assert!(plain::open_at(&place).is_err() && plain::open_at(&root.join("content/was/a.md")).is_ok());
    }
}
