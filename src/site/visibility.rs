//! Pages that readers do not see today, and why.
//!
//! The site itself counts them and names none; this is for authors, who look for a page that they wrote.

use std::sync::Arc;

use jiff::civil::Date;

use super::routes;
use super::url::UrlPath;
use crate::config::Config;
use crate::page::{Page, Status};

/// What a build is asked for, besides the project itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Today, for `publish`, `expires` and reviews.
    pub as_of: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// Why a page is not shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum HiddenReason {
    /// It is a draft.
    Draft,
    /// Its day has not come.
    Until(Date),
    /// It has expired on this day.
    Since(Date),
}

/// Why `page` is not shown, or nothing if it is shown. Of several reasons, the one that must be mended first.
#[must_use]
pub fn hidden_reason(page: &Page, options: Options) -> Option<HiddenReason> {
    let common = &page.common;
    let gone = common.expires.filter(|date| *date <= options.as_of).map(HiddenReason::Since);
    let draft = || (common.status == Status::Draft && !options.drafts).then_some(HiddenReason::Draft);
    let early = || common.publish.filter(|date| *date > options.as_of).map(HiddenReason::Until);
    gone.or_else(draft).or_else(early)
}

/// Where `page` stands when it is shown.
#[must_use]
pub fn address(page: &Page, config: &Config) -> UrlPath {
    routes::route(page, config.pretty_urls)
}

impl HiddenReason {
    /// The reason and what shows the page nonetheless, as sentences.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::Draft => "It is a draft. Start the preview with `--drafts` to see it.".into(),
            Self::Until(date) => format!(
                "It will be published on {}, the day in its `publish:`. To see it now, start the preview with `--as-of {date}`.",
                day(date)
            ),
            Self::Since(date) => format!(
                "It expired on {}, the day in its `expires:`. To show it again, set a later day or remove `expires:`.",
                day(date)
            ),
        }
    }
}

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

/// A date as people write it.
#[must_use]
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
