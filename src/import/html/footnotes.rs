//! Footnotes: the number in the text and the note at the end, as Markdown processors write them, become one form.

use std::collections::BTreeMap;

use super::dom::{self, NodeRef};

/// Turns each link to a note and each note into `footnote-mark` and `footnote-text`.
pub(super) fn unify(root: &NodeRef) {
    let is_list = |node: &markup5ever_rcdom::Node| {
        let class = dom::has_class(node, &["footnotes", "footnote", "footnotes-list", "footnote-list"]);
        class || dom::attribute(node, "role").as_deref() == Some("doc-endnotes")
    };
    let Some(section) = dom::find(root, is_list) else { return };
    let notes: BTreeMap<String, NodeRef> = dom::all(&section)
        .into_iter()
        .filter(|node| dom::tag(node) == "li")
        .filter_map(|note| Some((dom::attribute(&note, "id").filter(|id| !id.is_empty())?, note)))
        .collect();
    if notes.is_empty() {
        return;
    }
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut order = Vec::new();
    for link in dom::all(root) {
        let Some(id) = dom::attribute(&link, "href").and_then(|href| href.strip_prefix('#').map(str::to_owned)) else {
            continue;
        };
        if dom::tag(&link) != "a" || !notes.contains_key(&id) {
            continue;
        }
        let name = names.entry(id.clone()).or_insert_with(|| {
            order.push(id);
            order.len().to_string()
        });
        let mark = dom::element("footnote-mark", &[("name", name)], Vec::new());
        // The mark stands in a `<sup>` of its own, or is one.
        let around = dom::parent(&link)
            .filter(|parent| dom::tag(parent) == "sup" && dom::line_of(parent) == dom::line_of(&link));
        dom::replace(&around.unwrap_or(link), vec![mark]);
    }
    let texts: Vec<NodeRef> = order
        .iter()
        .filter_map(|id| {
            let note = notes.get(id)?;
            remove_ways_back(note);
            Some(dom::element("footnote-text", &[("name", names.get(id)?)], dom::children(note)))
        })
        .collect();
    // Notes that nothing leads to stay where they are.
    order.iter().filter_map(|id| notes.get(id)).for_each(dom::remove);
    let is_spent = dom::find(&section, |node| dom::tag(node) == "li").is_none();
    let rest = if is_spent { Vec::new() } else { vec![NodeRef::clone(&section)] };
    dom::replace(&section, texts.into_iter().chain(rest).collect());
}

fn remove_ways_back(note: &NodeRef) {
    for link in dom::all(note) {
        let is_back =
            dom::has_class(&link, &["footnote-back", "footnote-backref", "reversefootnote", "data-footnote-backref"])
                || dom::tag(&link) == "a" && dom::line_of(&link).chars().all(|c| !c.is_alphanumeric());
        if dom::tag(&link) == "a" && is_back {
            dom::remove(&link);
        }
    }
}
