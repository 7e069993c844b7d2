//! The kinds of pages that a playbook has: one file each, and one registry.
//!
//! A kind is a list of [`Field`]s, its documentation, an example, and what follows from its fields: anchors, checks,
//! derived values. Adding one is a file here, a line in [`ALL`], a template. Nothing outside this folder names a
//! kind.

mod article;
mod canvas;
mod case;
mod dimension;
mod draft;
mod evidence;
mod facet;
mod framework;
mod loops;
mod lower;
mod metric;
mod play;
mod principle;
mod role;
mod source;
mod survey_context;
mod term;
mod unplaced;
mod workshop;

pub use draft::Draft;
pub use facet::{By, Facet};
pub use lower::{CONTENT, id_of, kind_of, lower};
pub use survey_context::SurveyContext;

use std::ops::Range;

use jiff::civil::Date;

use crate::diagram::{Card, Diagram, Poster};
use crate::page::{Data, Field, Link, Page, Record, Value};
use crate::score::Survey;

/// A kind of page.
pub trait Kind: Sync {
    /// Its name, as `kind:` has it: one lower-case word.
    fn name(&self) -> &'static str;

    /// The folder that holds such pages, and that their URLs begin with.
    fn folder(&self) -> &'static str;

    /// Whether several may stand together in one YAML file named after the folder.
    fn listable(&self) -> bool {
        false
    }

    /// What it is for: a paragraph of Markdown.
    fn doc(&self) -> &'static str;

    /// The fields of its own, besides the common ones.
    fn fields(&self) -> &'static [Field];

    /// A whole file of this kind that has no mistakes.
    fn example(&self) -> &'static str;

    /// Adds what follows from the fields: anchors, checks, references between parts, derived values.
    fn lower(&self, _draft: &mut Draft) {}

    /// What references mean that [`Kind::lower`] makes, besides those that its fields declare.
    fn relations(&self) -> &'static [&'static str] {
        &[]
    }

    /// Derived values that [`Kind::lower`] may add, documented like fields.
    fn derived(&self) -> &'static [Field] {
        &[]
    }

    /// Whether `![[id]]` can show it inside another page.
    fn embeds(&self) -> bool {
        false
    }

    /// Pairs of relations of which the first leads to an earlier part of a page than the second.
    fn ordered(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// Diagrams of a page of this kind, by the names that templates have for them.
    fn diagrams(&self, _page: &Page, _around: &DiagramContext) -> Vec<(&'static str, Diagram)> {
        Vec::new()
    }

    /// What `page`, one of this kind, asks of a team, and what follows from the answers.
    fn survey(&self, _page: &Page, _near: &SurveyContext) -> Option<Survey> {
        None
    }

    /// The pages that stand beside each page of this kind that asks something, by the names of their templates in `beside/`.
    fn beside(&self) -> &'static [&'static str] {
        &[]
    }

    /// A page of this kind as a poster, but for the line at its foot.
    fn poster(&self, _page: &Page, _around: &DiagramContext) -> Option<Poster> {
        None
    }

    /// A page of this kind as a card to hold in the hand, but for where it leads and its place among others. `say` gives the theme's
    /// word for a key of this kind, `length` tells a number of minutes.
    fn card(
        &self,
        _page: &Page,
        _around: &DiagramContext,
        _say: &dyn Fn(&str) -> String,
        _length: &dyn Fn(i64) -> String,
    ) -> Option<Card> {
        None
    }

    /// Which cards make up the deck of a page of this kind.
    fn deck(&self) -> Option<Deal> {
        None
    }

    /// How a link to it looks in a text.
    fn mention(&self) -> Mention {
        Mention::Title
    }

    /// What stands in brackets behind a link to `page` in a text: figure, strength and age of evidence. `say` gives the theme's
    /// word for a key of this kind.
    fn aside(&self, _page: &Page, _say: &dyn Fn(&str) -> String) -> Option<String> {
        None
    }

    /// The spellings of `page` that are marked up where they stand in prose.
    fn spellings<'p>(&self, _page: &'p Page) -> Vec<&'p str> {
        Vec::new()
    }

    /// Values that follow from the pages that `page` names, to be shown with its own: `target` gives the page that a reference
    /// leads to. Documented by [`Kind::derived`].
    fn linked<'p>(&self, _page: &'p Page, _target: Target<'_, 'p>) -> Vec<(&'static str, Value)> {
        Vec::new()
    }

    /// The first entry of `page` that does not fit into the time that the page gives itself.
    fn overrun<'p>(&self, _page: &'p Page, _target: Target<'_, 'p>) -> Option<Overrun<'p>> {
        None
    }

    /// By what a list of such pages can be narrowed.
    fn facets(&self) -> &'static [Facet] {
        &[]
    }

    /// The field whose references are the columns of a list of such pages: the levels at which a metric is at home.
    fn columns(&self) -> Option<&'static str> {
        None
    }

    /// Whether a list of such pages says what leads to each and what it looks after.
    fn gathers(&self) -> bool {
        false
    }

    /// The part of `page`, one of this kind, that the page with the id `shown` shows in place because `link` of `page` leads
    /// to it: a framework's row on its dimension's page.
    fn excerpt(&self, _page: &Page, _link: &Link, _shown: &str) -> Option<String> {
        None
    }

    /// What pages of this kind reach through those that lead to them: by this relation here, and by that relation onwards.
    fn beyond(&self) -> Option<(&'static str, &'static str)> {
        None
    }

    /// The outermost part of `page` that holds its part `part`, with its title: the stage of a question.
    fn holder<'p>(&self, _page: &'p Page, _part: &str) -> Option<(&'p str, &'p str)> {
        None
    }

    /// Whether a link to it says where a figure comes from.
    fn warrants(&self) -> bool {
        false
    }

    /// Whether readers come to such a page by itself, so that nothing need lead to it.
    fn stands_alone(&self) -> bool {
        false
    }

    /// The field with the day after which such a page should no longer be relied on.
    fn stale_after(&self) -> Option<&'static str> {
        None
    }

    /// The words that `page`, one of this kind, defines.
    fn defines<'p>(&self, _page: &'p Page) -> Vec<Definition<'p>> {
        Vec::new()
    }

    /// Whether a reference that means `relation` may lead to this `part` of `page`, or to the whole.
    fn fits(&self, _page: &Page, _relation: &str, _part: Option<&str>) -> bool {
        true
    }

    /// Checks that need to know what leads to a page, given the relations that lead to it.
    fn unreached(
        &self,
        _relations: &mut dyn Iterator<Item = &'static str>,
    ) -> Option<&'static crate::diagnostic::Code> {
        None
    }
}

/// How the cards of a deck are found, and in which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deal {
    /// Those that the page's own references of this meaning lead to, as they stand; each says in which outermost part
    /// of the page ([`Kind::holder`]) that is.
    Named(&'static str),
    /// Those whose references of the first meaning lead to a part of the page, in the order of the parts; each says which part that is,
    /// and to which its reference of the second meaning leads.
    Leading(&'static str, &'static str),
}

/// The page that a reference leads to.
pub type Target<'t, 'p> = &'t dyn Fn(&Value) -> Option<&'p Page>;

/// An entry that ends too late.
#[derive(Debug)]
pub struct Overrun<'p> {
    /// Where the entry stands.
    pub entry: &'p Range<usize>,
    /// After how many minutes it ends.
    pub ends: i64,
    /// How many minutes there are.
    pub run: i64,
    /// How many minutes all entries take.
    pub total: i64,
    /// Where the page says how many there are.
    pub place: &'p Range<usize>,
}

/// What a page says that a word means.
#[derive(Debug)]
pub struct Definition<'p> {
    /// The word, in all its spellings.
    pub words: Vec<&'p str>,
    /// All that it means, without markup.
    pub texts: Vec<&'p str>,
    /// Where that stands.
    pub place: &'p Range<usize>,
    /// Whether the page may say of one word that people mean different things by it.
    pub is_list: bool,
}

impl Definition<'_> {
    /// Whether it speaks as if nobody meant anything else, where it could say so.
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        self.is_list && self.texts.len() == 1
    }
}

/// What a diagram takes from where it is shown.
pub struct DiagramContext<'a> {
    /// The address of one of the page's parts.
    pub part: &'a dyn Fn(&str) -> String,
    /// What a link is called in a label, by its index in the page's links: its target's title, or nothing for a citation.
    pub name: &'a dyn Fn(usize) -> String,
}

impl DiagramContext<'_> {
    /// The text of field `name` as a label; empty if there is none.
    fn label(&self, record: &Record, name: &str) -> String {
        match record.get(name).map(|value| &value.data) {
            Some(Data::Text(rich)) => rich.named(self.name),
            _ => record.text(name).unwrap_or_default().to_owned(),
        }
    }
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

/// All kinds, in the order in which readers meet them.
pub static ALL: &[&dyn Kind] = &[
    &canvas::Canvas,
    &framework::Framework,
    &play::Play,
    &workshop::Workshop,
    &principle::Principle,
    &loops::Loop,
    &case::Case,
    &term::Term,
    &metric::Metric,
    &role::Role,
    &dimension::Dimension,
    &evidence::Evidence,
    &source::Source,
    &article::Article,
];

/// What a page is if nothing says what it is.
pub static FALLBACK: &dyn Kind = &article::Article;

/// The kind of this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Kind> {
    ALL.iter().copied().find(|kind| kind.name() == name)
}

/// The day after which a page should no longer be relied on, and where it says so.
#[must_use]
pub fn stale_after(page: &Page) -> Option<(Date, &Range<usize>)> {
    let value = page.fields.get(by_name(page.kind)?.stale_after()?)?;
    if let Data::Date(day) = value.data { Some((day, &value.span)) } else { None }
}

/// What a page's title means, by the text in its field `field`.
fn defined_by<'p>(page: &'p Page, field: &str) -> Option<Definition<'p>> {
    let texts = vec![page.fields.text(field)?];
    Some(Definition { words: vec![&page.title.plain], texts, place: &page.title_place, is_list: false })
}

/// The folder of the kind of this name.
#[must_use]
pub fn folder_of(name: &str) -> &str {
    by_name(name).map_or(name, |kind| kind.folder())
}

/// The kind whose pages this folder holds.
#[must_use]
pub fn by_folder(folder: &str) -> Option<&'static dyn Kind> {
    ALL.iter().copied().find(|kind| kind.folder() == folder)
}
