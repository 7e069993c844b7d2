//! What is new, as its template sees it: real changes of the content, by day.
//!
//! Refuses to show authors where lensbook.yaml hides them; e-mail addresses are not known at all.

use std::collections::BTreeSet;

use super::context::{CHANGES, RenderContext};
use super::contract::{Changed, NewsDay, NewsItem};
use super::entry;
use super::strings::Strings;
use crate::config::HistoryDetail;
use crate::history::ChangeKind;
use crate::kinds;
use crate::page::{COMMON_FIELDS, Field, Type};
use crate::site::{News, PageRef, Site};

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
    let what = news.kind.name();
    let known = known_fields(site.page(news.page).kind_name());
    let only_text = (news.kind == ChangeKind::Edited && news.keys.is_empty()).then_some("text");
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
