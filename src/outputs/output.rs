//! What an output is, where it comes from, and what it makes way for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::data_file::DataFile;
use super::search;
use crate::kinds::CONTENT;
use crate::site::{Deck, OwnerReviews, PageIndex, PosterVariant, SectionIndex, Site, UrlPath};
use crate::snapshot::{File, ProjectPath};

/// All outputs by their addresses.
pub type Outputs = BTreeMap<UrlPath, Output>;

/// The file that marks a folder as written by lensbook, and lists what was written: no output may have its name.
pub const MARKER: &str = ".lensbook";

/// One output.
#[derive(Clone, PartialEq, Debug)]
pub enum Output {
    /// A page.
    Page(PageIndex),
    /// A companion of this page, by its name.
    Companion(PageIndex, &'static str),
    /// A section for which nobody wrote a page.
    Section(SectionIndex),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// The page that searches.
    SearchPage,
    /// A file of the search index.
    Search(search::Part),
    /// A page that sends readers on from an old address of this page.
    Redirect(PageIndex, UrlPath),
    /// The Markdown form of a page.
    MarkdownPage(PageIndex),
    /// The Markdown form of a section for which nobody wrote a page.
    MarkdownSection(SectionIndex),
    /// A file that programs read.
    DataFile(DataFile),
    /// How the playbook is looked after, and what it lacks.
    State,
    /// What is new.
    Changes,
    /// What is new, as a feed.
    Feed,
    /// One owner's reviews, as a calendar.
    Reviews(Arc<OwnerReviews>),
    /// A poster of a page.
    Poster(PageIndex, &'static PosterVariant),
    /// Cards to print.
    Cards(Deck),
    /// The whole playbook as one page to print.
    Print,
    /// A file of the project, as it is.
    Copy(ProjectPath),
    /// A file of the theme, as it is.
    Asset(Arc<File>),
}

impl Output {
    /// Where it comes from, in words for a message.
    pub(super) fn origin(&self, site: &Site) -> String {
        match self {
            Self::Page(index) => format!("`{}`", site.page(*index).file()),
            Self::Companion(index, name) => format!("the companion `{name}` of `{}`", site.page(*index).file()),
            Self::Section(index) => format!("the list of the folder `{CONTENT}/{}`", site.section(*index).path()),
            Self::Redirect(index, _) => format!("an alias of `{}`", site.page(*index).file()),
            Self::NotFound => "the page for addresses that lead nowhere".into(),
            Self::MarkdownPage(index) => format!("the Markdown form of `{}`", site.page(*index).file()),
            Self::MarkdownSection(index) => format!("the Markdown form of `{CONTENT}/{}`", site.section(*index).path()),
            Self::DataFile(file) => format!("`{}`", file.about().0),
            Self::State => "the page on the playbook's state".into(),
            Self::Changes | Self::Feed => "the page on what is new".into(),
            Self::Reviews(_) => "a calendar of reviews".into(),
            Self::Poster(index, _) => format!("a poster of `{}`", site.page(*index).file()),
            Self::Cards(_) => "a deck of cards".into(),
            Self::Print => "the page with the whole playbook".into(),
            Self::SearchPage | Self::Search(_) => "the search".into(),
            Self::Copy(path) => format!("`{path}`"),
            Self::Asset(file) => format!("the theme's `{}`", file.path),
        }
    }

    /// Whether a template makes it, and so a template's mistake can spoil it.
    #[must_use]
    pub fn is_templated(&self) -> bool {
        let page = matches!(self, Self::Page(_) | Self::Section(_) | Self::Redirect(..) | Self::NotFound);
        let printed = matches!(self, Self::Poster(..) | Self::Cards(_) | Self::Print);
        page || printed || matches!(self, Self::Companion(..) | Self::SearchPage | Self::State | Self::Changes)
    }

    /// Whether it is what authors wrote: a page, an old address, a file of `content/`. What is in `static/` is more deliberate.
    pub(super) fn is_content(&self) -> bool {
        match self {
            Self::Page(_) | Self::Redirect(..) => true,
            Self::Copy(path) => path.strip(CONTENT).is_some(),
            _ => false,
        }
    }

    /// Whether it makes way for whatever else wants its address, unless that is [`Output::is_content`].
    pub(super) fn is_overridable(&self) -> bool {
        let printed = matches!(self, Self::Poster(..) | Self::Cards(_) | Self::Print);
        printed
            || matches!(
                self,
                Self::Companion(..) | Self::MarkdownPage(_) | Self::MarkdownSection(_) | Self::DataFile(_)
            )
    }
}
