//! What a hint proposes to write is free of the mistake: each replacement of each problem of all cases is made, and checked again.

use std::collections::BTreeMap;

use lensbook::diagnostic::{Diagnostic, Fix, Severity};
use lensbook::snapshot::{File, Snapshot};
use rayon::prelude::*;

use super::mistakes;
use crate::support::playbook::{self, Checked};

/// So many replacements are tried at least, or the test has lost its subject.
const LEAST: usize = 60;

#[test]
fn what_a_hint_proposes_is_free_of_the_mistake() {
    let all: Vec<(&str, &Checked, &Diagnostic, &Fix)> = mistakes::all()
        .iter()
        .flat_map(|(case, checked)| checked.problems.iter().map(move |problem| (case.name.as_str(), checked, problem)))
        .flat_map(|(name, checked, problem)| problem.fixes.iter().map(move |fix| (name, checked, problem, fix)))
        .collect();
    assert!(all.len() >= LEAST, "only {} replacements", all.len());
    let wrong: Vec<String> =
        all.par_iter().filter_map(|(name, checked, problem, fix)| complaint(name, checked, problem, fix)).collect();
    assert!(wrong.is_empty(), "{} of {}:\n\n{}", wrong.len(), all.len(), wrong.join("\n\n"));
}

/// What is wrong with `fix`, if anything is.
fn complaint(name: &str, checked: &Checked, problem: &Diagnostic, fix: &Fix) -> Option<String> {
    if !problem.hints.contains(&fix.title) {
        return Some(format!("{name}: no hint says `{}`", fix.title));
    }
    let after = playbook::check_files(apply(&checked.snapshot, fix));
    let mut left: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for other in &checked.problems {
        *left.entry(key(other)).or_default() += 1;
    }
    if let Some(count) = left.get_mut(&key(problem)) {
        *count -= 1;
    }
    // An error hides what its file or value would give: another mistake there may show once it is gone.
    let is_hidden = |found: &&Diagnostic| {
        problem.severity == Severity::Error && found.code != problem.code && found.code.name != "yaml-syntax"
    };
    for found in after.problems.iter().filter(|found| !found.code.needs_all && !is_hidden(found)) {
        match left.get_mut(&key(found)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => return Some(format!("{name}: after “{}”:\n{}", fix.title, after.human())),
        }
    }
    None
}

fn key(problem: &Diagnostic) -> (&str, &str) {
    (problem.code.name, &problem.message)
}

/// The project with all replacements of `fix` made.
fn apply(snapshot: &Snapshot, fix: &Fix) -> Snapshot {
    let mut changed: Snapshot = snapshot.files().cloned().collect();
    for edit in fix.replacements.iter().rev() {
        let file = changed.get(edit.span.file.as_str()).unwrap();
        let mut text = file.text().unwrap().into_owned();
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
        let file = File::new(edit.span.file.clone(), text.into_bytes());
        changed.insert(file);
    }
    changed
}
