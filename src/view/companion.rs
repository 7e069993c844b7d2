//! The companions of a page that asks something: pages on which answers are filled in and scored, or people are led through it.

use std::collections::BTreeSet;

use serde_json::json;

use super::context::RenderContext;
use super::contract::{Companion, CompanionPage, Frame, Run};
use super::output::{Text, View};
use super::{entry, page, papers, questions, reading, section};
use crate::score::{Survey, SurveyMode};
use crate::site::PageRef;
use crate::theme::filters::interpolate;
use crate::theme::{Html, Shared};

/// The companion with what is said by whoever leads through the page.
const SCRIPT: &str = "script";

/// The companions of `page`, for templates.
pub(super) fn companions(page: PageRef) -> Vec<Companion> {
    page.companions().iter().map(|name| Companion { name, url: address(page, name) }).collect()
}

/// The address from the site's root of the companion `name` of `page`.
fn address(page: PageRef, name: &str) -> String {
    page.companion_url(name).href(page.site().pretty())
}

/// The theme's `words` for scripts; those at `levels` replace others where levels are asked for.
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

/// The view of the companion `name` of `of`.
#[must_use]
pub fn companion(common: &RenderContext, of: PageRef, name: &str) -> View<CompanionPage> {
    let words = &common.words;
    let (url, at) = (of.companion_url(name), of.section());
    let nothing = Survey::default();
    let survey = of.survey().unwrap_or(&nothing);
    let about = of.about().and_then(PageRef::survey);
    let named = words.group("companions").get(name);
    let word = |key: &str| {
        let word = named.and_then(|words| words.get(key)?.as_str()).unwrap_or("{title}");
        interpolate(word, |name| (name == "title").then(|| survey.title.clone()))
    };
    let view = page::companion(of, &url, words, word("title"), word("summary"));
    let mut breadcrumbs = section::above(at, true, words);
    breadcrumbs.push(entry::page(of));
    let frame = common.frame(url.root(), view, at, breadcrumbs);
    View {
        shown: CompanionPage {
            survey: Shared::new(&questions::view(survey, about, words)),
            survey_data: data(common, of, survey, &frame.root),
            runs: runs(of),
            papers: papers::of_page(of),
        },
        frame: Frame { reading: reading::position(at, Some(of), words), ..frame },
        text: Text::default(),
        template: format!("companions/{name}.html"),
        section: at.index(),
        page: None,
    }
}

/// What scripts get of a survey, as JSON in which nothing can be taken for a tag.
fn data(common: &RenderContext, of: PageRef, survey: &Survey, root: &str) -> Html {
    let data = json!({
        "survey": survey,
        "words": worded(common.words.group("fill"), survey),
        "root": root,
        "url": of.href(),
        "language": of.site().config.language,
    });
    Html(data.to_string().replace('<', "\\u003c"))
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
