//! A page, made once and whole: its validated fields, its text, its links and its anchors.

use std::ops::Range;

use jiff::civil::Date;

use super::common::CommonFields;
use super::duration::Duration;
use super::kind::KindSpec;
use super::link::Link;
use super::value::Record;
use crate::diagnostic::Span;
use crate::lint::statistics::Statistic;
use crate::snapshot::ProjectPath;
use crate::source::markdown::{Body, Rich};

/// One page of the playbook.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its id, unique in the playbook.
    pub id: String,
    /// Whether somebody chose its id: the front matter gives it.
    pub has_own_id: bool,
    /// Whether it is its folder's own page.
    pub is_folder_page: bool,
    /// Its kind.
    pub kind: &'static KindSpec,
    /// The file it comes from.
    pub file: ProjectPath,
    /// Where it stands in its file, for problems of the page as a whole.
    pub place: Range<usize>,
    /// Whether it is one entry of a list file.
    pub in_list: bool,
    /// Its title.
    pub title: Rich,
    /// Where its title stands.
    pub title_place: Range<usize>,
    /// The fields that every kind has.
    pub common: CommonFields,
    /// The fields of its own kind.
    pub fields: Record,
    /// Its Markdown.
    pub body: Body,
    /// Where that stands in the file, without the heading that is its title; empty for an entry of a list.
    pub text: Range<usize>,
    /// Places in it that a link can lead to, other than headings.
    pub anchors: Vec<Anchor>,
    /// Everything it refers to; `Data::Ref` and pieces are indexes into it.
    pub links: Vec<Link>,
    /// Statistics in its text and its fields that need a source.
    pub statistics: Vec<Statistic>,
    /// About how many bytes of its file it takes.
    pub length: usize,
}

impl Page {
    /// A place in the page's file.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(&self.file, range.clone())
    }

    /// Whether it is its folder's own page.
    #[must_use]
    pub fn is_index(&self) -> bool {
        self.is_folder_page
    }

    /// Whether `part` is one of its anchors or headings, with that part's title.
    #[must_use]
    pub fn part(&self, part: &str) -> Option<&str> {
        let anchor = self.anchors.iter().find(|anchor| anchor.id == part).map(|anchor| anchor.title.as_str());
        let heading = || self.body.headings.iter().find(|heading| heading.id == part).map(|h| h.text.as_str());
        let in_html = || self.body.anchors.iter().any(|id| id == part).then_some(self.title.plain.as_str());
        anchor.or_else(heading).or_else(in_html)
    }

    /// The part of the page that `link` stands in: its id and title. In the text, that is the heading above.
    #[must_use]
    pub fn part_around(&self, link: &Link) -> Option<(&str, &str)> {
        if let Some(id) = &link.part_of {
            let anchor = self.anchors.iter().find(|anchor| anchor.id == *id)?;
            return Some((&anchor.id, &anchor.title));
        }
        let above = self.body.headings.partition_point(|heading| heading.span.start <= link.span.start);
        let heading = self.body.headings.get(above.checked_sub(1)?).filter(|heading| heading.level > 1)?;
        Some((&heading.id, &heading.text))
    }

    /// All ids of its anchors and headings.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let anchors = self.anchors.iter().map(|anchor| anchor.id.as_str());
        let headings = self.body.headings.iter().map(|heading| heading.id.as_str());
        anchors.chain(headings).chain(self.body.anchors.iter().map(String::as_str))
    }

    /// The day on which its review falls due, if it was ever reviewed.
    #[must_use]
    pub fn review_due(&self, default: Option<Duration>) -> Option<Date> {
        let period = self.common.review_in.or(default)?;
        period.after(self.common.reviewed?)
    }
}

/// A place in a page that a link can lead to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// Its id.
    pub id: String,
    /// What stands there.
    pub title: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}
