//! The body of a file as blocks: headings, paragraphs, lists, tables, quotations, code.

use super::inline::Context;
use super::numbering::{Numbering, Place};
use super::styles::Role;
use super::xml::Element;
use crate::import::html::dom::{self, NodeRef};

/// A block, before those that belong together are joined.
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) nodes: Vec<NodeRef>,
    /// Bookmarks that lie in it.
    pub(super) bookmarks: Vec<String>,
    /// The id of a heading that links lead to.
    pub(super) id: Option<String>,
}

/// What a block is.
pub(super) enum Kind {
    Role(Role),
    Item(Place),
    Table,
}

/// The blocks of a body, a cell, a note or a text box.
pub(super) fn blocks<'f>(parent: &'f Element, context: &mut Context<'f>, numbering: &mut Numbering) -> Vec<Block> {
    let mut out = Vec::new();
    for element in &parent.children {
        match element.name.as_str() {
            "w:p" => paragraph(element, context, numbering, &mut out),
            "w:tbl" => {
                let table = table(element, context, numbering);
                out.push(Block {
                    kind: Kind::Table,
                    nodes: vec![table],
                    bookmarks: std::mem::take(&mut context.bookmarks),
                    id: None,
                });
            }
            "w:sdt" if is_contents(element) => {
                context.count("tables of contents left out, which sites make themselves");
            }
            "w:sdt" => {
                if let Some(inside) = element.child("w:sdtContent") {
                    out.extend(blocks(inside, context, numbering));
                }
            }
            "w:ins" | "w:moveTo" | "w:customXml" | "w:smartTag" => out.extend(blocks(element, context, numbering)),
            "w:bookmarkStart" => context.bookmarks.extend(element.attribute("w:name").map(str::to_owned)),
            _ => {}
        }
    }
    out
}

/// Whether a part of the body was made by Word as its table of contents.
fn is_contents(element: &Element) -> bool {
    let gallery = element.child("w:sdtPr").and_then(|properties| properties.find("w:docPartGallery"));
    gallery.and_then(|gallery| gallery.attribute("w:val")).is_some_and(|name| name == "Table of Contents")
}

fn paragraph<'f>(element: &'f Element, context: &mut Context<'f>, numbering: &mut Numbering, out: &mut Vec<Block>) {
    let properties = element.child("w:pPr");
    let style = properties.and_then(|properties| properties.value("w:pStyle"));
    let mut role = style.map_or(Role::Text, |style| context.styles.role(style));
    let outline =
        properties.and_then(|properties| properties.value("w:outlineLvl")).and_then(|level| level.parse::<u8>().ok());
    if let (Role::Text, Some(level @ 0..=8)) = (role, outline) {
        role = Role::Heading(level + 1);
    }
    let nodes = context.paragraph(element);
    if role == Role::Contents {
        return context.count("tables of contents left out, which sites make themselves");
    }
    let own = properties.and_then(|properties| properties.child("w:numPr"));
    let level = own.and_then(|own| own.value("w:ilvl")).and_then(|level| level.parse().ok());
    let of_style = style.and_then(|style| context.styles.numbering(style));
    let list =
        own.and_then(|own| own.value("w:numId")).map(str::to_owned).or_else(|| of_style.clone().map(|(list, _)| list));
    let level = level.or_else(|| of_style.map(|(_, level)| level)).unwrap_or(0);
    let has_text = nodes.iter().any(|node| !dom::line_of(node).is_empty() || dom::find(node, |_| true).is_some());
    if has_text {
        let place =
            list.filter(|_| matches!(role, Role::Text | Role::Continues)).and_then(|list| numbering.next(&list, level));
        let depth = style.map_or(0, |style| context.styles.list_depth(style));
        let place = place.map(|place| Place { level: place.level.max(depth), ..place });
        let kind = place.map_or(Kind::Role(role), Kind::Item);
        out.push(Block { kind, nodes, bookmarks: std::mem::take(&mut context.bookmarks), id: None });
    } else if let (Role::Code, Some(Block { kind: Kind::Role(Role::Code), .. })) = (role, out.last()) {
        out.push(Block { kind: Kind::Role(role), nodes, bookmarks: Vec::new(), id: None });
    }
    for text_box in std::mem::take(&mut context.boxes) {
        let inside = blocks(text_box, context, numbering);
        out.extend(inside);
    }
}

fn table<'f>(element: &'f Element, context: &mut Context<'f>, numbering: &mut Numbering) -> NodeRef {
    let is_kept =
        |row: &&Element| row.name == "w:tr" && row.child("w:trPr").is_none_or(|row| row.child("w:del").is_none());
    let rows: Vec<&Element> =
        element.children.iter().flat_map(|child| content_of(child, "w:tr")).filter(is_kept).collect();
    let grid: Vec<Vec<(usize, usize, &Element)>> = rows.iter().map(|row| columns(row)).collect();
    let mut lines = Vec::new();
    for (at, (row, cells)) in rows.iter().zip(&grid).enumerate() {
        let is_head = row.child("w:trPr").and_then(|row| row.is_on("w:tblHeader")).unwrap_or(false) && at == 0;
        let mut line = Vec::new();
        for (column, width, cell) in cells {
            if merge_of(cell) == Some(false) {
                continue;
            }
            let goes_on = |row: &&Vec<(usize, usize, &Element)>| {
                row.iter().any(|(other, _, cell)| other == column && merge_of(cell) == Some(false))
            };
            let below = grid.iter().skip(at + 1).take_while(goes_on).count();
            let height = if merge_of(cell) == Some(true) { below + 1 } else { 1 };
            let inside = joined(blocks(cell, context, numbering));
            let attributes = [("colspan", &*width.to_string()), ("rowspan", &*height.to_string())];
            line.push(dom::element(if is_head { "th" } else { "td" }, &attributes, inside));
        }
        lines.push(dom::element("tr", &[], line));
    }
    dom::element("table", &[], lines)
}

/// `element` itself, or what its content control holds, where it is called `name`.
fn content_of<'e>(element: &'e Element, name: &str) -> Vec<&'e Element> {
    if element.name == name {
        return vec![element];
    }
    let content =
        element.child("w:sdtContent").map(|content| content.children.iter().filter(|child| child.name == name));
    content.into_iter().flatten().collect()
}

/// The cells of a row with the column and number of columns of each.
fn columns(row: &Element) -> Vec<(usize, usize, &Element)> {
    let skipped = row.child("w:trPr").and_then(|row| row.value("w:gridBefore")).and_then(|count| count.parse().ok());
    let mut at: usize = skipped.unwrap_or(0);
    let mut cells = Vec::new();
    for cell in row.children.iter().flat_map(|child| content_of(child, "w:tc")) {
        let width = cell.child("w:tcPr").and_then(|cell| cell.value("w:gridSpan")).and_then(|width| width.parse().ok());
        let width = width.unwrap_or(1_usize).clamp(1, 200);
        cells.push((at, width, cell));
        at = at.saturating_add(width);
    }
    cells
}

/// Whether a cell starts a column of merged cells (`true`) or goes on with one (`false`).
fn merge_of(cell: &Element) -> Option<bool> {
    let merge = cell.child("w:tcPr")?.child("w:vMerge")?;
    Some(merge.attribute("w:val") == Some("restart"))
}

/// Blocks as HTML, where those that belong together are one: items, lines of code, paragraphs of a quotation.
pub(super) fn joined(blocks: Vec<Block>) -> Vec<NodeRef> {
    let mut out = Vec::new();
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        match block.kind {
            Kind::Item(place) => {
                let mut items = vec![(place, vec![dom::element("p", &[], block.nodes)])];
                while let Some(next) =
                    rest.next_if(|next| matches!(next.kind, Kind::Item(_) | Kind::Role(Role::Continues)))
                {
                    let content = dom::element("p", &[], next.nodes);
                    match (next.kind, items.last_mut()) {
                        (Kind::Item(place), _) => items.push((place, vec![content])),
                        (_, Some((_, blocks))) => blocks.push(content),
                        _ => {}
                    }
                }
                out.extend(lists(&items));
            }
            Kind::Table => out.extend(block.nodes),
            Kind::Role(role @ (Role::Quote | Role::Callout(_) | Role::Code)) => {
                let mut parts = vec![block.nodes];
                while let Some(next) = rest.next_if(|next| matches!(&next.kind, Kind::Role(other) if *other == role)) {
                    parts.push(next.nodes);
                }
                out.push(together(role, parts));
            }
            Kind::Role(Role::Heading(level)) => {
                let heading = dom::element(&format!("h{}", level.clamp(1, 6)), &[], block.nodes);
                block.id.iter().for_each(|id| dom::set_attribute(&heading, "id", id));
                out.push(heading);
            }
            Kind::Role(Role::Caption) => out.push(dom::element("p", &[], vec![dom::element("em", &[], block.nodes)])),
            Kind::Role(_) => out.push(dom::element("p", &[], block.nodes)),
        }
    }
    out
}

fn together(role: Role, parts: Vec<Vec<NodeRef>>) -> NodeRef {
    if role == Role::Code {
        let lines: Vec<String> = parts.into_iter().map(|nodes| dom::text_of(&dom::element("p", &[], nodes))).collect();
        return dom::element("pre", &[], vec![dom::text_node(&lines.join("\n"))]);
    }
    let paragraphs = parts.into_iter().map(|nodes| dom::element("p", &[], nodes)).collect();
    match role {
        Role::Callout(kind) => dom::element("blockquote", &[("data-callout", kind)], paragraphs),
        _ => dom::element("blockquote", &[], paragraphs),
    }
}

/// Items as lists within lists.
fn lists(items: &[(Place, Vec<NodeRef>)]) -> Vec<NodeRef> {
    let mut out = Vec::new();
    let mut rest = items;
    while let Some((first, _)) = rest.first() {
        let is_of_list = |(place, _): &&(Place, Vec<NodeRef>)| {
            place.level > first.level || place.level == first.level && place.number.is_some() == first.number.is_some()
        };
        let (list, after) = rest.split_at(rest.iter().take_while(is_of_list).count().max(1));
        let mut entries = Vec::new();
        let mut expected = first.number;
        let mut at = 0;
        while let Some((place, content)) = list.get(at) {
            // A list that counts anew is another list.
            if at > 0 && place.level == first.level && place.number != expected {
                break;
            }
            let below = list.iter().skip(at + 1).take_while(|(inner, _)| inner.level > first.level).count();
            let mut inside = content.clone();
            inside.extend(lists(list.get(at + 1..=at + below).unwrap_or_default()));
            entries.push(dom::element("li", &[], inside));
            expected = expected.map(|number| number.saturating_add(1));
            at += below + 1;
        }
        let start = first.number.unwrap_or(1).to_string();
        let (tag, attributes) =
            if first.number.is_some() { ("ol", vec![("start", start.as_str())]) } else { ("ul", Vec::new()) };
        out.push(dom::element(tag, &attributes, entries));
        rest = if at < list.len() { rest.get(at..).unwrap_or_default() } else { after };
    }
    out
}
