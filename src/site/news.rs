//! What is new: the changes of pages that are shown, newest first, and when each was changed last.
//!
//! Refuses to know a page that is not shown, or one that is gone.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::index::PageIndex;
use super::lookup::FastMap;
use crate::history::{ChangeKind, History};
use crate::page::Page;

/// A change of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct News {
    /// The day.
    pub day: Date,
    /// Who made it.
    pub by: String,
    /// The page.
    pub page: PageIndex,
    /// What happened.
    pub kind: ChangeKind,
    /// The keys whose lines differ.
    pub keys: BTreeSet<String>,
}

/// All changes of shown pages, newest first: one for each page and day.
#[derive(Default, Debug)]
pub struct ChangeList {
    /// The changes.
    pub all: Vec<News>,
    /// The newest of each page, by the pages' indexes; empty without a history.
    pub(super) last: Vec<Option<usize>>,
}

impl ChangeList {
    pub(super) fn new(pages: &[Arc<Page>], history: Option<&History>) -> Self {
        let Some(history) = history else { return Self::default() };
        let mut by_name: FastMap<(&str, Option<&str>), PageIndex> = FastMap::default();
        for (index, page) in pages.iter().enumerate() {
            by_name.insert((page.file.as_str(), page.in_list.then_some(page.id.as_str())), PageIndex(index));
        }
        let mut paper = Self { all: Vec::new(), last: vec![None; pages.len()] };
        let mut first: FastMap<(Date, PageIndex), usize> = FastMap::default();
        for change in &history.changes {
            let Some(page) = by_name.get(&(change.path.as_str(), change.entry.as_deref())).copied() else { continue };
            let (day, kind) = (change.day, change.kind);
            if let Some(same) = first.get(&(day, page)).and_then(|at| paper.all.get_mut(*at)) {
                same.kind = same.kind.min(kind);
                same.keys.extend(change.keys.iter().cloned());
                continue;
            }
            first.insert((day, page), paper.all.len());
            if let Some(last) = paper.last.get_mut(page.0) {
                last.get_or_insert(paper.all.len());
            }
            paper.all.push(News { day, by: change.by.clone(), page, kind, keys: change.keys.clone() });
        }
        paper
    }
}

impl ChangeList {
    /// The changes that are news, newest first: not that a page was there when the history begins.
    pub fn recent(&self) -> impl Iterator<Item = &News> {
        self.all.iter().filter(|news| news.kind != ChangeKind::Begun)
    }
}
