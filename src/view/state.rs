//! The state of the playbook, as its template sees it: what is due and overdue, incomplete, stale, retired.
//!
//! What is not shown to readers is counted here and never named.

use jiff::ToSpan;
use jiff::civil::Date;

use super::context::{RenderContext, STATE};
use super::contract::{Charge, Due, Entry, Finding, Lack, State, StatePage};
use super::output::View;
use super::site_pages::{OwnPage, below_home};
use super::{entry, page};
use crate::diagnostic::{ALL, Diagnostic};
use crate::page::Status;
use crate::site::{self, PageIndex, PageRef, Site, UrlPath};

/// A review counts as due soon for so many days before.
const SOON: i64 = 30;

/// Most entries of one list: a playbook that lacks more has other worries.
const MAX_ROWS: usize = 200;

/// The view of the page on the playbook's state.
#[must_use]
pub fn state(site: &Site, common: &RenderContext) -> View<StatePage> {
    let url = site.own_url(STATE).unwrap_or_else(|| UrlPath::new("state.html"));
    let word = |name: &'static str| common.words.say(STATE, name);
    let page = below_home(site, common, &url, word("title"), "state.html");
    let page = OwnPage { summary: Some(word("summary").to_owned()), ..page };
    page.view(common, StatePage { state: State::new(site, &common.words.findings.lacks) })
}

impl State {
    fn new(site: &Site, lacks: &[Diagnostic]) -> Self {
        let with = |status: Status| site.pages().filter(|page| page.status() == status).map(entry::page).collect();
        let in_force = || site.pages().filter(|page| page.status().is_in_force());
        let stale = in_force().filter_map(|page| Some(due(page, page.stale_since()?)));
        let mut owners: Vec<Charge> = site.reviews_by_owner().iter().map(|charge| Charge::new(site, charge)).collect();
        owners.retain(|charge| !charge.overdue.is_empty() || !charge.soon.is_empty());
        owners
            .sort_by_key(|charge| (charge.overdue.is_empty(), charge.owner.as_ref().map(|owner| owner.title.clone())));
        Self {
            today: site.options.as_of.into(),
            pages: in_force().count(),
            overdue: owners.iter().map(|charge| charge.overdue.len()).sum(),
            owners,
            never: never(site),
            lacks: ALL.iter().filter_map(|code| Lack::new(site, code.name, code.title, lacks)).collect(),
            stale: stale.collect(),
            reviewing: with(Status::Review),
            drafts: with(Status::Draft),
            retired: with(Status::Retired),
            hidden: site.hidden.drafts,
            scheduled: site.hidden.scheduled,
        }
    }
}

/// Pages in force that no review was ever noted for, though one would fall due.
fn never(site: &Site) -> Vec<Entry> {
    let waits = |page: &PageRef| {
        let common = page.common();
        let period = common.review_in.or(site.config.review_in);
        common.status.is_in_force() && common.reviewed.is_none() && period.is_some()
    };
    site.pages().filter(waits).map(entry::page).collect()
}

impl Charge {
    fn new(site: &Site, charge: &site::OwnerReviews) -> Self {
        let today = site.options.as_of;
        let last = today.checked_add(SOON.days()).unwrap_or(Date::MAX);
        let between = |from: Date, to: Date| {
            let reviews = charge.reviews.iter().filter(move |(day, _)| *day >= from && *day < to);
            reviews.map(|(day, page)| due(site.page(*page), *day)).collect::<Vec<Due>>()
        };
        Self {
            calendar: charge.owner.as_ref().map(|owner| site.calendar_of(owner).href(site.pretty())),
            owner: charge.owner.clone().map(|owner| page::owner_view(site, owner)),
            overdue: between(Date::MIN, today),
            soon: between(today, last.tomorrow().unwrap_or(last)),
        }
    }
}

/// The reviews that are overdue or fall due soon, longest first.
pub(super) fn next_reviews(site: &Site, most: usize) -> Vec<Due> {
    let last = site.options.as_of.checked_add(SOON.days()).unwrap_or(Date::MAX);
    let charges = site.reviews_by_owner();
    let mut reviews: Vec<(Date, PageIndex)> =
        charges.iter().flat_map(|charge| charge.reviews.iter().copied()).collect();
    reviews.retain(|(day, _)| *day <= last);
    reviews.sort_unstable();
    reviews.into_iter().take(most).map(|(day, page)| due(site.page(page), day)).collect()
}

fn due(page: PageRef, day: Date) -> Due {
    Due { page: entry::page(page), day: day.into(), is_overdue: day < page.site().options.as_of }
}

impl Lack {
    /// What of `lacks` has this code; none if nothing has.
    fn new(site: &Site, code: &'static str, title: &'static str, lacks: &[Diagnostic]) -> Option<Self> {
        let found = lacks.iter().filter(|lack| lack.code.name == code);
        let finding = |lack: &Diagnostic| {
            let page = entry::page(site.page_at(lack.span.as_ref()?)?);
            Some(Finding { page, text: lack.message.clone() })
        };
        let mut findings: Vec<Finding> = found.filter_map(finding).collect();
        let count = findings.len();
        findings.truncate(MAX_ROWS);
        (!findings.is_empty()).then_some(Self { code, title, more: count - findings.len(), findings, count })
    }
}
