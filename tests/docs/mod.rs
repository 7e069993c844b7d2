//! The reference in `docs/` is what the program says; `UPDATE_DOCS=1 cargo test docs` writes it anew.
#![expect(clippy::disallowed_methods, reason = "compares files of the repository")]

mod contract;

use std::fs;
use std::path::Path;

#[test]
fn the_theme_guide_has_every_type_of_the_views() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(folder.join("docs/themes.md")).unwrap();
    for entry in fs::read_dir(folder.join("src/view/contract")).unwrap() {
        let source = fs::read_to_string(entry.unwrap().path()).unwrap();
        for part in source.split("#[derive(Serialize").skip(1) {
            let (public, rest) = part.split_once("struct ").unwrap();
            let name = rest.split([' ', '<']).next().unwrap();
            // The two of a kind's fields are told of in prose.
            let told = !public.contains("pub ") || guide.contains(&format!("\n### {name}\n"));
            assert!(told, "{name} is not in the guide");
        }
    }
}

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
