//! The cells of a poster's columns: in which type each is set, how high it becomes, and its text.
//!
//! Refuses to let a cell reach into the next: what has no room is cut.

use super::{Block, Column, PAD, Sheet, count};
use crate::diagram::drawing::{Anchor, Item, Look, Rect, at, line, text};
use crate::diagram::text::{Face, LEADING, Lines, advance, balanced, lines_in, wrap};

/// The largest size of the questions' type: 25 points. Each step down is smaller by a part of it.
const LARGEST: f64 = 9.0;
const DOWN: f64 = 0.97;
/// So many steps lead down to the smallest: 6.5 points.
const STEPS: u16 = 45;
/// Above each question, in parts of its size.
const GAP: f64 = 0.32;
/// So much longer text becomes because lines end between words.
const RAGGED: f64 = 1.06;
/// The size by which titles go where there are no questions.
const EMPTY: f64 = 5.0;
/// So much larger than that of any other column the type of one may be.
const APART: f64 = 1.3;
/// So many steps at most the type of a block is raised above that of its column.
const RAISED: usize = 4;

/// A column by the lengths of its texts: enough to guess how much room it takes, without setting it.
pub(super) struct Rough {
    /// How many blocks it has.
    blocks: usize,
    /// How long each question is on one line, in em.
    questions: Vec<f64>,
}

impl Rough {
    /// Measures a column.
    pub(super) fn new(column: &Column) -> Self {
        let questions = column.blocks.iter().flat_map(|block| &block.questions);
        let questions = questions.map(|question| advance(question, Face::Text, 1.0) * RAGGED).collect();
        Self { blocks: column.blocks.len(), questions }
    }

    /// About the largest size in which it fits into `room`.
    pub(super) fn size(&self, inner: f64, room: f64) -> f64 {
        size(first_step(|step| self.height(inner, size(step)) <= room))
    }

    fn height(&self, inner: f64, size: f64) -> f64 {
        let width = (inner - Cell::indent(size)).max(size);
        let question = |long: &f64| (long * size / width).ceil().max(1.0) * size * LEADING + GAP * size;
        let title = Cell::title(size) * LEADING + 1.4 * PAD;
        self.questions.iter().map(question).sum::<f64>() + title * count(self.blocks)
    }
}

/// The first step at which all blocks fit; the last, if none is.
fn step_in(column: &Column, inner: f64, room: f64) -> u16 {
    first_step(|step| column.blocks.iter().map(|block| needs(block, inner, size(step))).sum::<f64>() <= room)
}

/// The first step at which something fits, since it does at all that follow; the last, if none is.
fn first_step(fits: impl Fn(u16) -> bool) -> u16 {
    let (mut low, mut high) = (0, STEPS);
    while low < high {
        let middle = u16::midpoint(low, high);
        if fits(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}

/// For each column, the size of each block's type: as large as there is room.
pub(super) fn sizes(columns: &[Column], inner: &[f64], room: f64, empty: bool) -> Vec<Vec<f64>> {
    if empty {
        return columns.iter().map(|column| vec![EMPTY; column.blocks.len()]).collect();
    }
    let steps: Vec<u16> = columns.iter().zip(inner).map(|(column, inner)| step_in(column, *inner, room)).collect();
    let least = steps.iter().map(|step| size(*step)).fold(f64::MAX, f64::min);
    let largest = (0..STEPS).find(|step| size(*step) <= least * APART).unwrap_or(STEPS);
    let all = columns.iter().zip(inner).zip(steps);
    all.map(|((column, inner), step)| raised(column, *inner, room, step.max(largest), largest)).collect()
}

/// The sizes of a column's blocks, from the step at which all fit: one after the other is raised as long as there is room.
fn raised(column: &Column, inner: f64, room: f64, step: u16, largest: u16) -> Vec<f64> {
    let mut steps = vec![step; column.blocks.len()];
    let mut left = room - column.blocks.iter().map(|block| needs(block, inner, size(step))).sum::<f64>();
    for above in (largest..step).rev().take(RAISED) {
        for (step, block) in steps.iter_mut().zip(&column.blocks).filter(|(step, _)| **step == above + 1) {
            let more = needs(block, inner, size(above)) - needs(block, inner, size(*step));
            if more <= left {
                (*step, left) = (above, left - more);
            }
        }
    }
    steps.into_iter().map(size).collect()
}

fn size(step: u16) -> f64 {
    LARGEST * DOWN.powi(i32::from(step))
}

fn needs(block: &Block, inner: f64, size: f64) -> f64 {
    Cell::new(block, 0, inner, size, false).height()
}

/// The cells of one column, each in its size; questions are numbered on from `first`. Returns the next number.
pub(super) fn drawn(
    column: &Column,
    area: Rect,
    sizes: &[f64],
    mut first: usize,
    empty: bool,
    sheet: &mut Sheet,
) -> usize {
    let inner = area.width - 2.0 * PAD;
    let mut cells = Vec::new();
    for (block, size) in column.blocks.iter().zip(sizes) {
        cells.push(Cell::new(block, first, inner, *size, empty));
        first += block.questions.len();
    }
    let needs: Vec<f64> = cells.iter().map(Cell::height).collect();
    let mut y = area.y;
    for ((cell, height), block) in cells.into_iter().zip(share(&needs, area.height, empty)).zip(&column.blocks) {
        if cell.height() > height + 1e-6 {
            sheet.miss(&block.id);
        }
        if y > area.y {
            sheet.items.push(line(&[at(area.x, y), at(area.right(), y)], Look::Hair));
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
        let title = balanced(&block.title, Face::Title, Self::title(size), inner);
        let set = |question: &String| wrap(question, Face::Text, size, inner - Self::indent(size));
        let numbered = (first + 1..).zip(block.questions.iter().map(set));
        let questions = if empty { Vec::new() } else { numbered.filter(|(_, lines)| !lines.is_empty()).collect() };
        Self { title, questions, size }
    }

    /// The size of the title: larger than the questions, smaller than the stage's.
    fn title(size: f64) -> f64 {
        (size * 1.3).min((size * 1.1).max(5.4))
    }

    /// How much room a question's number takes.
    fn indent(size: f64) -> f64 {
        size * 1.8
    }

    /// Above each question.
    fn gap(&self) -> f64 {
        self.size * GAP
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
        let title = self.title.clone().cut(lines_in(end - y, Self::title(size)), width);
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
