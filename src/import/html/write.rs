//! Writes a cleaned tree as Markdown: `htmd` walks it, and these are the handlers for what our Markdown writes in its own way.

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown};

use super::dom::{self, NodeRef};
use super::literal::{self, BREAK, Emphasis};
use super::spans::{code_span, inside, on_one_line};
use super::table;
use crate::source::markdown::slug;

/// Writes an element as Markdown.
type Writer = fn(&dyn Handlers, &Element) -> String;

/// The Markdown of a cleaned tree, with stand-ins for signs of the text and marks for emphasis.
pub(super) fn markdown(node: &NodeRef) -> String {
    let options = Options { bullet_list_marker: BulletListMarker::Dash, ul_bullet_spacing: 1, ..Options::default() };
    let mut builder = HtmlToMarkdown::builder().options(options).scripting_enabled(false);
    let emphases: [(&[&str], Emphasis); 6] = [
        (&["b", "strong"], Emphasis::Strong),
        (&["i", "em", "cite", "dfn", "var"], Emphasis::Em),
        (&["s", "del", "strike"], Emphasis::Strike),
        (&["mark"], Emphasis::Mark),
        (&["sup"], Emphasis::Super),
        (&["sub"], Emphasis::Sub),
    ];
    for (tags, kind) in emphases {
        builder = builder.add_handler(tags.to_vec(), move |handlers: &dyn Handlers, element: Element| {
            Some(HandlerResult::from(literal::emphasis(kind, &inside(handlers, &element))))
        });
    }
    let writers: [(&[&str], Writer); 13] = [
        (&["h1", "h2", "h3", "h4", "h5", "h6"], heading),
        (&["a"], link),
        (&["img"], picture),
        (&["br"], |_, _| format!("{BREAK}\n")),
        (&["hr"], |_, _| block("---")),
        (&["code", "kbd", "samp", "tt"], code),
        (&["pre"], code_block),
        (&["blockquote"], quotation),
        (&["ul", "ol"], list),
        (&["dl"], definitions),
        (&["table"], table::table),
        (&["footnote-mark"], footnote_mark),
        (&["footnote-text"], footnote_text),
    ];
    for (tags, writer) in writers {
        builder = builder.add_handler(tags.to_vec(), move |handlers: &dyn Handlers, element: Element| {
            Some(HandlerResult::from(writer(handlers, &element)))
        });
    }
    let converter = builder.build();
    converter.tree_to_markdown(node).trim_matches('\n').to_owned()
}

fn block(text: &str) -> String {
    format!("\n\n{text}\n\n")
}

fn heading(handlers: &dyn Handlers, element: &Element) -> String {
    let text = on_one_line(&inside(handlers, element));
    if text.is_empty() {
        return String::new();
    }
    let level = element.tag.trim_start_matches('h').parse().unwrap_or(1);
    // An id that the heading would get anyway is not written.
    let id = dom::attribute(element.node, "id").filter(|id| {
        let is_word = id.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
        is_word && !id.is_empty() && *id != slug(&literal::plain(&text), 200)
    });
    let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
    block(&format!("{} {text}{id}", "#".repeat(level)))
}

/// An address as Markdown takes it: in angle brackets where it would end too early.
pub(super) fn destination(address: &str) -> String {
    let address: String = address.trim().chars().filter(|c| !c.is_control()).collect();
    if address.is_empty() || address.contains([' ', '(', ')', '\u{a0}']) {
        return format!("<{}>", address.replace('<', "%3C").replace('>', "%3E"));
    }
    address.replace('<', "%3C")
}

fn link(handlers: &dyn Handlers, element: &Element) -> String {
    let content = inside(handlers, element);
    let Some(address) = dom::attribute(element.node, "href").filter(|href| !href.trim().is_empty()) else {
        return content;
    };
    let text = content.trim();
    if text.is_empty() {
        return content;
    }
    let (before, after) = content.split_once(text).unwrap_or_default();
    let text = on_one_line(text);
    let is_itself = literal::plain(&text) == address && address.contains("://") && !address.contains([' ', '<', '>']);
    let written = if is_itself { format!("<{address}>") } else { format!("[{text}]({})", destination(&address)) };
    format!("{before}{written}{after}")
}

fn picture(_: &dyn Handlers, element: &Element) -> String {
    let alt = dom::attribute(element.node, "alt").unwrap_or_default();
    let alt = on_one_line(&literal::of(&alt));
    match dom::attribute(element.node, "src").filter(|source| !source.trim().is_empty()) {
        Some(source) => format!("![{alt}]({})", destination(&source)),
        None => alt,
    }
}

fn code(_: &dyn Handlers, element: &Element) -> String {
    let raw = dom::text_of(element.node);
    let text = code_span(&literal::plain(&raw));
    let space = |has: bool| if has && !text.is_empty() { " " } else { "" };
    let (before, after) = (raw.starts_with(char::is_whitespace), raw.ends_with(char::is_whitespace));
    format!("{}{text}{}", space(before), space(after))
}

fn code_block(_: &dyn Handlers, element: &Element) -> String {
    let text = literal::plain(&dom::text_of(element.node)).replace('\u{a0}', " ");
    let text = text.trim_matches('\n').trim_end();
    if text.is_empty() {
        return String::new();
    }
    let longest = text.lines().map(str::trim_start).map(|line| line.len() - line.trim_start_matches('`').len());
    let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
    let language = dom::attribute(element.node, "data-language").unwrap_or_default();
    block(&format!("{fence}{language}\n{text}\n{fence}"))
}

/// `text` with `> ` before each line.
fn quoted(text: &str) -> String {
    let line = |line: &str| if line.trim().is_empty() { ">".to_owned() } else { format!("> {line}") };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn quotation(handlers: &dyn Handlers, element: &Element) -> String {
    let text = inside(handlers, element);
    let text = text.trim_matches('\n');
    let Some(kind) = dom::attribute(element.node, "data-callout") else {
        return if text.trim().is_empty() { String::new() } else { block(&quoted(text)) };
    };
    let fold = dom::attribute(element.node, "data-fold").unwrap_or_default();
    let title =
        dom::attribute(element.node, "data-title").map(|title| format!(" {}", on_one_line(&literal::of(&title))));
    let head = format!("> [!{}]{fold}{}", kind.to_uppercase(), title.unwrap_or_default());
    if text.trim().is_empty() {
        return block(&head);
    }
    block(&format!("{head}\n{}", quoted(text)))
}

/// `text` with `by` spaces before each line but the first.
fn indented(text: &str, by: usize) -> String {
    let space = " ".repeat(by);
    let line = |(at, line): (usize, &str)| match at {
        0 => line.to_owned(),
        _ if line.trim().is_empty() => String::new(),
        _ => format!("{space}{line}"),
    };
    text.lines().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn list(handlers: &dyn Handlers, element: &Element) -> String {
    let items: Vec<String> = dom::children(element.node).iter().map(|item| list_item(handlers, item)).collect();
    let start: usize = dom::attribute(element.node, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
    let close = if dom::attribute(element.node, "data-apart").is_some() { ")" } else { "." };
    let gap = if items.iter().any(|item| item.contains("\n\n")) { "\n\n" } else { "\n" };
    let written = items.iter().filter(|item| !item.is_empty()).enumerate().map(|(at, item)| {
        let marker =
            if element.tag == "ol" { format!("{}{close} ", start.saturating_add(at)) } else { "- ".to_owned() };
        format!("{marker}{}", indented(item, marker.len()))
    });
    let written = written.collect::<Vec<_>>().join(gap);
    if written.is_empty() { String::new() } else { block(&written) }
}

/// An item's blocks. A list that follows a line of text belongs to it, so no blank line is between them.
fn list_item(handlers: &dyn Handlers, item: &NodeRef) -> String {
    let mut out = String::new();
    for child in dom::children(item) {
        let Some(content) = handlers.handle(&child) else { continue };
        let content = content.content.trim_matches('\n').trim_end().to_owned();
        if content.trim().is_empty() {
            continue;
        }
        if !out.is_empty() {
            let is_close = matches!(dom::tag(&child), "ul" | "ol") && !out.contains("\n\n");
            out.push_str(if is_close { "\n" } else { "\n\n" });
        }
        out.push_str(&content);
    }
    match dom::attribute(item, "data-task").as_deref() {
        Some("done") => format!("[x] {out}"),
        Some(_) => format!("[ ] {out}"),
        None => out,
    }
}

fn definitions(handlers: &dyn Handlers, element: &Element) -> String {
    let mut out = String::new();
    for part in dom::all(element.node).iter().filter(|node| matches!(dom::tag(node), "dt" | "dd")) {
        let around =
            dom::parent(part).filter(|parent| dom::tag(parent) == "div").unwrap_or_else(|| NodeRef::clone(part));
        let of_this = dom::parent(&around).or_else(|| dom::parent(part));
        // A list inside a definition writes its own parts.
        let own = [dom::parent(part), of_this].into_iter().flatten().any(|list| NodeRef::ptr_eq(&list, element.node));
        if !own {
            continue;
        }
        let content = handlers.walk_children(part).content;
        if dom::tag(part) == "dt" {
            out.push_str(&format!("\n\n{}", on_one_line(&content)));
        } else if !content.trim().is_empty() {
            out.push_str(&format!("\n: {}", indented(content.trim_matches('\n'), 2)));
        }
    }
    block(out.trim_matches('\n'))
}

fn footnote_mark(_: &dyn Handlers, element: &Element) -> String {
    format!("[^{}]", dom::attribute(element.node, "name").unwrap_or_default())
}

fn footnote_text(handlers: &dyn Handlers, element: &Element) -> String {
    let name = dom::attribute(element.node, "name").unwrap_or_default();
    let text = inside(handlers, element);
    block(&format!("[^{name}]: {}", indented(text.trim_matches('\n').trim_start(), 4)))
}
