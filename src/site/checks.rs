//! Completeness: what only the whole playbook shows. Each check has its own code, reads the linked site once, and changes
//! nothing; they run beside each other.

mod agenda;
mod care;
mod embeds;
mod meanings;
mod pages;
mod posters;
mod reached;

use rayon::prelude::*;

use super::{Site, order, statistics};
use crate::diagnostic::{Diagnostic, code};
use crate::page::{Page, Status};

/// A check: all that it finds in a site.
type Check = fn(&Site) -> Vec<Diagnostic>;

/// All checks of the linked site.
const CHECKS: &[Check] = &[
    pages::summaries,
    pages::titles,
    reached::alone,
    reached::retired,
    care::reviews,
    care::ahead,
    embeds::circles,
    care::stale,
    care::owners,
    meanings::differing,
    statistics::unsourced,
    order::backwards,
    agenda::overruns,
    posters::cut,
];

/// What all checks find.
pub(super) fn all(site: &Site) -> Vec<Diagnostic> {
    let found: Vec<Vec<Diagnostic>> = CHECKS.par_iter().map(|check| check(site)).collect();
    found.into_iter().flatten().collect()
}

/// Two pages of one id.
pub(super) fn same_id(first: &Page, second: &Page) -> Diagnostic {
    let other = format!("{}-2", second.id);
    let hint = if second.in_list {
        format!("give one of them another id, for example `{other}`")
    } else {
        format!("rename one file, or give it an id of its own: `id: {other}`")
    };
    Diagnostic::new(&code::ID_DUPLICATE, format!("two pages have the id `{}`", second.id))
        .at(second.span(&second.place))
        .because("this one")
        .see(first.span(&first.place), "the other one")
        .hint(hint)
}

/// Pages in force that nobody is still at work on.
fn live(site: &Site) -> impl Iterator<Item = (usize, &Page)> {
    in_force(site).filter(|(_, page)| page.common.status == Status::Live)
}

/// Pages that readers may rely on, or soon will.
fn in_force(site: &Site) -> impl Iterator<Item = (usize, &Page)> {
    let pages = site.pages.iter().map(AsRef::as_ref).enumerate();
    pages.filter(|(_, page)| page.common.status.is_in_force())
}
