//! The pages that a new one can name: those of the project, the ones in force first. Links nothing and reports nothing.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::kinds::{self, CONTENT};
use crate::page::{Page, Status};
use crate::snapshot::Snapshot;
use crate::source::markdown::Settings;

/// Pages that can be named.
pub(super) struct Known {
    /// All pages, whatever becomes of them.
    all: Vec<Arc<Page>>,
    /// Those that a reader may be led to, the ones in force first.
    open: Vec<Arc<Page>>,
}

impl Known {
    /// The pages in `snapshot` as they are `today`.
    pub(super) fn new(snapshot: &Snapshot, today: Date) -> Self {
        let files: Vec<_> = snapshot.below(CONTENT).collect();
        let read = files.into_par_iter().flat_map_iter(|file| kinds::lower(file, Settings::default()).0);
        let all: Vec<Arc<Page>> = read.collect();
        let shown = |page: &&Arc<Page>| {
            let common = &page.common;
            common.publish.is_none_or(|day| day <= today) && common.expires.is_none_or(|day| day > today)
        };
        let rank = |status: Status| [Status::Live, Status::Review, Status::Draft].iter().position(|s| *s == status);
        let open = all.iter().filter(shown).filter(|page| rank(page.common.status).is_some());
        let mut open: Vec<Arc<Page>> = open.cloned().collect();
        open.sort_by_key(|page| rank(page.common.status));
        Self { all, open }
    }

    /// The page that has this id already.
    pub(super) fn holder(&self, id: &str) -> Option<&Page> {
        self.all.iter().find(|page| page.id == id).map(AsRef::as_ref)
    }

    /// What a reference to one of `kinds` that means `relation` may name: the page, and the part of it that must be named, too.
    /// As near to the `example` as there is any; none of those in `but`.
    pub(super) fn target(
        &self,
        kinds: &[&str],
        relation: &str,
        example: &str,
        but: &[String],
    ) -> Option<(&Page, String)> {
        let (id, part) = example.split_once('#').map_or((example, None), |(id, part)| (id, Some(part)));
        let of = |kind: &'static str| self.open.iter().filter(move |page| page.kind.name == kind);
        let any = kinds.is_empty();
        let same = self.open.iter().filter(|page| page.id == id && (any || kinds.contains(&page.kind.name)));
        let kinds = kinds::all().map(|kind| kind.name).filter(|kind| any || kinds.contains(kind));
        let mut found =
            same.chain(kinds.flat_map(of)).filter_map(|page| Some((page.as_ref(), named(page, relation, part)?)));
        found.find(|(_, name)| !but.contains(name))
    }
}

/// What a reference that means `relation` names `page` by: with the wanted part, or without, or with whichever may stand there.
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
