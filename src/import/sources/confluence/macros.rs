//! What macros leave in exported HTML, as what it means.

use crate::import::Document;
use crate::import::html::dom::{self, NodeRef};

/// Gives an element that a macro made the form that all tools have, or takes it out.
pub(super) fn rewrite(node: &NodeRef, document: &mut Document) {
    let is = |classes: &[&str]| dom::has_class(node, classes);
    let mut count = |what: &str| *document.changes.entry(what.to_owned()).or_default() += 1;
    match dom::tag(node) {
        "div" if is(&["toc-macro"]) => {
            count("tables of contents left out, which sites make themselves");
            dom::remove(node);
        }
        "div" if is(&["confluence-information-macro"]) => {
            count("callouts written our way");
            information(node);
        }
        "div" if is(&["expand-container"]) => {
            count("callouts written our way");
            expand(node);
        }
        "div" if is(&["panel"]) => panel(node),
        "li" if dom::attribute(node, "data-inline-task-id").is_some() => {
            dom::set_attribute(node, "data-task", if is(&["checked"]) { "done" } else { "open" });
        }
        "span" if is(&["status-macro"]) => dom::replace(node, vec![dom::element("strong", &[], dom::children(node))]),
        "span" if is(&["aui-icon", "expand-control-icon"]) => dom::remove(node),
        "a" if is(&["user-mention", "confluence-userlink"]) => dom::replace(node, dom::children(node)),
        "img" => picture(node),
        "div" if is(&["plugin_pagetree", "page-metadata", "pageSection"]) => dom::remove(node),
        _ => {}
    }
}

fn information(node: &NodeRef) {
    let kinds = [
        ("confluence-information-macro-tip", "tip"),
        ("confluence-information-macro-note", "warning"),
        ("confluence-information-macro-warning", "caution"),
    ];
    let kind = kinds.iter().find(|(class, _)| dom::has_class(node, &[class])).map_or("note", |(_, kind)| kind);
    callout(node, kind, "title", "");
}

fn expand(node: &NodeRef) {
    dom::all(node).iter().filter(|inner| dom::has_class(inner, &["expand-control-icon"])).for_each(dom::remove);
    callout(node, "note", "expand-control", "-");
}

/// A panel of code is its code below its title; any other is a callout.
fn panel(node: &NodeRef) {
    if dom::has_class(node, &["code"])
        || dom::find(node, |inner| dom::has_class(inner, &["codeContent", "preformattedContent"])).is_some()
    {
        return;
    }
    callout(node, "note", "panelHeader", "");
}

/// Turns `node` into a callout, whose title is in the element of the class `title`.
fn callout(node: &NodeRef, kind: &str, title: &str, fold: &str) {
    let title = dom::find(node, |inner| dom::has_class(inner, &[title]));
    let words = title.as_ref().map(dom::line_of).unwrap_or_default();
    if let Some(title) = title {
        dom::remove(&title);
    }
    let mut attributes = vec![("data-callout", kind), ("data-fold", fold)];
    if !words.is_empty() {
        attributes.push(("data-title", &words));
    }
    dom::replace(node, vec![dom::element("blockquote", &attributes, dom::children(node))]);
}

/// Emoticons become signs; a picture is called as its file is, where nobody described it.
fn picture(node: &NodeRef) {
    const EMOTICONS: [(&str, &str); 8] = [
        ("emoticon-tick", "✅"),
        ("emoticon-cross", "❌"),
        ("emoticon-warning", "⚠️"),
        ("emoticon-information", "ℹ️"),
        ("emoticon-plus", "➕"),
        ("emoticon-minus", "➖"),
        ("emoticon-smile", "🙂"),
        ("emoticon-light-on", "💡"),
    ];
    if dom::has_class(node, &["emoticon"]) {
        let fallback = dom::attribute(node, "data-emoji-fallback").filter(|sign| !sign.is_empty());
        let known =
            EMOTICONS.iter().find(|(class, _)| dom::has_class(node, &[class])).map(|(_, sign)| (*sign).to_owned());
        let sign = fallback.or(known).or_else(|| dom::attribute(node, "alt")).unwrap_or_default();
        dom::replace(node, vec![dom::text_node(&sign)]);
        return;
    }
    if dom::attribute(node, "alt").is_none_or(|alt| alt.trim().is_empty()) {
        let name = dom::attribute(node, "data-linked-resource-default-alias").unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        dom::set_attribute(node, "alt", &stem.replace(['_', '-'], " "));
    }
}
