//! Tells cargo to build again when an embedded file comes or goes; changed ones it sees by itself. Gives the program a digest
//! of what it is made from, so that it knows which outputs an earlier version of it wrote.

#![expect(clippy::disallowed_methods, reason = "cargo runs it on the sources")]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let mut digest = DefaultHasher::new();
    for source in ["src", "themes", "Cargo.toml"] {
        println!("cargo::rerun-if-changed={source}");
        add(Path::new(source), &mut digest)?;
    }
    println!("cargo::rustc-env=LENSBOOK_SOURCES={:016x}", digest.finish());
    Ok(())
}

/// Adds a file, or all files of a folder in order of their names.
fn add(path: &Path, digest: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        path.to_string_lossy().hash(digest);
        fs::read(path)?.hash(digest);
        return Ok(());
    }
    let mut inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| add(path, digest))
}
