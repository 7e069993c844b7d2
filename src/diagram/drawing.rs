//! A drawing: shapes and texts at exact places, before it is written down. Mirroring, colours and escaping are not decided here.

use super::text::Lines;

/// A place. Units are pixels at the natural size, or millimetres on a poster; y counts downwards.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// The point at `x`, `y`.
#[must_use]
pub(super) fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// An area.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its top edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Rect {
    /// The area at `x`, `y`, this wide and high.
    #[must_use]
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// The same area without a rim of this width.
    #[must_use]
    pub fn inside(self, rim: f64) -> Self {
        Self::new(self.x + rim, self.y + rim, self.width - 2.0 * rim, self.height - 2.0 * rim)
    }

    /// Its right edge.
    #[must_use]
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Its bottom edge.
    #[must_use]
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// Its middle.
    #[must_use]
    pub fn middle(self) -> Point {
        at(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether the point is in it.
    #[must_use]
    pub fn holds(self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// Whether both have room in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let apart = self.right() <= other.x || other.right() <= self.x;
        !(apart || self.bottom() <= other.y || other.bottom() <= self.y)
    }
}

/// What a shape or text is, from which its colour follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// A box of paper with an outline.
    Sheet,
    /// A box in the accent's colour, for what counts most.
    Main,
    /// A box that is a little darker than the paper.
    Tint,
    /// A hairline.
    Hair,
    /// A line that separates or carries.
    Rule,
    /// A thick line in the accent's colour.
    Tread,
    /// The shaft of an arrow.
    Shaft,
    /// The head of an arrow.
    Head,
    /// A ring: what is aimed at.
    Ring,
    /// Text.
    Ink,
    /// Text that says less.
    Soft,
    /// Text in the accent's colour.
    Accent,
    /// Text on [`Look::Main`].
    Reverse,
}

/// Which point of its area a line of text is set from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// Where reading starts.
    Start,
    /// The middle.
    Middle,
}

/// A part of a [`Path`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Step {
    /// A straight line to here.
    Line(Point),
    /// A curve to the last point, drawn towards the first two.
    Curve(Point, Point, Point),
}

/// A line, straight or curved.
#[derive(Clone, PartialEq, Debug)]
pub struct Path {
    /// Where it begins.
    pub start: Point,
    /// Its parts, in order.
    pub steps: Vec<Step>,
    /// Whether it returns to where it began.
    pub closed: bool,
}

/// Text and the area that it may fill.
#[derive(Clone, PartialEq, Debug)]
pub struct Placed {
    /// The text.
    pub text: Lines,
    /// Its area, as high as its lines.
    pub area: Rect,
    /// Where in the area its lines are set from.
    pub anchor: Anchor,
    /// How it looks.
    pub look: Look,
}

/// A part of a drawing.
#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    /// An area, its corners rounded by so much.
    Box(Rect, f64, Look),
    /// A circle: middle, radius.
    Dot(Point, f64, Look),
    /// A line or an outline.
    Path(Path, Look),
    /// Text.
    Text(Placed),
    /// What leads to an address when it is chosen: address, parts.
    Link(String, Vec<Item>),
}

/// Shapes and texts, and what they tell.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    /// What it is called.
    pub title: String,
    /// What it shows, in sentences, in order.
    pub description: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// How wide an ordinary line is.
    pub stroke: f64,
    /// Its parts, from the back to the front and in the order in which they are read.
    pub items: Vec<Item>,
}

impl Drawing {
    /// A drawing for a page of this width: its parts, and how high they reach.
    pub(super) fn of_page(title: &str, description: String, width: f64, (items, height): (Vec<Item>, f64)) -> Self {
        Self { title: title.to_owned(), description, width, height, stroke: 2.0, items }
    }

    /// All its texts, in order.
    #[must_use]
    pub fn texts(&self) -> Vec<&Placed> {
        let mut found = Vec::new();
        collect(&self.items, &mut found);
        found
    }

    /// Whether a part of it leads somewhere.
    #[must_use]
    pub fn has_links(&self) -> bool {
        self.items.iter().any(|item| matches!(item, Item::Link(..)))
    }
}

fn collect<'d>(items: &'d [Item], found: &mut Vec<&'d Placed>) {
    for item in items {
        match item {
            Item::Text(placed) => found.push(placed),
            Item::Link(_, inner) => collect(inner, found),
            _ => {}
        }
    }
}

/// `text` with its top left corner here, in an area of this width.
pub(super) fn text(text: Lines, x: f64, y: f64, width: f64, anchor: Anchor, look: Look) -> Item {
    let area = Rect::new(x, y, width, text.height());
    Item::Text(Placed { text, area, anchor, look })
}

/// A straight line through these points.
pub(super) fn line(points: &[Point], look: Look) -> Item {
    let start = points.first().copied().unwrap_or_default();
    let steps = points.iter().skip(1).map(|point| Step::Line(*point)).collect();
    Item::Path(Path { start, steps, closed: false }, look)
}

/// The head of an arrow that ends at `tip`, pointing along `direction`, of this length.
pub(super) fn head(tip: Point, direction: Point, length: f64) -> Item {
    let norm = direction.x.hypot(direction.y).max(1e-9);
    let (dx, dy) = (direction.x / norm * length, direction.y / norm * length);
    let half = 0.55;
    let corner = |side: f64| at(tip.x - dx - dy * half * side, tip.y - dy + dx * half * side);
    let steps = vec![Step::Line(tip), Step::Line(corner(-1.0))];
    Item::Path(Path { start: corner(1.0), steps, closed: true }, Look::Head)
}

/// A straight arrow: shaft and head. It points along a line of the grid.
pub(super) fn arrow(from: Point, to: Point, length: f64) -> Vec<Item> {
    let direction = at(to.x - from.x, to.y - from.y);
    let norm = direction.x.hypot(direction.y).max(1e-9);
    let neck = at(to.x - direction.x / norm * length * 0.8, to.y - direction.y / norm * length * 0.8);
    vec![line(&[from, neck], Look::Shaft), head(to, direction, length)]
}

/// `items`, as a link if there is an address.
pub(super) fn linked(href: Option<&String>, items: Vec<Item>) -> Vec<Item> {
    match href {
        Some(href) => vec![Item::Link(href.clone(), items)],
        None => items,
    }
}

/// Titles by their numbers, each with what is said of it, if anything is.
pub(super) fn numbered<'t>(parts: impl Iterator<Item = (&'t str, &'t str)>) -> impl Iterator<Item = String> {
    (1..).zip(parts).map(|(number, (title, said)): (usize, _)| match said.trim() {
        "" => format!("{number}. {title}"),
        said => format!("{number}. {title}: {said}"),
    })
}

/// Sentences from parts: each ends in a full stop unless it ends in another sign.
pub(super) fn sentences(parts: impl Iterator<Item = String>) -> String {
    let stopped = |part: String| {
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        let ends = part.ends_with(['.', '!', '?', '…', '。', '！', '？']);
        if ends { part } else { format!("{part}.") }
    };
    parts.map(stopped).collect::<Vec<_>>().join(" ")
}
