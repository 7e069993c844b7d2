//! [`code::AGENDA_OVERRUN`]: entries that end after the meeting in which they stand. A play's minutes are its own page's, so only the whole shows it.

use crate::diagnostic::{Diagnostic, code};
use crate::kinds::Overrun;
use crate::page::Value;
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// One problem for each page of which an entry ends too late.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    site.pages().filter_map(overrun).collect()
}

fn overrun(page: PageRef) -> Option<Diagnostic> {
    let target = |value: &Value| page.referenced(value).map(PageRef::page);
    let Overrun { entry, ends, run, total, place } = page.behaviour().timetable(page.page(), &target)?.overrun()?;
    let page = page.page();
    let over = ends - run;
    let minutes = if over == 1 { "minute" } else { "minutes" };
    let message = format!("this ends after {ends} minutes, but there are only {run}");
    let problem = Diagnostic::new(&code::AGENDA_OVERRUN, message).at(page.span(entry));
    let problem =
        problem.because(format!("{over} {minutes} too late")).see(page.span(place), "this is how long the meeting is");
    Some(problem.hint(format!("shorten an entry with `minutes:`, leave one out, or set `run: {total} minutes`")))
}
