//! The repository around a project, as far as its files tell without git: in which state it is, and where its history is cut.
//!
//! Refuses to open anything but plain files, and to follow a `HEAD` that leads out of the repository.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::io::plain;
use crate::limits;

/// Files of a repository that git reads at once: where one of them is a pipe, git would wait for ever.
const READ_BY_GIT: [&str; 6] =
    ["config", "packed-refs", "shallow", "info/grafts", "info/attributes", "objects/info/alternates"];

/// A repository.
#[derive(Debug)]
pub(super) struct Repository {
    /// What tells one state of it from another: its head, what that stands for, and where its history is cut.
    pub(super) state: Vec<u8>,
    /// The commits at which its history is cut. Their files look new, and are not.
    pub(super) cut: Vec<String>,
}

impl Repository {
    /// The repository around `root`; none if there is none. An error says which of its files can't be read.
    pub(super) fn find(root: &Path) -> Result<Option<Self>, String> {
        let Some(found) = root.ancestors().map(|folder| folder.join(".git")).find(|folder| folder.exists()) else {
            return Ok(None);
        };
        let folder = if found.is_dir() { found } else { linked(&found)? };
        let Some(mut state) = read(&folder.join("HEAD"))? else { return Ok(None) };
        let common = text(read(&folder.join("commondir"))?).map_or_else(|| folder.clone(), |to| folder.join(to.trim()));
        let name = std::str::from_utf8(&state)
            .ok()
            .and_then(|head| head.strip_prefix("ref: "))
            .map(|name| name.trim().to_owned());
        if let Some(name) = name {
            if !is_reference(&name) {
                return Err(format!("`.git/HEAD` leads to `{name}`, which is no branch"));
            }
            let reference = match read(&common.join(&name))? {
                None => read(&common.join("packed-refs"))?,
                found => found,
            };
            state.extend(reference.unwrap_or_default());
        }
        for name in READ_BY_GIT {
            check(&common.join(name))?;
        }
        let shallow = read(&common.join("shallow"))?.unwrap_or_default();
        state.extend(&shallow);
        let is_commit = |line: &&str| line.len() >= 40 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
        let cut = String::from_utf8_lossy(&shallow).lines().filter(is_commit).map(str::to_owned).collect();
        Ok(Some(Self { state, cut }))
    }
}

/// Whether a name stays within the repository's references.
fn is_reference(name: &str) -> bool {
    name.starts_with("refs/") && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Where the file `.git` of a linked work tree leads.
fn linked(file: &Path) -> Result<PathBuf, String> {
    let text = text(read(file)?).unwrap_or_default();
    let to = text.strip_prefix("gitdir:").ok_or("the file `.git` does not say where the repository is")?;
    Ok(file.parent().unwrap_or(file).join(to.trim()))
}

fn text(bytes: Option<Vec<u8>>) -> Option<String> {
    bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// A file's bytes; none if it is not there.
fn read(path: &Path) -> Result<Option<Vec<u8>>, String> {
    match plain::read(path, limits::GIT_FILE) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(format!("`{}` can't be read: {}", name(path), error.to_string().to_lowercase())),
    }
}

/// Refuses what git could not read to its end.
fn check(path: &Path) -> Result<(), String> {
    match plain::open(path) {
        Err(error) if error.kind() == ErrorKind::InvalidInput => {
            Err(format!("`{}` can't be read: {error}", name(path)))
        }
        _ => Ok(()),
    }
}

/// A file of a repository, by its name from `.git` on.
fn name(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let from = parts.iter().rposition(|part| part == ".git").unwrap_or_default();
    parts.get(from..).unwrap_or_default().join("/")
}
