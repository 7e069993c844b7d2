//! Diagrams for a few shapes, computed at build time as accessible SVG: a canvas's flow, a framework's ladder, a loop's flywheel, a
//! profile of dimensions, a canvas as a poster, a play as a card.
//!
//! Each shape is a plain struct of labels; its `draw` is a pure function to a [`Drawing`], whose geometry is exact: heights grow
//! with the text, and no two texts overlap, however long they are. [`svg`] writes a drawing for a page, where classes and the
//! theme's custom properties colour it, or as a file of its own. Refuses to be a diagram language, and to ask a browser how wide
//! text is. Knows nothing of pages.
//!
//! # By ear
//!
//! Browsers offer each line of an SVG's text as a fragment of its own, cut where the line happens to end. So the lines are hidden from screen
//! readers, and the whole diagram has one name that tells it in order, in whole sentences. Nothing is said with an
//! `id`, so that the same diagram can stand on a page twice. Where boxes lead somewhere, each is a link whose name is what it shows.

mod breaks;
mod card;
mod drawing;
mod flow;
mod flywheel;
mod ladder;
mod poster;
mod profile;
pub mod svg;
pub mod text;
mod widths;

pub use card::Card;
pub use drawing::{Anchor, Drawing, Item, Look, Path, Placed, Point, Rect, Step};
pub use flow::{Flow, Stage};
pub use flywheel::{Flywheel, Node};
pub use ladder::{Ladder, Level};
pub use poster::{Block, Column, Fitted, Poster};
pub use profile::{Profile, Row};

/// How much room a diagram has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    /// As wide as a page.
    Wide,
    /// As narrow as a telephone.
    Narrow,
}

/// A diagram of one of the shapes that pages show.
#[derive(Clone, PartialEq, Debug)]
pub enum Diagram {
    /// Stages in order, and what each hands on.
    Flow(Flow),
    /// Levels as rising steps.
    Ladder(Ladder),
    /// A circle of things that feed each other.
    Flywheel(Flywheel),
    /// Where something stands in each of several dimensions.
    Profile(Profile),
}

impl Diagram {
    /// Its name, as classes have it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Flow(_) => "flow",
            Self::Ladder(_) => "ladder",
            Self::Flywheel(_) => "flywheel",
            Self::Profile(_) => "profile",
        }
    }

    /// Draws it for this much room.
    #[must_use]
    pub fn draw(&self, room: Room) -> Drawing {
        match self {
            Self::Flow(flow) => flow.draw(room),
            Self::Ladder(ladder) => ladder.draw(room),
            Self::Flywheel(flywheel) => flywheel.draw(room),
            Self::Profile(profile) => profile.draw(room),
        }
    }

    /// HTML for a page: the drawing for each [`Room`], of which the style sheet shows one. `mirror` for pages that are read from
    /// right to left.
    #[must_use]
    pub fn html(&self, mirror: bool) -> String {
        let one = |room, class| svg::inline(&self.draw(room), class, mirror);
        format!(
            "<div class=\"diagram diagram-{}\">\n{}\n{}\n</div>",
            self.name(),
            one(Room::Wide, "diagram-wide"),
            one(Room::Narrow, "diagram-narrow")
        )
    }
}
