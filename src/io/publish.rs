//! Writes a site: the whole new tree beside the old one, then both change places in one step.
//!
//! A build that fails changes nothing; one that changes nothing touches no file of the site. Files whose bytes stay the same
//! keep their modification time. Only what an earlier build wrote is ever deleted, and only the holder of the folder's lock
//! writes.

#![expect(clippy::disallowed_methods, reason = "this is the edge that writes the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::failure::{Failure, failed, in_the_way};
use super::lock::Lock;
use super::marker::{self, Marker};
use super::{flush, plain, swap, tree};
use crate::diagnostic::Diagnostic;
use crate::outputs::MARKER;
use crate::site::UrlPath;
use crate::snapshot::{Content, Digest};

/// What was done.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Report {
    /// How many files the site has.
    pub files: usize,
    /// How many were written or deleted.
    pub changed: usize,
    /// Trees of earlier builds that can't be deleted.
    pub stuck: Vec<PathBuf>,
}

/// Whether `output` is as a build left it that wrote it from what `made_from` is the digest of.
#[must_use]
pub fn is_current(output: &Path, made_from: Digest) -> bool {
    let Ok(output) = fs::canonicalize(output) else { return false };
    !swap::has_leftovers(&output) && Marker::read(&output).is_ok_and(|marker| marker.is_current(&output, made_from))
}

/// Whether another file system begins at `folder`, so that no other folder can take its place.
#[must_use]
pub fn is_mount(folder: &Path) -> bool {
    swap::is_mount(folder)
}

/// Puts back the site that a killed build left without its place, unless another build is at work there.
pub fn restore(output: &Path) -> Result<(), Failure> {
    let real = fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
    if swap::has_leftovers(&real)
        && let Some(lock) = Lock::attempt(output, false)?
    {
        swap::recover(&lock.output)?;
    }
    Ok(())
}

/// Publishes `outputs` to the output folder that `lock` is for. `made_from` is the digest of everything that they are made from.
/// `render` gives an output's bytes; `done` is called after each.
pub fn publish<O: Sync>(
    lock: &Lock,
    made_from: Digest,
    outputs: &BTreeMap<UrlPath, O>,
    render: &(dyn Fn(&O) -> Result<Content, Diagnostic> + Sync),
    done: &(dyn Fn() + Sync),
) -> Result<Report, Failure> {
    let mut target = Target::open(lock)?;
    target.guard_foreign(outputs)?;
    let results: Vec<Result<bool, Step>> = outputs
        .par_iter()
        .map(|(url, item)| {
            let content = render(item).map_err(|problem| Step::Problem(Box::new(problem)))?;
            let changed = target.stage(url, &content, outputs).map_err(Step::Failed);
            done();
            changed
        })
        .collect();
    let changed = match collect(outputs, results) {
        Ok(changed) => changed,
        Err(failure) => {
            target.abandon();
            return Err(failure);
        }
    };
    let gone = target.old.files.iter().filter(|path| !outputs.contains_key(path.as_str())).count();
    let changed_files = changed.len() + gone;
    if changed_files > 0 || !target.exists {
        match target.finish(outputs, &changed, made_from) {
            Ok(old) => target.stuck.extend(old),
            Err(failure) => {
                target.abandon();
                return Err(failure);
            }
        }
    } else {
        // A marker that can't be renewed only costs the next build its time.
        let _ = target.renew_marker(made_from);
    }
    Ok(Report { files: outputs.len(), changed: changed_files, stuck: target.stuck })
}

/// Why one output is not there.
enum Step {
    Problem(Box<Diagnostic>),
    Failed(Failure),
}

/// The addresses that changed; all problems if there is one.
fn collect<O>(outputs: &BTreeMap<UrlPath, O>, results: Vec<Result<bool, Step>>) -> Result<BTreeSet<&UrlPath>, Failure> {
    let mut changed = BTreeSet::new();
    let mut problems = Vec::new();
    for (url, result) in outputs.keys().zip(results) {
        match result {
            Ok(true) => {
                changed.insert(url);
            }
            Ok(false) => {}
            Err(Step::Problem(problem)) => problems.push(*problem),
            Err(Step::Failed(failure)) => return Err(failure),
        }
    }
    if problems.is_empty() { Ok(changed) } else { Err(Failure::Problems(problems)) }
}

/// The output folder, what an earlier build left in it, and the folder beside it in which the new tree grows.
struct Target {
    output: PathBuf,
    staging: PathBuf,
    exists: bool,
    old: Marker,
    staged: OnceLock<Result<(), String>>,
    /// Trees of earlier builds that can't be deleted.
    stuck: Vec<PathBuf>,
}

impl Target {
    fn open(lock: &Lock) -> Result<Self, Failure> {
        let output = lock.output.clone();
        let stuck = swap::recover(&output)?;
        let exists = output.is_dir();
        let old = if exists { Marker::read(&output)? } else { Marker::default() };
        let staging = swap::free(&output, "new");
        Ok(Self { output, staging, exists, old, staged: OnceLock::new(), stuck })
    }

    /// Refuses to write over anything that no earlier build wrote.
    fn guard_foreign<O>(&self, outputs: &BTreeMap<UrlPath, O>) -> Result<(), Failure> {
        if !self.exists {
            return Ok(());
        }
        let mut seen = BTreeSet::new();
        for path in outputs.keys().map(UrlPath::as_str) {
            for folder in path.match_indices('/').filter_map(|(at, _)| path.get(..at)) {
                if seen.insert(folder) && self.found(folder).is_some_and(|meta| !meta.is_dir()) {
                    self.give_way(folder)?;
                }
            }
            match self.found(path).filter(|_| !self.old.files.contains(path)) {
                None => {}
                Some(meta) if meta.is_dir() => {
                    let foreign = tree::foreign(&self.output, path, &self.old.files)?;
                    foreign.map_or(Ok(()), |name| self.give_way(&name))?;
                }
                Some(_) => self.give_way(path)?,
            }
        }
        Ok(())
    }

    fn found(&self, name: &str) -> Option<fs::Metadata> {
        fs::symlink_metadata(self.output.join(name)).ok()
    }

    /// Nothing if an earlier build wrote `name`, which has to make room for the site.
    fn give_way(&self, name: &str) -> Result<(), Failure> {
        if self.old.files.contains(name) { Ok(()) } else { Err(in_the_way(&self.output.join(name))) }
    }

    /// Writes one output into the new tree if it differs from the old one's. True if it does.
    fn stage<O>(&self, url: &UrlPath, content: &Content, outputs: &BTreeMap<UrlPath, O>) -> Result<bool, Failure> {
        if self.old.files.contains(url.as_str()) && is_same(&self.output.join(url.as_str()), content) {
            return Ok(false);
        }
        self.start(outputs)?;
        let path = self.staging.join(url.as_str());
        let written = match content {
            Content::Bytes(bytes) => fs::write(&path, bytes.as_slice()),
            Content::Large(from, _) => stream(from, &path),
        };
        written.map_err(|error| failed("write", &path, &error))?;
        Ok(true)
    }

    /// Makes the new tree's folders, once.
    fn start<O>(&self, outputs: &BTreeMap<UrlPath, O>) -> Result<(), Failure> {
        let made = self.staged.get_or_init(|| {
            tree::folders(&self.staging, outputs.keys().map(UrlPath::as_str)).map_err(Failure::into_words)
        });
        made.clone().map_err(Failure::Refused)
    }

    /// Completes the new tree and lets it take the old one's place.
    fn finish<O: Sync>(
        &self,
        outputs: &BTreeMap<UrlPath, O>,
        changed: &BTreeSet<&UrlPath>,
        made_from: Digest,
    ) -> Result<Option<PathBuf>, Failure> {
        self.start(outputs)?;
        let kept: Vec<&str> = outputs.keys().filter(|url| !changed.contains(url)).map(UrlPath::as_str).collect();
        tree::carry(&self.output, &self.staging, &kept)?;
        if self.exists {
            tree::carry_foreign(&self.output, &self.staging, &self.old.files)?;
        }
        let files: Vec<&str> = outputs.keys().map(UrlPath::as_str).collect();
        marker::finish(&self.staging, &files, made_from, &self.staging.join(MARKER))?;
        let fresh: Vec<&str> = changed.iter().map(|url| url.as_str()).chain([MARKER]).collect();
        flush::to_disk(&self.staging, &fresh).map_err(|error| failed("write", &self.staging, &error))?;
        if let (true, Ok(meta)) = (self.exists, fs::metadata(&self.output)) {
            let _ = fs::set_permissions(&self.staging, meta.permissions());
        }
        swap::swap(&self.output, &self.staging, self.exists)
    }

    /// Notes that the files, which stay as they are, would be made from other things today.
    fn renew_marker(&self, made_from: Digest) -> Result<(), Failure> {
        if self.old.is_current(&self.output, made_from) {
            return Ok(());
        }
        let files: Vec<&str> = self.old.files.iter().map(String::as_str).collect();
        let waiting = swap::beside(&self.output, "marker");
        marker::finish(&self.output, &files, made_from, &waiting)?;
        fs::rename(&waiting, self.output.join(MARKER)).map_err(|error| failed("write", &waiting, &error))
    }

    /// Takes away what was staged.
    fn abandon(&self) {
        if self.staged.get().is_some() {
            let _ = swap::delete(&self.staging);
        }
    }
}

/// Copies a file's bytes, and only them: the site's files get the permissions that new files get here.
fn stream(from: &Path, to: &Path) -> io::Result<()> {
    io::copy(&mut plain::open_at(from)?.file, &mut fs::File::create(to)?).map(|_| ())
}

/// Whether the file at `path` holds exactly `content`. Links are never the same.
fn is_same(path: &Path, content: &Content) -> bool {
    let Ok(meta) = fs::symlink_metadata(path) else { return false };
    match content {
        Content::Bytes(bytes) => {
            meta.is_file() && meta.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == **bytes)
        }
        Content::Large(from, length) => {
            meta.is_file() && meta.len() == *length && same_files(from, path).unwrap_or(false)
        }
    }
}

fn same_files(a: &Path, b: &Path) -> io::Result<bool> {
    let (mut a, mut b) = (BufReader::new(plain::open_at(a)?.file), BufReader::new(plain::open(b)?.file));
    let (mut x, mut y) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let count = a.read(&mut x)?;
        if count == 0 {
            return Ok(b.read(&mut y)? == 0);
        }
        let (x, y) = (x.get(..count).unwrap_or_default(), y.get_mut(..count).unwrap_or_default());
        b.read_exact(y)?;
        if x != y {
            return Ok(false);
        }
    }
}
