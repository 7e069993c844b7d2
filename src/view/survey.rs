//! The pages that stand beside a page which asks something: where answers are filled in and scored, and what leads through it.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::json;

use super::entry::{self};
use super::{RenderContext, View, page_at};
use crate::score::{Survey, SurveyMode};
use crate::site::PageRef;
use crate::source::markdown::escape_attribute;
use crate::theme::{Html, Shared};

/// A page beside another.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Companion {
    /// Its name; the theme's words at `beside` have its title.
    pub name: &'static str,
    /// Its address from the site's root.
    pub url: String,
}

/// A page that leads people through another.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Run {
    /// Its title.
    pub title: String,
    /// The address from the site's root of what its leader says.
    pub url: String,
    /// How many minutes it takes.
    pub minutes: u32,
}

/// The page beside another with what is said by whoever leads through it.
const SCRIPT: &str = "script";

/// The pages beside `page`, for templates.
pub(super) fn listed(page: PageRef) -> Vec<Companion> {
    page.companions().iter().map(|name| Companion { name, url: address(page, name) }).collect()
}

/// The address from the site's root of the page `name` beside `page`.
fn address(page: PageRef, name: &str) -> String {
    page.companion_url(name).href(page.site().pretty())
}

/// The theme's `words` for scripts; those at `levels` stand in place of others where levels are asked for.
fn worded(words: &serde_json::Value, survey: &Survey) -> serde_json::Value {
    let mut words = words.clone();
    let Some(all) = words.as_object_mut() else { return words };
    if let Some(serde_json::Value::Object(levels)) = all.remove("levels")
        && survey.mode == SurveyMode::Level
    {
        all.extend(levels);
    }
    words
}

/// The view of the page `name` beside `page`.
#[must_use]
pub fn beside(common: &RenderContext, page: PageRef, name: &str) -> View {
    let site = page.site();
    let url = page.companion_url(name);
    let mut view = page_at(common, page, &url);
    let href = url.href(site.pretty());
    let nothing = Survey::default();
    let survey = page.survey().unwrap_or(&nothing);
    let data = json!({
        "survey": survey,
        "words": worded(common.words.group("fill"), survey),
        "root": view.root,
        "url": page.href(),
        "language": site.config.language,
    });
    let words = common.words.group("beside").get(name);
    let word = |key: &str| {
        let word = words.and_then(|words| words.get(key)?.as_str()).unwrap_or("{title}");
        word.replace("{title}", &survey.title)
    };
    view.breadcrumbs.push(entry::page(page));
    view.page.title = word("title");
    view.page.title_html = Html(escape_attribute(&view.page.title));
    view.page.summary = Some(word("summary"));
    view.page.contents = Vec::new();
    (view.parts, view.terms, view.cites) = (Vec::new(), Vec::new(), Vec::new());
    (view.backlinks, view.previous, view.next) = (Vec::new(), None, None);
    view.page.canonical = site.config.base_url.as_ref().map(|base| format!("{base}{href}"));
    view.page.url = href;
    view.page.markdown = None;
    view.about = Shared::new(&page.about().and_then(PageRef::survey));
    view.runs = runs(page);
    view.survey = Shared::new(survey);
    // Nothing in it can be taken for a tag.
    view.survey_data = Html(data.to_string().replace('<', "\\u003c"));
    view.template = format!("beside/{name}.html");
    view.place.0 = None;
    view
}

/// The pages that lead through `page`, in the order of their addresses.
fn runs(page: PageRef) -> Vec<Run> {
    let from: BTreeSet<PageRef> = page.backlinks().map(|back| back.from).collect();
    let run = |leads: PageRef| {
        let led = leads.survey().filter(|led| led.about.as_ref().is_some_and(|about| about.page == page.id()))?;
        let minutes = led.questions.iter().map(|one| one.minutes).sum();
        let has_script = leads.companions().contains(&SCRIPT);
        has_script.then(|| Run { title: led.title.clone(), url: address(leads, SCRIPT), minutes })
    };
    from.into_iter().filter_map(run).collect()
}
