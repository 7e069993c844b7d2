//! Tables that are none, and rows that lose their last cells.

use memchr::{memchr, memchr_iter};

use super::lines::{is_false_space, name};
use super::{Findings, Signs};
use crate::diagnostic::code;
use crate::source::markdown::{Outline, Role, Shape};

/// Looks for both.
pub(super) fn find(outline: &Outline, signs: &Signs, findings: &mut Findings) {
    if !signs.bars {
        return;
    }
    for block in outline.blocks.iter().filter(|block| block.role != Role::Cell) {
        let text = outline.slice(block.range.clone());
        if memchr(b'|', text.as_bytes()).is_some() && text.contains('\n') {
            no_table(text, block.range.start, findings);
        }
    }
    for shape in &outline.shapes {
        let Shape::Row(range, columns) = shape else { continue };
        let row = outline.slice(range.clone());
        // A row has at most one cell for each bar, besides the bar that opens it, and one behind the last.
        let most = memchr_iter(b'|', row.as_bytes()).count() + usize::from(!row.trim_end().ends_with('|'));
        if most <= *columns + usize::from(row.trim_start().starts_with('|')) {
            continue;
        }
        let found = cells(row).len();
        if found <= *columns || findings.is_taken(range) {
            continue;
        }
        let kept: usize = cells(row).iter().take(*columns).map(|cell| cell.len() + 1).sum();
        let lead = row.len() - row.trim_start_matches([' ', '|']).len();
        let start = range.start + lead.min(1) + kept;
        let message = format!("this row has {found} cells, but its table has {columns} columns");
        let hint = "remove a cell, or write `\\|` where a bar belongs to the text";
        findings.add(
            &code::TABLE_SHAPE,
            start..range.start + row.trim_end().len(),
            message,
            "readers won't see this",
            hint.into(),
        );
    }
}

/// The cells of a row.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim().trim_start_matches('>').trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in row.match_indices('|') {
        if row.get(..at).is_some_and(|before| before.ends_with('\\')) {
            continue;
        }
        cells.push(row.get(start..at).unwrap_or_default());
        start = at + 1;
    }
    let last = row.get(start..).unwrap_or_default();
    if !last.trim().is_empty() {
        cells.push(last);
    }
    cells
}

/// Lines of a paragraph that were to be a table.
fn no_table(text: &str, start: usize, findings: &mut Findings) {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        lines.push((start + at, line));
        at += line.len() + 1;
    }
    for pair in lines.windows(2) {
        let [(_, head), (at, line)] = pair else { continue };
        if is_rule(line) && head.contains('|') {
            let (above, here) = (cells(head).len(), cells(line).len());
            let place = *at..at + line.trim_end().len();
            let hint = format!("give it as many dashes as the line above has cells: `|{}`", "---|".repeat(above));
            let message =
                format!("this is not a table: its first row has {above} cells, but the line of dashes has {here}");
            let seen = "readers will see bars and dashes";
            if above != here {
                findings.add(&code::TABLE_SHAPE, place, message, seen, hint);
            } else if let Some(space) = line.chars().find(|c| is_false_space(*c)) {
                let right: String = line.chars().filter(|c| !is_false_space(*c)).collect();
                let message = format!("this is not a table: {} stands in its line of dashes", name(space));
                let hint = format!("write `{}`", right.trim());
                let edit = findings.replacement(*at..*at + line.len(), right.trim_end().to_owned());
                findings.add_fix(&code::TABLE_SHAPE, place, message, seen, hint, vec![edit]);
            }
            return;
        }
    }
    let is_row = |line: &&(usize, &str)| {
        let line = line.1.trim();
        line.len() > 2 && line.starts_with('|') && line.ends_with('|')
    };
    if let [first, second, ..] = lines.as_slice()
        && is_row(&first)
        && is_row(&second)
    {
        let columns = cells(first.1).len();
        let message = "this is not a table: there is no line of dashes below its first row";
        let hint = format!("write `|{}` below this row", "---|".repeat(columns));
        findings.add(
            &code::TABLE_SHAPE,
            first.0..first.0 + first.1.trim_end().len(),
            message,
            "readers will see the bars",
            hint,
        );
    }
}

/// Whether `line` is the line of dashes of a table.
fn is_rule(line: &str) -> bool {
    let line = line.trim().trim_start_matches('>').trim();
    line.contains('|')
        && line.contains("--")
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ') || is_false_space(c))
}
