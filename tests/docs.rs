//! The reference in `docs/` is what the program says; `UPDATE_DOCS=1 cargo test docs` writes it anew.
#![expect(clippy::disallowed_methods, reason = "compares files of the repository")]

use std::fs;
use std::path::Path;

#[test]
fn docs_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (name, text) in lensbook::docs::pages() {
        let path = folder.join(name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == text, "docs/{name} is out of date: run `UPDATE_DOCS=1 cargo test docs` and review it");
    }
}
