//! Pages that were renamed while the preview ran: a problem of a broken link says what the page is called now.
//!
//! Only the preview saw the files before, so only it knows. A page that is gone and a new one are the same page if they have the
//! same title, or mostly the same lines. Refuses to guess after a change of many files, such as a checkout.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Changes;
use crate::build::{Build, Memo};
use crate::diagnostic::{Diagnostic, code};
use crate::page::Page;
use crate::site::{UrlPath, address};
use crate::snapshot::{ProjectPath, Snapshot};

/// A change of more files is not a rename.
const MAX_FILES: usize = 50;

/// How many pages that are gone are remembered, and how many new ones.
const MAX_PAGES: usize = 200;

/// The percentage of lines that two versions of a renamed page have in common, at least.
const MIN_SHARED_PERCENT: usize = 60;

/// Pages that disappeared and appeared since the preview started.
#[derive(Default, Debug)]
pub(super) struct Renames {
    gone: Vec<Seen>,
    come: Vec<Seen>,
}

/// A page, and the lines of its file if it has that for itself.
#[derive(Debug)]
struct Seen {
    page: Arc<Page>,
    lines: BTreeSet<String>,
}

impl Seen {
    fn all(file: &ProjectPath, memo: &Memo, snapshot: &Snapshot) -> Vec<Self> {
        let text = snapshot.get(file.as_str()).and_then(|file| file.text().ok());
        let lines = text.iter().flat_map(|text| text.lines().map(str::trim)).filter(|line| line.len() > 3);
        let lines: BTreeSet<String> = lines.map(str::to_owned).collect();
        let own = |page: &Arc<Page>| if page.in_list { BTreeSet::new() } else { lines.clone() };
        memo.pages(file).iter().map(|page| Self { page: page.clone(), lines: own(page) }).collect()
    }

    fn is(&self, other: &Self) -> bool {
        let shared = self.lines.intersection(&other.lines).count();
        let either = self.lines.len() + other.lines.len() - shared;
        self.page.title.plain == other.page.title.plain || (shared > 0 && shared * 100 >= either * MIN_SHARED_PERCENT)
    }
}

impl Renames {
    /// The pages of the changed files as they were before a build. `memo` and `snapshot` are of that state.
    pub(super) fn before(changes: &Changes, memo: &Memo, snapshot: Option<&Snapshot>) -> Before {
        let few = snapshot.filter(|_| changes.files.len() <= MAX_FILES);
        Before(few.map(|snapshot| changes.files.iter().flat_map(|file| Seen::all(file, memo, snapshot)).collect()))
    }

    /// Notes which of these pages disappeared and which appeared. `memo` and `snapshot` are of the state after the build.
    pub(super) fn note(&mut self, before: Before, changes: &Changes, memo: &Memo, snapshot: &Snapshot) {
        let Before(Some(before)) = before else { return };
        let after: Vec<Seen> = changes.files.iter().flat_map(|file| Seen::all(file, memo, snapshot)).collect();
        let ids = |seen: &[Seen]| seen.iter().map(|seen| seen.page.id.clone()).collect::<BTreeSet<_>>();
        let (old, new) = (ids(&before), ids(&after));
        self.gone.retain(|seen| !new.contains(&seen.page.id));
        self.come.retain(|seen| !old.contains(&seen.page.id));
        self.gone.extend(before.into_iter().filter(|seen| !new.contains(&seen.page.id)));
        self.come.extend(after.into_iter().filter(|seen| !old.contains(&seen.page.id)));
        for list in [&mut self.gone, &mut self.come] {
            list.drain(..list.len().saturating_sub(MAX_PAGES));
        }
    }

    /// Adds the new name of a page to the problems of links that use its old one.
    pub(super) fn add_hints(&self, built: &mut Build, snapshot: &Snapshot) {
        let lost = [&code::REF_MISSING, &code::LINK_MISSING];
        for problem in built.problems.iter_mut().filter(|problem| lost.contains(&problem.code)) {
            let Some((old, new)) = named(problem, snapshot).and_then(|text| self.renamed(&text)) else { continue };
            let from = problem.span.as_ref().map_or("", |span| span.file.as_str());
            let path = || UrlPath::new(from).to(&UrlPath::new(new.file.as_str()), false);
            let now = if problem.code == &code::LINK_MISSING { path() } else { new.id.clone() };
            problem.hints = vec![format!("“{}” is `{now}` now: name that here", new.title.plain)];
            let (address, config) = (address(old, &built.site.config), &built.site.config);
            if address != self::address(new, config) && !new.in_list {
                let all: Vec<&str> = new.common.aliases.iter().map(String::as_str).chain([address.as_str()]).collect();
                problem.hints.push(format!(
                    "so that readers who kept its old address still find it, put this into {}:\naliases: [{}]",
                    new.file,
                    all.join(", ")
                ));
            }
        }
    }

    /// The page that disappeared and that `text` names, with the page that it is now.
    fn renamed(&self, text: &str) -> Option<(&Page, &Page)> {
        let is_named = |page: &Page| text == page.id || (!page.in_list && text == page.file.name());
        let old = self.gone.iter().rev().find(|seen| is_named(&seen.page))?;
        let new = self.come.iter().rev().find(|seen| seen.is(old))?;
        Some((&old.page, &new.page))
    }
}

/// Pages of files that are about to be read again.
#[derive(Debug)]
pub(super) struct Before(Option<Vec<Seen>>);

/// What the link of a problem names: an id, or the name of a file.
fn named(problem: &Diagnostic, snapshot: &Snapshot) -> Option<String> {
    let span = problem.span.as_ref()?;
    let file = snapshot.get(span.file.as_str())?;
    let text = file.text().ok()?;
    let link = text.get(span.start..span.end)?;
    let inside = link.rsplit_once("](").map_or(link, |(_, target)| target);
    let inside = inside.trim_matches(|c: char| "![]()\"'<> ".contains(c));
    let whole = inside.split(['#', '|', ' ']).next().unwrap_or(inside);
    Some(whole.rsplit('/').next().unwrap_or(whole).to_owned())
}
