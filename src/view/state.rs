//! The state of the playbook, as its template sees it: what is due and overdue, incomplete, stale, retired.
//!
//! What is not shown to readers is counted here and never named.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::entry::{self, Entry};
use super::page::Owner;
use super::{Day, RenderContext, View, bare, section};
use crate::diagnostic::{ALL, Diagnostic};
use crate::page::Status;
use crate::site::{self, PageIndex, PageRef, Site, UrlPath};

/// The name of the page and its template.
pub const STATE: &str = "state";

/// A review counts as due soon for so many days before.
const SOON: i64 = 30;

/// Most entries of one list: a playbook that lacks more has other worries.
const MAX_ROWS: usize = 200;

/// How the playbook is looked after.
#[derive(Serialize, Debug)]
pub struct State {
    /// The day that counts as today.
    pub today: Day,
    /// How many pages are in force.
    pub pages: usize,
    /// How many of them are overdue for review.
    pub overdue: usize,
    /// Who has to review what, those with overdue reviews first.
    pub owners: Vec<Charge>,
    /// Pages that were never reviewed, though a review should hold for some time only.
    pub never: Vec<Entry>,
    /// What is incomplete, by what is lacking.
    pub lacks: Vec<Lack>,
    /// Evidence that is too old to rely on.
    pub stale: Vec<Due>,
    /// Pages that are being checked.
    pub reviewing: Vec<Entry>,
    /// Drafts, where they are shown.
    pub drafts: Vec<Entry>,
    /// Retired pages.
    pub retired: Vec<Entry>,
    /// How many drafts are not shown.
    pub hidden: usize,
    /// How many pages will be published on a later day.
    pub scheduled: usize,
}

/// What one owner has to review.
#[derive(Serialize, Debug)]
pub struct Charge {
    /// Who; nothing for pages that nobody owns.
    pub owner: Option<Owner>,
    /// The address of a calendar of all their reviews from the site's root.
    pub calendar: Option<String>,
    /// Overdue reviews, longest first.
    pub overdue: Vec<Due>,
    /// Reviews that fall due within thirty days.
    pub soon: Vec<Due>,
}

/// A page and a day.
#[derive(Serialize, Debug)]
pub struct Due {
    /// The page.
    pub page: Entry,
    /// When it falls, or fell, due.
    pub day: Day,
}

/// Something that pages lack.
#[derive(Serialize, Debug)]
pub struct Lack {
    /// The code that `lensbook explain` knows.
    pub code: &'static str,
    /// What it means.
    pub title: &'static str,
    /// Where it was found.
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub more: usize,
}

/// Where something is lacking.
#[derive(Serialize, Debug)]
pub struct Finding {
    /// The page.
    pub page: Entry,
    /// What was found, in English.
    pub text: String,
}

/// The view of the page on the playbook's state.
#[must_use]
pub fn state(site: &Site, common: &RenderContext) -> View {
    let url = site.own_url(STATE).unwrap_or_else(|| UrlPath::new("state.html"));
    let word = |name: &str| common.words.say(STATE, name).to_owned();
    let mut view = bare(common, &url, &word("title"), site.top(), "state.html");
    view.page.summary = Some(word("summary"));
    view.breadcrumbs = section::above(site.top(), true, &common.words);
    view.listing = Vec::new();
    view.state = Some(State::new(site, &common.words.findings.lacks));
    view
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
            owner: charge.owner.clone().map(|owner| Owner::new(site, owner)),
            overdue: between(Date::MIN, today),
            soon: between(today, last.tomorrow().unwrap_or(last)),
        }
    }
}

/// The reviews that are overdue or fall due soon, longest first.
pub(super) fn pressing(site: &Site, most: usize) -> Vec<Due> {
    let last = site.options.as_of.checked_add(SOON.days()).unwrap_or(Date::MAX);
    let charges = site.reviews_by_owner();
    let mut reviews: Vec<(Date, PageIndex)> =
        charges.iter().flat_map(|charge| charge.reviews.iter().copied()).collect();
    reviews.retain(|(day, _)| *day <= last);
    reviews.sort_unstable();
    reviews.into_iter().take(most).map(|(day, page)| due(site.page(page), day)).collect()
}

fn due(page: PageRef, day: Date) -> Due {
    Due { page: entry::page(page), day: day.into() }
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
        let more = findings.len().saturating_sub(MAX_ROWS);
        findings.truncate(MAX_ROWS);
        (!findings.is_empty()).then_some(Self { code, title, findings, more })
    }
}
