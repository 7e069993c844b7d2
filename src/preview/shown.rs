//! A playbook that can be shown: the site, its theme, its files, and what all its pages share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::build::Build;
use crate::diagnostic::Diagnostic;
use crate::outputs::{Output, Outputs, Prepared, Renderer};
use crate::page::Page;
use crate::site::{self, HiddenReason, PageRef, Site, UrlPath};
use crate::snapshot::{Content, Digest, ProjectPath, Snapshot};
use crate::theme::Theme;

/// A playbook as it is shown.
#[derive(Debug)]
pub struct Shown {
    snapshot: Arc<Snapshot>,
    site: Site,
    theme: Arc<Theme>,
    outputs: Arc<Outputs>,
    prepared: Arc<Prepared>,
    /// Pages that are not shown, and why.
    hidden: Vec<(HiddenReason, Arc<Page>)>,
    /// Whether one of its pages could not be rendered.
    failed: AtomicBool,
}

/// What makes a page the same page at another address: its id, else its file's bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Identity {
    id: String,
    bytes: Digest,
}

impl Shown {
    /// None without a theme.
    pub(super) fn new(build: Build, snapshot: Arc<Snapshot>) -> Option<Self> {
        let Build { site, findings, theme, outputs, hidden_pages: hidden, .. } = build;
        let theme = theme?;
        let prepared = Arc::new(Prepared::new(&site, &findings, &theme));
        Some(Self { snapshot, site, theme, outputs, prepared, hidden, failed: AtomicBool::new(false) })
    }

    /// All addresses.
    pub fn urls(&self) -> impl Iterator<Item = &UrlPath> {
        self.outputs.keys()
    }

    /// The output at `url`.
    pub(super) fn output(&self, url: &str) -> Option<&Output> {
        self.outputs.get(url)
    }

    /// Whether there are pages of a content file, and all of them can be rendered.
    pub(super) fn renders(&self, file: &ProjectPath) -> bool {
        let renderer = Renderer::with(&self.site, &self.theme, &self.snapshot, self.prepared.clone());
        let mut pages = self.pages_of(file).filter_map(|page| self.outputs.get(page.url())).peekable();
        pages.peek().is_some() && pages.all(|output| renderer.render(output).is_ok())
    }

    /// The first page of a content file.
    pub(super) fn page_of(&self, file: &ProjectPath) -> Option<&Page> {
        self.pages_of(file).next().map(PageRef::page)
    }

    /// The pages of a content file.
    fn pages_of(&self, file: &ProjectPath) -> impl Iterator<Item = PageRef<'_>> {
        // Pages stand in order of their files.
        let first = self.site.pages.partition_point(|page| page.file < *file);
        self.site.pages().skip(first).take_while(move |page| page.file() == file)
    }

    /// The bytes of `output`.
    pub(super) fn render(&self, output: &Output) -> Result<Content, Box<Diagnostic>> {
        let renderer = Renderer::with(&self.site, &self.theme, &self.snapshot, self.prepared.clone());
        renderer.render(output).map_err(|problem| {
            self.failed.store(true, Ordering::Relaxed);
            Box::new(problem)
        })
    }

    /// Whether one of its pages could not be rendered.
    pub(super) fn failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// The content file that the page at `url` is made from.
    pub(super) fn file(&self, url: &str) -> Option<&ProjectPath> {
        match self.outputs.get(url)? {
            Output::Page(index)
            | Output::Companion(index, _)
            | Output::Redirect(index, _)
            | Output::MarkdownPage(index) => Some(self.site.page(*index).file()),
            _ => None,
        }
    }

    /// The digest of a file that stands at `url` as it is.
    pub(super) fn digest(&self, output: &Output) -> Option<Digest> {
        match output {
            Output::Copy(path) => self.snapshot.get(path.as_str()).map(|file| file.digest),
            Output::Asset(file) => Some(file.digest),
            _ => None,
        }
    }

    /// The path of the site's address on its host, without slashes at its ends: where `404.html` looks for its assets.
    pub(super) fn base(&self) -> &str {
        let rest = self.site.config.base_url.as_deref().and_then(|url| url.split_once("://"));
        rest.and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path.trim_matches('/'))
    }

    /// Which page stands at `url`.
    pub(super) fn identity(&self, url: &str) -> Option<Identity> {
        let Some(Output::Page(index)) = self.outputs.get(url) else { return None };
        self.identity_of(self.site.page(*index))
    }

    fn identity_of(&self, page: PageRef) -> Option<Identity> {
        let page = page.page();
        let bytes = self.snapshot.get(page.file.as_str())?.digest;
        // The entries of a list share a file: only their ids tell them apart.
        let bytes = if page.in_list { Digest::of(page.id.as_bytes()) } else { bytes };
        Some(Identity { id: page.id.clone(), bytes })
    }

    /// Why there is no page at one of `urls`, or none that was `identity`, though somebody wrote one.
    pub(super) fn hidden(&self, urls: &[UrlPath], identity: Option<&Identity>) -> Option<HiddenReason> {
        let stands = |page: &Page| urls.contains(&site::address(page, &self.site.config));
        let is_same = |page: &Page| identity.is_some_and(|identity| identity.id == page.id);
        self.hidden.iter().find(|(_, page)| stands(page) || is_same(page)).map(|(why, _)| *why)
    }

    /// Where the page that was `identity` stands now, as an absolute path for a browser.
    pub(super) fn find(&self, identity: &Identity) -> Option<String> {
        let is_same = |page: &PageRef| self.identity_of(*page).is_some_and(|of| of.bytes == identity.bytes);
        let by_id = self.site.pages().find(|page| page.id() == identity.id);
        let page = by_id.or_else(|| self.site.pages().find(is_same))?;
        Some(format!("/{}", page.href()))
    }
}
