//! Cases as data: `.case` files in `cases/<folder>` and the folders in it, run by one function, rewritten by one switch.
//!
//! A case is what somebody did in words, a fixture, a line `//= …`, and what must come of it to the letter.

#![expect(clippy::disallowed_methods, reason = "cases are files")]

use std::fs;
use std::path::{Path, PathBuf};

use super::diff;

/// Rewrites what cases expect instead of comparing it.
const UPDATE: &str = "UPDATE_CASES";

/// One case.
pub(crate) struct Case {
    /// Its path below the folder of all cases, without `.case`.
    pub(crate) name: String,
    /// What stands above the fixture: what somebody did, in words.
    pub(crate) what: String,
    /// The files, as [`super::fixture`] reads them.
    pub(crate) fixture: String,
    /// What follows `//= `: the kind of outcome.
    pub(crate) outcome: String,
    /// What must come of it.
    pub(crate) expected: String,
    path: PathBuf,
}

impl Case {
    fn read(folder: &Path, path: PathBuf) -> Self {
        let name = path.strip_prefix(folder).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        let (what, rest) = text.split_once("//- ").unwrap_or_else(|| panic!("{name}: there is no line `//- path`"));
        let (fixture, rest) = rest.split_once("\n//= ").unwrap_or_else(|| panic!("{name}: there is no line `//= …`"));
        let (outcome, expected) = rest.split_once('\n').unwrap_or((rest, ""));
        let what = what.trim().to_owned();
        assert!(!what.is_empty(), "{name}: the first line should say in words what somebody did");
        Self {
            what,
            fixture: format!("//- {fixture}\n"),
            outcome: outcome.trim().into(),
            expected: expected.into(),
            name,
            path,
        }
    }

    fn write(&self, actual: &str) {
        let text = format!("{}\n{}//= {}\n{actual}", self.what, self.fixture, self.outcome);
        fs::write(&self.path, text).unwrap();
    }
}

/// All cases in `cases/<folder>` and the folders in it, by name.
pub(crate) fn all(folder: &str) -> Vec<Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let entries = walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.unwrap().into_path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "case")).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds no cases", folder.display());
    paths.into_iter().map(|path| Case::read(&folder, path)).collect()
}

/// Compares what `run` makes of each case in `cases/<folder>` with what the case expects.
#[track_caller]
pub(crate) fn check(folder: &str, run: impl Fn(&Case) -> String) {
    let update = std::env::var_os(UPDATE).is_some_and(|value| value == "1");
    let mut failed = Vec::new();
    for case in all(folder) {
        let actual = run(&case);
        assert!(!actual.trim().is_empty(), "{folder}/{}: nothing came of it, so nothing is tested", case.name);
        if actual == case.expected {
            continue;
        }
        if update {
            case.write(&actual);
        } else {
            failed.push(format!(
                "tests/cases/{folder}/{}.case ({})\n{}",
                case.name,
                case.what,
                diff::lines(&case.expected, &actual)
            ));
        }
    }
    let count = failed.len();
    assert!(
        failed.is_empty(),
        "{count} differ (- expected, + actual; {UPDATE}=1 keeps the actual):\n\n{}",
        failed.join("\n")
    );
}
