//! The pages of the project that a new page can refer to, live ones first. Links nothing and reports nothing.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::kinds::{self, CONTENT, Reading};
use crate::page::{Page, Status};
use crate::snapshot::Snapshot;

/// The pages of the project.
pub(super) struct Known {
    /// All pages, also those that are not shown.
    all: Vec<Arc<Page>>,
    /// Those that a page may link to, live ones first.
    linkable: Vec<Arc<Page>>,
}

impl Known {
    /// The pages in `snapshot` as they are `today`.
    pub(super) fn new(snapshot: &Snapshot, today: Date) -> Self {
        let files: Vec<_> = snapshot.below(CONTENT).collect();
        let read = files.into_par_iter().flat_map_iter(|file| kinds::lower(file, &Reading::default()).0);
        let all: Vec<Arc<Page>> = read.collect();
        let shown = |page: &&Arc<Page>| {
            let common = &page.common;
            common.publish.is_none_or(|day| day <= today) && common.expires.is_none_or(|day| day > today)
        };
        let rank = |status: Status| [Status::Live, Status::Review, Status::Draft].iter().position(|s| *s == status);
        let linkable = all.iter().filter(shown).filter(|page| rank(page.common.status).is_some());
        let mut linkable: Vec<Arc<Page>> = linkable.cloned().collect();
        linkable.sort_by_key(|page| rank(page.common.status));
        Self { all, linkable }
    }

    /// The page that already has this id.
    pub(super) fn holder(&self, id: &str) -> Option<&Page> {
        self.all.iter().find(|page| page.id == id).map(AsRef::as_ref)
    }

    /// A page that a reference to one of `kinds` that means `relation` may lead to, and its name, with a part where one is required.
    /// It is the one in the `example` if the project has that; never one of those in `but`.
    pub(super) fn target(
        &self,
        kinds: &[&str],
        relation: &str,
        example: &str,
        but: &[String],
    ) -> Option<(&Page, String)> {
        let (id, part) = example.split_once('#').map_or((example, None), |(id, part)| (id, Some(part)));
        let of = |kind: &'static str| self.linkable.iter().filter(move |page| page.kind.name == kind);
        let any = kinds.is_empty();
        let same = self.linkable.iter().filter(|page| page.id == id && (any || kinds.contains(&page.kind.name)));
        let kinds = kinds::all().map(|kind| kind.name).filter(|kind| any || kinds.contains(kind));
        let mut found =
            same.chain(kinds.flat_map(of)).filter_map(|page| Some((page.as_ref(), named(page, relation, part)?)));
        found.find(|(_, name)| !but.contains(name))
    }
}

/// How a reference that means `relation` names `page`: with the wanted part, or without a part, or with any part that fits.
fn named(page: &Page, relation: &str, wanted: Option<&str>) -> Option<String> {
    let fits = |part: Option<&str>| page.takes_reference(relation, part);
    let wanted = wanted.filter(|part| page.part(part).is_some() && fits(Some(part)));
    let part = match wanted {
        None if fits(None) => return Some(page.id.clone()),
        None => parts(page, relation).next()?,
        Some(part) => part,
    };
    Some(format!("{}#{part}", page.id))
}

/// The parts of `page` that a reference which means `relation` may lead to.
pub(super) fn parts<'p>(page: &'p Page, relation: &str) -> impl Iterator<Item = &'p str> {
    let fits = move |part: &&str| page.takes_reference(relation, Some(part));
    page.anchors.iter().map(|anchor| anchor.id.as_str()).filter(fits)
}
