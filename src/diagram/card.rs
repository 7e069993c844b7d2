//! A card to hold in the hand: a quarter of an A4 sheet, in millimetres; what it is called, a few facts, what it is for, its first
//! steps.
//!
//! All cards are of one size, whatever is on them. The type steps down until everything fits. In the smallest, what it is for stays
//! whole as long as it leaves room for a step, and as many of the first steps stand there as fit whole; how many are left out is
//! said. Refuses to overlap, to clip, and to set type that can't be read at arm's length.

use super::drawing::{Anchor, Drawing, Item, Look, Rect, at, line, linked, sentences, text};
use super::text::{self, Face, LEADING, Lines, balanced, lines_in, wrap};

/// What a card shows.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Card {
    /// What it is called.
    pub title: String,
    /// Where its page is, if a link can lead there.
    pub href: Option<String>,
    /// What to know at a glance: time, people.
    pub facts: Vec<String>,
    /// What it is for.
    pub purpose: String,
    /// What the steps are called.
    pub heading: String,
    /// The steps, in order: what to do, and how long that takes.
    pub steps: Vec<(String, String)>,
    /// What stands in place of steps that are left out; `{n}` is how many they are.
    pub more: String,
    /// A line at the foot: where the page is; may be empty.
    pub foot: String,
    /// Its place in its deck, at the corner; may be empty.
    pub place: String,
    /// What it belongs to there, above the title: a stage; may be empty.
    pub part: String,
}

/// How wide a card is: half of A4 within a margin of ten millimetres.
const WIDTH: f64 = 95.0;
/// How high a card is.
const HEIGHT: f64 = 138.0;
const MARGIN: f64 = 7.0;
const INNER: f64 = WIDTH - 2.0 * MARGIN;
/// Sizes of running text: 12 points down to 8.
const STEPS: [f64; 6] = [4.2, 4.0, 3.8, 3.5, 3.2, 2.9];
/// How wide the corner is that holds its place in the deck.
const CORNER: f64 = 11.0;
/// Most lines of a title.
const TITLE: usize = 3;

impl Card {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut items = Vec::new();
        let top = self.head(&mut items);
        let bottom = self.foot(&mut items);
        self.text(Rect::new(MARGIN, top, INNER, bottom - top), &mut items);
        Drawing {
            title: self.title.clone(),
            description: self.description(),
            width: WIDTH,
            height: HEIGHT,
            stroke: 0.4,
            items,
        }
    }

    /// All of it, also what is left out.
    fn description(&self) -> String {
        let steps = (1..).zip(&self.steps).map(|(at, (step, time))| format!("{at}. {step} ({time})"));
        let before = [self.part.clone(), self.facts.join(", "), self.purpose.clone()]
            .into_iter()
            .filter(|part| !part.is_empty());
        sentences(before.chain(steps))
    }

    /// What it belongs to, title, rule and facts; how far down they reach.
    fn head(&self, items: &mut Vec<Item>) -> f64 {
        let corner = wrap(&self.place, Face::Strong, 3.0, CORNER).cut(1, CORNER);
        let beside = if corner.is_empty() { INNER } else { INNER - CORNER - 2.0 };
        let part = fit(&self.part, Face::Strong, &[3.2, 2.9, 2.6], beside, 1);
        // The place stands beside the first line, whatever that is.
        let (width, up) = if part.is_empty() { (beside, -2.0) } else { (INNER, 1.0) };
        let alone = [7.5, 7.0, 6.5, 6.0].map(|size| balanced(&self.title, Face::Title, size, width));
        let title = alone.into_iter().find(|title| title.lines.len() <= 1);
        let title = title.unwrap_or_else(|| fit(&self.title, Face::Title, &[7.0, 6.2, 5.5, 4.8], width, TITLE));
        items.push(text(corner, WIDTH - MARGIN - CORNER, MARGIN - up, CORNER, Anchor::Middle, Look::Soft));
        let top = MARGIN + part.height();
        let mut y = top + title.height().max(CORNER / 2.0) + 1.5;
        items.push(text(part, MARGIN, MARGIN - 1.0, beside, Anchor::Start, Look::Soft));
        let title = text(title, MARGIN, top, width, Anchor::Start, Look::Ink);
        items.extend(linked(self.href.as_ref(), vec![title]));
        items.push(line(&[at(MARGIN, y), at(WIDTH - MARGIN, y)], Look::Tread));
        y += 2.5;
        let facts = fit(&self.facts.join(" \u{b7} "), Face::Strong, &[4.0, 3.6, 3.2], INNER, 2);
        let end = y + facts.height();
        items.push(text(facts, MARGIN, y, INNER, Anchor::Start, Look::Accent));
        end + 2.0
    }

    /// The line at the foot; where the text above must end.
    fn foot(&self, items: &mut Vec<Item>) -> f64 {
        let foot = fit(&self.foot, Face::Text, &[2.6, 2.3], INNER, 2);
        let top = HEIGHT - MARGIN + 2.0 - foot.height();
        items.push(text(foot, MARGIN, top, INNER, Anchor::Start, Look::Soft));
        top - 1.5
    }

    /// What it is for, and the steps.
    fn text(&self, area: Rect, items: &mut Vec<Item>) {
        let whole = |size: &f64| Some(Set::new(self, *size)).filter(|set| set.height() <= area.height);
        let set = STEPS.iter().find_map(whole).unwrap_or_else(|| Set::new(self, smallest()).within(self, area.height));
        set.drawn(area, items);
    }
}

fn smallest() -> f64 {
    STEPS.into_iter().fold(f64::MAX, f64::min)
}

/// `text` in the largest of `sizes` in which it has at most `most` lines; cut in the smallest.
fn fit(text: &str, face: Face, sizes: &[f64], width: f64, most: usize) -> Lines {
    text::fit(text, face, sizes, width, most).0
}

/// The running text of a card in one size.
struct Set {
    size: f64,
    purpose: Lines,
    heading: Lines,
    /// Each step's number and its text with its time.
    steps: Vec<(Lines, Lines)>,
    /// What says how many are left out.
    more: Lines,
}

impl Set {
    fn new(card: &Card, size: f64) -> Self {
        let step = |(at, (step, time)): (usize, &(String, String))| {
            // The time stays on one line.
            let time = time.replace(' ', "\u{a0}");
            let told = if time.is_empty() { step.clone() } else { format!("{step} ({time})") };
            let number = wrap(&at.to_string(), Face::Strong, size, Self::indent(size)).cut(1, Self::indent(size));
            (number, wrap(&told, Face::Text, size, INNER - Self::indent(size)))
        };
        let steps = (1..).zip(&card.steps).map(step).filter(|(_, lines)| !lines.is_empty());
        let steps: Vec<_> = steps.collect();
        let heading = if steps.is_empty() { "" } else { card.heading.as_str() };
        Self {
            size,
            purpose: wrap(&card.purpose, Face::Text, size, INNER),
            heading: wrap(heading, Face::Strong, size * 0.9, INNER).cut(1, INNER),
            steps,
            more: wrap("", Face::Text, size, INNER),
        }
    }

    /// How much room a step's number takes.
    fn indent(size: f64) -> f64 {
        size * 1.8
    }

    /// Between its parts.
    fn gap(&self) -> f64 {
        self.size * 0.45
    }

    fn height(&self) -> f64 {
        let step = |(_, lines): &(Lines, Lines)| lines.height() + self.gap();
        let steps = self.steps.iter().map(step).sum::<f64>();
        let more = if self.more.is_empty() { 0.0 } else { self.more.height() + self.gap() };
        self.purpose.height() + 2.0 * self.gap() + self.heading.height() + steps + more
    }

    /// The same with the last steps left out until it is no higher than `room`. What it is for is cut only where
    /// otherwise not even three lines of the first step had room.
    fn within(mut self, card: &Card, room: f64) -> Self {
        let all = self.steps.len();
        let line = self.size * LEADING;
        let step = if all == 0 { 0.0 } else { self.heading.height() + 2.0 * self.gap() + 4.0 * line };
        let most = self.lines_in(room - 2.0 * self.gap() - step);
        self.purpose = self.purpose.cut(most, INNER);
        while self.height() > room && self.steps.len() > 1 {
            self.steps.pop();
            let left = (all - self.steps.len()).to_string();
            self.more = wrap(&card.more.replace("{n}", &left), Face::Text, self.size, INNER).cut(1, INNER);
        }
        let over = self.height() - room;
        if over > 0.0
            && let Some((number, lines)) = self.steps.pop()
        {
            let kept = self.lines_in(lines.height() - over);
            self.steps.push((number, lines.cut(kept, INNER - Self::indent(self.size))));
        }
        self
    }

    /// How many lines fit in `room`; one at least.
    fn lines_in(&self, room: f64) -> usize {
        lines_in(room + 1e-6, self.size).max(1)
    }

    fn drawn(self, area: Rect, items: &mut Vec<Item>) {
        let (gap, indent) = (self.gap(), Self::indent(self.size));
        let mut y = area.y;
        let put = |lines: Lines, inset: f64, top: f64, width: f64, look| {
            text(lines, area.x + inset, top, width, Anchor::Start, look)
        };
        let purpose = self.purpose.height();
        items.push(put(self.purpose, 0.0, y, area.width, Look::Ink));
        y += purpose + 2.0 * gap;
        let heading = self.heading.height();
        items.push(put(self.heading, 0.0, y, area.width, Look::Soft));
        y += heading;
        for (number, lines) in self.steps {
            let height = lines.height();
            items.push(put(number, 0.0, y + gap, indent, Look::Accent));
            items.push(put(lines, indent, y + gap, area.width - indent, Look::Ink));
            y += height + gap;
        }
        items.push(put(self.more, 0.0, y + gap, area.width, Look::Soft));
    }
}
