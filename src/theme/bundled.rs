//! The bundled themes, inside the program: the default one, on which every theme rests, and `handbook`.

use include_dir::{Dir, include_dir};

use super::THEMES;
use crate::snapshot::{File, ProjectPath};

/// The name of the default theme.
pub(super) const DEFAULT: &str = "default";

static FILES: [(&str, Dir<'static>); 2] = [
    (DEFAULT, include_dir!("$CARGO_MANIFEST_DIR/themes/default")),
    ("handbook", include_dir!("$CARGO_MANIFEST_DIR/themes/handbook")),
];

/// The files of the bundled themes, as if they lay in the project.
pub fn bundled() -> impl Iterator<Item = File> {
    let mut files = Vec::new();
    for (theme, dir) in &FILES {
        collect(theme, dir, &mut files);
    }
    files.into_iter()
}

fn collect(theme: &str, dir: &'static Dir<'static>, files: &mut Vec<File>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files
            .extend(ProjectPath::new(&format!("{THEMES}/{theme}/{path}")).map(|path| File::new(path, file.contents())));
    }
    for dir in dir.dirs() {
        collect(theme, dir, files);
    }
}
