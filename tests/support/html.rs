//! A simple reader of HTML, as strict as tests need: nothing runs, tags are nested, ids are unique.

use std::collections::BTreeSet;

/// All tags of `html`, without their angle brackets, as a browser tells them apart.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let mut quote = None;
        let end = rest.char_indices().find(|(_, c)| match quote {
            Some(open) => {
                if *c == open {
                    quote = None;
                }
                false
            }
            None if matches!(c, '"' | '\'') => {
                quote = Some(*c);
                false
            }
            None => *c == '>',
        });
        let end = end.map_or(rest.len(), |(at, _)| at);
        tags.push(&rest[..end]);
        rest = &rest[end..];
    }
    tags
}

fn name(tag: &str) -> &str {
    tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default()
}

/// What stands outside quotes: names of the tag and of its attributes.
fn outside_quotes(tag: &str) -> String {
    tag.split('"').step_by(2).collect::<Vec<_>>().join("\"").to_lowercase()
}

/// Demands that no tag runs anything: no script without a file, no handler, no scheme that runs.
pub(crate) fn harmless(path: &str, html: &str) {
    for tag in tags(html) {
        let is_doctype = tag.to_lowercase().starts_with("!doctype");
        assert!(is_doctype || name(tag).chars().all(|c| c.is_ascii_alphanumeric()), "{path}: <{tag}>");
        // A block of data is none that runs, whatever stands in it.
        let is_data = tag.starts_with("script type=\"application/json\"");
        assert!(name(tag) != "script" || tag.contains("src=") || tag.starts_with('/') || is_data, "{path}: <{tag}>");
        let plain = outside_quotes(tag);
        assert!(!plain.split_whitespace().skip(1).any(|attribute| attribute.starts_with("on")), "{path}: <{tag}>");
        let tag = tag.to_lowercase();
        for scheme in ["javascript:", "data:", "vbscript:"] {
            let live =
                ["href", "src", "action", "srcdoc"].iter().any(|name| tag.contains(&format!(" {name}=\"{scheme}")));
            assert!(!live, "{path}: <{tag}>");
        }
    }
}

const VOID: [&str; 8] = ["!doctype", "br", "hr", "img", "input", "meta", "link", "embed"];

/// Demands that every tag is closed in its turn.
pub(crate) fn balanced(html: &str) {
    let mut open = Vec::new();
    for tag in tags(html) {
        let name = name(tag);
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "in {html}");
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

/// Demands that no id stands twice, but for those that a writer chose, which are reported where they clash.
pub(crate) fn unique_ids(html: &str) {
    let mut seen = BTreeSet::new();
    for tag in tags(html) {
        if let Some(id) = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()) {
            assert!(id == "id" || seen.insert(id.to_owned()), "{id} stands twice in {html}");
        }
    }
}
