//! A canvas as one poster: A3 across, in millimetres; stages as columns, blocks as cells, questions in them.
//!
//! A stage with more to say is wider, and each block is set in the largest type that its stage has room for: a poster is read from two
//! metres. What does not fit in the smallest is cut, ends in `…`, and is named, so that a build can warn. Empty, cells
//! keep their titles alone and leave room for sticky notes. Refuses to overlap, whatever the length; refuses colours, which
//! are the writer's.

mod cells;

use cells::Rough;

use super::drawing::{Anchor, Drawing, Item, Look, Rect, at, head, sentences, text};
use super::text::{ASCENT, Face, Lines, fit};

/// What a poster shows.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Poster {
    /// The canvas's title.
    pub title: String,
    /// What to look through; may be empty.
    pub lens: String,
    /// The stages, in order.
    pub columns: Vec<Column>,
    /// A line at the foot: where the page is; may be empty.
    pub foot: String,
}

/// A stage.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Column {
    /// The name of the stage, for problems.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it hands on; may be empty.
    pub output: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block of questions.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Block {
    /// The name of the block, for problems.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it asks, in order.
    pub questions: Vec<String>,
}

/// A drawn poster.
#[derive(Clone, PartialEq, Debug)]
pub struct Fitted {
    /// The drawing, in millimetres.
    pub drawing: Drawing,
    /// What did not fit whole: ids of blocks and stages, or `title`, `lens` and `foot`.
    pub unfit: Vec<String>,
}

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 297.0;
const MARGIN: f64 = 11.0;
/// Most stages that have room side by side.
const MAX_STAGES: usize = 24;
/// Between the title and the lens beside it.
const APART: f64 = 9.0;
/// Between a cell's rim and its text.
const PAD: f64 = 3.6;
const STROKE: f64 = 0.6;
/// About so much of the columns' height is the cells'.
const ROOM: f64 = 0.86;
/// How often widths are tried.
const ROUNDS: usize = 5;
/// The least that a column has of an equal share.
const NARROWEST: f64 = 0.5;

impl Poster {
    /// Draws it; `empty` without questions.
    #[must_use]
    pub fn draw(&self, empty: bool) -> Fitted {
        let mut sheet = Sheet { items: Vec::new(), unfit: Vec::new() };
        let top = self.head(&mut sheet);
        let bottom = self.foot(&mut sheet);
        let columns = self.columns.get(..MAX_STAGES).unwrap_or(&self.columns);
        sheet.unfit.extend(self.columns.iter().skip(MAX_STAGES).map(|column| column.id.clone()));
        if !columns.is_empty() {
            columns_between(columns, top, bottom, empty, &mut sheet);
        }
        let drawing = Drawing {
            title: self.title.clone(),
            description: self.description(),
            width: WIDTH,
            height: HEIGHT,
            stroke: STROKE,
            items: sheet.items,
        };
        Fitted { drawing, unfit: sheet.unfit }
    }

    /// The stages with their blocks; the questions are read in the poster itself.
    fn description(&self) -> String {
        let description = |(at, column): (usize, &Column)| {
            let blocks: Vec<&str> = column.blocks.iter().map(|block| block.title.as_str()).collect();
            format!("{}. {}: {}", at + 1, column.title, blocks.join(", "))
        };
        sentences(self.columns.iter().enumerate().map(description))
    }

    /// Title and lens; how far down they reach.
    fn head(&self, sheet: &mut Sheet) -> f64 {
        let width = WIDTH - 2.0 * MARGIN;
        let title = sheet.fit(&self.title, Face::Title, &[12.0, 10.5, 9.0, 7.5, 6.0], width, 2, "title");
        let lens = sheet.fit(&self.lens, Face::Text, &[5.6, 5.0, 4.2, 3.6], width, 2, "lens");
        let top = MARGIN - 3.0;
        // On one line, if there is room for both: what is saved is the questions'.
        let beside = title.lines.len() == 1 && lens.lines.len() <= 1 && title.width + APART + lens.width <= width;
        let (own, x, y) = if beside {
            (title.width, title.width + APART, top + ASCENT * (title.size - lens.size))
        } else {
            (width, 0.0, top + title.height())
        };
        let end = (top + title.height()).max(y + lens.height());
        sheet.items.push(text(title, MARGIN, top, own, Anchor::Start, Look::Ink));
        sheet.items.push(text(lens, MARGIN + x, y, width - x, Anchor::Start, Look::Soft));
        end + 2.0
    }

    /// The line at the foot; where the columns must end.
    fn foot(&self, sheet: &mut Sheet) -> f64 {
        let width = WIDTH - 2.0 * MARGIN;
        let foot = sheet.fit(&self.foot, Face::Text, &[3.4, 2.8, 2.3], width, 1, "foot");
        let top = HEIGHT - MARGIN + 4.0;
        sheet.items.push(text(foot, MARGIN, top, width, Anchor::Start, Look::Soft));
        HEIGHT - MARGIN
    }
}

/// What is drawn, and what did not fit.
struct Sheet {
    items: Vec<Item>,
    unfit: Vec<String>,
}

impl Sheet {
    /// `text` in the largest of `sizes` in which it has at most `most` lines; cut, and named as `what`, if it has more in all.
    fn fit(&mut self, text: &str, face: Face, sizes: &[f64], width: f64, most: usize, what: &str) -> Lines {
        let (lines, whole) = fit(text, face, sizes, width, most);
        if !whole {
            self.miss(what);
        }
        lines
    }

    fn miss(&mut self, what: &str) {
        if !self.unfit.iter().any(|known| known == what) {
            self.unfit.push(what.to_owned());
        }
    }
}

/// All columns, from `top` to `bottom`.
fn columns_between(columns: &[Column], top: f64, bottom: f64, empty: bool, sheet: &mut Sheet) {
    let widths = widths(columns, bottom - top, empty);
    let titles: Vec<Lines> = (1..)
        .zip(columns.iter().zip(&widths))
        .map(|(number, (column, width)): (usize, (&Column, &f64))| {
            let title = format!("{number}\u{2002}{}", column.title);
            sheet.fit(&title, Face::Title, &[7.5, 6.5, 5.5, 4.5, 3.6], width - 2.0 * PAD, 2, &column.id)
        })
        .collect();
    let outputs: Vec<Lines> = columns
        .iter()
        .zip(&widths)
        .map(|(column, width)| {
            let inner = width - 2.0 * PAD - 6.0;
            sheet.fit(&column.output, Face::Strong, &[4.2, 3.7, 3.2, 2.8], inner, 4, &column.id)
        })
        .collect();
    let tallest = |all: &[Lines]| all.iter().map(Lines::height).fold(0.0, f64::max);
    let head = tallest(&titles) + PAD;
    let hand = if tallest(&outputs) > 0.0 { tallest(&outputs) + PAD } else { 0.0 };
    let room = bottom - top - head - hand;
    let inner: Vec<f64> = widths.iter().map(|width| width - 2.0 * PAD).collect();
    let sizes = cells::sizes(columns, &inner, room, empty);
    let (mut first, mut x) = (0, MARGIN);
    let all = titles.into_iter().zip(outputs).zip(columns.iter().zip(&widths).zip(&sizes));
    for ((title, output), ((column, width), sizes)) in all {
        let area = Rect::new(x, top, *width, head);
        sheet.items.push(Item::Box(area, 0.0, Look::Main));
        let y = top + (head - title.height()) / 2.0;
        sheet.items.push(text(title, x + PAD, y, width - 2.0 * PAD, Anchor::Start, Look::Reverse));
        let room = Rect::new(x, top + head, *width, room);
        first = cells::drawn(column, room, sizes, first, empty, sheet);
        if hand > 0.0 {
            hand_on(output, Rect::new(x, bottom - hand, *width, hand), sheet);
        }
        sheet.items.push(Item::Box(Rect::new(x, top, *width, bottom - top), 0.0, Look::Rule));
        x += width;
    }
}

/// How wide the columns are: in the end, so that the type of all becomes about equally large. Empty, all the same.
fn widths(columns: &[Column], height: f64, empty: bool) -> Vec<f64> {
    let total = WIDTH - 2.0 * MARGIN;
    let equal = vec![total / count(columns.len()); columns.len()];
    if empty {
        return equal;
    }
    let rough: Vec<Rough> = columns.iter().map(Rough::new).collect();
    let sizes = |widths: &[f64]| -> Vec<f64> {
        let all = rough.iter().zip(widths);
        all.map(|(column, width)| column.size(width - 2.0 * PAD, height * ROOM)).collect()
    };
    let least = |sizes: &[f64]| sizes.iter().copied().fold(f64::MAX, f64::min);
    let (mut best, mut widths) = ((0.0, equal.clone()), equal);
    for _ in 0..ROUNDS {
        let now = sizes(&widths);
        if least(&now) > best.0 {
            best = (least(&now), widths.clone());
        }
        let wanted: Vec<f64> = widths.iter().zip(&now).map(|(width, size)| width / size.powi(2)).collect();
        let sum: f64 = wanted.iter().sum();
        let narrowest = total / count(columns.len()) * NARROWEST;
        widths =
            wanted.iter().map(|width| narrowest + (total - narrowest * count(columns.len())) * width / sum).collect();
    }
    best.1
}

/// What a stage hands on, and where to.
fn hand_on(output: Lines, area: Rect, sheet: &mut Sheet) {
    sheet.items.push(Item::Box(area, 0.0, Look::Tint));
    if output.is_empty() {
        return;
    }
    let y = area.y + (area.height - output.height()) / 2.0;
    sheet.items.push(text(output, area.x + PAD, y, area.width - 2.0 * PAD - 6.0, Anchor::Start, Look::Ink));
    sheet.items.push(head(at(area.right() - PAD + 1.0, area.middle().y), at(1.0, 0.0), 4.5));
}

#[expect(clippy::cast_precision_loss, reason = "columns and cells are few")]
fn count(parts: usize) -> f64 {
    parts as f64
}
