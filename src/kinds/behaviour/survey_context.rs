//! What a page can see of other pages when it says what it asks: where its references lead, what leads to it, what links are
//! called. Refuses the rest of the site.

use super::context::Target;
use crate::page::{Data, Link, Page, Record, Value};
use crate::score::{Remedy, SurveyGroup};
use crate::source::markdown;

/// What a page can see of other pages.
pub struct SurveyContext<'a, 'p> {
    /// The page that a reference of the page leads to.
    pub target: Target<'a, 'p>,
    /// The pages that lead to it, each with its link.
    pub leading: &'a [(&'p Page, &'p Link)],
    /// What a link of the page is called, by its index in the page's links.
    pub name: &'a dyn Fn(usize) -> String,
}

impl<'p> SurveyContext<'_, 'p> {
    /// The page that field `name` of `record` leads to.
    pub(in crate::kinds) fn page(&self, record: &Record, name: &str) -> Option<&'p Page> {
        (self.target)(record.get(name)?)
    }

    /// The text of field `name`, without markup.
    pub(in crate::kinds) fn text(&self, record: &Record, name: &str) -> String {
        record.get(name).map(|value| self.plain(value)).unwrap_or_default()
    }

    /// The texts in list field `name`, without markup.
    pub(in crate::kinds) fn texts(&self, record: &Record, name: &str) -> Vec<String> {
        record.list(name).map(|value| self.plain(value)).collect()
    }

    /// A text without markup, its links called after what they lead to.
    pub(in crate::kinds) fn plain(&self, value: &Value) -> String {
        match &value.data {
            Data::Text(rich) => rich.named(self.name),
            Data::Line(text) => text.clone(),
            _ => String::new(),
        }
    }
}

/// A group of questions about a page. Its field `weight` says how much it counts in the whole.
pub(in crate::kinds) fn weighted_group(sort: &'static str, page: &Page) -> SurveyGroup {
    let weight = thousandths(page);
    SurveyGroup { sort, id: page.id.clone(), title: page.title.plain.clone(), weight, level: 0 }
}

/// How much a page counts, in thousandths; 1 if it does not say.
pub(in crate::kinds) fn thousandths(page: &Page) -> u32 {
    let weight = match page.fields.get("weight").map(|value| &value.data) {
        Some(Data::Number(weight)) => *weight,
        _ => 1.0,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a field from 0 to 100")]
    let thousandths = (weight * 1000.0).round() as u32;
    thousandths
}

/// A page as something that can be done about a gap.
pub(in crate::kinds) fn remedy(page: &Page) -> Remedy {
    let minutes = match page.fields.get("run").map(|value| &value.data) {
        Some(Data::Duration(run)) => u32::try_from(run.minutes).ok(),
        _ => None,
    };
    Remedy { title: page.title.plain.clone(), url: String::new(), minutes }
}

/// The id that a link names, and the part.
pub(in crate::kinds) fn link_target(link: &Link) -> Option<(&str, Option<&str>)> {
    match &link.target {
        markdown::Target::Id { id, part } => Some((id, part.as_deref())),
        markdown::Target::Path { .. } => None,
    }
}

/// A text of another page, without markup.
pub(in crate::kinds) fn plain_text<'p>(page: &'p Page, field: &str) -> &'p str {
    match page.fields.get(field).map(|value| &value.data) {
        Some(Data::Text(rich)) => &rich.plain,
        _ => "",
    }
}
