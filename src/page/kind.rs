//! What a kind of page is, as far as it can be said without looking at a page: one [`KindSpec`], plain data.
//!
//! Everything that only reads these values (indexes, checks, links, schemas, documentation) needs no more than this. What a kind
//! computes from a page is a `kinds::Behaviour`. All values are `&'static`: a kind that a project declares is made once and kept for as
//! long as the program runs.

use std::fmt;

use super::field::Field;
use crate::diagnostic::Code;

/// A kind of page.
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own, and they combine freely")]
pub struct KindSpec {
    /// Its name, as `kind:` has it: one lower-case word.
    pub name: &'static str,
    /// The folder that holds such pages. Their URLs begin with it.
    pub folder: &'static str,
    /// Whether several may stand together in one YAML file named after the folder.
    pub listable: bool,
    /// What it is for: a paragraph of Markdown.
    pub doc: &'static str,
    /// The fields of its own, besides the common ones.
    pub fields: &'static [Field],
    /// Values that are derived from the fields, documented like fields.
    pub derived: &'static [Field],
    /// A whole file of this kind that has no mistakes.
    pub example: &'static str,
    /// What references mean that are made while the page is read, besides those that the fields declare.
    pub relations: &'static [&'static str],
    /// Pairs of relations. The first must lead to an earlier part of a page than the second.
    pub ordered: &'static [(&'static str, &'static str)],
    /// Which parts of a page of this kind a reference may lead to, by what the reference means.
    pub part_rules: &'static [PartRule],
    /// The list of groups that are the outermost parts of such a page: the stages of a canvas.
    pub outline: Option<&'static str>,
    /// Whether `![[id]]` can show it inside another page.
    pub embeds: bool,
    /// The pages that are made beside each page that asks something, by the names of their templates.
    pub companions: &'static [&'static str],
    /// Whether such pages are drawn as posters.
    pub poster: bool,
    /// Whether such pages are drawn as cards to hold in the hand.
    pub card: bool,
    /// Which cards make up the deck of such a page.
    pub deck: Option<DeckRule>,
    /// How a link to such a page looks in a text.
    pub mention: Mention,
    /// What stands in brackets behind a link to such a page in a text.
    pub aside: &'static [AsideItem],
    /// The list of other spellings of the title. The title and these are marked up where they stand in prose.
    pub spellings: Option<&'static str>,
    /// What a list of such pages can be filtered by.
    pub facets: &'static [Facet],
    /// The field whose references are the columns of a list of such pages: the levels that metrics belong to.
    pub columns: Option<&'static str>,
    /// Whether a list of such pages shows what links to each and what each owns.
    pub lists_backlinks: bool,
    /// The part of such a page that is shown on the page that a link leads to.
    pub excerpt: Option<Excerpt>,
    /// A two-hop relation: follow the first backwards, then the second forwards
    /// (dimension ← improves – play – `measured_by` → metric).
    pub two_hop: Option<(&'static str, &'static str)>,
    /// Whether a link to such a page counts as the source of a statistic.
    pub backs_statistics: bool,
    /// Whether readers find such a page without a link, so that it is no orphan.
    pub needs_no_links: bool,
    /// What is reported where nothing but links in text and `sources` leads to such a page.
    pub unreached: Option<&'static Code>,
    /// The field with the day after which such a page should no longer be relied on.
    pub stale_after: Option<&'static str>,
}

impl KindSpec {
    /// A kind with nothing of its own: each kind states where it differs.
    pub const DEFAULT: Self = Self {
        name: "",
        folder: "",
        listable: false,
        doc: "",
        fields: &[],
        derived: &[],
        example: "",
        relations: &[],
        ordered: &[],
        part_rules: &[],
        outline: None,
        embeds: false,
        companions: &[],
        poster: false,
        card: false,
        deck: None,
        mention: Mention::Title,
        aside: &[],
        spellings: None,
        facets: &[],
        columns: None,
        lists_backlinks: false,
        excerpt: None,
        two_hop: None,
        backs_statistics: false,
        needs_no_links: false,
        unreached: None,
        stale_after: None,
    };
}

impl fmt::Debug for KindSpec {
    /// The name says which kind it is; its fields would fill a screen for each page.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("KindSpec").field(&self.name).finish()
    }
}

/// Which part of a page a reference may lead to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartRule {
    /// What the reference means.
    pub relation: &'static str,
    /// The list of groups whose ids it may name.
    pub parts: &'static str,
    /// Whether it may lead to the page as a whole, too.
    pub or_whole: bool,
}

/// How the cards of a deck are found, and in which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeckRule {
    /// The pages that the page's own references of this meaning lead to, in the page's order. Each card says in which outermost part
    /// of the page ([`KindSpec::outline`]) that is.
    References(&'static str),
    /// The pages whose references of the first meaning lead to a part of the page, in the order of the parts. Each card says which part
    /// that is, and to which part its reference of the second meaning leads.
    Moves(&'static str, &'static str),
}

/// How a link to a page looks in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mention {
    /// As a link and nothing more.
    Title,
    /// With its definitions at hand.
    Term,
    /// As a citation, listed at the end of the page.
    Citation,
}

/// One of the things that stand in brackets behind a link to a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AsideItem {
    /// The value of a field: text and numbers as they are, a choice by the theme's word for it.
    Value(&'static str),
    /// The theme's word at the second key, where the first field is given.
    WordIf(&'static str, &'static str),
}

/// The part of a page that is shown in place on another page, because a link with this meaning leads there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Excerpt {
    /// The group of fields that holds the link: a block of a canvas.
    GroupOf(&'static str),
    /// What has the other page's id as its name: a row of a framework.
    RowOf(&'static str),
}

/// One way to filter a list of pages. Which values there are, and what they are called, follows from the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facet {
    /// Its name in addresses (`?time=60`) and in the theme's words (`filters.time`).
    pub name: &'static str,
    /// Where its values come from.
    pub source: FacetSource,
}

impl Facet {
    /// A facet whose values are those of a field.
    #[must_use]
    pub const fn field(name: &'static str, field: &'static str) -> Self {
        Self { name, source: FacetSource::Field(field) }
    }
}

/// Where the values of a facet come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FacetSource {
    /// A field: what it refers to, a choice, or a small number.
    Field(&'static str),
    /// A field that holds a length of time. A page has each limit, in minutes, that its time stays within.
    Within(&'static str, &'static [i64]),
    /// The outermost parts ([`KindSpec::outline`]) of other pages from which links lead here.
    LinkingPart,
}
