//! [`code::POSTER_FULL`]: posters that can't show all of their page: their type has stepped down as far as it can be read, and still something is cut.

use crate::diagnostic::{Diagnostic, code};
use crate::site::model::Site;
use crate::site::page_ref::PageRef;

/// Most names that one problem lists.
const MAX_NAMES: usize = 4;

/// Pages whose poster is cut, with the parts that are.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let pages = site.in_force().filter(|_| site.config.outputs.papers);
    pages.filter_map(problem).collect()
}

fn problem(page: PageRef) -> Option<Diagnostic> {
    let unfit = page.poster()?.draw(false).unfit;
    let first = unfit.first()?;
    let page = page.page();
    let anchor = |id: &String| page.anchors.iter().find(|anchor| anchor.id == *id);
    let span = unfit.iter().find_map(anchor).map_or(&page.title_place, |anchor| &anchor.span);
    let names: Vec<String> = unfit.iter().take(MAX_NAMES).map(|id| format!("`{id}`")).collect();
    let more = if unfit.len() > MAX_NAMES { format!(" and {} more", unfit.len() - MAX_NAMES) } else { String::new() };
    let because = if unfit.len() == 1 { "this is cut" } else { "the first text that is cut" };
    let hint = match anchor(first) {
        Some(_) => "shorten its text; move what explains a question into its `probes`",
        None => "shorten it",
    };
    let message = format!("the poster of “{}” has no space for all of {}{more}", page.title.plain, names.join(", "));
    Some(Diagnostic::new(&code::POSTER_FULL, message).at(page.span(span)).because(because).hint(hint))
}
