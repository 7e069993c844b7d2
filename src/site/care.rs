//! How well a page is looked after on the day of the build: when its review falls due, since when it is stale, what took its place.
//!
//! Refuses to know any day but [`Options::as_of`](super::Options).

use jiff::civil::Date;

use super::{Resolved, Site};
use crate::kinds;
use crate::page::{LINK, Status};

impl Site {
    /// The day on which a page's review falls due; none for a page that is not in force, or was never reviewed.
    #[must_use]
    pub fn review_due(&self, index: usize) -> Option<Date> {
        let page = self.page(index);
        page.review_due(self.config.review_in).filter(|_| page.common.status.is_in_force())
    }

    /// The day after which a page should not be relied on, if that is past.
    #[must_use]
    pub fn stale_since(&self, index: usize) -> Option<Date> {
        let (day, _) = kinds::stale_after(self.page(index))?;
        (day < self.options.as_of).then_some(day)
    }

    /// What took the place of a retired page, if its text says so: the first page of its kind that the text links to, and that is
    /// in force.
    #[must_use]
    pub fn successor(&self, index: usize) -> Option<usize> {
        let page = self.page(index);
        if page.common.status != Status::Retired {
            return None;
        }
        let links = page.links.iter().enumerate().filter(|(_, link)| link.relation == LINK);
        links.map(|(at, _)| self.target(index, at)).find_map(|target| {
            let Resolved::Page(to, _) = target else { return None };
            let other = self.page(*to);
            (other.kind == page.kind && *to != index && other.common.status.is_in_force()).then_some(*to)
        })
    }
}
