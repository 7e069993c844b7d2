//! Checks of the whole playbook: what only all pages together show. Each is a file named after its code: there is the logic, beside it
//! the page that explains the code to authors. Its cases stand in `tests/cases/mistakes/checks/` under the same name.
//!
//! A check reads the linked site and changes nothing, so all run at the same time.

mod agenda_overrun;
mod embed_circle;
mod evidence_stale;
mod figure_unsourced;
mod image_large;
mod owner_missing;
mod page_orphan;
mod parts_order;
mod poster_full;
mod retired_in_use;
mod review_ahead;
mod review_overdue;
mod summary_missing;
mod term_meanings;
mod title_duplicate;

use rayon::prelude::*;

use super::model::Site;
use crate::diagnostic::Diagnostic;

/// A check: all that it finds in a site.
type Check = fn(&Site) -> Vec<Diagnostic>;

/// All checks, in the order in which their problems are reported.
const CHECKS: &[Check] = &[
    summary_missing::check,
    title_duplicate::check,
    page_orphan::check,
    retired_in_use::check,
    review_overdue::check,
    review_ahead::check,
    embed_circle::check,
    evidence_stale::check,
    owner_missing::check,
    term_meanings::check,
    figure_unsourced::check,
    parts_order::check,
    agenda_overrun::check,
    poster_full::check,
    image_large::check,
];

/// What all checks find.
pub(super) fn all(site: &Site) -> Vec<Diagnostic> {
    let found: Vec<Vec<Diagnostic>> = CHECKS.par_iter().map(|check| check(site)).collect();
    found.into_iter().flatten().collect()
}
