//! What a kind computes from its pages, and what it is given for that.
//!
//! Whatever is the same for all pages of a kind is data instead ([`KindSpec`](crate::page::KindSpec)). A kind that computes nothing
//! is [`Plain`].

mod context;
mod draft;
mod survey_context;
mod timetable;

pub use context::{Definition, DiagramContext, Target};
pub use draft::Draft;
pub use survey_context::SurveyContext;
pub(super) use survey_context::{link_target, plain_text, remedy, thousandths, weighted_group};
pub use timetable::{Overrun, Slot, Timetable};

use crate::diagram::{Card, Diagram, Poster};
use crate::page::Page;
use crate::score::Survey;

/// What a kind computes. Every method is given a page of this kind.
pub trait Behaviour: Sync {
    /// Adds what follows from the fields while the page is made: anchors, problems, references to parts, derived values.
    fn lower(&self, _draft: &mut Draft) {}

    /// What the page asks of a team, and what follows from the answers.
    fn survey(&self, _page: &Page, _context: &SurveyContext) -> Option<Survey> {
        None
    }

    /// Diagrams of the page, by the names that templates have for them.
    fn diagrams(&self, _page: &Page, _context: &DiagramContext) -> Vec<(&'static str, Diagram)> {
        Vec::new()
    }

    /// The words that the page defines.
    fn definitions<'p>(&self, _page: &'p Page) -> Vec<Definition<'p>> {
        Vec::new()
    }

    /// When each entry of the page's agenda starts. None without an agenda, or where a play does not say how long it takes.
    ///
    /// Only a workshop has one. It is a method because lengths come from other pages; the page itself and a check of the whole
    /// playbook use it.
    fn timetable<'p>(&self, _page: &'p Page, _target: Target<'_, 'p>) -> Option<Timetable<'p>> {
        None
    }

    /// The page as a poster, without the line at its foot; none unless its kind says [`poster`](crate::page::KindSpec::poster).
    ///
    /// Only a canvas has one. It is a method because a poster shows columns of blocks, which no other kind's fields are.
    fn poster(&self, _page: &Page, _context: &DiagramContext) -> Option<Poster> {
        None
    }

    /// The page as a card to hold in the hand, without its address and its place in a deck; none unless its kind says
    /// [`card`](crate::page::KindSpec::card). `word` gives the theme's word for a key of this kind, `duration` writes a number of minutes.
    ///
    /// Only a play has one. It is a method because what is worth reading in the hand (steps with their minutes) is particular to it.
    fn card(
        &self,
        _page: &Page,
        _context: &DiagramContext,
        _word: &dyn Fn(&str) -> String,
        _duration: &dyn Fn(i64) -> String,
    ) -> Option<Card> {
        None
    }
}

/// A kind of which nothing is computed: its fields say it all.
pub(super) struct Plain;

impl Behaviour for Plain {}
