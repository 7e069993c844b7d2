//! Reads a project from disk into a snapshot, once.
//!
//! Follows symbolic links only while they stay inside the project; reports the others. Large assets are left on disk.

#![expect(clippy::disallowed_methods, reason = "this is the edge that reads the disk")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::editor_temp;
use super::file_cache::{FileCache, Tree};
use super::plain::{self, Plain};
use crate::config;
use crate::diagnostic::{Diagnostic, Span, code};
use crate::kinds::CONTENT;
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
    if !cache.folders_rest() {
        cache.look_anew(walk_all(root));
    }
    let inside = real(root);
    cache.refresh(|disk, path| read(&inside, disk, path), collect)
}

/// The project as `cache` saw it, with the files `named` read again. None where that can't be right, such as after a
/// file came or went: only [`load_again`] can tell then.
pub fn peek(root: &Path, cache: &mut FileCache, named: &BTreeSet<PathBuf>) -> Option<(Snapshot, Vec<Diagnostic>)> {
    let inside = real(root);
    cache.peek(named, |disk, path| read(&inside, disk, path))
}

/// `root` without links.
fn real(root: &Path) -> PathBuf {
    fs::canonicalize(root).unwrap_or_else(|_| root.to_owned())
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

/// All files of the project that are read, the folders that hold them, and what is wrong with their names.
fn walk_all(root: &Path) -> Tree {
    let mut tree = Tree {
        began: SystemTime::now(),
        folders: vec![root.to_owned()],
        found: Vec::new(),
        links: Vec::new(),
        problems: Vec::new(),
    };
    let inside = real(root);
    for folder in [CONTENT, "static", THEMES] {
        walk(root, &inside, folder, &mut tree);
    }
    let config = root.join(config::FILE);
    if config.is_file() {
        match way(&config, &inside) {
            Way::In => tree.found.push((config, config::FILE.to_owned())),
            _ => tree.problems.push(leaves(root, &config)),
        }
    }
    tree
}

fn walk(root: &Path, inside: &Path, folder: &str, tree: &mut Tree) {
    let start = root.join(folder);
    if !start.is_dir() {
        return;
    }
    let (mut outside, mut links) = (Vec::new(), Vec::new());
    let walker = WalkDir::new(&start).follow_links(true).sort_by_file_name().into_iter();
    let entries = walker.filter_entry(|entry| {
        if entry.depth() > 0 && !is_wanted(entry.file_name(), folder) {
            return false;
        }
        if !entry.path_is_symlink() {
            return true;
        }
        links.push(entry.path().to_owned());
        let way = way(entry.path(), inside);
        if way == Way::Out {
            outside.push(entry.path().to_owned());
        }
        way == Way::In
    });
    for entry in entries.collect::<Vec<_>>() {
        if let Ok(entry) = &entry {
            tree.folders.extend(entry.file_type().is_dir().then(|| entry.path().to_owned()));
        }
        match entry {
            Ok(entry) if entry.file_type().is_file() => match relative(root, entry.path()) {
                Some(path) => tree.found.push((entry.into_path(), path)),
                None => tree.problems.push(bad_name(root, entry.path())),
            },
            Ok(_) => {}
            // A loop of links ends here; its files were read on the way.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => {
                let path = error.path().unwrap_or(&start).to_owned();
                if !path.is_symlink() {
                    let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    tree.problems.push(unreadable(root, &path, &cause));
                    continue;
                }
                // What it leads to may come, which its own folder does not show.
                links.push(path.clone());
                if path.file_name().is_some_and(|name| is_wanted(name, folder)) {
                    outside.push(path);
                }
            }
        }
    }
    tree.links.extend(links);
    tree.problems.extend(outside.iter().map(|path| leaves(root, path)));
}

/// Where a symbolic link leads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// To something of the project.
    In,
    /// Out of the project, or nowhere.
    Out,
    /// To a folder that contains it. The files in there are read anyway.
    Round,
}

fn way(link: &Path, inside: &Path) -> Way {
    let Ok(to) = fs::canonicalize(link) else { return Way::Out };
    let from = link.parent().and_then(|parent| fs::canonicalize(parent).ok());
    if from.is_some_and(|from| from.starts_with(&to)) {
        Way::Round
    } else if to.starts_with(inside) {
        Way::In
    } else {
        Way::Out
    }
}

/// Hidden files and what editors leave behind are no content. `static/` may hold hidden files, such as `.well-known`.
fn is_wanted(name: &OsStr, folder: &str) -> bool {
    let name = name.to_string_lossy();
    let system = matches!(name.as_ref(), ".DS_Store" | ".git" | "Thumbs.db" | "desktop.ini");
    !editor_temp::is(&name) && !system && (folder == "static" || !name.starts_with('.'))
}

/// The path below `root`, `/`-separated; none if it is not Unicode.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// The file at `disk`, which is opened first: what is looked at, and what is read, is the same file, whatever happens to its name.
fn read(inside: &Path, disk: &Path, path: &str) -> Result<File, Diagnostic> {
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
    let bytes = plain.bytes(u64::MAX).map_err(failed)?;
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

/// A place for problems of a file that is not in the snapshot.
fn nowhere(root: &Path, path: &Path) -> Option<Span> {
    let shown =
        relative(root, path).unwrap_or_else(|| path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned());
    ProjectPath::new(&shown).map(|file| Span::new(&file, 0..0))
}

fn located(problem: Diagnostic, root: &Path, path: &Path) -> Diagnostic {
    match nowhere(root, path) {
        Some(span) => problem.at(span),
        None => problem,
    }
}

fn leaves(root: &Path, path: &Path) -> Diagnostic {
    let what = if fs::canonicalize(path).is_ok() { "out of the project" } else { "nowhere" };
    located(leads(what), root, path)
}

/// A symbolic link that leads to what must not be read.
fn leads(what: &str) -> Diagnostic {
    let hint = match what {
        "nowhere" => "delete it, or copy what it should point to into the project",
        _ => "copy what it points to into the project",
    };
    Diagnostic::new(&code::SYMLINK_OUTSIDE, format!("this symbolic link leads {what}"))
        .because("not followed")
        .hint(hint)
}

/// Two files whose names are one name to the project, and to many file systems.
fn twins(file: &File) -> Diagnostic {
    let message = format!("two files are named `{}`, with differently encoded letters", file.path);
    Diagnostic::new(&code::URL_CONFLICT, message)
        .at(Span::new(&file.path, 0..0))
        .because("one of the two")
        .hint("rename one of them: many computers can store only one")
}

fn unreadable(root: &Path, path: &Path, cause: &str) -> Diagnostic {
    let problem = Diagnostic::new(&code::FILE_UNREADABLE, format!("this file can't be read: {}", cause.to_lowercase()))
        .hint("check that it is there and that you may read it");
    located(problem, root, path)
}

fn bad_name(root: &Path, path: &Path) -> Diagnostic {
    let problem = Diagnostic::new(&code::FILE_NAME, format!("the name {} is not Unicode", path.display()))
        .hint("rename the file");
    located(problem, root, path)
}

#[cfg(all(test, unix))]
mod tests {
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
        let look = |path: &str| read(&root, &root.join(path), path).map(|file| file.bytes().to_vec());
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
