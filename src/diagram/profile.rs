//! A profile: for each dimension, where something stands on one scale, and where it wants to be.
//!
//! Dots on lines, not a radar: lengths along one line are compared at a glance, areas in a circle are not. Wide, each
//! dimension's name stands before its line and the points of the scale above. Narrow, it stands above its line, and the points are numbered
//! and named below. Heights grow with the text.

use super::Room;
use super::drawing::{Anchor, Drawing, Item, Look, arrow, at, line, sentences, text};
use super::text::{Face, LEADING, balanced, wrap};

/// What a profile shows.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Profile {
    /// What it is a profile of.
    pub title: String,
    /// What the points of the scale are called, lowest first.
    pub scale: Vec<String>,
    /// What a filled dot means: "now".
    pub now: String,
    /// What a ring means: "aim"; empty if there is no ring.
    pub aim: String,
    /// The dimensions, in order.
    pub rows: Vec<Row>,
}

/// One dimension.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// Where it stands: 1 is the first point of the scale; between two points is allowed.
    pub now: Option<f64>,
    /// Where it wants to be.
    pub aim: Option<f64>,
}

const WIDE: f64 = 720.0;
const NARROW: f64 = 340.0;
const SIZE: f64 = 16.0;
const SMALL: f64 = 15.0;
/// The names of dimensions, in the wide form.
const LABELS: f64 = 220.0;
const DOT: f64 = 8.0;
const PAD: f64 = 14.0;
const HEAD: f64 = 9.0;
/// More points than these are numbered, as in the narrow form: their names have no room side by side.
const NAMED: usize = 6;

impl Profile {
    /// Draws it.
    #[must_use]
    pub fn draw(&self, room: Room) -> Drawing {
        let wide = room == Room::Wide;
        let mut sheet = Sheet {
            width: if wide { WIDE } else { NARROW },
            left: if wide { LABELS } else { 0.0 },
            points: self.scale.len().max(2),
            items: Vec::new(),
            y: 0.0,
        };
        let named = wide && self.scale.len() <= NAMED;
        self.key(&mut sheet);
        if named {
            self.names(&mut sheet);
        } else {
            sheet.numbers();
        }
        let top = sheet.y;
        for row in &self.rows {
            if wide { row.beside(&mut sheet) } else { row.below(&mut sheet) }
        }
        let lines = if wide { sheet.points } else { 0 };
        let grid: Vec<Item> = (0..lines).map(|point| sheet.gridline(point, top, sheet.y)).collect();
        if !named {
            self.legend(&mut sheet);
        }
        let items = grid.into_iter().chain(sheet.items).collect();
        let (title, description) = (self.title.clone(), self.description());
        Drawing { title, description, width: sheet.width, height: sheet.y, stroke: 2.0, items }
    }

    fn description(&self) -> String {
        let scale = self.scale.iter().enumerate().map(|(at, name)| format!("{} {name}", at + 1));
        let scale = scale.collect::<Vec<_>>().join(", ");
        let rows = self.rows.iter().map(|row| {
            let part = |name: &str, value: Option<f64>| value.map(|value| format!("{name} {}", short(value)));
            let parts = [part(&self.now, known(row.now)), part(&self.aim, known(row.aim))];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            let description = if parts.is_empty() { "–".to_owned() } else { parts.join(", ") };
            format!("{}: {description}", row.label)
        });
        sentences(std::iter::once(scale).chain(rows))
    }

    /// What the dot and the ring mean.
    fn key(&self, sheet: &mut Sheet) {
        let mut y = sheet.y;
        for (name, look) in [(&self.now, Look::Main), (&self.aim, Look::Ring)] {
            let width = sheet.width - sheet.left - 4.0 * DOT;
            let name = wrap(name, Face::Text, SMALL, width);
            if name.is_empty() {
                continue;
            }
            let height = name.height();
            sheet.items.push(Item::Dot(at(sheet.left + 2.0 * DOT, y + SMALL * LEADING / 2.0), DOT, look));
            sheet.items.push(text(name, sheet.left + 4.0 * DOT, y, width, Anchor::Start, Look::Soft));
            y += height;
        }
        sheet.y = y + PAD;
    }

    /// The names of the points, above the lines.
    fn names(&self, sheet: &mut Sheet) {
        let room = sheet.step() - 8.0;
        let names: Vec<_> = self.scale.iter().map(|name| balanced(name, Face::Strong, SMALL, room)).collect();
        let height = names.iter().map(super::text::Lines::height).fold(0.0, f64::max);
        for (point, name) in names.into_iter().enumerate() {
            let top = sheet.y + height - name.height();
            let x = sheet.x(count(point) + 1.0) - room / 2.0;
            sheet.items.push(text(name, x, top, room, Anchor::Middle, Look::Ink));
        }
        sheet.y += height + 6.0;
    }

    /// The names of the points by their numbers, below the lines.
    fn legend(&self, sheet: &mut Sheet) {
        sheet.y += PAD;
        for (point, name) in self.scale.iter().enumerate() {
            let number = wrap(&(point + 1).to_string(), Face::Strong, SMALL, 60.0);
            let indent = 34.0;
            let name = wrap(name, Face::Text, SMALL, sheet.width - indent);
            let height = name.height().max(number.height());
            sheet.items.push(text(number, 0.0, sheet.y, indent, Anchor::Start, Look::Accent));
            sheet.items.push(text(name, indent, sheet.y, sheet.width - indent, Anchor::Start, Look::Ink));
            sheet.y += height;
        }
    }
}

impl Row {
    fn beside(&self, sheet: &mut Sheet) {
        let label = wrap(&self.label, Face::Text, SIZE, sheet.left - PAD);
        let height = label.height().max(2.5 * DOT) + PAD;
        let middle = sheet.y + height / 2.0;
        let top = middle - label.height() / 2.0;
        sheet.items.push(text(label, 0.0, top, sheet.left - PAD, Anchor::Start, Look::Ink));
        self.marks(sheet, middle);
        sheet.y += height;
    }

    fn below(&self, sheet: &mut Sheet) {
        let label = wrap(&self.label, Face::Strong, SIZE, sheet.width);
        let top = sheet.y + PAD / 2.0;
        sheet.y = top + label.height() + 1.5 * DOT;
        for point in 0..sheet.points {
            let tick = sheet.gridline(point, sheet.y - DOT / 2.0, sheet.y + DOT / 2.0);
            sheet.items.push(tick);
        }
        sheet.items.push(text(label, 0.0, top, sheet.width, Anchor::Start, Look::Ink));
        self.marks(sheet, sheet.y);
        sheet.y += 2.0 * DOT + PAD / 2.0;
    }

    /// The dot, the ring, and the way from one to the other.
    fn marks(&self, sheet: &mut Sheet, y: f64) {
        let ends = [at(sheet.left, y), at(sheet.width, y)];
        sheet.items.push(line(&ends, Look::Hair));
        let place = |value: f64| sheet.x(value.clamp(1.0, count(sheet.points)));
        let (now, aim) = (known(self.now).map(place), known(self.aim).map(place));
        if let (Some(now), Some(aim)) = (now, aim) {
            let far = (aim - now).abs();
            let side = (aim - now).signum();
            if far > 2.0 * DOT + 1.5 * HEAD {
                let way = arrow(at(now + side * DOT, y), at(aim - side * (DOT + 2.0), y), HEAD);
                sheet.items.extend(way);
            }
        }
        if let Some(aim) = aim {
            sheet.items.push(Item::Dot(at(aim, y), DOT, Look::Ring));
        }
        if let Some(now) = now {
            let radius = if aim.is_some_and(|aim| (aim - now).abs() < DOT) { DOT * 0.5 } else { DOT };
            sheet.items.push(Item::Dot(at(now, y), radius, Look::Main));
        }
    }
}

/// Where the next row goes, and where the points of the scale are.
struct Sheet {
    width: f64,
    /// Where the lines begin.
    left: f64,
    points: usize,
    items: Vec<Item>,
    y: f64,
}

impl Sheet {
    /// From one point of the scale to the next.
    fn step(&self) -> f64 {
        (self.width - self.left) / count(self.points)
    }

    fn x(&self, value: f64) -> f64 {
        self.left + (value - 0.5) * self.step()
    }

    fn gridline(&self, point: usize, top: f64, bottom: f64) -> Item {
        let x = self.x(count(point) + 1.0);
        line(&[at(x, top), at(x, bottom)], Look::Hair)
    }

    /// The points' numbers, above the lines.
    fn numbers(&mut self) {
        let every = (40.0 / self.step()).ceil().max(1.0);
        for point in 0..self.points {
            if count(point) % every > 0.0 {
                continue;
            }
            let number = wrap(&(point + 1).to_string(), Face::Strong, SMALL, 60.0);
            let width = number.width;
            let x = (self.x(count(point) + 1.0) - width / 2.0).clamp(0.0, self.width - width);
            self.items.push(text(number, x, self.y, width, Anchor::Middle, Look::Accent));
        }
        self.y += SMALL * LEADING + 4.0;
    }
}

#[expect(clippy::cast_precision_loss, reason = "points of a scale are few")]
fn count(points: usize) -> f64 {
    points as f64
}

/// A value that has a place on a line.
fn known(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

/// A value with at most one decimal.
fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
