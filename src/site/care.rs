//! How well a page is looked after on the day of the build: when its review falls due, since when it is stale, what took its place.
//!
//! Refuses to know any day but [`Options::as_of`].

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{HiddenReason, Options, Owner, Resolved, Site, UrlPath, hidden_reason};
use crate::diagnostic::Span;
use crate::kinds;
use crate::page::{LINK, Page, Status};
use crate::source::markdown::slug;

/// Longest name of a calendar, in bytes.
const LONGEST: usize = 100;

/// How many pages are not shown, and why. Nothing else is known of them.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Hidden {
    /// Drafts.
    pub drafts: usize,
    /// Pages whose day has not come.
    pub scheduled: usize,
    /// The first of these days.
    pub until: Option<Date>,
    /// Pages that have expired.
    pub expired: usize,
}

impl Hidden {
    /// Counts `pages`, none of which is shown.
    pub(super) fn count(pages: &[Arc<Page>], options: Options) -> Self {
        let mut hidden = Self::default();
        for why in pages.iter().filter_map(|page| hidden_reason(page, options)) {
            match why {
                HiddenReason::Draft => hidden.drafts += 1,
                HiddenReason::Until(day) => {
                    hidden.scheduled += 1;
                    hidden.until = Some(hidden.until.map_or(day, |first| first.min(day)));
                }
                HiddenReason::Since(_) => hidden.expired += 1,
            }
        }
        hidden
    }
}

/// The reviews that one owner has to see to.
#[derive(PartialEq, Eq, Debug)]
pub struct Charge {
    /// Who; none for pages that nobody owns.
    pub owner: Option<Owner>,
    /// When each page falls due, soonest first.
    pub reviews: Vec<(Date, usize)>,
}

impl Site {
    /// All reviews, by who has to see to them.
    #[must_use]
    pub fn charges(&self) -> Vec<Charge> {
        let mut by_owner: BTreeMap<Option<Owner>, Vec<(Date, usize)>> = BTreeMap::new();
        for index in 0..self.pages.len() {
            if let Some(due) = self.review_due(index) {
                by_owner.entry(self.owner(index)).or_default().push((due, index));
            }
        }
        let charge = |(owner, mut reviews): (_, Vec<(Date, usize)>)| {
            reviews.sort_unstable();
            Charge { owner, reviews }
        };
        by_owner.into_iter().map(charge).collect()
    }

    /// Where the calendar of an owner's reviews stands. Owners whose names differ in nothing that an address holds share one.
    #[must_use]
    pub fn calendar_of(&self, owner: &Owner) -> UrlPath {
        let name = match owner {
            Owner::Page(page) => self.page(*page).id.clone(),
            Owner::Name(name) => slug(name, LONGEST),
        };
        UrlPath::new(&format!("reviews/{}.ics", if name.is_empty() { "owner" } else { &name }))
    }

    /// Where a page of the site's own stands, which nobody wrote: none if a page or a file of the project stands there.
    #[must_use]
    pub fn own_url(&self, name: &str) -> Option<UrlPath> {
        let url = UrlPath::new(&if self.pretty() { format!("{name}/index.html") } else { format!("{name}.html") });
        self.free(url)
    }

    /// The page that a place belongs to, if it is shown.
    #[must_use]
    pub fn page_at(&self, span: &Span) -> Option<usize> {
        let first = self.pages.partition_point(|page| page.file < span.file);
        let in_file = self.pages.iter().skip(first).take_while(|page| page.file == span.file);
        let before = in_file.take_while(|page| !page.in_list || page.place.start <= span.start).count();
        before.checked_sub(1).map(|last| first + last)
    }

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
