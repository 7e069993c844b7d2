//! How well a page is looked after on the day of the build: by whom, when it changed, when its review falls due, since when it is stale, what took its place.
//!
//! Refuses to know any day but [`super::Options::as_of`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::index::PageIndex;
use super::model::Site;
use super::news::News;
use super::owners::Owner;
use super::page_ref::PageRef;
use super::url::UrlPath;
use crate::diagnostic::Span;
use crate::page::{LINK, Status};
use crate::source::markdown::slug;

/// Longest name of a calendar, in bytes.
const LONGEST: usize = 100;

/// The reviews that one owner has to see to.
#[derive(PartialEq, Eq, Debug)]
pub struct OwnerReviews {
    /// Who; none for pages that nobody owns.
    pub owner: Option<Owner>,
    /// When each page falls due, soonest first.
    pub reviews: Vec<(Date, PageIndex)>,
}

impl Site {
    /// What `owner` is called.
    #[must_use]
    pub fn owner_name<'s>(&'s self, owner: &'s Owner) -> &'s str {
        match owner {
            Owner::Page(page) => self.page(*page).title(),
            Owner::Name(name) => name,
        }
    }

    /// All reviews, by who has to see to them.
    #[must_use]
    pub fn reviews_by_owner(&self) -> Vec<OwnerReviews> {
        let mut by_owner: BTreeMap<Option<Owner>, Vec<(Date, PageIndex)>> = BTreeMap::new();
        for page in self.pages() {
            if let Some(due) = page.review_due() {
                by_owner.entry(page.owner()).or_default().push((due, page.index()));
            }
        }
        let charge = |(owner, mut reviews): (_, Vec<(Date, PageIndex)>)| {
            reviews.sort_unstable();
            OwnerReviews { owner, reviews }
        };
        by_owner.into_iter().map(charge).collect()
    }

    /// Where the calendar of an owner's reviews stands. Owners whose names differ in nothing that an address holds share one.
    #[must_use]
    pub fn calendar_of(&self, owner: &Owner) -> UrlPath {
        let name = match owner {
            Owner::Page(page) => self.page(*page).id().to_owned(),
            Owner::Name(name) => slug(name, LONGEST),
        };
        UrlPath::new(&format!("reviews/{}.ics", if name.is_empty() { "owner" } else { &name }))
    }

    /// The page that a place belongs to, if it is shown.
    #[must_use]
    pub fn page_at(&self, span: &Span) -> Option<PageRef<'_>> {
        let first = self.pages.partition_point(|page| page.file < span.file);
        let in_file = self.pages.iter().skip(first).take_while(|page| page.file == span.file);
        let before = in_file.take_while(|page| !page.in_list || page.place.start <= span.start).count();
        before.checked_sub(1).map(|last| self.page(PageIndex(first + last)))
    }
}

impl<'a> PageRef<'a> {
    /// Who looks after it.
    #[must_use]
    pub fn owner(self) -> Option<Owner> {
        self.site.owners.of(self.page(), self.row())
    }

    /// What the owner that it is about looks after.
    pub fn owned(self) -> impl Iterator<Item = PageRef<'a>> {
        let owned = self.site.owners.owned.get(&self.index).map_or(&[][..], Vec::as_slice);
        owned.iter().map(move |index| self.site.page(*index))
    }

    /// Its last change, if the project's history tells.
    #[must_use]
    pub fn last_change(self) -> Option<&'a News> {
        let news = &self.site.news;
        news.all.get((*news.last.get(self.index.0)?)?)
    }

    /// The day on which its review is due, or nothing if it is not in force or was never reviewed.
    #[must_use]
    pub fn review_due(self) -> Option<Date> {
        self.page().review_due(self.site.config.review_in).filter(|_| self.status().is_in_force())
    }

    /// The day after which it should not be relied on, if that is past.
    #[must_use]
    pub fn stale_since(self) -> Option<Date> {
        let (day, _) = self.page().stale_after()?;
        (day < self.site.options.as_of).then_some(day)
    }

    /// What took its place if it is retired and its text says so: the first page of its kind that the text links to, and
    /// that is in force.
    #[must_use]
    pub fn successor(self) -> Option<PageRef<'a>> {
        if self.status() != Status::Retired {
            return None;
        }
        let is_in_text = |at: &usize| self.links().get(*at).is_some_and(|link| link.relation == LINK);
        let targets = (0..self.links().len()).filter(is_in_text).filter_map(|at| self.target(at).page());
        let mut others = targets.filter(|other| *other != self && other.kind_name() == self.kind_name());
        others.find(|other| other.status().is_in_force())
    }
}
