//! What is new, as its template sees it: real changes of the content, by day.
//!
//! Refuses to show authors where lensbook.yaml hides them; e-mail addresses are not known at all.

use std::collections::BTreeSet;

use serde::Serialize;

use super::entry::{self, Entry};
use super::strings::Strings;
use super::{Day, RenderContext, View, bare, section};
use crate::config::HistoryDetail;
use crate::history::What;
use crate::kinds;
use crate::page::{COMMON_FIELDS, Field, Type};
use crate::site::{News, PageRef, Site, UrlPath};

/// The name of the page and its template.
pub const CHANGES: &str = "changes";

/// Most changes that are shown.
const MAX_ITEMS: usize = 200;

/// What changed on one day.
#[derive(Serialize, Debug)]
pub struct NewsDay {
    /// The day.
    pub day: Day,
    /// The changes, newest first.
    pub changes: Vec<NewsItem>,
}

/// A change of a page.
#[derive(Serialize, Debug)]
pub struct NewsItem {
    /// The page.
    pub page: Entry,
    /// `new`, `moved`, `retired` or `edited`.
    pub what: &'static str,
    /// That, in words.
    pub title: String,
    /// What of it was edited, in words.
    pub fields: Vec<String>,
    /// Who did it, unless lensbook.yaml hides that.
    pub by: Option<String>,
}

/// When a page was changed last, and by whom.
#[derive(Serialize, Debug)]
pub struct Changed {
    /// The day.
    pub day: Day,
    /// Who, unless lensbook.yaml hides that.
    pub by: Option<String>,
}

/// The view of the page on what is new.
#[must_use]
pub fn changes(site: &Site, common: &RenderContext) -> View {
    let url = site.own_url(CHANGES).unwrap_or_else(|| UrlPath::new("changes.html"));
    let word = |name| common.words.say(CHANGES, name).to_owned();
    let mut view = bare(common, &url, &word("title"), site.top(), "changes.html");
    view.page.summary = Some(word("summary"));
    view.breadcrumbs = section::above(site.top(), true, &common.words);
    view.listing = Vec::new();
    view.news = latest(site, common, MAX_ITEMS);
    view
}

/// The newest changes, by day.
pub(super) fn latest(site: &Site, common: &RenderContext, most: usize) -> Vec<NewsDay> {
    let mut days: Vec<NewsDay> = Vec::new();
    for news in site.news.recent().take(most) {
        let iso = news.day.to_string();
        if days.last().is_none_or(|last| last.day.iso != iso) {
            days.push(NewsDay { day: news.day.into(), changes: Vec::new() });
        }
        if let Some(day) = days.last_mut() {
            day.changes.push(item(site, &common.words, news));
        }
    }
    days
}

/// The newest changes as a feed has them: the change and what it is called.
#[must_use]
pub fn newest<'s>(site: &'s Site, common: &RenderContext, most: usize) -> Vec<(&'s News, NewsItem)> {
    site.news.recent().take(most).map(|news| (news, item(site, &common.words, news))).collect()
}

/// The last change of a page.
pub(super) fn changed(page: PageRef) -> Option<Changed> {
    let news = page.last_change()?;
    Some(Changed { day: news.day.into(), by: author(page.site(), news) })
}

fn item(site: &Site, words: &Strings, news: &News) -> NewsItem {
    let what = news.what.name();
    let known = known_fields(site.page(news.page).kind_name());
    let only_text = (news.what == What::Edited && news.keys.is_empty()).then_some("text");
    let keys = news.keys.iter().map(|key| if known.contains(key.as_str()) { key.as_str() } else { "text" });
    let fields: BTreeSet<String> =
        keys.chain(only_text).map(|key| words.say("change_fields", key).replace('_', " ")).collect();
    NewsItem {
        page: entry::page(site.page(news.page)),
        what,
        title: words.say(CHANGES, what).to_owned(),
        fields: fields.into_iter().collect(),
        by: author(site, news),
    }
}

fn author(site: &Site, news: &News) -> Option<String> {
    (site.config.history == HistoryDetail::Authors && !news.by.is_empty()).then(|| news.by.clone())
}

/// The names of all fields that a page of `kind` can have, at any depth.
fn known_fields(kind: &str) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    let own = kinds::by_name(kind).map_or(&[][..], |kind| kind.fields);
    let mut left: Vec<&'static Field> = COMMON_FIELDS.iter().chain(own).collect();
    while let Some(field) = left.pop() {
        names.insert(field.name);
        let mut ty = &field.ty;
        while let Type::List(item) | Type::Map(item) = ty {
            ty = item;
        }
        if let Type::Object(inner) | Type::RefOrObject(_, inner) = ty {
            left.extend(inner.iter());
        }
    }
    names
}
