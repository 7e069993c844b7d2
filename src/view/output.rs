//! One output before it is rendered: the values for its template, and its text in parts.

use serde::Serialize;

use super::body::BodyPart;
use super::contract::Frame;
use crate::site::{PageIndex, SectionIndex};

/// What one output shows.
#[derive(Debug)]
pub struct View<T> {
    /// The frame that every page has.
    pub frame: Frame,
    /// What only this output shows; its fields are variables of the template, as those of the frame are.
    pub shown: T,
    /// Its text.
    pub text: Text,
    /// The template that shows it.
    pub template: String,
    /// Its section.
    pub section: SectionIndex,
    /// The page that it is, if it is one that somebody wrote.
    pub page: Option<PageIndex>,
}

/// What outputs show that have nothing of their own besides the frame, such as the page that searches.
#[derive(Serialize, Debug)]
pub struct FrameOnly {}

/// The text of an output, which the renderer joins.
#[derive(Default, Debug)]
pub struct Text {
    /// The parts that make the variable `body`.
    pub parts: Vec<BodyPart>,
    /// The terms that they use, for the variable `definitions`.
    pub terms: Vec<PageIndex>,
    /// The sources that the page cites, for the variable `citations`.
    pub cites: Vec<PageIndex>,
}

impl Text {
    /// Whether it shows objects of other pages in place.
    #[must_use]
    pub fn has_embeds(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, BodyPart::Embed(_)))
    }
}
