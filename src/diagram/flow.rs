//! A flow: stages as boxes in order, each joined to the next by an arrow that says what it hands on.
//!
//! Wide, the stages stand side by side, at most four in a row, and what is handed on hangs below its arrow. Narrow, they stand
//! below each other and it stands beside its arrow. Heights grow with the text.

use super::Room;
use super::drawing::{Anchor, Drawing, Item, Look, Point, Rect, arrow, at, linked, numbered, sentences, text};
use super::text::{Face, LEADING, Lines, advance, balanced, wrap};

/// What a flow shows.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Flow {
    /// What flows: the canvas's title.
    pub title: String,
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

/// A stage.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Stage {
    /// What it is called.
    pub title: String,
    /// What it hands on; empty if nothing.
    pub output: String,
    /// Where its box leads.
    pub href: Option<String>,
}

/// Most stages that stand side by side.
const IN_A_ROW: usize = 4;
const WIDE: f64 = 1080.0;
const NARROW: f64 = 340.0;
/// Sizes of type: titles, what is handed on.
const TITLE: f64 = 22.0;
const SMALL: f64 = 16.0;
/// Between a box's outline and its text.
const PAD: f64 = 16.0;
/// The outline, of which half lies outside its box.
const EDGE: f64 = 1.0;
const HEAD: f64 = 12.0;
/// The radius of the mark at the end.
const GOAL: f64 = 9.0;

impl Flow {
    /// Draws it.
    #[must_use]
    pub fn draw(&self, room: Room) -> Drawing {
        let (width, drawn) = match room {
            Room::Wide => (WIDE, self.beside()),
            Room::Narrow => (NARROW, self.below()),
        };
        Drawing::of_page(&self.title, self.description(), width, drawn)
    }

    fn description(&self) -> String {
        let description = numbered(self.stages.iter().map(|stage| (stage.title.as_str(), stage.output.as_str())));
        sentences(description)
    }

    fn beside(&self) -> (Vec<Item>, f64) {
        let rows = self.stages.len().div_ceil(IN_A_ROW).max(1);
        let columns = self.stages.len().div_ceil(rows).max(1);
        #[expect(clippy::cast_precision_loss, reason = "at most four columns")]
        let column = (WIDE - 2.0 * EDGE) / columns as f64;
        let mut items = Vec::new();
        let mut y = EDGE;
        for (row, stages) in self.stages.chunks(columns).enumerate() {
            let (drawn, height) = self.row(row * columns, stages, y, column);
            items.extend(drawn);
            y += height + 2.0 * PAD;
        }
        (items, y - 2.0 * PAD + EDGE)
    }

    /// One row of stages from the top `y`: its parts, and its height.
    fn row(&self, first: usize, stages: &[Stage], y: f64, column: f64) -> (Vec<Item>, f64) {
        // A box takes what its title needs, so that what is handed on has the rest.
        let widest = |texts: &mut dyn Iterator<Item = &str>| {
            texts.map(|text| advance(text, Face::Title, TITLE)).fold(0.0, f64::max)
        };
        let title = widest(&mut stages.iter().map(|stage| stage.title.as_str())).min(column * 0.45);
        let word = widest(&mut stages.iter().flat_map(|stage| stage.title.split_whitespace())).min(column * 0.52);
        let inner = title.max(word).max(column * 0.25);
        let box_width = inner + 2.0 * PAD;
        let heads: Vec<Heading> =
            stages.iter().enumerate().map(|(at, stage)| Heading::new(first + at, stage, inner)).collect();
        let box_height = heads.iter().map(Heading::height).fold(0.0, f64::max) + 2.0 * PAD;
        let middle = y + box_height / 2.0;
        let mut items = Vec::new();
        let mut bottom = y + box_height;
        let mut x = EDGE;
        for (head, stage) in heads.iter().zip(stages) {
            let area = Rect::new(x, y, box_width, box_height);
            items.extend(linked(stage.href.as_ref(), head.boxed(area)));
            let (from, to) = (area.right(), x + column - EDGE);
            match (self.is_last(stage), stage.output.trim().is_empty()) {
                (true, true) => {}
                (true, false) => {
                    let goal = at(to - GOAL, middle);
                    items.extend(arrow(at(from + 4.0, middle), at(goal.x - GOAL - 2.0, middle), HEAD));
                    items.extend(target(goal));
                }
                (false, _) => items.extend(arrow(at(from + 4.0, middle), at(to - 4.0, middle), HEAD)),
            }
            let room = to - from - 2.0 * HEAD;
            let output = wrap(&stage.output, Face::Text, SMALL, room);
            bottom = bottom.max(middle + 8.0 + output.height());
            items.push(text(output, from + HEAD, middle + 8.0, room, Anchor::Start, Look::Ink));
            x += column;
        }
        (items, bottom - y)
    }

    fn is_last(&self, stage: &Stage) -> bool {
        self.stages.last().is_some_and(|last| std::ptr::eq(last, stage))
    }

    fn below(&self) -> (Vec<Item>, f64) {
        let indent = 2.0 * PAD + 8.0;
        let inner = NARROW - 2.0 * EDGE - 2.0 * PAD;
        let mut items = Vec::new();
        let mut y = EDGE;
        for (index, stage) in self.stages.iter().enumerate() {
            let head = Heading::new(index, stage, inner - Heading::NUMBER);
            let area = Rect::new(EDGE, y, NARROW - 2.0 * EDGE, head.beside_height() + 1.5 * PAD);
            items.extend(linked(stage.href.as_ref(), head.boxed_beside(area)));
            y = area.bottom();
            let last = self.is_last(stage);
            if last && stage.output.trim().is_empty() {
                continue;
            }
            let room = NARROW - indent - PAD;
            let output = wrap(&stage.output, Face::Text, SMALL, room);
            let gap = (output.height() + 1.5 * PAD).max(4.0 * PAD);
            let x = EDGE + PAD + 6.0;
            let end = if last { y + gap - 2.0 * GOAL - 2.0 } else { y + gap - 4.0 };
            items.extend(arrow(at(x, y + 4.0), at(x, end), HEAD));
            if last {
                items.extend(target(at(x, y + gap - GOAL)));
            }
            let top = y + (gap - output.height()) / 2.0;
            items.push(text(output, indent, top, room, Anchor::Start, Look::Ink));
            y += gap;
        }
        (items, y + EDGE)
    }
}

/// What the last stage leads to: a ring and a dot, the mark of an end on all pages.
fn target(middle: Point) -> [Item; 2] {
    [Item::Dot(middle, GOAL - EDGE, Look::Ring), Item::Dot(middle, GOAL * 0.3, Look::Head)]
}

/// What stands in a stage's box: its number and title.
struct Heading {
    number: Lines,
    title: Lines,
}

impl Heading {
    /// How much room the number takes beside the title.
    const NUMBER: f64 = 34.0;

    fn new(index: usize, stage: &Stage, width: f64) -> Self {
        let number = wrap(&(index + 1).to_string(), Face::Strong, SMALL, width);
        Self { number, title: balanced(&stage.title, Face::Title, TITLE, width) }
    }

    fn height(&self) -> f64 {
        self.number.height() + self.title.height()
    }

    fn beside_height(&self) -> f64 {
        self.title.height().max(TITLE * LEADING)
    }

    /// The number above the title, in the middle of the box.
    fn boxed(&self, area: Rect) -> Vec<Item> {
        let top = area.y + (area.height - self.height()) / 2.0;
        let (x, width) = (area.x + PAD, area.width - 2.0 * PAD);
        let title = top + self.number.height();
        vec![
            Item::Box(area, 2.0, Look::Main),
            text(self.number.clone(), x, top, width, Anchor::Start, Look::Reverse),
            text(self.title.clone(), x, title, width, Anchor::Start, Look::Reverse),
        ]
    }

    /// The number beside the title.
    fn boxed_beside(&self, area: Rect) -> Vec<Item> {
        let inner = area.inside(PAD);
        let top = area.y + (area.height - self.beside_height()) / 2.0;
        // One line of the number stands on the first line of the title.
        let drop = (TITLE - SMALL) * super::text::ASCENT;
        vec![
            Item::Box(area, 2.0, Look::Main),
            text(self.number.clone(), inner.x, top + drop, Self::NUMBER, Anchor::Start, Look::Reverse),
            text(
                self.title.clone(),
                inner.x + Self::NUMBER,
                top,
                inner.width - Self::NUMBER,
                Anchor::Start,
                Look::Reverse,
            ),
        ]
    }
}
