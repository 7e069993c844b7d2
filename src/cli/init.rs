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
                "a small playbook is in {}\nnext: `cd {}`, then `lensbook serve --drafts`: it shows the playbook in your browser while you write",
                dir.display(),
                quoted(&dir.display().to_string())
            ),
        ),
        Err(error) => Ending::Refused(format!("can't write {}: {error}", dir.display())),
    }
}

/// A path as a shell takes it: between quotes if it holds anything that a shell would read as something else.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/\\._-+,@%:".contains(c);
    let start = if path.starts_with('-') { "./" } else { "" };
    match path {
        _ if !path.is_empty() && path.chars().all(is_plain) => format!("{start}{path}"),
        // Windows has no other quotes, and no name with this one.
        _ if cfg!(windows) => format!("\"{path}\""),
        _ => format!("'{start}{}'", path.replace('\'', "'\\''")),
    }
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

#[cfg(all(test, not(windows)))]
mod tests {
    use super::quoted;

    #[test]
    fn paths_are_quoted_for_a_shell() {
        let cases = [
            ("book", "book"),
            ("../our-book_2.0", "../our-book_2.0"),
            ("Übung", "Übung"),
            ("Name With Space", "'Name With Space'"),
            ("it's", "'it'\\''s'"),
            ("$HOME;x", "'$HOME;x'"),
            ("-rf", "./-rf"),
            ("-r f", "'./-r f'"),
            ("~x", "'~x'"),
        ];
        for (path, expected) in cases {
            assert_eq!(quoted(path), expected);
        }
    }
}
