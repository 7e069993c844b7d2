//! Which outputs there are: one ordered map from addresses to outputs.
//!
//! Pages, their Markdown forms and their old addresses are nearly all of it, and follow from how pages are named. So a plan
//! is taken as it was if pages are named as they were and all else, which is few, is planned as before. Refuses to take over a plan
//! with problems: what they say may have moved.

use std::sync::Arc;

use super::output::{Output, Outputs};
use super::{conflicts, data_files, feed, ics, posters, search};
use crate::diagnostic::Diagnostic;
use crate::page::Page;
use crate::site::{PageRef, Site, UrlPath};
use crate::theme::Theme;
use crate::view::STATE;

/// The last plan, and what it was made from.
#[derive(Clone, Default, Debug)]
pub struct Plan {
    pages: Arc<Vec<Arc<Page>>>,
    urls: Arc<Vec<UrlPath>>,
    others: Others,
    outputs: Arc<Outputs>,
    /// Whether it had no problems.
    sound: bool,
}

/// What is planned besides the pages.
#[derive(Clone, PartialEq, Default, Debug)]
struct Others {
    /// What stands back behind pages alone.
    early: Vec<(UrlPath, Output)>,
    /// What stands back behind old addresses too.
    late: Vec<(UrlPath, Output)>,
    /// What is there unless something else wants its address.
    last: Vec<(UrlPath, Output)>,
    /// How large the search index is.
    search: search::Counts,
    /// Whether pages have Markdown forms.
    has_markdown: bool,
}

impl Others {
    fn new(site: &Site, theme: &Theme) -> Self {
        let unwritten = site.sections().filter(|section| section.own().is_none());
        let sections = unwritten.map(|section| (section.url().clone(), Output::Section(section.index())));
        let of_page = |page: PageRef| {
            let companion =
                move |name: &&'static str| (page.companion_url(name), Output::Companion(page.index(), name));
            page.companions().iter().map(companion).collect::<Vec<_>>()
        };
        let companions = site.pages().flat_map(of_page);
        let files = site.files.iter().map(|(url, path)| (url.clone(), Output::Copy(path.clone())));
        let assets = theme.assets.values().map(|(url, file)| (UrlPath::new(url), Output::Asset(file.clone().into())));
        let state = site.own_url(STATE).map(|url| (url, Output::State));
        let own = |url: &str, output| (UrlPath::new(url), output);
        let found = [own("404.html", Output::NotFound), own("search.html", Output::SearchPage)];
        let changes = site.changes_url().map(|url| (url, Output::Changes));
        let feed = feed::exists(site).then(|| own(feed::FEED, Output::Feed));
        let reviews = ics::plan(site).into_iter().map(|(url, charge)| (url, Output::Reviews(charge)));
        Self {
            early: sections.chain(companions).chain(files).chain(assets).collect(),
            late: state.into_iter().chain(data_files::plan(site)).chain(posters::plan(site)).collect(),
            last: found.into_iter().chain(changes).chain(feed).chain(reviews).collect(),
            search: search::Counts::of_site(site),
            has_markdown: site.config.outputs.markdown,
        }
    }
}

impl Plan {
    /// All outputs by their addresses. Two that want one address are a problem, and only the first is kept.
    pub fn renew(&mut self, site: &Site, theme: &Theme) -> (Arc<Outputs>, Vec<Diagnostic>) {
        let others = Others::new(site, theme);
        let same = |(a, b): (&Arc<Page>, &Arc<Page>)| Arc::ptr_eq(a, b) || a.common.aliases == b.common.aliases;
        let named = Arc::ptr_eq(&self.urls, &site.urls) && self.pages.iter().zip(site.pages.iter()).all(same);
        self.pages = site.pages.clone();
        if self.sound && named && self.others == others {
            return (self.outputs.clone(), Vec::new());
        }
        let (outputs, problems) = make(site, &others);
        *self = Self {
            pages: site.pages.clone(),
            urls: site.urls.clone(),
            others,
            outputs: Arc::new(outputs),
            sound: problems.is_empty(),
        };
        (self.outputs.clone(), problems)
    }
}

fn make(site: &Site, others: &Others) -> (Outputs, Vec<Diagnostic>) {
    let pages = site.pages().map(|page| (page.url().clone(), Output::Page(page.index())));
    let redirects = |page: PageRef| {
        page.old_addresses().map(|url| (url.clone(), Output::Redirect(page.index(), url))).collect::<Vec<_>>()
    };
    let redirects = site.pages().flat_map(redirects);
    let markdown = site.pages().filter(|_| others.has_markdown);
    let markdown = markdown.map(|page| (page.url().markdown(), Output::MarkdownPage(page.index())));
    let searched = search::plan(others.search).into_iter().map(|(url, part)| (url, Output::Search(part)));
    let all = pages.chain(others.early.iter().cloned()).chain(redirects).chain(searched);
    let mut all = all.chain(others.late.iter().cloned()).chain(markdown).collect();
    let mut problems = Vec::new();
    conflicts::refuse_reserved(&mut all, site, &mut problems);
    let mut outputs = conflicts::first(all, site, &mut problems);
    conflicts::add_last(&mut outputs, &others.last, site, &mut problems);
    for url in conflicts::find(&outputs, site, &mut problems) {
        outputs.remove(&url);
    }
    (outputs, problems)
}
