//! Whether a text is one well-formed XML element: as much of the standard as our own writer could break.

/// The first fault, if there is one.
pub(crate) fn fault(text: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text.trim_end();
    let mut roots = 0;
    while !rest.is_empty() {
        let (before, after) = rest.split_once('<').unwrap_or((rest, ""));
        if let Some(fault) = data(before) {
            return Some(fault);
        }
        if open.is_empty() && !before.trim().is_empty() {
            return Some(format!("text outside the root: {before:?}"));
        }
        if after.is_empty() {
            break;
        }
        let Some((tag, tail)) = after.split_once('>') else { return Some(format!("no end of tag: {after:?}")) };
        rest = tail;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("`</{name}>` closes another element"));
            }
            continue;
        }
        roots += usize::from(open.is_empty());
        let (inner, empty) = tag.strip_suffix('/').map_or((tag, false), |inner| (inner, true));
        let (name, attributes) = inner.split_once(' ').unwrap_or((inner, ""));
        if let Some(fault) = attribute_fault(attributes) {
            return Some(fault);
        }
        if !empty {
            open.push(name);
        }
    }
    let left = open.pop().map(|name| format!("`<{name}>` stays open"));
    left.or_else(|| (roots != 1).then(|| format!("{roots} roots")))
}

fn attribute_fault(text: &str) -> Option<String> {
    let mut names = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once("=\"") else { return Some(format!("no attribute: {rest:?}")) };
        let Some((value, tail)) = after.split_once('"') else { return Some(format!("no end of value: {after:?}")) };
        if names.contains(&name) || name.contains(|c: char| !c.is_ascii_lowercase() && !"-:BoxidyX".contains(c)) {
            return Some(format!("the attribute {name:?} is twice or wrong"));
        }
        names.push(name);
        if let Some(fault) = data(value) {
            return Some(fault);
        }
        rest = tail.strip_prefix(' ').unwrap_or(tail);
    }
    None
}

/// What is wrong with text between tags, or in quotes.
fn data(text: &str) -> Option<String> {
    let bad =
        |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if let Some(c) = text.chars().find(|c| bad(*c)) {
        return Some(format!("{c:?} can't stand in XML"));
    }
    let known = ["amp;", "lt;", "gt;", "quot;"];
    let raw = text.split('&').skip(1).find(|after| !known.iter().any(|name| after.starts_with(name)));
    raw.map(|after| format!("a raw `&` before {after:?}"))
}

#[test]
fn faults_are_found() {
    assert_eq!(fault("<a b=\"c\"><d/>x &amp; y</a>"), None);
    for wrong in [
        "<a>", "<a></b>", "<a b=c/>", "<a>&x</a>", "<a b=\"1\" b=\"2\"/>", "<a/><a/>", "x<a/>", "<a>\u{1}</a>", "<a",
        "",
    ] {
        assert!(fault(wrong).is_some(), "{wrong}");
    }
}
