//! A canvas as one poster: A3 across, in millimetres; stages as columns, blocks as cells, questions in them.
//!
//! The type of the questions steps down until all columns fit; what does not fit in the smallest is cut, ends in `…`, and is
//! named, so that a build can warn. Empty, cells keep their titles alone and leave room for sticky notes. Refuses to overlap, whatever
//! the length; refuses colours, which are the writer's.

use super::drawing::{Anchor, Drawing, Item, Look, Rect, at, head, sentences, text};
use super::text::{Face, LEADING, Lines, balanced, wrap};

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
const MARGIN: f64 = 14.0;
/// Most stages that have room side by side.
const MOST: usize = 24;
/// Between a cell's rim and its text.
const PAD: f64 = 3.6;
/// Sizes of the questions' type: 14 points down to 6.5.
const STEPS: [f64; 11] = [5.0, 4.7, 4.4, 4.1, 3.8, 3.55, 3.3, 3.1, 2.9, 2.7, 2.5];
const SMALLEST: f64 = 2.3;
const STROKE: f64 = 0.6;

impl Poster {
    /// Draws it; `empty` without questions.
    #[must_use]
    pub fn draw(&self, empty: bool) -> Fitted {
        let mut sheet = Sheet { items: Vec::new(), unfit: Vec::new() };
        let top = self.head(&mut sheet);
        let bottom = self.foot(&mut sheet);
        let columns = self.columns.get(..MOST).unwrap_or(&self.columns);
        sheet.unfit.extend(self.columns.iter().skip(MOST).map(|column| column.id.clone()));
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
        let told = |(at, column): (usize, &Column)| {
            let blocks: Vec<&str> = column.blocks.iter().map(|block| block.title.as_str()).collect();
            format!("{}. {}: {}", at + 1, column.title, blocks.join(", "))
        };
        sentences(self.columns.iter().enumerate().map(told))
    }

    /// Title and lens; how far down they reach.
    fn head(&self, sheet: &mut Sheet) -> f64 {
        let width = WIDTH - 2.0 * MARGIN;
        let title = sheet.fit(&self.title, Face::Title, &[14.0, 12.0, 10.0, 8.0, 6.0], width, 2, "title");
        let lens = sheet.fit(&self.lens, Face::Text, &[6.0, 5.0, 4.2, 3.6], width, 2, "lens");
        let below = MARGIN - 3.0 + title.height();
        let end = below + lens.height();
        sheet.items.push(text(title, MARGIN, MARGIN - 3.0, width, Anchor::Start, Look::Ink));
        sheet.items.push(text(lens, MARGIN, below, width, Anchor::Start, Look::Soft));
        end + 4.0
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
        let set = |size: &f64| balanced(text, face, *size, width);
        let smallest = sizes.last().copied().unwrap_or(STROKE);
        let found = sizes.iter().map(set).find(|lines| lines.lines.len() <= most);
        found.unwrap_or_else(|| {
            self.miss(what);
            wrap(text, face, smallest, width).cut(most, width)
        })
    }

    fn miss(&mut self, what: &str) {
        if !self.unfit.iter().any(|known| known == what) {
            self.unfit.push(what.to_owned());
        }
    }
}

/// All columns, from `top` to `bottom`.
fn columns_between(columns: &[Column], top: f64, bottom: f64, empty: bool, sheet: &mut Sheet) {
    let width = (WIDTH - 2.0 * MARGIN) / count(columns.len());
    let inner = width - 2.0 * PAD;
    let mut first = 0;
    let titles: Vec<Lines> = (1..)
        .zip(columns)
        .map(|(number, column): (usize, &Column)| {
            let title = format!("{number}\u{2002}{}", column.title);
            sheet.fit(&title, Face::Title, &[7.5, 6.5, 5.5, 4.5, 3.6], inner, 2, &column.id)
        })
        .collect();
    let outputs: Vec<Lines> = columns
        .iter()
        .map(|column| sheet.fit(&column.output, Face::Strong, &[4.2, 3.7, 3.2, 2.8], inner - 6.0, 4, &column.id))
        .collect();
    let tallest = |all: &[Lines]| all.iter().map(Lines::height).fold(0.0, f64::max);
    let head = tallest(&titles) + PAD;
    let hand = if tallest(&outputs) > 0.0 { tallest(&outputs) + PAD } else { 0.0 };
    let room = bottom - top - head - hand;
    let size = size_for(columns, inner, room, empty);
    for (at_column, ((title, output), column)) in titles.into_iter().zip(outputs).zip(columns).enumerate() {
        let x = MARGIN + width * count(at_column);
        let area = Rect::new(x, top, width, head);
        sheet.items.push(Item::Box(area, 0.0, Look::Main));
        let y = top + (head - title.height()) / 2.0;
        sheet.items.push(text(title, x + PAD, y, inner, Anchor::Start, Look::Reverse));
        let cells = Rect::new(x, top + head, width, room);
        first = cells_in(column, cells, size, first, empty, sheet);
        if hand > 0.0 {
            hand_on(output, Rect::new(x, bottom - hand, width, hand), sheet);
        }
        sheet.items.push(Item::Box(Rect::new(x, top, width, bottom - top), 0.0, Look::Rule));
    }
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

/// The largest type in which the cells of all columns fit, or the smallest there is.
fn size_for(columns: &[Column], inner: f64, room: f64, empty: bool) -> f64 {
    let fits = |size: &f64| {
        let needs = |column: &Column| {
            column.blocks.iter().map(|block| Cell::new(block, 0, inner, *size, empty).height()).sum::<f64>()
        };
        columns.iter().all(|column| needs(column) <= room)
    };
    STEPS.into_iter().find(fits).unwrap_or(SMALLEST)
}

/// The cells of one column; questions are numbered on from `first`. Returns the next number.
fn cells_in(column: &Column, area: Rect, size: f64, mut first: usize, empty: bool, sheet: &mut Sheet) -> usize {
    let inner = area.width - 2.0 * PAD;
    let mut cells = Vec::new();
    for block in &column.blocks {
        cells.push(Cell::new(block, first, inner, size, empty));
        first += block.questions.len();
    }
    let needs: Vec<f64> = cells.iter().map(Cell::height).collect();
    let mut y = area.y;
    for ((cell, height), block) in cells.into_iter().zip(share(&needs, area.height, empty)).zip(&column.blocks) {
        if cell.height() > height + 1e-6 {
            sheet.miss(&block.id);
        }
        if y > area.y {
            sheet.items.push(super::drawing::line(&[at(area.x, y), at(area.right(), y)], Look::Hair));
        }
        cell.drawn(Rect::new(area.x, y, area.width, height), &mut sheet.items);
        y += height;
    }
    first
}

/// How high each cell becomes: what it needs and an equal share of what is left; if there is too little, the
/// shortest get what they need and the others share the rest. `equal` gives all the same.
fn share(needs: &[f64], room: f64, equal: bool) -> Vec<f64> {
    let total: f64 = needs.iter().sum();
    let each = room / count(needs.len().max(1));
    if equal && needs.iter().all(|need| *need <= each) {
        return needs.iter().map(|_| each).collect();
    }
    if total <= room {
        let more = (room - total) / count(needs.len().max(1));
        return needs.iter().map(|need| need + more).collect();
    }
    let mut sorted = needs.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (mut left, mut limit) = (room, 0.0);
    for (at, need) in sorted.iter().enumerate() {
        limit = left / count(sorted.len() - at);
        if *need > limit {
            break;
        }
        left -= need;
    }
    needs.iter().map(|need| need.min(limit)).collect()
}

/// The text of one cell.
struct Cell {
    title: Lines,
    questions: Vec<(usize, Lines)>,
    size: f64,
}

impl Cell {
    fn new(block: &Block, first: usize, inner: f64, size: f64, empty: bool) -> Self {
        let title = balanced(&block.title, Face::Title, size * 1.3, inner);
        let set = |question: &String| wrap(question, Face::Text, size, inner - Self::indent(size));
        let numbered = (first + 1..).zip(block.questions.iter().map(set));
        let questions = if empty { Vec::new() } else { numbered.filter(|(_, lines)| !lines.is_empty()).collect() };
        Self { title, questions, size }
    }

    /// How much room a question's number takes.
    fn indent(size: f64) -> f64 {
        size * 1.9
    }

    /// Above each question.
    fn gap(&self) -> f64 {
        self.size * 0.45
    }

    fn height(&self) -> f64 {
        let questions = self.questions.iter().map(|(_, lines)| lines.height() + self.gap()).sum::<f64>();
        self.title.height() + questions + 1.4 * PAD
    }

    /// The cell in `area`; lines that have no room in it are left out, and the last that has ends in `…`.
    fn drawn(self, area: Rect, items: &mut Vec<Item>) {
        let (size, gap) = (self.size, self.gap());
        let (x, width) = (area.x + PAD, area.width - 2.0 * PAD);
        let end = area.bottom() - 0.7 * PAD + 1e-6;
        let mut y = area.y + 0.7 * PAD;
        let title = self.title.clone().cut(lines_in(end - y, size * 1.3), width);
        y += title.height();
        items.push(text(
            title,
            x,
            y - self.title.height().min(y - area.y - 0.7 * PAD),
            width,
            Anchor::Start,
            Look::Ink,
        ));
        for (number, lines) in self.questions {
            let top = y + gap;
            let room = lines_in(end - top, size);
            if room == 0 {
                break;
            }
            let indent = Self::indent(size);
            let number = wrap(&number.to_string(), Face::Strong, size * 0.8, indent);
            let lines = lines.cut(room, width - indent);
            y = top + lines.height();
            // Both stand on one line.
            items.push(text(number, x, top + size * 0.2, indent, Anchor::Start, Look::Accent));
            items.push(text(lines, x + indent, top, width - indent, Anchor::Start, Look::Ink));
        }
    }
}

/// How many lines of this size fit below each other in `room`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole, not negative, and a few hundred at most"
)]
fn lines_in(room: f64, size: f64) -> usize {
    (room / (size * LEADING)).max(0.0).floor() as usize
}

#[expect(clippy::cast_precision_loss, reason = "columns and cells are few")]
fn count(parts: usize) -> f64 {
    parts as f64
}
