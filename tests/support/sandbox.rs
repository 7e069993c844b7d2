//! A project of its own for every test: files to write, the program to run, trees to compare.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::process;

/// A folder that is gone after the test; the project is `book` in it.
pub(crate) struct Sandbox {
    dir: TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Bytes of every file by path; folders end in `/`, links say where they lead.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

impl Sandbox {
    /// A project with these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let sandbox = Self { dir: tempfile::tempdir().unwrap() };
        fs::create_dir_all(sandbox.path("content")).unwrap();
        for (path, text) in files {
            sandbox.write(path, text);
        }
        sandbox
    }

    /// A home page and a play that it links to.
    pub(crate) fn small() -> Self {
        Self::new(&[
            ("content/index.md", "---\ntitle: Home\nsummary: Start.\n---\nSee [the article](notes.md).\n"),
            ("content/notes.md", "---\ntitle: Notes\nsummary: Some.\n---\nWords.\n"),
            ("content/pic.png", "no picture"),
        ])
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.dir.path().join("book")
    }

    pub(crate) fn above(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// A command that runs the program in the project, on a fixed day.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lensbook"));
        command.args(args).current_dir(self.root()).env("SOURCE_DATE_EPOCH", "1790000000").env_remove("NO_COLOR");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run(&mut self.command(args))
    }

    /// Runs and demands this status.
    pub(crate) fn expect(&self, status: i32, args: &[&str]) -> Run {
        let run = self.run(args);
        assert_eq!(run.status, status, "{args:?}\n{}{}", run.stdout, run.stderr);
        run
    }

    /// Builds, and demands that it succeeds.
    pub(crate) fn build(&self) -> Tree {
        self.expect(0, &["build"]);
        tree(&self.path("public"))
    }
}

pub(crate) fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = process::output(command);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: status.code().unwrap_or(-1), stdout: text(stdout), stderr: text(stderr) }
}

impl Run {
    /// The diagnostics of a run with `--format json`: `code file:line:column`.
    pub(crate) fn problems(&self) -> Vec<String> {
        let lines = self.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let found = lines.filter(|line| line["type"] == "diagnostic").map(|line| {
            let place = if line["file"].is_null() {
                String::new()
            } else {
                format!(" {}:{}:{}", line["file"].as_str().unwrap(), line["line"], line["column"])
            };
            format!("{}{place}", line["code"].as_str().unwrap())
        });
        found.collect()
    }

    #[track_caller]
    pub(crate) fn says(&self, words: &str) {
        assert!(self.stderr.contains(words) || self.stdout.contains(words), "{words:?} not in {self:#?}");
    }
}

/// Everything below `folder`; nothing if it is not there.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    if !folder.exists() {
        return tree;
    }
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        let kind = entry.file_type();
        if kind.is_dir() {
            tree.insert(name + "/", Vec::new());
        } else if kind.is_symlink() {
            tree.insert(name, fs::read_link(entry.path()).unwrap().to_string_lossy().into_owned().into_bytes());
        } else {
            tree.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    tree
}

/// When each file and folder changed, which one it is, and its mode.
pub(crate) fn stamps(folder: &Path) -> BTreeMap<PathBuf, (i64, i64, u64, u32)> {
    use std::os::unix::fs::MetadataExt;
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries
        .map(|entry| {
            let meta = fs::symlink_metadata(entry.path()).unwrap();
            (entry.into_path(), (meta.mtime(), meta.mtime_nsec(), meta.ino(), meta.mode()))
        })
        .collect()
}

/// A digest of a whole tree.
pub(crate) fn digest(tree: &Tree) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    tree.hash(&mut hasher);
    hasher.finish()
}
