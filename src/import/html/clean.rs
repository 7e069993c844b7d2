//! Makes a page ready to be written: what is no text of the page is taken out, and what means the same gets one form.

use std::collections::BTreeMap;

use super::dom::{self, NodeRef};
use super::{footnotes, literal, table};

/// Names that tools give their callouts, and what they are called here.
pub(in crate::import) const CALLOUTS: [(&str, &str); 20] = [
    ("note", "note"),
    ("info", "note"),
    ("information", "note"),
    ("abstract", "note"),
    ("seealso", "note"),
    ("primary", "note"),
    ("secondary", "note"),
    ("tip", "tip"),
    ("hint", "tip"),
    ("success", "tip"),
    ("example", "note"),
    ("question", "note"),
    ("important", "important"),
    ("warning", "warning"),
    ("attention", "warning"),
    ("caution", "caution"),
    ("danger", "caution"),
    ("error", "caution"),
    ("bug", "caution"),
    ("alert", "warning"),
];

/// The part of the page that is its own: what it marks as such, or all but its navigation.
pub(super) fn main_part(document: &NodeRef) -> NodeRef {
    let role = |node: &markup5ever_rcdom::Node, roles: &[&str]| {
        dom::attribute(node, "role").is_some_and(|role| roles.contains(&role.as_str()))
    };
    let all = dom::all(document);
    let articles: Vec<&NodeRef> = all.iter().filter(|node| dom::tag(node) == "article").collect();
    let main = all.iter().find(|node| dom::tag(node) == "main" || role(node, &["main"]));
    let main = main.or(if let [only] = articles.as_slice() { Some(*only) } else { None });
    let part = main.or_else(|| all.iter().find(|node| dom::tag(node) == "body")).unwrap_or(document);
    for node in dom::all(part) {
        let is_navigation = dom::tag(&node) == "nav" || role(&node, &["navigation", "search"]);
        let is_frame = main.is_none() && role(&node, &["banner", "contentinfo"]);
        if is_navigation || is_frame {
            dom::remove(&node);
        }
    }
    NodeRef::clone(part)
}

/// Cleans everything in `root`, and says what could not be kept.
pub(super) fn clean(root: &NodeRef) -> Vec<String> {
    let mut lost: BTreeMap<String, usize> = BTreeMap::new();
    footnotes::unify(root);
    for node in dom::all(root) {
        element(&node, &mut lost);
    }
    for node in dom::all(root).into_iter().rev() {
        match dom::tag(&node) {
            "ul" | "ol" => list(&node),
            "dt" | "" => {}
            tag if is_inline(tag) && holds_block(&node) => spread(&node),
            _ => {}
        }
    }
    merge_lists(root);
    texts(root);
    lost.into_iter().map(|(what, count)| if count == 1 { what } else { format!("{what} ({count} times)") }).collect()
}

/// Cleans one element by what it is.
fn element(node: &NodeRef, lost: &mut BTreeMap<String, usize>) {
    match dom::tag(node) {
        "script" | "style" | "template" | "head" | "link" | "meta" | "noscript" | "title" | "base" | "rp" => {
            dom::remove(node);
        }
        "a" if is_permalink(node) => dom::remove(node),
        "img" => picture(node),
        "pre" => code_block(node),
        "input" if dom::attribute(node, "type").as_deref() == Some("checkbox") => task(node),
        "input" | "select" | "textarea" | "button" | "progress" | "meter" => {
            *lost.entry("fields and buttons of a form are left out".into()).or_default() += 1;
            dom::remove(node);
        }
        "iframe" | "video" | "audio" | "embed" | "object" => embedded(node, lost),
        "svg" | "canvas" => {
            *lost.entry("a drawing in the page is left out; its words are kept".into()).or_default() += 1;
            as_text(node);
        }
        "math" => formula(node, lost),
        "table" => table::placed(node).into_iter().for_each(|parts| dom::replace(node, parts)),
        "q" => {
            let mut quoted = vec![dom::text_node("“")];
            quoted.extend(dom::children(node));
            quoted.push(dom::text_node("”"));
            dom::set_children(node, quoted);
        }
        "rt" => {
            let text = dom::line_of(node);
            dom::set_children(node, vec![dom::text_node(&format!(" ({text})"))]);
        }
        "abbr" | "acronym" => abbreviation(node),
        "details" => folded(node),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => heading(node),
        "div" | "section" | "aside" | "blockquote" | "p" | "figure" | "article" => callout(node),
        _ => {}
    }
}

/// Whether a link is only the sign beside a heading that leads to the heading.
fn is_permalink(node: &NodeRef) -> bool {
    let is_own = dom::attribute(node, "href").is_some_and(|href| href.contains('#'));
    let text = dom::line_of(node);
    let is_sign = text.chars().all(|c| !c.is_alphanumeric()) || text.eq_ignore_ascii_case("permalink");
    is_own && is_sign && dom::find(node, |inner| dom::tag(inner) == "img").is_none()
}

fn picture(node: &NodeRef) {
    let given =
        dom::attribute(node, "src").filter(|source| !source.starts_with("data:image/gif") && !source.is_empty());
    let lazy = || ["data-src", "data-lazy-src", "data-original"].iter().find_map(|key| dom::attribute(node, key));
    let set = || dom::attribute(node, "srcset")?.split_whitespace().next().map(str::to_owned);
    if let Some(source) = given.or_else(lazy).or_else(set) {
        dom::set_attribute(node, "src", &source);
    }
}

/// Leaves the text of a block of code and the name of its language.
fn code_block(node: &NodeRef) {
    let numbers =
        dom::all(node).into_iter().filter(|node| dom::has_class(node, &["linenos", "gutter", "lineno", "line-number"]));
    numbers.for_each(|node| dom::remove(&node));
    let around = [dom::parent(node), dom::parent(node).and_then(|parent| dom::parent(&parent))];
    let nodes = dom::all(node)
        .into_iter()
        .filter(|node| !dom::tag(node).is_empty())
        .take(3)
        .chain(around.into_iter().flatten());
    let language = nodes.into_iter().find_map(|node| language_of(&node)).unwrap_or_default();
    let text = dom::text_of(node);
    dom::set_attribute(node, "data-language", &language);
    dom::set_children(node, vec![dom::text_node(&text)]);
}

fn language_of(node: &NodeRef) -> Option<String> {
    let class = dom::attribute(node, "class").unwrap_or_default();
    let brush = dom::attribute(node, "data-syntaxhighlighter-params");
    let brush =
        brush.as_deref().and_then(|params| params.split(';').find_map(|part| part.trim().strip_prefix("brush:")));
    let prefixes = ["language-", "lang-", "highlight-source-", "highlight-"];
    let named =
        class.split_whitespace().find_map(|class| prefixes.iter().find_map(|prefix| class.strip_prefix(prefix)));
    let name = named.or(brush).map(|name| name.trim().to_ascii_lowercase())?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "+#-._".contains(c));
    (is_name && !["none", "plain", "plaintext", "notranslate"].contains(&name.as_str())).then_some(name)
}

/// Gives a checkbox's state to its list item.
fn task(node: &NodeRef) {
    let state = if dom::attribute(node, "checked").is_some() { "done" } else { "open" };
    let mut around = dom::parent(node);
    for _ in 0..4 {
        let Some(item) = around else { break };
        if dom::tag(&item) == "li" {
            dom::set_attribute(&item, "data-task", state);
            break;
        }
        around = dom::parent(&item);
    }
    dom::remove(node);
}

/// Puts a link in place of something that plays or frames another page.
fn embedded(node: &NodeRef, lost: &mut BTreeMap<String, usize>) {
    let name = match dom::tag(node) {
        "video" => "Video",
        "audio" => "Recording",
        _ => "Embedded page",
    };
    let inner = dom::find(node, |inner| dom::tag(inner) == "source").and_then(|source| dom::attribute(&source, "src"));
    let source = dom::attribute(node, "src").or_else(|| dom::attribute(node, "data")).or(inner);
    let title =
        dom::attribute(node, "title").filter(|title| !title.trim().is_empty()).unwrap_or_else(|| name.to_owned());
    *lost.entry(format!("{} became a link", name.to_lowercase())).or_default() += 1;
    match source {
        Some(source) => {
            let link = dom::element("a", &[("href", &source)], vec![dom::text_node(&title)]);
            dom::replace(node, vec![dom::element("p", &[], vec![link])]);
        }
        None => as_text(node),
    }
}

fn as_text(node: &NodeRef) {
    let text = dom::line_of(node);
    dom::replace(node, vec![dom::text_node(&text)]);
}

/// A formula as the TeX that it was made from, or as its signs.
fn formula(node: &NodeRef, lost: &mut BTreeMap<String, usize>) {
    let is_tex = |node: &markup5ever_rcdom::Node| {
        dom::attribute(node, "encoding").is_some_and(|encoding| encoding.contains("tex"))
    };
    let text = match dom::find(node, is_tex) {
        Some(tex) => dom::line_of(&tex),
        None => dom::line_of(node),
    };
    *lost.entry("a formula became code".into()).or_default() += 1;
    dom::replace(node, vec![dom::element("code", &[], vec![dom::text_node(&text)])]);
}

fn abbreviation(node: &NodeRef) {
    let title = dom::attribute(node, "title").map(|title| title.trim().to_owned()).unwrap_or_default();
    if !title.is_empty() && title != dom::line_of(node) {
        let mut shown = dom::children(node);
        shown.push(dom::text_node(&format!(" ({title})")));
        dom::set_children(node, shown);
    }
}

fn folded(node: &NodeRef) {
    let children = dom::children(node);
    let (summary, rest): (Vec<NodeRef>, Vec<NodeRef>) =
        children.into_iter().partition(|child| dom::tag(child) == "summary");
    let title = summary.first().map(dom::line_of).unwrap_or_default();
    dom::replace(
        node,
        vec![dom::element("blockquote", &[("data-callout", "note"), ("data-fold", "-"), ("data-title", &title)], rest)],
    );
}

/// A heading is not emphasised once more.
fn heading(node: &NodeRef) {
    for inner in dom::all(node).into_iter().skip(1) {
        if matches!(dom::tag(&inner), "b" | "strong") {
            dom::replace(&inner, dom::children(&inner));
        }
    }
}

/// Gives callouts of all tools one form: a quotation with the attributes `data-callout` and `data-title`.
fn callout(node: &NodeRef) {
    let Some(kind) = callout_kind(node) else { return };
    let is_title = |node: &markup5ever_rcdom::Node| {
        let class = dom::attribute(node, "class").unwrap_or_default();
        let names =
            ["admonition-title", "markdown-alert-title", "custom-block-title", "callout-title", "alert-heading"];
        class.split_whitespace().any(|class| names.contains(&class) || class.starts_with("admonitionHeading"))
    };
    let title = dom::find(node, is_title);
    let words = title.as_ref().map(dom::line_of).unwrap_or_default();
    if let Some(title) = title {
        dom::remove(&title);
    }
    let attributes = [("data-callout", kind), ("data-title", words.as_str())];
    let is_named = !words.is_empty() && !words.eq_ignore_ascii_case(kind);
    let attributes = if is_named { attributes.as_slice() } else { attributes.get(..1).unwrap_or_default() };
    dom::replace(node, vec![dom::element("blockquote", attributes, dom::children(node))]);
}

fn callout_kind(node: &NodeRef) -> Option<&'static str> {
    let class = dom::attribute(node, "class")?.to_ascii_lowercase();
    let frames =
        ["admonition", "theme-admonition", "markdown-alert", "custom-block", "callout", "alert", "starlight-aside"];
    let classes: Vec<&str> = class.split_whitespace().collect();
    if !classes.iter().any(|class| frames.contains(class)) {
        return None;
    }
    let prefixes = ["markdown-alert-", "theme-admonition-", "alert-", "callout-", "starlight-aside--", "admonition-"];
    let named =
        classes.iter().map(|class| prefixes.iter().find_map(|prefix| class.strip_prefix(prefix)).unwrap_or(class));
    let named: Vec<&str> = named.collect();
    let known = CALLOUTS.iter().find(|(name, _)| named.contains(name) && (*name != "alert" || named.len() == 1));
    Some(known.map_or("note", |(_, kind)| kind))
}

fn is_inline(tag: &str) -> bool {
    let inline = [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "label", "mark", "s",
        "small", "span", "strike", "strong", "sub", "sup", "u",
    ];
    inline.contains(&tag)
}

fn holds_block(node: &NodeRef) -> bool {
    dom::all(node).iter().skip(1).any(|inner| dom::is_block(dom::tag(inner)))
}

/// An inline element around blocks is taken away. Where it is a link, the first heading or text inside becomes the link.
fn spread(node: &NodeRef) {
    let children = dom::children(node);
    if dom::tag(node) == "a" && dom::attribute(node, "href").is_some() {
        let has_text = |inner: &NodeRef| !dom::line_of(inner).is_empty() && !holds_block(inner);
        let blocks = || dom::all(node).into_iter().filter(|inner| dom::is_block(dom::tag(inner)) && has_text(inner));
        let heading = blocks().find(|inner| dom::tag(inner).starts_with('h') && dom::tag(inner) != "hr");
        if let Some(first) = heading.or_else(|| blocks().next()) {
            let link = dom::element(
                "a",
                &[("href", &dom::attribute(node, "href").unwrap_or_default())],
                dom::children(&first),
            );
            dom::set_children(&first, vec![link]);
        }
    }
    // A block stands by itself even where it did not before.
    dom::replace(node, children);
}

/// Gives a list only items, and an item only blocks.
fn list(node: &NodeRef) {
    let mut items: Vec<NodeRef> = Vec::new();
    for child in dom::children(node) {
        match (dom::tag(&child), items.last()) {
            ("li", _) => items.push(child),
            ("ul" | "ol", Some(last)) => {
                let mut inside = dom::children(last);
                inside.push(child);
                dom::set_children(last, inside);
            }
            _ if dom::line_of(&child).is_empty() && dom::find(&child, |node| dom::tag(node) == "img").is_none() => {}
            _ => items.push(dom::element("li", &[], vec![child])),
        }
    }
    for item in &items {
        let mut blocks: Vec<NodeRef> = Vec::new();
        let mut line: Vec<NodeRef> = Vec::new();
        for child in dom::children(item) {
            if dom::is_block(dom::tag(&child)) || !is_inline(dom::tag(&child)) && holds_block(&child) {
                close_line(&mut line, &mut blocks);
                blocks.push(child);
            } else {
                line.push(child);
            }
        }
        close_line(&mut line, &mut blocks);
        dom::set_children(item, blocks);
    }
    dom::set_children(node, items);
}

fn close_line(line: &mut Vec<NodeRef>, blocks: &mut Vec<NodeRef>) {
    if !line.is_empty() {
        blocks.push(dom::element("p", &[], std::mem::take(line)));
    }
}

/// Joins lists that follow each other: in Markdown they would be one anyway. A list that counts anew is kept apart.
fn merge_lists(root: &NodeRef) {
    for node in dom::all(root) {
        let mut kept: Vec<NodeRef> = Vec::new();
        for child in dom::children(&node) {
            let is_list = matches!(dom::tag(&child), "ul" | "ol");
            let is_gap = |node: &NodeRef| dom::own_text(node).is_some_and(|text| text.trim().is_empty());
            let last = kept
                .iter()
                .rev()
                .find(|node| !is_gap(node))
                .filter(|last| is_list && dom::tag(last) == dom::tag(&child));
            let Some(last) = last.cloned() else {
                kept.push(child);
                continue;
            };
            let number = |list: &NodeRef| {
                dom::attribute(list, "start").and_then(|start| start.parse::<usize>().ok()).unwrap_or(1)
            };
            let count = dom::children(&last).len();
            if dom::tag(&child) == "ul" || number(&child) == number(&last).saturating_add(count) {
                let mut items = dom::children(&last);
                items.extend(dom::children(&child));
                dom::set_children(&last, items);
            } else {
                if dom::attribute(&last, "data-apart").is_none() {
                    dom::set_attribute(&child, "data-apart", "");
                }
                kept.push(child);
            }
        }
        if kept.len() != node.children.borrow().len() {
            dom::set_children(&node, kept);
        }
    }
}

/// Turns all text outside of code into text that is shown as it stands, with the spaces that a reader sees.
fn texts(root: &NodeRef) {
    for node in dom::all(root) {
        let Some(text) = dom::own_text(&node) else { continue };
        if dom::is_in(&node, &["pre", "code", "kbd", "samp", "tt"]) {
            continue;
        }
        let text = text.replace('\n', " ").replace("\u{a0} ", " ").replace(" \u{a0}", " ").replace("\u{a0}\u{a0}", " ");
        let edge = |text: &str| text.strip_prefix('\u{a0}').map(|rest| format!(" {rest}"));
        let text = edge(&text).unwrap_or(text);
        let text = text.strip_suffix('\u{a0}').map(|rest| format!("{rest} ")).unwrap_or(text);
        if let markup5ever_rcdom::NodeData::Text { contents } = &node.data {
            *contents.borrow_mut() = literal::of(&text).as_str().into();
        }
    }
}
