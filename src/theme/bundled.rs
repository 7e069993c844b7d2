//! The default theme, inside the program.

use include_dir::{Dir, include_dir};

use super::THEMES;
use crate::snapshot::{File, ProjectPath};

/// The name of the default theme.
pub(super) const DEFAULT: &str = "default";

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of the bundled themes, as if they lay in the project.
pub fn bundled() -> impl Iterator<Item = File> {
    let mut files = Vec::new();
    collect(&FILES, &mut files);
    files.into_iter()
}

fn collect(dir: &'static Dir<'static>, files: &mut Vec<File>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.extend(
            ProjectPath::new(&format!("{THEMES}/{DEFAULT}/{path}")).map(|path| File::new(path, file.contents())),
        );
    }
    for dir in dir.dirs() {
        collect(dir, files);
    }
}
