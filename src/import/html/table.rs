//! Tables: merged cells are taken apart, and what stands in a cell is brought onto one line.

use htmd::Element;
use htmd::element_handler::Handlers;

use super::dom::{self, NodeRef};
use super::{literal, spans};

/// The most columns and rows that one cell may cover.
const MAX_SPAN: usize = 200;

/// Writes a table. A table inside a cell becomes a list in one line.
pub(super) fn table(handlers: &dyn Handlers, element: &Element) -> String {
    let rows = rows(element.node);
    let is_inside = dom::is_in(element.node, &["table"]);
    if rows.is_empty() {
        return format!("\n\n{}\n\n", spans::inside(handlers, element).trim_matches('\n'));
    }
    let caption = dom::children(element.node).into_iter().find(|node| dom::tag(node) == "caption");
    let caption =
        caption.map(|node| spans::on_one_line(&handlers.walk_children(&node).content)).filter(|text| !text.is_empty());
    let caption =
        caption.map(|text| format!("{}\n\n", literal::emphasis(literal::Emphasis::Em, &text))).unwrap_or_default();
    let has_head = has_head(&rows);
    let grid = grid(handlers, &rows);
    if is_inside {
        let rows: Vec<String> = grid.iter().map(|row| row.join(", ")).collect();
        return rows.join("; ");
    }
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &[String]| {
        let cells = (0..width).map(|at| row.get(at).map_or("", String::as_str));
        format!(
            "|{}",
            cells.map(|cell| if cell.is_empty() { "  |".into() } else { format!(" {cell} |") }).collect::<String>()
        )
    };
    let (head, body) = grid.split_at(usize::from(has_head));
    let head = head.first().map(Vec::as_slice).unwrap_or_default();
    let rule = format!("|{}", " --- |".repeat(width));
    let lines: Vec<String> = [line(head), rule].into_iter().chain(body.iter().map(|row| line(row))).collect();
    format!("\n\n{caption}{}\n\n", lines.join("\n"))
}

/// The table's own rows; those of tables in its cells are not among them.
fn rows(table: &NodeRef) -> Vec<NodeRef> {
    let groups = dom::children(table).into_iter().flat_map(|child| match dom::tag(&child) {
        "thead" | "tbody" | "tfoot" => dom::children(&child),
        _ => vec![child],
    });
    groups.filter(|row| dom::tag(row) == "tr" && !cells(row).is_empty()).collect()
}

fn cells(row: &NodeRef) -> Vec<NodeRef> {
    dom::children(row).into_iter().filter(|cell| matches!(dom::tag(cell), "td" | "th")).collect()
}

/// The cells of a table that only places blocks on the page, as blocks.
pub(super) fn placed(table: &NodeRef) -> Option<Vec<NodeRef>> {
    let rows = rows(table);
    if rows.is_empty() || !is_layout(&rows) {
        return None;
    }
    let caption = dom::children(table).into_iter().filter(|node| dom::tag(node) == "caption");
    let parts = caption.chain(rows.iter().flat_map(cells));
    Some(parts.map(|part| dom::element("div", &[], dom::children(&part))).collect())
}

/// Whether the table only places blocks on the page: one cell, or cells with headings or tables of their own.
fn is_layout(rows: &[NodeRef]) -> bool {
    let all: Vec<NodeRef> = rows.iter().flat_map(cells).collect();
    let holds_blocks = |cell: &NodeRef| {
        dom::find(cell, |node| matches!(dom::tag(node), "h1" | "h2" | "h3" | "h4" | "table" | "pre")).is_some()
    };
    all.len() == 1 || !all.iter().any(|cell| dom::tag(cell) == "th") && all.iter().any(holds_blocks)
}

/// Whether the first row names the columns: because it says so, or because nothing else in the table names anything.
fn has_head(rows: &[NodeRef]) -> bool {
    let Some(first) = rows.first() else { return false };
    let is_head = |cell: &NodeRef| dom::tag(cell) == "th";
    let says_so = dom::parent(first).is_some_and(|group| dom::tag(&group) == "thead");
    says_so || cells(first).iter().all(is_head) || !rows.iter().flat_map(cells).any(|cell| is_head(&cell))
}

/// All cells as text. A cell that covers several columns or rows is written once; the others that it covers stay blank, as they
/// look.
fn grid(handlers: &dyn Handlers, rows: &[NodeRef]) -> Vec<Vec<String>> {
    let mut covered: Vec<usize> = Vec::new();
    let mut grid = Vec::new();
    for row in rows {
        let mut line: Vec<String> = Vec::new();
        let mut cells = cells(row).into_iter();
        loop {
            if let Some(rows) = covered.get_mut(line.len()).filter(|rows| **rows > 0) {
                *rows -= 1;
                line.push(String::new());
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let span =
                |key| dom::attribute(&cell, key).and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, MAX_SPAN);
            let (columns, below) = (span("colspan"), span("rowspan") - 1);
            let text = one_line(&handlers.walk_children(&cell).content);
            for at in 0..columns {
                if covered.len() <= line.len() {
                    covered.push(0);
                }
                if let Some(rows) = covered.get_mut(line.len()) {
                    *rows = below;
                }
                line.push(if at == 0 { text.clone() } else { String::new() });
            }
        }
        grid.push(line);
    }
    grid
}

/// The blocks of a cell on one line, with its bars escaped.
fn one_line(text: &str) -> String {
    let mut out = String::new();
    let mut in_code = false;
    for line in text.lines() {
        let line = line.trim().trim_end_matches(literal::BREAK).trim();
        if line.starts_with("```") {
            in_code = !in_code;
            continue;
        }
        let line = if in_code { spans::code_span(line) } else { without_marks(line) };
        if line.is_empty() {
            continue;
        }
        // Between two paragraphs or items a sign is needed, unless the first ends with one.
        let ends_open = out.chars().last().is_some_and(|c| literal::sign(c).unwrap_or(c).is_alphanumeric());
        out.push_str(match (out.is_empty(), ends_open && !in_code) {
            (true, _) => "",
            (false, true) => "; ",
            (false, false) => " ",
        });
        out.push_str(&line);
    }
    out.chars().flat_map(|c| if literal::sign(c).unwrap_or(c) == '|' { vec!['\\', '|'] } else { vec![c] }).collect()
}

/// A line without the marks of lists, quotations and headings, which have no place in a cell.
fn without_marks(line: &str) -> String {
    let line = line.trim_start_matches(['>', ' ']);
    if line.starts_with("[!") {
        return line.split_once(']').map_or("", |(_, title)| title.trim_start_matches('-').trim()).to_owned();
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    if hashes > 0 {
        return literal::emphasis(literal::Emphasis::Strong, line.trim_start_matches('#').trim());
    }
    let line = line.strip_prefix("- ").or_else(|| line.strip_prefix(": ")).unwrap_or(line);
    line.replace("[x] ", "☑ ").replace("[ ] ", "☐ ")
}
