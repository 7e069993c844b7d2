//! A flywheel: a circle of things that feed each other, and in the middle what follows from turning it.
//!
//! Wide, the first node stands at the top, the others go round in pairs; rows never share a height, so nodes of any length fit, and no
//! arrow crosses a text. Narrow, the nodes stand below each other, and a line leads from the last back to the first.

use super::Room;
use super::drawing::{
    Anchor, Drawing, Item, Look, Path, Point, Rect, Step, arrow, at, head, line, linked, numbered, sentences, text,
};
use super::text::{Face, Lines, balanced, wrap};

/// What a flywheel shows.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Flywheel {
    /// What it is called: the loop's title.
    pub title: String,
    /// What goes round, in order.
    pub nodes: Vec<Node>,
    /// What follows from it.
    pub claim: String,
}

/// A node.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Node {
    /// What it is called.
    pub title: String,
    /// What it is; may be empty.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

const WIDE: f64 = 760.0;
const NARROW: f64 = 340.0;
const TITLE: f64 = 20.0;
const SMALL: f64 = 16.0;
/// The claim in a few words, in a sentence, in more.
const CLAIM: [(f64, usize); 2] = [(23.0, 4), (20.0, 6)];
const LONG_CLAIM: f64 = 17.0;
/// A node's box in the wide form.
const BOX: f64 = 226.0;
const PAD: f64 = 14.0;
/// Between rows.
const GAP: f64 = 48.0;
const HEAD: f64 = 12.0;
const EDGE: f64 = 1.0;
/// The lane of the line that leads back, in the narrow form.
const LANE: f64 = 30.0;

impl Flywheel {
    /// Draws it.
    #[must_use]
    pub fn draw(&self, room: Room) -> Drawing {
        let (width, drawn) = match room {
            Room::Wide => (WIDE, self.round()),
            Room::Narrow => (NARROW, self.list()),
        };
        Drawing::of_page(&self.title, self.description(), width, drawn)
    }

    fn description(&self) -> String {
        let description = numbered(self.nodes.iter().map(|node| (node.title.as_str(), node.text.as_str())));
        let back = self.nodes.first().filter(|_| self.nodes.len() > 1).map(|first| format!("→ 1. {}", first.title));
        let claim = Some(self.claim.clone()).filter(|claim| !claim.trim().is_empty());
        sentences(description.chain(back).chain(claim))
    }

    /// The claim in the largest type in which it is short enough.
    fn claim(&self, width: f64) -> Lines {
        let set = |size| balanced(&self.claim, Face::Title, size, width);
        let short =
            CLAIM.into_iter().find_map(|(size, most)| Some(set(size)).filter(|lines| lines.lines.len() <= most));
        short.unwrap_or_else(|| wrap(&self.claim, Face::Text, LONG_CLAIM, width))
    }

    fn round(&self) -> (Vec<Item>, f64) {
        let cards: Vec<Card> = self.nodes.iter().map(|node| Card::new(node, BOX)).collect();
        let ring = Ring::of(cards.len());
        let claim_width = if ring.pairs == 0 { 260.0 } else { WIDE - 2.0 * (BOX + EDGE + 2.0 * PAD) };
        let claim = self.claim(claim_width);
        let Places { areas, middle, floor, height } = ring.place(&cards, claim.height());
        let mut items: Vec<Item> = ring.arrows(&areas, floor).into_iter().flatten().collect();
        for ((card, area), node) in cards.into_iter().zip(&areas).zip(&self.nodes) {
            items.extend(linked(node.href.as_ref(), card.drawn(*area)));
        }
        let top = middle - claim.height() / 2.0;
        items.push(text(claim, (WIDE - claim_width) / 2.0, top, claim_width, Anchor::Middle, Look::Accent));
        (items, height)
    }

    fn list(&self) -> (Vec<Item>, f64) {
        let claim = self.claim(NARROW);
        let mut y = if claim.is_empty() { EDGE } else { claim.height() + PAD };
        let mut items = vec![text(claim, 0.0, 0.0, NARROW, Anchor::Start, Look::Accent)];
        let mut areas: Vec<Rect> = Vec::new();
        let width = NARROW - LANE - EDGE;
        for node in &self.nodes {
            let card = Card::new(node, width);
            let area = Rect::new(LANE, y, width, card.height());
            if let Some(above) = areas.last() {
                let x = above.middle().x;
                items.extend(arrow(at(x, above.bottom() + 4.0), at(x, y - 4.0), HEAD));
            }
            items.extend(linked(node.href.as_ref(), card.drawn(area)));
            areas.push(area);
            y = area.bottom() + GAP;
        }
        if let (Some(first), Some(last)) = (areas.first(), areas.last().filter(|_| areas.len() > 1)) {
            let (from, to, lane) = (last.middle().y, first.middle().y, 4.0);
            let neck = at(LANE - 4.0 - HEAD * 0.8, to);
            items.push(line(&[at(LANE - 4.0, from), at(lane, from), at(lane, to), neck], Look::Shaft));
            items.push(head(at(LANE - 4.0, to), at(1.0, 0.0), HEAD));
        }
        (items, areas.last().map_or(y, |last| last.bottom()) + EDGE)
    }
}

/// The text of a node's box.
struct Card {
    title: Lines,
    text: Lines,
}

impl Card {
    fn new(node: &Node, width: f64) -> Self {
        let inner = width - 2.0 * PAD;
        Self {
            title: balanced(&node.title, Face::Title, TITLE, inner),
            text: wrap(&node.text, Face::Text, SMALL, inner),
        }
    }

    fn height(&self) -> f64 {
        self.title.height() + self.text.height() + 1.6 * PAD
    }

    fn drawn(self, area: Rect) -> Vec<Item> {
        let (x, width, y) = (area.x + PAD, area.width - 2.0 * PAD, area.y + 0.8 * PAD);
        let below = y + self.title.height();
        vec![
            Item::Box(area, 2.0, Look::Sheet),
            text(self.title, x, y, width, Anchor::Start, Look::Ink),
            text(self.text, x, below, width, Anchor::Start, Look::Ink),
        ]
    }
}

/// Where everything of the wide form stands.
struct Places {
    /// The nodes' boxes.
    areas: Vec<Rect>,
    /// The claim's middle.
    middle: f64,
    /// How far down the pairs and the claim reach.
    floor: f64,
    /// How high the whole is.
    height: f64,
}

/// How nodes are spread: one at the top, pairs below it, perhaps one at the bottom. On the right they go down, on the left up.
struct Ring {
    count: usize,
    pairs: usize,
    bottom: bool,
}

impl Ring {
    fn of(count: usize) -> Self {
        let bottom = count >= 2 && count.is_multiple_of(2);
        Self { count, pairs: count.saturating_sub(1 + usize::from(bottom)) / 2, bottom }
    }

    /// The nodes on the right and on the left in row `row` of pairs.
    fn pair(&self, row: usize) -> (usize, usize) {
        (1 + row, self.count - 1 - row)
    }

    fn place(&self, cards: &[Card], claim: f64) -> Places {
        let height = |node: usize| cards.get(node).map_or(0.0, Card::height);
        let heights: Vec<f64> = (0..self.pairs)
            .map(|row| {
                let (right, left) = self.pair(row);
                height(right).max(height(left))
            })
            .collect();
        let mut areas = vec![Rect::default(); cards.len()];
        let middle = |node: usize, y: f64| Rect::new((WIDE - BOX) / 2.0, y, BOX, height(node));
        let mut set = |node: usize, area: Rect| {
            if let Some(slot) = areas.get_mut(node) {
                *slot = area;
            }
        };
        set(0, middle(0, EDGE));
        let first = EDGE + height(0) + if cards.is_empty() { 0.0 } else { GAP };
        // The claim has the height of all pairs; where that is too little, it is shared out between them.
        let own: f64 = heights.iter().sum::<f64>() + gaps(self.pairs);
        let more = (claim + 2.0 * PAD - own).max(0.0);
        let mut y = first;
        for (row, tallest) in heights.iter().enumerate() {
            let room = tallest + more / count(self.pairs);
            let (right, left) = self.pair(row);
            let top = |node: usize| y + (room - height(node)) / 2.0;
            set(right, Rect::new(WIDE - BOX - EDGE, top(right), BOX, height(right)));
            set(left, Rect::new(EDGE, top(left), BOX, height(left)));
            y += room + GAP;
        }
        let last = if self.pairs == 0 { first + more.max(own) } else { y - GAP };
        let end = match (self.bottom, self.pairs) {
            (true, _) => {
                set(self.pairs + 1, middle(self.pairs + 1, last + GAP));
                last + GAP + height(self.pairs + 1)
            }
            (false, 0) => last,
            // The line below the last pair.
            (false, _) => last + GAP * 1.125 + 2.0 * HEAD,
        };
        Places { areas, middle: f64::midpoint(first, last), floor: last, height: end + EDGE }
    }

    /// An arrow from each node to the next.
    fn arrows(&self, areas: &[Rect], floor: f64) -> Vec<Vec<Item>> {
        if self.count < 2 {
            return Vec::new();
        }
        (0..self.count).filter_map(|node| self.arrow(node, areas, floor)).collect()
    }

    fn arrow(&self, node: usize, areas: &[Rect], floor: f64) -> Option<Vec<Item>> {
        let next = (node + 1) % self.count;
        let (from, to) = (*areas.get(node)?, *areas.get(next)?);
        let lowest = self.pairs + 1;
        let out = 6.0;
        let side = |area: Rect, right: bool| at(if right { area.right() + out } else { area.x - out }, area.middle().y);
        let above = |area: Rect| at(area.middle().x, area.y - out);
        let below = |area: Rect| at(area.middle().x, area.bottom() + out);
        let (start, end, out_of, into) = match (node, self.bottom) {
            _ if self.pairs == 0 => (side(from, node == 0), side(to, node == 0), None, None),
            (0, _) => (side(from, true), above(to), Some(true), Some(false)),
            (_, _) if next == 0 => (above(from), side(to, false), Some(false), Some(true)),
            (_, true) if next == lowest => (below(from), side(to, true), Some(false), Some(true)),
            (_, true) if node == lowest => (side(from, false), below(to), Some(true), Some(false)),
            (_, false) if node == self.pairs => (below(from), below(to), None, Some(false)),
            (_, _) if node <= self.pairs => (below(from), above(to), Some(false), Some(false)),
            _ => (above(from), below(to), Some(false), Some(false)),
        };
        Some(match (out_of, into) {
            (Some(flat), Some(end_flat)) => bent(start, end, flat, end_flat),
            (None, Some(_)) => hanging(start, end, floor),
            _ => bowed(start, end, node == 0),
        })
    }
}

/// A quarter of an ellipse, or a line: leaves and arrives along the rows (`flat`) or across them.
fn bent(start: Point, end: Point, flat: bool, end_flat: bool) -> Vec<Item> {
    const ROUND: f64 = 0.55;
    let (dx, dy) = (end.x - start.x, end.y - start.y);
    let first = if flat { at(start.x + ROUND * dx, start.y) } else { at(start.x, start.y + ROUND * dy) };
    let second = if end_flat { at(end.x - ROUND * dx, end.y) } else { at(end.x, end.y - ROUND * dy) };
    let direction = if end_flat { at(dx.signum(), 0.0) } else { at(0.0, dy.signum()) };
    curved(start, first, second, end, direction)
}

/// A line that hangs below two boxes, and below all that stands between them.
fn hanging(start: Point, end: Point, floor: f64) -> Vec<Item> {
    let floor = floor.max(start.y).max(end.y + HEAD);
    let low = floor + GAP * 1.5;
    let curve = Step::Curve(at(start.x, low), at(end.x, low), at(end.x, floor));
    let steps = vec![Step::Line(at(start.x, floor)), curve, Step::Line(at(end.x, end.y + HEAD * 0.8))];
    let shaft = Item::Path(Path { start, steps, closed: false }, Look::Shaft);
    vec![shaft, head(end, at(0.0, -1.0), HEAD)]
}

/// A line that bows out beside the claim, between two boxes one above the other.
fn bowed(start: Point, end: Point, right: bool) -> Vec<Item> {
    let out = if right { 240.0 } else { -240.0 };
    curved(start, at(start.x + out, start.y), at(end.x + out, end.y), end, at(-out, 0.0))
}

/// A curve with a head that points along `direction`.
fn curved(start: Point, first: Point, second: Point, end: Point, direction: Point) -> Vec<Item> {
    let norm = direction.x.hypot(direction.y).max(1e-9);
    let back = HEAD * 0.8 / norm;
    let neck = at(end.x - direction.x * back, end.y - direction.y * back);
    let steps = vec![Step::Curve(first, second, neck)];
    let shaft = Item::Path(Path { start, steps, closed: false }, Look::Shaft);
    vec![shaft, head(end, direction, HEAD)]
}

#[expect(clippy::cast_precision_loss, reason = "nodes are few")]
fn count(pairs: usize) -> f64 {
    pairs as f64
}

/// All gaps between so many rows.
fn gaps(rows: usize) -> f64 {
    count(rows.saturating_sub(1)) * GAP
}
