//! The theme contract: exactly the values that one output shows.
//!
//! A view is made for one address and holds nothing that grows with the site: its section, its neighbours, what leads to
//! it. What many views share is prepared once in [`RenderContext`]. Field names here are the variables of templates.

mod body;
mod book;
mod entry;
mod facets;
mod fields;
mod glossary;
mod links;
mod list;
mod navigation;
mod news;
mod note;
mod own;
mod page;
mod papers;
mod relations;
mod section;
mod state;
mod strings;
mod survey;
mod turn;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

pub use crate::score::Survey;
pub use body::{BodyPart, Embed, Excerpt};
pub use book::{Chapter, ChapterPage, Leaf, anchor, book, leaf, leaves};
pub use entry::{Entry, Group, Part};
pub use links::in_brackets;
pub use list::{Card, Choice, Column, Filter, List};
pub use navigation::Navigation;
pub use news::{CHANGES, Changed, NewsDay, NewsItem, changes, newest};
pub use note::{Note, note};
pub use own::{not_found, redirect, search};
pub use page::{Day, Heading, PageView, Review};
pub use papers::{cards, poster};
pub use section::{NavigationEntry, SectionView};
pub use state::{Due, STATE, State, state};
pub use survey::{Companion, Run, beside};
pub use turn::Turn;

use strings::{Strings, is_right_to_left};

use crate::site::{Findings, PageIndex, PageRef, SectionIndex, SectionRef, Site, UrlPath};
use crate::theme::{Html, Shared, Theme};

/// What one page of the site shows.
#[derive(Serialize, Debug)]
pub struct View {
    /// What to put before an address that counts from the site's root, to get there from here.
    pub root: String,
    /// What all pages share; see [`SiteView`].
    pub site: Shared,
    /// The section that the page stands in, with its pages; see [`SectionView`].
    pub section: Shared,
    /// The theme's words in the playbook's language.
    pub t: Shared,
    /// The page itself.
    pub page: PageView,
    /// The sections above it, from the home page down.
    pub breadcrumbs: Vec<Entry>,
    /// The page before it in its section.
    pub previous: Option<Entry>,
    /// The page after it in its section.
    pub next: Option<Entry>,
    /// Where it stands when the playbook is read from front to back.
    pub turn: Turn,
    /// What leads to it, grouped by what that means.
    pub backlinks: Vec<Group>,
    /// What leads to its parts, by the part's id: for each, groups as in `backlinks`, in which they stand as well.
    pub part_backlinks: BTreeMap<String, Vec<Group>>,
    /// What it shows of pages that lead to it: on a dimension's page, a framework's row and the questions of a canvas.
    pub excerpts: Vec<Excerpt>,
    /// What it reaches through pages that lead to it: on a dimension's page, the metrics of the plays that improve it.
    pub beyond: Vec<Group>,
    /// What it looks after, by kind, if it is a role.
    pub owns: Vec<Group>,
    /// What it lists, if it is a section's own page or the home page: the sections within it, then its pages by kind.
    pub listing: Vec<List>,
    /// On the home page, the first page of the first section: the way in.
    pub entrance: Option<PageView>,
    /// What changed of late, on the page that says so; on the home page the newest of it.
    pub news: Vec<NewsDay>,
    /// How the playbook is looked after, on the page that says so.
    pub state: Option<State>,
    /// What the page asks and what follows from the answers, on the pages beside it; see [`Survey`].
    pub survey: Shared,
    /// The same for scripts, as JSON that can stand in a page: `survey`, `words` (the theme's words at `fill`), `root`, `url` and `language`.
    pub survey_data: Html,
    /// The pages that stand beside it.
    pub beside: Vec<Companion>,
    /// On a page beside another that leads through a third: what that asks; see [`Survey`].
    pub about: Shared,
    /// On a page beside one that others lead through, such as workshops through a canvas: these.
    pub runs: Vec<Run>,
    /// On the home page, the reviews that press most: overdue, or due within thirty days.
    pub due: Vec<Due>,
    /// What can be printed of it besides itself, by name, with addresses from the site's root: `poster`, `cards`.
    pub papers: BTreeMap<&'static str, String>,
    /// On a page to print: drawings, sheet by sheet.
    pub sheets: Vec<Vec<Html>>,
    /// On the page with the whole playbook: its contents.
    pub chapters: Vec<Chapter>,
    /// The page's text as parts, which the renderer joins to the variable `body`.
    #[serde(skip)]
    pub parts: Vec<BodyPart>,
    /// The terms that its text uses, which the renderer joins to the variable `definitions`.
    #[serde(skip)]
    pub terms: Vec<PageIndex>,
    /// The sources that it cites, which the renderer joins to the variable `citations`.
    #[serde(skip)]
    pub cites: Vec<PageIndex>,
    /// The template that shows it.
    #[serde(skip)]
    pub template: String,
    /// Which page it shows, and in which section.
    #[serde(skip)]
    pub place: (Option<PageIndex>, SectionIndex),
}

/// What the template `navigation.html` sees. It is rendered once for each section, not once for each page.
#[derive(Serialize, Debug)]
pub struct NavigationView {
    /// As in [`View::root`].
    pub root: String,
    /// As in [`View::site`].
    pub site: Shared,
    /// As in [`View::section`].
    pub section: Shared,
    /// As in [`View::t`].
    pub t: Shared,
}

/// What all pages share.
#[derive(Serialize, Debug)]
pub struct SiteView {
    /// The playbook's title.
    pub title: String,
    /// One line below it.
    pub tagline: Option<String>,
    /// Whose playbook it is.
    pub organisation: Option<String>,
    /// Its language.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Where it will be, if that is known; ends in `/`.
    pub base_url: Option<String>,
    /// The home page's address from the root.
    pub home: String,
    /// The day of the build, for ages.
    pub today: Day,
    /// The address of the page on the playbook's state, from the root.
    pub state: Option<String>,
    /// The address of the page on what is new, from the root, where the project's history is known.
    pub changes: Option<String>,
    /// The address of the page with the whole playbook, from the root, if there is one.
    pub print: Option<String>,
    /// The absolute address of the Atom feed, if there is one.
    pub feed: Option<String>,
    /// The first sections at the top, in order.
    pub nav: Vec<Entry>,
    /// How many more there are; the home page lists them all.
    pub nav_more: usize,
    /// Addresses of the theme's assets from the root, by their names.
    pub assets: BTreeMap<String, String>,
    /// The theme's settings.
    pub settings: BTreeMap<String, serde_json::Value>,
}

/// What is prepared once for all views of a site.
#[derive(Debug)]
pub struct RenderContext {
    site: Shared,
    t: Shared,
    words: Strings,
    /// Each section, prepared when the first of its pages is viewed.
    sections: Vec<OnceLock<Shared>>,
    /// The playbook's title.
    pub title: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// What search is called.
    search: String,
}

/// Most changes and reviews that the home page shows.
const NEWEST: usize = 5;

/// Most sections that the head of every page shows: what all pages show must not grow with the site.
const MOST_SECTIONS: usize = 8;

impl RenderContext {
    /// Prepares what the views of `site` share.
    #[must_use]
    pub fn new(site: &Site, findings: &Arc<Findings>, theme: &Theme) -> Self {
        let words = Strings::new(site, findings, &theme.words);
        let title = title(site);
        let dir = if is_right_to_left(&site.config.language) { "rtl" } else { "ltr" };
        let top = site.top().children();
        let nav_more = top.len().saturating_sub(MOST_SECTIONS);
        let nav = top.take(MOST_SECTIONS).map(|child| entry::section(child, &words)).collect();
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
            settings: theme.settings.clone(),
        };
        let sections = site.sections().map(|_| OnceLock::new()).collect();
        let search = words.say("search", "title").to_owned();
        Self { site: Shared::new(&shared), t: Shared::new(&theme.words), words, sections, title, dir, search }
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
    pub fn around(&self, section: SectionRef, root: String) -> NavigationView {
        NavigationView { root, site: self.site.clone(), section: self.section(section), t: self.t.clone() }
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

/// The view of a page.
#[must_use]
pub fn page(common: &RenderContext, page: PageRef) -> View {
    page_at(common, page, page.url())
}

/// The view of a page as it would be at the address `url`.
fn page_at(common: &RenderContext, page: PageRef, url: &UrlPath) -> View {
    let (site, section) = (page.site(), page.section());
    let own = page.is_own_page();
    let (previous, next) = if own { (None, None) } else { section::neighbours(page) };
    let home = section.is_top() && own;
    let (parts, terms) = body::parts(page, url, &common.words);
    View {
        root: url.root(),
        site: common.site.clone(),
        section: common.section(section),
        t: common.t.clone(),
        breadcrumbs: section::above(section, !own, &common.words),
        previous,
        next,
        turn: turn::turn(section, (!own).then_some(page), &common.words),
        backlinks: relations::backlinks(page, &common.words),
        part_backlinks: relations::to_parts(page, &common.words),
        excerpts: relations::excerpts(page, &common.words),
        beyond: relations::beyond(page, &common.words),
        owns: relations::owned(page, &common.words),
        listing: if own { list::of_section(section, &common.words) } else { Vec::new() },
        entrance: if home { entrance(site, common, url) } else { None },
        news: if home { news::latest(site, common, NEWEST) } else { Vec::new() },
        state: None,
        survey: Shared::new(&()),
        survey_data: Html::default(),
        beside: survey::listed(page),
        about: Shared::new(&()),
        runs: Vec::new(),
        due: if home { state::pressing(site, NEWEST) } else { Vec::new() },
        papers: if own { papers::of_section(section) } else { papers::of_page(page) },
        sheets: Vec::new(),
        chapters: Vec::new(),
        parts,
        terms,
        cites: links::cited(page),
        template: template(page),
        place: (Some(page.index()), section.index()),
        page: page::view(page, url, &common.words),
    }
}

fn entrance(site: &Site, common: &RenderContext, from: &UrlPath) -> Option<PageView> {
    section::entrance(site.top()).map(|page| page::view(page, from, &common.words))
}

fn template(page: PageRef) -> String {
    match (page.is_own_page(), page.section().is_top()) {
        (true, true) => "home.html".into(),
        (true, false) => "section.html".into(),
        (false, _) => format!("kinds/{}.html", page.kind_name()),
    }
}

/// The view of a section for which nobody wrote a page.
#[must_use]
pub fn section(common: &RenderContext, section: SectionRef) -> View {
    let template = if section.is_top() { "home.html" } else { "section.html" };
    let mut view = bare(common, section.url(), &common.section_title(section), section, template);
    view.page.markdown = page::markdown(section.site(), section.url());
    view.papers = papers::of_section(section);
    view
}

fn bare(common: &RenderContext, url: &UrlPath, title: &str, section: SectionRef, template: &str) -> View {
    let site = section.site();
    let home = template == "home.html";
    let read = matches!(template, "home.html" | "section.html");
    View {
        root: url.root(),
        site: common.site.clone(),
        section: common.section(section),
        t: common.t.clone(),
        page: page::bare(url, title, section),
        breadcrumbs: section::above(section, false, &common.words),
        previous: None,
        next: None,
        turn: if read { turn::turn(section, None, &common.words) } else { Turn::default() },
        backlinks: Vec::new(),
        part_backlinks: BTreeMap::new(),
        excerpts: Vec::new(),
        beyond: Vec::new(),
        owns: Vec::new(),
        listing: list::of_section(section, &common.words),
        entrance: if home { entrance(site, common, url) } else { None },
        news: if home { news::latest(site, common, NEWEST) } else { Vec::new() },
        state: None,
        survey: Shared::new(&()),
        survey_data: Html::default(),
        beside: Vec::new(),
        about: Shared::new(&()),
        runs: Vec::new(),
        due: if home { state::pressing(site, NEWEST) } else { Vec::new() },
        papers: BTreeMap::new(),
        sheets: Vec::new(),
        chapters: Vec::new(),
        parts: Vec::new(),
        terms: Vec::new(),
        cites: Vec::new(),
        template: template.to_owned(),
        place: (None, section.index()),
    }
}
