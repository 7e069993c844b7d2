//! Writes a benchmark playbook to disk: `cargo bench --bench generate -- DIR N` makes DIR a project of N articles.
//!
//! Refuses a folder that exists, so that it never mixes two playbooks or overwrites anything.
#![expect(clippy::disallowed_methods, reason = "writing files is what this program is for")]

mod playbook;

use std::fs;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: generate DIR N";
const CONFIG: &str = "title: Benchmark playbook\norganisation: Benchmark\n";

fn main() -> Result<(), String> {
    // Cargo hands every benchmark `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(folder), Some(count), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err(USAGE.to_owned());
    };
    let count: usize = count.parse().map_err(|_| USAGE.to_owned())?;
    let folder = PathBuf::from(folder);
    if folder.exists() {
        return Err(format!("{} exists", folder.display()));
    }
    write(&folder.join("lensbook.yaml"), CONFIG)?;
    playbook::pages(count, 1).try_for_each(|(path, text)| write(&folder.join("content").join(path), &text))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}
