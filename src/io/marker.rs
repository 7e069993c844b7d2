//! The marker of an output folder: which files a build wrote there, and what they were made from.
//!
//! The first line tells people what the file is. The second holds two digests: of everything that the site was made from, and
//! of the sizes of its files. The other lines name the files. A build has nothing to write while the digests are the same and
//! every file is older than the marker, which is written last: an edit makes a file newer. The marker holds no time, so that the same
//! site has the same marker everywhere.

#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::failure::{Failure, failed};
use super::plain;
use crate::limits;
use crate::outputs::MARKER;
use crate::snapshot::Digest;

const HEADER: &str = "# Written by lensbook: the next build replaces the files listed here, and only these.";

/// Begins the second line.
const STATE: &str = "# Made from ";

/// What an earlier build left in an output folder.
#[derive(Default)]
pub(super) struct Marker {
    /// Its files.
    pub(super) files: BTreeSet<String>,
    /// The second line; none where the marker has none.
    state: Option<String>,
}

impl Marker {
    /// The marker in `output`. Refuses a folder that holds files but no marker.
    pub(super) fn read(output: &Path) -> Result<Self, Failure> {
        let marker = output.join(MARKER);
        match plain::text(&marker, limits::MARKER) {
            Ok(text) => {
                let mut lines = text.lines().skip(1).peekable();
                let state = lines.next_if(|line| line.starts_with(STATE)).map(str::to_owned);
                Ok(Self { files: lines.map(str::to_owned).collect(), state })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut entries = fs::read_dir(output).map_err(|error| failed("read", output, &error))?;
                if entries.next().is_none() {
                    return Ok(Self::default());
                }
                Err(Failure::Refused(format!(
                    "the output folder {} holds files that lensbook did not write\n  help: choose an empty or new folder with `--output`",
                    output.display()
                )))
            }
            Err(error) => Err(failed("read", &marker, &error)),
        }
    }

    /// Refuses a folder that no build wrote to, before anything is touched there.
    pub(super) fn guard(output: &Path) -> Result<(), Failure> {
        if !output.is_dir() || output.join(MARKER).is_file() { Ok(()) } else { Self::read(output).map(drop) }
    }

    /// Whether the files in `output` were made from what `made_from` is the digest of, and nobody touched them since.
    pub(super) fn is_current(&self, output: &Path, made_from: Digest) -> bool {
        let files: Vec<&str> = self.files.iter().map(String::as_str).collect();
        let Some((sizes, newest)) = self.state.as_ref().and_then(|_| look_at(output, &files)) else { return false };
        let written = fs::metadata(output.join(MARKER)).and_then(|meta| meta.modified());
        self.state.as_deref() == Some(&*state(made_from, sizes)) && written.is_ok_and(|written| newest < written)
    }
}

/// Marks `tree`, which is empty yet, as ours.
pub(super) fn begin(tree: &Path) -> Result<(), Failure> {
    write(&tree.join(MARKER), &format!("{HEADER}\n"))
}

/// Marks `tree` as ours: it holds `files`, made from what `made_from` is the digest of. The marker is written to `marker`.
pub(super) fn finish(tree: &Path, files: &[&str], made_from: Digest, marker: &Path) -> Result<(), Failure> {
    let seen = look_at(tree, files);
    let state = seen.map(|(sizes, _)| state(made_from, sizes));
    let lines = [HEADER].into_iter().chain(state.as_deref()).chain(files.iter().copied());
    let text = lines.fold(String::new(), |text, line| text + line + "\n");
    write(marker, &text)?;
    // What is edited right after the marker was written must not look as old as what the build wrote.
    let written = || fs::metadata(marker).and_then(|meta| meta.modified());
    let is_newer = || seen.is_none_or(|(_, newest)| written().is_ok_and(|written| newest < written));
    for _ in (0..TICKS).take_while(|_| !is_newer()) {
        std::thread::sleep(Duration::from_millis(1));
        write(marker, &text)?;
    }
    Ok(())
}

/// How many milliseconds a file system's clock may take to its next tick.
const TICKS: usize = 20;

fn write(marker: &Path, text: &str) -> Result<(), Failure> {
    // Whatever else has this name is not written to: a pipe would take the words and wait.
    let is_plain = fs::symlink_metadata(marker).is_ok_and(|meta| meta.is_file());
    let clear = || if is_plain { Ok(()) } else { plain::remove(marker) };
    clear().and_then(|()| fs::write(marker, text)).map_err(|error| failed("write", marker, &error))
}

fn state(made_from: Digest, sizes: Digest) -> String {
    format!("{STATE}{}, sizes {}", made_from.hex(), sizes.hex())
}

/// The digest of the sizes of `files`, and the time of the newest. None if one is not there or no plain file.
fn look_at(tree: &Path, files: &[&str]) -> Option<(Digest, SystemTime)> {
    let stamp = |file: &&str| {
        let meta = fs::symlink_metadata(tree.join(file)).ok().filter(fs::Metadata::is_file)?;
        Some((meta.len(), meta.modified().ok()?))
    };
    let stamps: Vec<(u64, SystemTime)> = files.par_iter().map(stamp).collect::<Option<_>>()?;
    let mut sizes = Digest::hasher();
    for (size, _) in &stamps {
        sizes.update(&size.to_le_bytes());
    }
    Some((sizes.finish(), stamps.iter().map(|(_, time)| *time).max()?))
}
