//! What is prepared once for all views of a site: what they share, the theme's words, sections.

use std::sync::{Arc, OnceLock};

use super::contract::{Entry, Frame, NavigationView, PageView, ReadingPosition, SiteView};
use super::strings::{Strings, is_right_to_left};
use super::{entry, section};
use crate::kinds;
use crate::page::KindSpec;
use crate::site::{Findings, SectionRef, Site, UrlPath};
use crate::theme::{Shared, Theme};

/// The name of the page on the playbook's state, and of its template and words.
pub const STATE: &str = "state";

/// The name of the page on what is new, and of its template and words.
pub const CHANGES: &str = "changes";

/// What is prepared once for all views of a site.
#[derive(Debug)]
pub struct RenderContext {
    site: Shared,
    t: Shared,
    pub(super) words: Strings,
    /// Each section, prepared when the first of its pages is viewed.
    sections: Vec<OnceLock<Shared>>,
    /// The playbook's title.
    pub title: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// Most sections that the head of every page shows: what all pages show must not grow with the site. A playbook with a folder for each kind
/// has fewer.
const MAX_SECTIONS: usize = 24;

impl RenderContext {
    /// Prepares what the views of `site` share.
    #[must_use]
    pub fn new(site: &Site, findings: &Arc<Findings>, theme: &Theme) -> Self {
        let words = Strings::new(site, findings, &theme.words);
        let title = title(site);
        let dir = if is_right_to_left(&site.config.language) { "rtl" } else { "ltr" };
        let sheet = |kind: &'static KindSpec| {
            let (url, _) = theme.assets.get(&format!("{}.css", kind.name))?;
            Some((kind.name, url.clone()))
        };
        let top = site.top().children();
        let nav_more = top.len().saturating_sub(MAX_SECTIONS);
        let nav = top.take(MAX_SECTIONS).map(|child| entry::section(child, &words)).collect();
        let shared = SiteView {
            title: title.clone(),
            tagline: site.config.tagline.clone(),
            organisation: site.config.organisation.clone(),
            language: site.config.language.clone(),
            dir,
            base_url: site.config.base_url.clone(),
            home: UrlPath::new("index.html").href(site.pretty()),
            today: site.options.as_of.into(),
            state: site.own_url(STATE).map(|url| url.href(site.pretty())),
            changes: site.changes_url().map(|url| url.href(site.pretty())),
            print: site.print_url().map(|url| url.href(site.pretty())),
            feed: site
                .config
                .base_url
                .as_ref()
                .filter(|_| site.news.recent().next().is_some())
                .map(|base| format!("{base}feed.xml")),
            nav_more,
            nav,
            assets: theme.assets.iter().map(|(name, (url, _))| (name.clone(), url.clone())).collect(),
            kind_sheets: kinds::all().filter_map(sheet).collect(),
            settings: theme.settings.clone(),
        };
        let sections = site.sections().map(|_| OnceLock::new()).collect();
        Self { site: Shared::new(&shared), t: Shared::new(&theme.words), words, sections, title, dir }
    }

    /// What pages of a kind are called: one, many.
    #[must_use]
    pub fn kind<'c>(&'c self, name: &'c str) -> (&'c str, &'c str) {
        self.words.kinds.get(name).map_or((name, name), |(one, many)| (one, many))
    }

    /// What a section is called.
    #[must_use]
    pub fn section_title(&self, section: SectionRef) -> String {
        if section.is_top() { self.title.clone() } else { entry::section(section, &self.words).title }
    }

    /// What the template `navigation.html` of a section sees.
    #[must_use]
    pub fn navigation(&self, section: SectionRef, root: String) -> NavigationView {
        NavigationView { root, site: self.site.clone(), section: self.section(section), t: self.t.clone() }
    }

    /// The frame of `page` in `section`, without neighbours and embeds, which few pages have.
    pub(super) fn frame(&self, root: String, page: PageView, section: SectionRef, breadcrumbs: Vec<Entry>) -> Frame {
        Frame {
            root,
            site: self.site.clone(),
            section: self.section(section),
            t: self.t.clone(),
            page,
            breadcrumbs,
            previous: None,
            next: None,
            reading: ReadingPosition::default(),
            has_embeds: false,
        }
    }

    fn section(&self, section: SectionRef) -> Shared {
        let prepare = || Shared::new(&section::view(section, &self.words));
        self.sections
            .get(section.index().number())
            .map_or_else(|| Shared::new(&()), |cell| cell.get_or_init(prepare).clone())
    }
}

/// The playbook's title: configured, or the home page's.
fn title(site: &Site) -> String {
    let home = || site.top().own().map(|home| home.title().to_owned());
    site.config.title.clone().or_else(home).unwrap_or_else(|| "Playbook".to_owned())
}
