//! Mistakes that people make who are no programmers, each with the exact report that they get.
//!
//! Cases are in `cases/mistakes`: `//= report` where one mistake gives one report, `//= reports` where there are several. What looks
//! like a mistake and is none is in `cases/accepted`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use lensbook::diagnostic::ALL;
use rayon::prelude::*;

use crate::support::cases::{self, Case};
use crate::support::playbook::{self, Checked};

/// All mistakes with what a check finds in them; made once for all tests.
pub(crate) fn all() -> &'static [(Case, Checked)] {
    static CHECKED: LazyLock<Vec<(Case, Checked)>> = LazyLock::new(|| {
        let pair = |case: Case| {
            let checked = playbook::check(&case.fixture);
            (case, checked)
        };
        cases::all("mistakes").into_par_iter().map(pair).collect()
    });
    &CHECKED
}

#[test]
fn each_mistake_is_reported() {
    let reports: BTreeMap<&str, String> =
        all().iter().map(|(case, checked)| (case.name.as_str(), checked.human())).collect();
    cases::check("mistakes", |case| reports[case.name.as_str()].clone());
}

#[test]
fn one_mistake_gives_one_report() {
    let mut wrong = Vec::new();
    for (case, checked) in all() {
        let count = checked.problems.len();
        let fits = match case.outcome.as_str() {
            "report" => count == 1,
            "reports" => count > 1,
            _ => false,
        };
        if !fits {
            wrong.push(format!("{}: `//= {}`, but {count} problems", case.name, case.outcome));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_fine_is_not_reported() {
    cases::check("accepted", |case| playbook::check(&case.fixture).human());
    for case in cases::all("accepted") {
        assert_eq!(case.expected, "no problems\n", "{}", case.name);
    }
}

/// Words follow in the preview while these are wrong, so each template has to bear them.
#[test]
fn pages_that_are_whole_nonetheless_can_be_shown() {
    let mut seen = BTreeSet::new();
    for (case, checked) in all() {
        let whole = checked.problems.iter().all(|problem| problem.code.leaves_whole);
        if !whole || checked.problems.is_empty() {
            continue;
        }
        seen.extend(checked.problems.iter().map(|problem| problem.code.name));
        assert_eq!(playbook::shown(&case.fixture), [], "{}", case.name);
    }
    let all = ALL.iter().filter(|code| code.leaves_whole).map(|code| code.name);
    assert_eq!(all.filter(|name| !seen.contains(name)).collect::<Vec<_>>(), [""; 0], "codes without a case");
}

/// The playbook around the cases has no mistakes of its own.
#[test]
fn the_playbook_around_is_sound() {
    let article = "//- content/articles/more.md\n---\ntitle: More\nsummary: More of it.\n---\n";
    assert_eq!(playbook::check(article).human(), "no problems\n");
}

/// Codes that no fixture can show, and why.
const DISK_ONLY: [(&str, &str); 6] = [
    ("file-unreadable", "the disk refuses to read a file"),
    ("symlink-outside", "only a disk has symbolic links"),
    ("folder-twice", "only a disk has symbolic links"),
    ("file-too-large", "a fixture holds what it holds"),
    ("history-incomplete", "it takes a repository"),
    ("image-large", "the image would be larger than all cases; a test below makes one"),
];

#[test]
fn large_images_are_reported() {
    let fixture = |size: usize| {
        let page = "---\ntitle: Listen in\nsummary: Hear them.\n---\n\n![The wall](wall.jpg)\n";
        format!("//- content/articles/note.md\n{page}//- content/articles/wall.jpg\n{}\n", "x".repeat(size))
    };
    let small = playbook::check(&fixture(1 << 20));
    assert_eq!(small.human(), "no problems\n");
    let large = playbook::check(&fixture(3 << 20));
    let found: Vec<&str> = large.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(found, ["`wall.jpg` takes 4 MB"]);
}

#[test]
fn every_code_has_a_case() {
    let problems = all().iter().flat_map(|(_, checked)| &checked.problems);
    let shown: BTreeSet<&str> = problems.map(|problem| problem.code.name).collect();
    let elsewhere = DISK_ONLY.map(|(name, _)| name);
    let missing: Vec<&str> =
        ALL.iter().map(|code| code.name).filter(|name| !shown.contains(name) && !elsewhere.contains(name)).collect();
    assert_eq!(missing, [""; 0], "no case in tests/cases/mistakes shows these codes");
    for name in elsewhere {
        assert!(!shown.contains(name), "`{name}` has a case, so it is no exception");
    }
}
