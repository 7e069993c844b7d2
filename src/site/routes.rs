//! Where pages and files go in the output.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::runnable;
use super::url::UrlPath;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Span, code};
use crate::kinds::CONTENT;
use crate::page::Page;
use crate::snapshot::{Content, ProjectPath, Snapshot};

/// The folder whose files are copied as they are.
pub(crate) const STATIC: &str = "static";

/// The address of every page: its path below `content/`, or its kind's folder and its id if it stands in a list.
pub(super) fn pages(pages: &[Arc<Page>], config: &Config) -> Vec<UrlPath> {
    pages.par_iter().map(|page| route(page, config.pretty_urls)).collect()
}

pub(super) fn route(page: &Page, pretty: bool) -> UrlPath {
    let inside = page.file.strip(CONTENT).unwrap_or_default();
    let stem = if page.in_list {
        format!("{}/{}", page.kind.folder, page.id)
    } else {
        inside
            .strip_suffix(".md")
            .or_else(|| inside.rsplit_once('.').map(|(stem, _)| stem))
            .unwrap_or(inside)
            .to_owned()
    };
    if pretty && !page.is_index() {
        return UrlPath::new(&format!("{stem}/index.html"));
    }
    if page.is_index() {
        let folder = stem.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        return UrlPath::new(&format!("{folder}index.html"));
    }
    UrlPath::new(&format!("{stem}.html"))
}

type Files = BTreeMap<UrlPath, ProjectPath>;
type Images = BTreeMap<ProjectPath, (u32, u32)>;

/// Files that are copied: everything in `static/`, and what in `content/` is neither a page nor a list.
pub(super) fn files(snapshot: &Snapshot, problems: &mut Vec<Diagnostic>) -> (Files, Images) {
    let mut files = BTreeMap::new();
    let mut images = BTreeMap::new();
    for (folder, all) in [(CONTENT, false), (STATIC, true)] {
        for file in snapshot.below(folder) {
            let inside = file.path.strip(folder).unwrap_or_default();
            if !all && is_source(inside) {
                continue;
            }
            if let Some(problem) = runnable::found(file).filter(|_| !all) {
                problems.push(problem);
                continue;
            }
            if let Some((width, height)) = file.image {
                images.insert(file.path.clone(), (width, height));
            }
            let url = UrlPath::new(inside);
            if let Some(first) = files.insert(url.clone(), file.path.clone()) {
                problems.push(conflict(&url, &first, &file.path));
            }
        }
    }
    (files, images)
}

/// Larger images, in bytes, are worth a warning.
const LARGE_IMAGE: u64 = 2 << 20;

/// The files that are too large for an image, with their bytes.
pub(super) fn large_files(snapshot: &Snapshot, files: &Files) -> BTreeMap<ProjectPath, u64> {
    let size = |path: &ProjectPath| match &snapshot.get(path.as_str())?.content {
        Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
        Content::Large(_, length) => Some(*length),
    };
    let sizes = files.values().filter_map(|path| Some((path.clone(), size(path)?)));
    sizes.filter(|(_, size)| *size > LARGE_IMAGE).collect()
}

/// Whether a path below `content/` is read as pages.
fn is_source(inside: &str) -> bool {
    let extension = inside.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("md") => true,
        Some("yaml" | "yml") => !inside.contains('/'),
        _ => false,
    }
}

fn conflict(url: &UrlPath, first: &ProjectPath, second: &ProjectPath) -> Diagnostic {
    Diagnostic::new(&code::URL_CONFLICT, format!("`{first}` and `{second}` both want the address `{url}`"))
        .at(Span::new(second, 0..0))
        .because("this file")
        .hint("rename one of the two")
}
