//! Finds what there is to read in a project: files, the folders that hold them, and symbolic links.
//!
//! Follows links only while they stay inside the project, and reads each real folder once: links that lead to one another would
//! multiply otherwise. What is neither a file nor a folder is reported.

#![expect(clippy::disallowed_methods, reason = "this is the edge that reads the disk")]

use std::collections::{BTreeMap, VecDeque};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::editor_temp;
use super::file_cache::Tree;
use super::plain;
use super::unread::{bad_name, leaves, read_twice, relative, unreadable};
use crate::config;
use crate::kinds::CONTENT;
use crate::theme::THEMES;

/// All files of the project that are read, the folders that hold them, and what is wrong with their names.
pub(super) fn all(root: &Path) -> Tree {
    let tree = Tree {
        began: SystemTime::now(),
        folders: vec![root.to_owned()],
        found: Vec::new(),
        links: Vec::new(),
        problems: Vec::new(),
    };
    let mut walk = Walk { root, inside: real(root), seen: BTreeMap::new(), tree };
    // Folders that links lead to come after all that need no link: the other way is the link's.
    let mut links = VecDeque::new();
    for folder in [CONTENT, "static", THEMES] {
        walk.start(folder, &mut links);
    }
    while let Some((link, folder)) = links.pop_front() {
        walk.follow(&link, folder, &mut links);
    }
    walk.configuration();
    walk.tree
}

/// `root` without links.
pub(super) fn real(root: &Path) -> PathBuf {
    fs::canonicalize(root).unwrap_or_else(|_| root.to_owned())
}

/// A walk through a project.
struct Walk<'r> {
    root: &'r Path,
    /// The project's folder without links.
    inside: PathBuf,
    /// Real folders that were read, each with the way that led there.
    seen: BTreeMap<PathBuf, PathBuf>,
    tree: Tree,
}

/// Links that are still to be followed, each with the folder of the project that it was found in.
type Links = VecDeque<(PathBuf, &'static str)>;

impl Walk<'_> {
    /// Reads one of the project's own folders, if it is there.
    fn start(&mut self, folder: &'static str, links: &mut Links) {
        let path = self.root.join(folder);
        match fs::symlink_metadata(&path) {
            Err(_) => {}
            Ok(meta) if meta.is_symlink() => self.link(path, folder, links),
            Ok(meta) if meta.is_dir() => self.folder(&path, &self.inside.join(folder), folder, links),
            Ok(_) => self.tree.problems.push(unreadable(self.root, &path, "it is not a folder")),
        }
    }

    fn configuration(&mut self) {
        let path = self.root.join(config::FILE);
        let Ok(meta) = fs::symlink_metadata(&path) else { return };
        if meta.is_symlink() && way(&path, &self.inside) != Way::In {
            self.tree.problems.push(leaves(self.root, &path));
        } else {
            self.file(path);
        }
    }

    /// Reads a folder, which is really at `real`, with everything in it that needs no link.
    fn folder(&mut self, path: &Path, real: &Path, folder: &'static str, links: &mut Links) {
        let is_read =
            |entry: &DirEntry| entry.depth() == 0 || is_wanted(entry.file_name(), folder, entry.file_type().is_dir());
        let mut walker = WalkDir::new(path).sort_by_file_name().into_iter();
        while let Some(entry) = walker.next() {
            match entry {
                Ok(entry) if !is_read(&entry) => {
                    if entry.file_type().is_dir() {
                        walker.skip_current_dir();
                    }
                }
                Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() => {
                    self.link(entry.into_path(), folder, links);
                }
                // The folder itself may be a link, which was found to lead to a folder.
                Ok(entry) if entry.depth() == 0 || entry.file_type().is_dir() => {
                    let inside =
                        entry.path().strip_prefix(path).map_or_else(|_| real.to_owned(), |rest| real.join(rest));
                    if let Some(first) = self.seen.get(&inside) {
                        self.tree.problems.push(read_twice(self.root, entry.path(), first));
                        walker.skip_current_dir();
                    } else {
                        self.tree.folders.push(entry.path().to_owned());
                        self.seen.insert(inside, entry.into_path());
                    }
                }
                Ok(entry) => self.file(entry.into_path()),
                Err(error) => {
                    let at = error.path().unwrap_or(path).to_owned();
                    let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.tree.problems.push(unreadable(self.root, &at, &cause));
                }
            }
        }
    }

    /// Notes a link, and what is wrong with it.
    fn link(&mut self, path: PathBuf, folder: &'static str, links: &mut Links) {
        self.tree.links.push(path.clone());
        match way(&path, &self.inside) {
            Way::Out => self.tree.problems.push(leaves(self.root, &path)),
            // Its files are read on the way.
            Way::Round => {}
            Way::In if path.is_dir() => links.push_back((path, folder)),
            Way::In => self.file(path),
        }
    }

    /// Reads the folder that a link leads to, unless it is read already.
    fn follow(&mut self, link: &Path, folder: &'static str, links: &mut Links) {
        let Ok(real) = fs::canonicalize(link) else { return };
        match self.seen.get(&real) {
            Some(first) => self.tree.problems.push(read_twice(self.root, link, first)),
            None => self.folder(link, &real, folder, links),
        }
    }

    /// Notes what is no folder: a plain file, or something that can't be read.
    fn file(&mut self, path: PathBuf) {
        let is_plain = fs::metadata(&path).is_ok_and(|meta| meta.is_file());
        match relative(self.root, &path) {
            None => self.tree.problems.push(bad_name(self.root, &path)),
            Some(name) if is_plain => self.tree.found.push((path, name)),
            Some(_) => {
                let why =
                    plain::open(&path).err().map_or_else(|| "it is just changing".into(), |error| error.to_string());
                self.tree.problems.push(unreadable(self.root, &path, &why));
            }
        }
    }
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

/// Hidden files and what editors leave behind are no content. Leftovers are files: a folder `sedentary` is one like all others.
/// `static/` may hold hidden files, such as `.well-known`.
fn is_wanted(name: &OsStr, folder: &str, is_folder: bool) -> bool {
    let name = name.to_string_lossy();
    let system = matches!(name.as_ref(), ".DS_Store" | ".git" | "Thumbs.db" | "desktop.ini");
    (is_folder || !editor_temp::is(&name)) && !system && (folder == "static" || !name.starts_with('.'))
}
