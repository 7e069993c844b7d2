//! A ladder: levels as rising steps, each with its definition below its tread.
//!
//! Wide, the steps rise in the direction of reading and share one ground; more than five stand in the narrow form. Narrow, they stand
//! below each other, lowest first, and treads grow longer. Heights grow with the text.

use super::Room;
use super::drawing::{Anchor, Drawing, Item, Look, Rect, at, line, linked, numbered, sentences, text};
use super::text::{Face, Lines, balanced, wrap};

/// What a ladder shows.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Ladder {
    /// What it leads through: the framework's title.
    pub title: String,
    /// The levels, lowest first.
    pub levels: Vec<Level>,
}

/// A level.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Level {
    /// What it is called.
    pub title: String,
    /// What it is, in a sentence; may be empty.
    pub definition: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// Most levels that stand side by side.
const ABREAST: usize = 5;
const WIDE: f64 = 960.0;
const NARROW: f64 = 340.0;
const TITLE: f64 = 22.0;
const SMALL: f64 = 16.0;
const PAD: f64 = 18.0;
/// How much higher each step is.
const RISE: f64 = 56.0;
/// How thick a tread is.
const TREAD: f64 = 6.0;
const GAP: f64 = 10.0;

impl Ladder {
    /// Draws it.
    #[must_use]
    pub fn draw(&self, room: Room) -> Drawing {
        let abreast = room == Room::Wide && self.levels.len() <= ABREAST;
        let (width, drawn) = match room {
            Room::Wide if abreast => (WIDE, self.stairs()),
            Room::Wide => (WIDE, self.list(WIDE)),
            Room::Narrow => (NARROW, self.list(NARROW)),
        };
        Drawing::of_page(&self.title, self.description(), width, drawn)
    }

    fn description(&self) -> String {
        let description = numbered(self.levels.iter().map(|level| (level.title.as_str(), level.definition.as_str())));
        sentences(description)
    }

    #[expect(clippy::cast_precision_loss, reason = "at most five levels")]
    fn stairs(&self) -> (Vec<Item>, f64) {
        let count = self.levels.len().max(1) as f64;
        let column = (WIDE - (count - 1.0) * GAP) / count;
        let steps: Vec<Step> =
            self.levels.iter().enumerate().map(|(at, level)| Step::new(at, level, column - 2.0 * PAD)).collect();
        let top = |at: usize| (count - 1.0 - at as f64) * RISE;
        let ends = steps.iter().enumerate().map(|(at, step)| top(at) + TREAD + 2.0 * PAD + step.height());
        let bottom = ends.fold(0.0, f64::max);
        let mut items = Vec::new();
        for (index, (step, level)) in steps.into_iter().zip(&self.levels).enumerate() {
            let area = Rect::new(index as f64 * (column + GAP), top(index), column, bottom - top(index));
            items.extend(linked(level.href.as_ref(), step.drawn(area, area.width)));
        }
        (items, bottom)
    }

    #[expect(clippy::cast_precision_loss, reason = "levels are few")]
    fn list(&self, width: f64) -> (Vec<Item>, f64) {
        let count = self.levels.len().max(1) as f64;
        let mut items = Vec::new();
        let mut y = 0.0;
        for (index, level) in self.levels.iter().enumerate() {
            let step = Step::new(index, level, width - 2.0 * PAD);
            let area = Rect::new(0.0, y, width, step.height() + TREAD + 2.0 * PAD);
            let tread = width * (index as f64 + 1.0) / count;
            items.extend(linked(level.href.as_ref(), step.drawn(area, tread)));
            y = area.bottom() + GAP;
        }
        (items, (y - GAP).max(0.0))
    }
}

/// The text of one step.
struct Step {
    number: Lines,
    title: Lines,
    definition: Lines,
}

/// Between title and definition.
const BETWEEN: f64 = 4.0;

impl Step {
    fn new(index: usize, level: &Level, width: f64) -> Self {
        Self {
            number: wrap(&(index + 1).to_string(), Face::Strong, SMALL, width),
            title: balanced(&level.title, Face::Title, TITLE, width),
            definition: wrap(&level.definition, Face::Text, SMALL, width),
        }
    }

    fn height(&self) -> f64 {
        self.number.height() + self.title.height() + BETWEEN + self.definition.height()
    }

    /// The step in `area`, with a tread of this width on top of it.
    fn drawn(self, area: Rect, tread: f64) -> Vec<Item> {
        let (x, width) = (area.x + PAD, area.width - 2.0 * PAD);
        let y = area.y + TREAD / 2.0;
        let number = area.y + TREAD + PAD * 0.7;
        let title = number + self.number.height();
        let definition = title + self.title.height() + BETWEEN;
        vec![
            Item::Box(area, 0.0, Look::Tint),
            line(&[at(area.x, y), at(area.x + tread, y)], Look::Tread),
            text(self.number, x, number, width, Anchor::Start, Look::Accent),
            text(self.title, x, title, width, Anchor::Start, Look::Ink),
            text(self.definition, x, definition, width, Anchor::Start, Look::Ink),
        ]
    }
}
