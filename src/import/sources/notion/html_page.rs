//! A page of an export as HTML: its title, its table of properties, and what Notion writes in its own way.

use super::markdown_page::{callout_of, plain_title, property, without_block};
use super::names::{Names, title_of};
use crate::import::html::dom::{self, NodeRef};
use crate::import::{Document, Tree, html};

/// Reads the page at `document.from`.
pub(super) fn read(tree: &Tree, document: &mut Document, names: &Names) {
    let page = dom::parse(&tree.text(&document.from).unwrap_or_default());
    let with_class = |class: &'static str| dom::find(&page, move |node| dom::has_class(node, &[class]));
    let title = with_class("page-title").map(|title| dom::line_of(&title)).filter(|title| !title.is_empty());
    document.title = Some(plain_title(title.as_deref().unwrap_or_else(|| title_of(&document.from))));
    if let Some(table) = with_class("properties") {
        properties(&table, document);
    }
    let body = with_class("page-body").or_else(|| dom::find(&page, |node| dom::tag(node) == "body"));
    // The page itself stays: what it holds goes with it.
    let body = body.unwrap_or_else(|| NodeRef::clone(&page));
    for node in dom::all(&body) {
        element(&node, document, names);
    }
    let read = html::of(&body);
    document.text = read.text;
    document.losses.extend(read.losses);
}

fn properties(table: &NodeRef, document: &mut Document) {
    for row in dom::all(table).iter().filter(|node| dom::tag(node) == "tr") {
        let part =
            |tag: &'static str| dom::find(row, move |node| dom::tag(node) == tag).map(|cell| dom::line_of(&cell));
        // Tags stand in elements of their own, without commas.
        let tags: Vec<String> =
            dom::all(row).iter().filter(|node| dom::has_class(node, &["selected-value"])).map(dom::line_of).collect();
        if let (Some(name), Some(value)) = (part("th"), part("td")) {
            property(document, &name, &if tags.len() > 1 { tags.join(", ") } else { value });
        }
    }
}

/// Gives what Notion writes in its own way the form that all tools have.
fn element(node: &NodeRef, document: &mut Document, names: &Names) {
    match dom::tag(node) {
        "figure" if dom::has_class(node, &["callout"]) => {
            let icon = dom::find(node, |node| dom::has_class(node, &["icon"]));
            let sign = icon.as_ref().map(dom::line_of).unwrap_or_default();
            if let Some(icon) = icon {
                dom::remove(&icon);
            }
            let (kind, _) = callout_of(&sign);
            dom::replace(node, vec![dom::element("blockquote", &[("data-callout", kind)], dom::children(node))]);
        }
        "a" => {
            let address = dom::attribute(node, "href").unwrap_or_default();
            let address =
                names.exported(&address, &document.from).unwrap_or_else(|| without_block(&address).to_owned());
            dom::set_attribute(node, "href", &address);
        }
        "div" if dom::has_class(node, &["checkbox"]) => {
            let mut attributes = vec![("type", "checkbox")];
            if dom::has_class(node, &["checkbox-on"]) {
                attributes.push(("checked", ""));
            }
            dom::replace(node, vec![dom::element("input", &attributes, Vec::new())]);
        }
        "span" if dom::has_class(node, &["icon", "katex-html"]) => dom::remove(node),
        _ => {}
    }
}
