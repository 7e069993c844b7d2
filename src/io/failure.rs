//! Why a site was not written: what was tried, what went wrong, and what to do about it.

use std::io;
use std::path::Path;

use crate::diagnostic::Diagnostic;

/// Why nothing was written.
#[derive(Debug)]
pub enum Failure {
    /// Outputs could not be rendered.
    Problems(Vec<Diagnostic>),
    /// The request can't be carried out: what, and what to do.
    Refused(String),
}

impl Failure {
    /// Why nothing was written, in words.
    #[must_use]
    pub fn into_words(self) -> String {
        match self {
            Self::Refused(why) => why,
            Self::Problems(problems) => {
                problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// The operation, path, cause and remedy of an input or output error.
pub(super) fn failed(operation: &str, path: &Path, error: &io::Error) -> Failure {
    let remedy = match error.kind() {
        io::ErrorKind::PermissionDenied => "check that you may write there, or choose another folder with `--output`",
        io::ErrorKind::StorageFull => "free some space on the disk, then build again",
        io::ErrorKind::ReadOnlyFilesystem => "choose another folder with `--output`",
        _ => "the old site is unchanged; fix the cause, then build again",
    };
    Failure::Refused(format!("can't {operation} {}: {error}\n  help: {remedy}", path.display()))
}

/// Something that no build wrote stands where the site goes.
pub(super) fn in_the_way(path: &Path) -> Failure {
    Failure::Refused(format!(
        "{} was not written by lensbook, and the site needs its name\n  help: move it away, then build again",
        path.display()
    ))
}
