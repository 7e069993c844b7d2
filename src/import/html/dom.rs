//! A parsed HTML document as a tree that can be searched and changed.
//!
//! Nothing here calls itself: a hostile page may be nested as deeply as it is long. Such a page is flattened by [`parse`], so
//! that whatever walks the tree later may call itself.

use std::rc::Rc;

use html5ever::{Attribute, LocalName, QualName, ns};
use markup5ever_rcdom::{Node, NodeData};

/// How deep a page may be nested; written pages stay below 60.
const MAX_DEPTH: usize = 160;

/// A node of the tree.
pub(in crate::import) type NodeRef = Rc<Node>;

/// `html` as a tree. What is nested deeper than any page that somebody wrote is flattened to its text.
pub(in crate::import) fn parse(html: &str) -> NodeRef {
    let converter = htmd::HtmlToMarkdown::builder().scripting_enabled(false).build();
    let html = if is_too_deep(html) { without_tags(html) } else { html.to_owned() };
    let document = converter.html_to_tree(&html).unwrap_or_else(|_| Node::new(NodeData::Document));
    flatten_deep(&document);
    document
}

/// Whether the tags of `html` open far more than they close. The parser would need time that grows with the square of the depth.
fn is_too_deep(html: &str) -> bool {
    // These end without an end tag.
    const SELF_CLOSING: [&str; 27] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup", "body",
    ];
    let mut depth = 0_usize;
    let mut rest = html;
    while let Some((_, tagged)) = rest.split_once('<') {
        let (closes, inside) = tagged.strip_prefix('/').map_or((false, tagged), |inside| (true, inside));
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let name = inside.get(..end).unwrap_or_default().to_ascii_lowercase();
        // A script may hold anything that looks like a tag.
        let after = matches!(name.as_str(), "script" | "style").then(|| tagged.find(&format!("</{name}"))).flatten();
        rest = after.and_then(|end| tagged.get(end + 2..)).unwrap_or(tagged);
        if after.is_some() || name.is_empty() || SELF_CLOSING.contains(&name.as_str()) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > 4 * MAX_DEPTH {
            return true;
        }
    }
    false
}

/// `html` with a space in place of every tag.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tagged)) = rest.split_once('<') {
        out.push_str(text);
        rest = if let Some((_, after)) = tagged.split_once('>') {
            out.push(' ');
            after
        } else {
            out.push_str("&lt;");
            tagged
        };
    }
    out.push_str(rest);
    out
}

/// Replaces each element at [`MAX_DEPTH`] by its text.
fn flatten_deep(document: &NodeRef) {
    let mut open = vec![(Rc::clone(document), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth >= MAX_DEPTH {
            let text = text_of(&node);
            set_children(&node, vec![text_node(&text)]);
            continue;
        }
        open.extend(node.children.borrow().iter().map(|child| (Rc::clone(child), depth + 1)));
    }
}

/// The element's name in lower case; nothing for a text.
pub(in crate::import) fn tag(node: &Node) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

/// Whether elements of this name stand by themselves, not in a line of text.
pub(super) fn is_block(tag: &str) -> bool {
    let blocks = [
        "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "footnote-text", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
    ];
    blocks.contains(&tag)
}

/// The value of the attribute `key`.
pub(in crate::import) fn attribute(node: &Node, key: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    attrs.iter().find(|attribute| &*attribute.name.local == key).map(|attribute| attribute.value.to_string())
}

/// Sets the attribute `key`.
pub(in crate::import) fn set_attribute(node: &Node, key: &str, value: &str) {
    let NodeData::Element { attrs, .. } = &node.data else { return };
    let mut attrs = attrs.borrow_mut();
    attrs.retain(|attribute| &*attribute.name.local != key);
    attrs.push(self::pair(key, value));
}

/// Whether the element has one of these classes.
pub(in crate::import) fn has_class(node: &Node, classes: &[&str]) -> bool {
    attribute(node, "class").is_some_and(|class| class.split_whitespace().any(|class| classes.contains(&class)))
}

/// The node's own text, if it is one.
pub(in crate::import) fn own_text(node: &Node) -> Option<String> {
    match &node.data {
        NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    }
}

/// All text in the node as it stands, without scripts and styles; blocks start on a line of their own.
pub(in crate::import) fn text_of(node: &NodeRef) -> String {
    let mut out = String::new();
    let mut open = vec![Rc::clone(node)];
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => out.push_str(&contents.borrow()),
            _ if matches!(tag(&node), "script" | "style" | "template") => {}
            _ => {
                let parts_lines =
                    is_block(tag(&node)) || matches!(tag(&node), "tr" | "td" | "th") || tag(&node) == "br";
                if parts_lines && (tag(&node) == "br" || !out.is_empty() && !out.ends_with('\n')) {
                    out.push('\n');
                }
                open.extend(node.children.borrow().iter().rev().map(Rc::clone));
            }
        }
    }
    out
}

/// All text in the node on one line.
pub(in crate::import) fn line_of(node: &NodeRef) -> String {
    text_of(node).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The node and everything in it, in the order of the page.
pub(in crate::import) fn all(node: &NodeRef) -> Vec<NodeRef> {
    let mut found = Vec::new();
    let mut open = vec![Rc::clone(node)];
    while let Some(node) = open.pop() {
        open.extend(node.children.borrow().iter().rev().map(Rc::clone));
        found.push(node);
    }
    found
}

/// The first element in `node` for which `fits` holds.
pub(in crate::import) fn find(node: &NodeRef, fits: impl Fn(&Node) -> bool) -> Option<NodeRef> {
    all(node).into_iter().find(|node| !tag(node).is_empty() && fits(node))
}

/// The node that holds `node`.
pub(in crate::import) fn parent(node: &Node) -> Option<NodeRef> {
    let weak = node.parent.take();
    let parent = weak.as_ref().and_then(std::rc::Weak::upgrade);
    node.parent.set(weak);
    parent
}

/// Whether `node` lies in an element with one of these names.
pub(in crate::import) fn is_in(node: &Node, tags: &[&str]) -> bool {
    let mut around = parent(node);
    while let Some(node) = around {
        if tags.contains(&tag(&node)) {
            return true;
        }
        around = parent(&node);
    }
    false
}

/// The children, as a list of its own.
pub(in crate::import) fn children(node: &Node) -> Vec<NodeRef> {
    node.children.borrow().clone()
}

/// Gives `node` these children instead of its own. They leave the nodes that held them: a node that goes takes along all that it
/// holds.
pub(in crate::import) fn set_children(node: &NodeRef, children: Vec<NodeRef>) {
    let mut left: Vec<NodeRef> = Vec::new();
    for child in &children {
        let old = parent(child).filter(|old| !Rc::ptr_eq(old, node));
        child.parent.set(Some(Rc::downgrade(node)));
        if let Some(old) = old.filter(|old| !left.iter().any(|known| Rc::ptr_eq(known, old))) {
            left.push(old);
        }
    }
    for old in left {
        old.children.borrow_mut().retain(|child| parent(child).is_some_and(|parent| Rc::ptr_eq(&parent, &old)));
    }
    *node.children.borrow_mut() = children;
}

/// Puts `others` where `node` is.
pub(in crate::import) fn replace(node: &NodeRef, others: Vec<NodeRef>) {
    let Some(parent) = parent(node) else { return };
    let mut siblings = children(&parent);
    let Some(at) = siblings.iter().position(|sibling| Rc::ptr_eq(sibling, node)) else { return };
    siblings.splice(at..=at, others);
    set_children(&parent, siblings);
    node.parent.set(None);
}

/// Takes `node` out of its tree.
pub(in crate::import) fn remove(node: &NodeRef) {
    replace(node, Vec::new());
}

/// A new element.
pub(in crate::import) fn element(tag: &str, attributes: &[(&str, &str)], children: Vec<NodeRef>) -> NodeRef {
    let node = Node::new(NodeData::Element {
        name: QualName::new(None, ns!(html), LocalName::from(tag)),
        attrs: attributes.iter().map(|(key, value)| pair(key, value)).collect::<Vec<_>>().into(),
        template_contents: None.into(),
        mathml_annotation_xml_integration_point: false,
    });
    set_children(&node, children);
    node
}

/// A new text.
pub(in crate::import) fn text_node(text: &str) -> NodeRef {
    Node::new(NodeData::Text { contents: std::cell::RefCell::new(text.into()) })
}

fn pair(key: &str, value: &str) -> Attribute {
    Attribute { name: QualName::new(None, ns!(), LocalName::from(key)), value: value.into() }
}
