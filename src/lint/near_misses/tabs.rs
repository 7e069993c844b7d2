//! Tables that Excel and Word divide by tabs when they are pasted.

use std::ops::Range;

use super::{Findings, lines};
use crate::diagnostic::code;
use crate::source::markdown::{Outline, Shape};

/// So many rows of a table at most are shown in a hint.
const SHOWN: usize = 2;

/// Looks for rows that tabs divide: two lines with a tab among their words, or one with two.
pub(super) fn find(outline: &Outline, findings: &mut Findings) {
    // A first cell without words makes its row a block of code.
    let mut taken = 0;
    for shape in &outline.shapes {
        let Shape::Indented(range) = shape else { continue };
        let text = outline.slice(range.clone());
        if text.starts_with('\t') || outline.slice(0..range.start).ends_with('\t') {
            let end = outline
                .blocks
                .iter()
                .find(|block| block.range.start >= range.end && follows(outline, range.end, block.range.start));
            let end = end.map_or(range.end, |block| block.range.end);
            let start = outline.slice(0..range.start).trim_end_matches('\t').len();
            if table(outline, start..end, findings) {
                taken = end;
            }
        }
    }
    for block in lines::blocks(outline) {
        if block.range.start >= taken && outline.slice(block.range.clone()).contains('\t') {
            table(outline, block.range.clone(), findings);
        }
    }
}

/// Whether nothing stands between two places but the end of a line.
fn follows(outline: &Outline, from: usize, to: usize) -> bool {
    let between = outline.slice(from..to);
    between.trim().is_empty() && between.matches('\n').count() <= 1
}

/// Reports `range` if its lines are rows.
fn table(outline: &Outline, range: Range<usize>, findings: &mut Findings) -> bool {
    let text = outline.slice(range.clone()).trim_end();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').map(str::trim).collect()).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let is_row = |row: &Vec<&str>| row.len() == columns && row.iter().any(|cell| !cell.is_empty());
    let is_list = rows.iter().any(|row| {
        row.first().is_some_and(|cell| cell.chars().count() == 1 && !cell.chars().all(char::is_alphanumeric))
    });
    let enough = if rows.len() > 1 { columns > 1 } else { columns > 2 };
    if !enough || is_list || !rows.iter().take(SHOWN).all(is_row) {
        return false;
    }
    let row = |row: &Vec<&str>| {
        format!("| {} |", row.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>().join(" | "))
    };
    let written = rows.iter().map(row);
    let rule = format!("|{}", "---|".repeat(columns));
    let table: Vec<String> = written.clone().take(1).chain([rule]).chain(written.skip(1)).collect();
    let shown: Vec<&str> = table.iter().map(String::as_str).take(SHOWN + 1).collect();
    let more = if table.len() > SHOWN + 1 { "\n…" } else { "" };
    let hint = format!("write bars between the cells, and dashes below the first row:\n{}{more}", shown.join("\n"));
    let line = text.lines().next().unwrap_or_default();
    let lead = line.len() - line.trim_start().len();
    let place = range.start + lead..range.start + line.trim_end().len();
    let (message, label) =
        ("this is not a table: tabs stand between its cells", "readers will see its rows in one paragraph");
    let edit = findings.replacement(range.start..range.start + text.len(), table.join("\n"));
    findings.add_fix(&code::TABLE_SHAPE, place, message, label, hint, vec![edit]);
    true
}
