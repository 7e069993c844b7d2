//! What pages ask: canvases, frameworks and workshops. Each survey is made once, when the site is linked, and everything else reads
//! it: the command, the plan of outputs, the checks, the views.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::destination::Destination;
use super::index::PageIndex;
use super::model::Site;
use super::page_ref::PageRef;
use super::url::UrlPath;
use crate::kinds::SurveyContext;
use crate::page::Value;
use crate::score::Survey;

/// The companion of a page on which its questions are answered.
pub const FORM: &str = "fill";

/// What each page asks that asks anything.
pub(super) fn all(site: &Site) -> BTreeMap<PageIndex, Survey> {
    let pages: Vec<PageRef> = site.pages().collect();
    pages.into_par_iter().filter_map(|page| Some((page.index(), survey(page)?))).collect()
}

/// What `page` asks; remedies with their addresses.
fn survey(page: PageRef) -> Option<Survey> {
    if page.page().is_index() {
        return None;
    }
    let target = |value: &Value| page.referenced(value).map(PageRef::page);
    let leading: Vec<_> = page.backlinks().map(|back| (back.from.page(), back.link)).collect();
    let context = SurveyContext { target: &target, leading: &leading, name: &|link| page.link_name(link) };
    let mut survey = page.behaviour().survey(page.page(), &context)?;
    let to = page.targets().filter_map(Destination::page);
    let from = page.backlinks().map(|back| back.from);
    for other in to.chain(from) {
        if let Some(remedy) = survey.remedies.get_mut(other.id()) {
            remedy.url = other.href();
        }
        if let Some(about) = survey.about.as_mut().filter(|about| about.page == other.id()) {
            about.url = other.companion_url(FORM).href(other.site().pretty());
        }
    }
    (!survey.questions.is_empty()).then_some(survey)
}

impl<'a> PageRef<'a> {
    /// What it asks, if it asks anything.
    #[must_use]
    pub fn survey(self) -> Option<&'a Survey> {
        self.site.surveys.get(&self.index)
    }

    /// The page that is worked on while this one is led through.
    #[must_use]
    pub fn about(self) -> Option<PageRef<'a>> {
        let about = self.survey()?.about.as_ref()?;
        self.targets().filter_map(Destination::page).find(|other| other.id() == about.page)
    }

    /// The names of its companions: pages beside it, where answers are filled in and scored.
    #[must_use]
    pub fn companions(self) -> &'static [&'static str] {
        if self.survey().is_some() { self.kind().companions } else { &[] }
    }

    /// The address of its companion `name`.
    #[must_use]
    pub fn companion_url(self, name: &str) -> UrlPath {
        self.url().beside(name)
    }
}
