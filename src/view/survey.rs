//! The pages that stand beside a page which asks something: where answers are filled in and scored, and what leads through it.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::json;

use super::entry::{self};
use super::{RenderContext, View, page_at};
use crate::kinds::{self, SurveyContext};
use crate::page::{Data, Value};
use crate::score::{AnswerType, Survey};
use crate::site::{Resolved, Site, UrlPath};
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

/// What page `index` asks, if it asks anything; remedies with their addresses.
#[must_use]
pub fn survey(site: &Site, index: usize) -> Option<Survey> {
    let page = site.page(index);
    let kind = kinds::by_name(page.kind).filter(|_| !page.is_index())?;
    let target = |value: &Value| match value.data {
        Data::Ref(link) => match site.target(index, link) {
            Resolved::Page(target, _) => Some(site.page(*target)),
            _ => None,
        },
        _ => None,
    };
    let leading: Vec<_> = site.leading_to(index).collect();
    let near = SurveyContext { target: &target, leading: &leading, name: &|link| site.link_name(index, link) };
    let mut survey = kind.survey(page, &near)?;
    let led = site.targets.get(index).map_or(&[][..], |targets| targets);
    let to = led.iter().filter_map(|target| if let Resolved::Page(page, _) = target { Some(*page) } else { None });
    let from = site.backlinks.get(index).map_or(&[][..], Vec::as_slice).iter().map(|back| back.from);
    for at in to.chain(from) {
        if let Some(remedy) = survey.remedies.get_mut(&site.page(at).id) {
            remedy.url = site.url(at).href(site.pretty());
        }
        if let Some(about) = survey.about.as_mut().filter(|about| about.page == site.page(at).id) {
            about.url = site.url(at).beside(FORM).href(site.pretty());
        }
    }
    (!survey.questions.is_empty()).then_some(survey)
}

/// All pages beside those of `site`, with their addresses: whose they are, and their names.
pub fn besides(site: &Site) -> impl Iterator<Item = (UrlPath, (usize, &'static str))> {
    (0..site.pages.len()).flat_map(move |index| {
        names(site, index).iter().map(move |name| (site.url(index).beside(name), (index, *name)))
    })
}

/// The names of the pages beside page `index`.
fn names(site: &Site, index: usize) -> &'static [&'static str] {
    let names = kinds::by_name(site.page(index).kind).map_or(&[][..], |kind| kind.beside());
    if names.is_empty() || survey(site, index).is_none() { &[] } else { names }
}

/// The pages beside page `index`, for templates.
pub(super) fn listed(site: &Site, index: usize) -> Vec<Companion> {
    let url = |name: &str| site.url(index).beside(name).href(site.pretty());
    names(site, index).iter().map(|name| Companion { name, url: url(name) }).collect()
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

/// The view of the page `name` beside page `index`.
#[must_use]
pub fn beside(site: &Site, common: &RenderContext, index: usize, name: &str) -> View {
    let url = site.url(index).beside(name);
    let mut view = page_at(site, common, index, &url);
    let href = url.href(site.pretty());
    let survey = survey(site, index).unwrap_or_default();
    let data = json!({
        "survey": survey,
        "words": worded(common.words.group("fill"), &survey),
        "root": view.root,
        "url": site.url(index).href(site.pretty()),
        "language": site.config.language,
    });
    let words = common.words.group("beside").get(name);
    let word = |key: &str| {
        let word = words.and_then(|words| words.get(key)?.as_str()).unwrap_or("{title}");
        word.replace("{title}", &survey.title)
    };
    view.breadcrumbs.push(entry::page(site, index));
    view.page.title = word("title");
    view.page.title_html = Html(escape_attribute(&view.page.title));
    view.page.summary = Some(word("summary"));
    view.page.contents = Vec::new();
    (view.parts, view.terms, view.cites) = (Vec::new(), Vec::new(), Vec::new());
    (view.backlinks, view.previous, view.next) = (Vec::new(), None, None);
    view.page.canonical = site.config.base_url.as_ref().map(|base| format!("{base}{href}"));
    view.page.url = href;
    view.page.markdown = None;
    view.about = Shared::new(&about(site, index, &survey));
    view.runs = runs(site, index);
    view.survey = Shared::new(&survey);
    // Nothing in it can be taken for a tag.
    view.survey_data = Html(data.to_string().replace('<', "\\u003c"));
    view.template = format!("beside/{name}.html");
    view.place.0 = None;
    view
}

/// What the page asks that page `index` leads through.
fn about(site: &Site, index: usize, own: &Survey) -> Option<Survey> {
    let about = own.about.as_ref()?;
    let targets = site.targets.get(index)?.iter();
    let mut pages = targets.filter_map(|target| if let Resolved::Page(page, _) = target { Some(*page) } else { None });
    survey(site, pages.find(|page| site.page(*page).id == about.page)?)
}

/// The pages that lead through page `index`, in the order of their addresses.
fn runs(site: &Site, index: usize) -> Vec<Run> {
    let id = &site.page(index).id;
    let from: BTreeSet<usize> =
        site.backlinks.get(index).map_or(&[][..], Vec::as_slice).iter().map(|back| back.from).collect();
    let run = |page: usize| {
        let led = survey(site, page).filter(|led| led.about.as_ref().is_some_and(|about| about.page == *id))?;
        let minutes = led.questions.iter().map(|one| one.minutes).sum();
        names(site, page).contains(&SCRIPT).then(|| Run {
            title: led.title,
            url: site.url(page).beside(SCRIPT).href(site.pretty()),
            minutes,
        })
    };
    from.into_iter().filter_map(run).collect()
}
