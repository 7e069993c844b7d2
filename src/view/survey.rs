//! The pages that stand beside a page which asks something: where answers are filled in and scored, and what leads through it.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::json;

use super::entry::{self};
use super::{RenderContext, View, page_at};
use crate::kinds::{Kind, SurveyContext};
use crate::page::Value;
use crate::score::{AnswerType, Survey};
use crate::site::{Destination, PageRef, Site, UrlPath};
use crate::source::markdown::escape_attribute;
use crate::theme::{Html, Shared};

/// The page beside a page that asks something on which that is answered.
const FORM: &str = "fill";

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

/// What `page` asks, if it asks anything; remedies with their addresses.
#[must_use]
pub fn survey(page: PageRef) -> Option<Survey> {
    let kind = page.kind().filter(|_| !page.page().is_index())?;
    let target = |value: &Value| page.referenced(value).map(PageRef::page);
    let leading: Vec<_> = page.backlinks().map(|back| (back.from.page(), back.link)).collect();
    let near = SurveyContext { target: &target, leading: &leading, name: &|link| page.link_name(link) };
    let mut survey = kind.survey(page.page(), &near)?;
    let to = page.targets().filter_map(Destination::page);
    let from = page.backlinks().map(|back| back.from);
    for other in to.chain(from) {
        if let Some(remedy) = survey.remedies.get_mut(other.id()) {
            remedy.url = other.href();
        }
        if let Some(about) = survey.about.as_mut().filter(|about| about.page == other.id()) {
            about.url = address(other, FORM);
        }
    }
    (!survey.questions.is_empty()).then_some(survey)
}

/// All pages beside those of `site`, with their addresses: whose they are, and their names.
pub fn besides(site: &Site) -> impl Iterator<Item = (UrlPath, (PageRef<'_>, &'static str))> {
    site.pages().flat_map(|page| names(page).iter().map(move |name| (page.url().beside(name), (page, *name))))
}

/// The names of the pages beside `page`.
fn names(page: PageRef) -> &'static [&'static str] {
    let names = page.kind().map_or(&[][..], Kind::beside);
    if names.is_empty() || survey(page).is_none() { &[] } else { names }
}

/// The pages beside `page`, for templates.
pub(super) fn listed(page: PageRef) -> Vec<Companion> {
    names(page).iter().map(|name| Companion { name, url: address(page, name) }).collect()
}

/// The address from the site's root of the page `name` beside `page`.
fn address(page: PageRef, name: &str) -> String {
    page.url().beside(name).href(page.site().pretty())
}

/// The theme's `words` for scripts; those at `levels` stand in place of others where levels are asked for.
fn worded(words: &serde_json::Value, survey: &Survey) -> serde_json::Value {
    let mut words = words.clone();
    let Some(all) = words.as_object_mut() else { return words };
    if let Some(serde_json::Value::Object(levels)) = all.remove("levels")
        && survey.questions.iter().all(|question| question.form == AnswerType::Level)
    {
        all.extend(levels);
    }
    words
}

/// The view of the page `name` beside `page`.
#[must_use]
pub fn beside(common: &RenderContext, page: PageRef, name: &str) -> View {
    let site = page.site();
    let url = page.url().beside(name);
    let mut view = page_at(common, page, &url);
    let href = url.href(site.pretty());
    let survey = survey(page).unwrap_or_default();
    let data = json!({
        "survey": survey,
        "words": worded(common.words.group("fill"), &survey),
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
    view.about = Shared::new(&about(page, &survey));
    view.runs = runs(page);
    view.survey = Shared::new(&survey);
    // Nothing in it can be taken for a tag.
    view.survey_data = Html(data.to_string().replace('<', "\\u003c"));
    view.template = format!("beside/{name}.html");
    view.place.0 = None;
    view
}

/// What the page asks that `page` leads through.
fn about(page: PageRef, own: &Survey) -> Option<Survey> {
    let about = own.about.as_ref()?;
    survey(page.targets().filter_map(Destination::page).find(|other| other.id() == about.page)?)
}

/// The pages that lead through `page`, in the order of their addresses.
fn runs(page: PageRef) -> Vec<Run> {
    let from: BTreeSet<PageRef> = page.backlinks().map(|back| back.from).collect();
    let run = |leads: PageRef| {
        let led = survey(leads).filter(|led| led.about.as_ref().is_some_and(|about| about.page == page.id()))?;
        let minutes = led.questions.iter().map(|one| one.minutes).sum();
        let has_script = names(leads).contains(&SCRIPT);
        has_script.then(|| Run { title: led.title, url: address(leads, SCRIPT), minutes })
    };
    from.into_iter().filter_map(run).collect()
}
