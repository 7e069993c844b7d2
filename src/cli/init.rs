//! `init`: a small complete playbook to start from.

use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::args::Global;
use super::{Ending, say};

static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// Writes the starter into `dir`; refuses one that holds anything.
pub(super) fn init(dir: &Path, global: &Global) -> Ending {
    if dir.exists() && !dir.is_dir() {
        return Ending::Refused(format!("{} is a file", dir.display()));
    }
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Ending::Refused(format!("{} is not empty\n  help: choose a new folder", dir.display()));
    }
    let written = fs::create_dir_all(dir).and_then(|()| write(&STARTER, dir));
    match written {
        Ok(()) => say(
            global,
            &format!(
                "a small playbook is in {0}\nnext: `cd {1}`, then `lensbook serve --drafts`: it shows the playbook in your browser while you write",
                dir.display(),
                for_shell(&dir.display().to_string())
            ),
        ),
        Err(error) => Ending::Refused(format!("can't write {}: {error}", dir.display())),
    }
}

/// `path` as one word of a command line, in quotes where it has spaces or signs.
fn for_shell(path: &str) -> String {
    let is_plain = path.chars().all(|c| c.is_alphanumeric() || "/._-~:\\".contains(c));
    if is_plain { path.to_owned() } else { format!("\"{path}\"") }
}

fn write(folder: &Dir, root: &Path) -> std::io::Result<()> {
    for file in folder.files() {
        let path = root.join(file.path());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, file.contents())?;
    }
    folder.dirs().try_for_each(|dir| write(dir, root))
}
