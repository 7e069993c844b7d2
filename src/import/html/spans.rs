//! Words of an element, on one line or as they are: what blocks and tables share.

use htmd::Element;
use htmd::element_handler::Handlers;

use super::literal::BREAK;

/// What stands in the element, as Markdown.
pub(super) fn inside(handlers: &dyn Handlers, element: &Element) -> String {
    handlers.walk_children(element.node).content
}

/// `text` on one line.
pub(super) fn on_one_line(text: &str) -> String {
    text.replace(BREAK, " ").split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Code within a line: as many backticks around it as none inside has.
pub(super) fn code_span(text: &str) -> String {
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return text;
    }
    let runs = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(if runs == 1 { 2 } else { runs.max(1) + usize::from(runs > 1) });
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
