//! Sections: folders of the site with their pages in order; navigation, breadcrumbs and neighbours follow from them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::index::{PageIndex, SectionIndex, TOP};
use super::url::UrlPath;
use crate::kinds::{self, CONTENT, FolderKinds};
use crate::page::{Page, Status};

/// A folder of the site.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Section {
    /// Its path below the site's root; empty at the top.
    pub(super) path: String,
    /// The address of its own page, which is written whether or not somebody wrote one.
    pub(super) url: UrlPath,
    /// Its own page, if somebody wrote one.
    pub(super) own: Option<PageIndex>,
    /// The kind whose pages it holds, if the folder is that kind's.
    pub(super) kind: Option<&'static str>,
    /// Its pages in order, without its own and without retired ones.
    pub(super) pages: Vec<PageIndex>,
    /// What its own page lists besides: pages of its kind that stand in other folders.
    pub(super) also: Vec<PageIndex>,
    /// How many pages it lists, with those of the sections within it and their own pages.
    pub(super) total: usize,
    /// The section that it stands in; none at the top.
    pub(super) parent: Option<SectionIndex>,
    /// Sections within it, in order.
    pub(super) children: Vec<SectionIndex>,
}

/// All sections, the top first; and the section of each page.
pub(super) fn build(pages: &[Arc<Page>], urls: &[UrlPath], kinds: &FolderKinds) -> (Vec<Section>, Vec<SectionIndex>) {
    let folders: Vec<&str> = pages.iter().map(|page| folder(page)).collect();
    let mut sections = all_sections(pages, &folders, kinds);
    let by_path: BTreeMap<String, SectionIndex> =
        sections.iter().enumerate().map(|(at, section)| (section.path.clone(), SectionIndex(at))).collect();
    // Pages stand in order of their files, so most share their neighbour's folder.
    let mut last = ("", TOP);
    let mut section = |folder| {
        if last.0 != folder {
            last = (folder, by_path.get(folder).copied().unwrap_or(TOP));
        }
        last.1
    };
    let section_of: Vec<SectionIndex> = folders.into_iter().map(&mut section).collect();
    for (index, page) in pages.iter().enumerate() {
        let home = section_of.get(index).copied().unwrap_or(TOP);
        place(PageIndex(index), page, home, urls, &mut sections, &by_path);
    }
    for index in 0..sections.len() {
        let Some(section) = sections.get(index) else { continue };
        let parent = section.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        let parent = (!section.path.is_empty()).then(|| by_path.get(parent).copied().unwrap_or(TOP));
        if let Some(parent) = parent {
            if let Some(section) = sections.get_mut(index) {
                section.parent = Some(parent);
            }
            if let Some(parent) = sections.get_mut(parent.0) {
                parent.children.push(SectionIndex(index));
            }
        }
    }
    count(&mut sections);
    sort(&mut sections, pages);
    (sections, section_of)
}

/// The folder of the site that a page stands in.
fn folder(page: &Page) -> &str {
    if page.in_list {
        return page.kind.folder;
    }
    page.file.parent().strip_prefix(CONTENT).unwrap_or_default().trim_start_matches('/')
}

/// Sections for these pages, with nothing in them: where links to folders may lead.
pub(super) fn folders(pages: &[Arc<Page>]) -> Vec<Section> {
    let folders: Vec<&str> = pages.iter().map(|page| folder(page)).collect();
    all_sections(pages, &folders, &FolderKinds::default())
}

/// A section for every folder that holds a page, for the folders above it, and for the folder of every kind that is used.
fn all_sections(pages: &[Arc<Page>], folders: &[&str], kinds: &FolderKinds) -> Vec<Section> {
    let mut paths = BTreeSet::from([String::new()]);
    let mut last = "";
    for (page, folder) in pages.iter().zip(folders) {
        let mut path = if last == *folder { "" } else { folder };
        last = folder;
        while !path.is_empty() && paths.insert(path.to_owned()) {
            path = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
        if has_list(page) {
            paths.insert(page.kind.folder.to_owned());
        }
    }
    let section = |path: String| Section {
        url: UrlPath::new(&if path.is_empty() { "index.html".to_owned() } else { format!("{path}/index.html") }),
        kind: kinds.of(&path).map(|kind| kind.name),
        path,
        own: None,
        pages: Vec::new(),
        also: Vec::new(),
        total: 0,
        parent: None,
        children: Vec::new(),
    };
    paths.into_iter().map(section).collect()
}

/// Puts a page where it belongs: as a section's own page, among its pages, and into the list of its kind.
fn place(
    index: PageIndex,
    page: &Page,
    home: SectionIndex,
    urls: &[UrlPath],
    sections: &mut [Section],
    by_path: &BTreeMap<String, SectionIndex>,
) {
    let Some(section) = sections.get_mut(home.0) else { return };
    if page.is_index() && urls.get(index.0) == Some(&section.url) {
        section.own = Some(index);
        return;
    }
    if page.common.status == Status::Retired {
        return;
    }
    section.pages.push(index);
    let elsewhere = section.kind != Some(page.kind.name);
    if !elsewhere || !has_list(page) {
        return;
    }
    let own = by_path.get(page.kind.folder).copied().filter(|own| *own != home);
    if let Some(section) = own.and_then(|own| sections.get_mut(own.0)) {
        section.also.push(index);
    }
}

/// Whether all pages of its kind are listed in one place, wherever they stand: a page that is nothing special is not.
fn has_list(page: &Page) -> bool {
    page.kind.name != kinds::FALLBACK.name
}

/// Counts what each section holds. Sections come in order of their paths, so what is within one stands behind it.
fn count(sections: &mut [Section]) {
    for index in (0..sections.len()).rev() {
        let Some(section) = sections.get_mut(index) else { continue };
        section.total += section.pages.len() + section.also.len();
        let (parent, total) = (section.parent, section.total + usize::from(section.own.is_some()));
        if let Some(parent) = parent.and_then(|parent| sections.get_mut(parent.0)) {
            parent.total += total;
        }
    }
}

fn sort(sections: &mut [Section], pages: &[Arc<Page>]) {
    let page_keys: Vec<(f64, String, &str)> = pages.par_iter().map(|page| page_key(page)).collect();
    let section_keys: Vec<(f64, usize, String)> = sections.iter().map(|section| section_key(section, pages)).collect();
    let by_page = |a: &PageIndex, b: &PageIndex| match (page_keys.get(a.0), page_keys.get(b.0)) {
        (Some(a), Some(b)) => a.0.total_cmp(&b.0).then_with(|| (&a.1, a.2).cmp(&(&b.1, b.2))),
        _ => Ordering::Equal,
    };
    let by_section = |a: &SectionIndex, b: &SectionIndex| match (section_keys.get(a.0), section_keys.get(b.0)) {
        (Some(a), Some(b)) => a.0.total_cmp(&b.0).then_with(|| (a.1, &a.2).cmp(&(b.1, &b.2))),
        _ => Ordering::Equal,
    };
    sections.par_iter_mut().for_each(|section| {
        section.pages.sort_by(by_page);
        section.also.sort_by(by_page);
        section.children.sort_by(by_section);
    });
}

/// Pages go by `order`, then by title, then by id.
fn page_key(page: &Page) -> (f64, String, &str) {
    (page.common.order.unwrap_or(f64::INFINITY), page.title.plain.to_lowercase(), &page.id)
}

/// Sections go by their page's `order`, then as their kinds are registered, then by name.
fn section_key(section: &Section, pages: &[Arc<Page>]) -> (f64, usize, String) {
    let own = section.own.and_then(|index| pages.get(index.0));
    let order = own.and_then(|page| page.common.order).unwrap_or(f64::INFINITY);
    let rank = kinds::all().position(|kind| Some(kind.name) == section.kind).unwrap_or(usize::MAX);
    (order, rank, own.map_or_else(|| section.path.clone(), |page| page.title.plain.to_lowercase()))
}
