//! Time: entries that end after the meeting in which they stand. A play's minutes are its own page's, so only the whole shows it.

use super::super::{Resolved, Site};
use crate::diagnostic::{Diagnostic, code};
use crate::kinds::{self, Overrun};
use crate::page::{Data, Page, Value};

/// One problem for each page of which an entry ends too late.
pub(super) fn overruns(site: &Site) -> Vec<Diagnostic> {
    let pages = site.pages.iter().enumerate();
    pages.filter_map(|(index, page)| overrun(site, index, page)).collect()
}

fn overrun(site: &Site, index: usize, page: &Page) -> Option<Diagnostic> {
    let target = |value: &Value| match value.data {
        Data::Ref(link) => match site.target(index, link) {
            Resolved::Page(target, _) => Some(site.page(*target)),
            _ => None,
        },
        _ => None,
    };
    let Overrun { entry, ends, run, total, place } = kinds::by_name(page.kind)?.overrun(page, &target)?;
    let over = ends - run;
    let minutes = if over == 1 { "minute" } else { "minutes" };
    let message = format!("this ends after {ends} minutes, but there are only {run}");
    let problem = Diagnostic::new(&code::AGENDA_OVERRUN, message).at(page.span(entry));
    let problem =
        problem.because(format!("{over} {minutes} too late")).see(page.span(place), "this is how long the meeting is");
    Some(problem.hint(format!("shorten an entry with `minutes:`, leave one out, or set `run: {total} minutes`")))
}
