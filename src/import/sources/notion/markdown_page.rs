//! A page of an export as Markdown: its title, the properties below it, callouts, and links to pages that came along.

use serde_json::Value;

use super::database::without_paths;
use super::names::{Names, title_of};
use crate::import::{Document, Tree, html};

/// Signs that people give callouts, and what they mean by them.
const CALLOUT_SIGNS: [(&str, &str); 20] = [
    ("💡", "tip"),
    ("✅", "tip"),
    ("👍", "tip"),
    ("✨", "tip"),
    ("⚠", "warning"),
    ("🚨", "warning"),
    ("❗", "warning"),
    ("‼", "warning"),
    ("🚧", "warning"),
    ("⛔", "caution"),
    ("🛑", "caution"),
    ("❌", "caution"),
    ("🔥", "important"),
    ("⭐", "important"),
    ("📣", "important"),
    ("ℹ", "note"),
    ("📌", "note"),
    ("📝", "note"),
    ("❓", "note"),
    ("🗒", "note"),
];

/// Reads the page at `document.from`; `columns` are the properties of its database.
pub(super) fn read(tree: &Tree, document: &mut Document, columns: Option<&[String]>, names: &Names) {
    let text = tree.text(&document.from).unwrap_or_default();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let (title, body) = match text.split_once('\n').unwrap_or((text, "")) {
        (first, rest) if first.starts_with("# ") => (first.trim_start_matches("# ").trim(), rest),
        _ => (title_of(&document.from), text),
    };
    document.title = Some(title.to_owned());
    let body = properties(body.trim_start_matches('\n'), document, columns);
    document.text = links(&callouts(body, document), document, names);
}

/// Takes the properties off the start of `body`.
fn properties<'b>(body: &'b str, document: &mut Document, columns: Option<&[String]>) -> &'b str {
    let (first, rest) = body.split_once("\n\n").unwrap_or((body, ""));
    let lines: Vec<&str> = first.lines().collect();
    let is_name = |name: &str| match columns {
        Some(columns) => columns.iter().any(|column| column == name),
        None => name.starts_with(char::is_uppercase) && name.len() < 40 && !name.contains(['[', '*', '`', '/']),
    };
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in &lines {
        match line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, ""))).filter(|(name, _)| is_name(name)) {
            Some((name, value)) => pairs.push((name.to_owned(), value.to_owned())),
            // A value may have several lines.
            None => match pairs.last_mut().filter(|_| columns.is_some()) {
                Some((_, value)) => value.push_str(&format!(" {line}")),
                None => return body,
            },
        }
    }
    if pairs.is_empty() || columns.is_none() && pairs.len() < 2 {
        return body;
    }
    for (name, value) in pairs {
        property(document, &name, &value);
    }
    rest.trim_start_matches('\n')
}

/// A property as a key: dates as dates, lists of tags as lists, nothing where it is empty.
pub(super) fn property(document: &mut Document, name: &str, value: &str) {
    let value = without_paths(value);
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let name = name.to_lowercase();
    let key = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_");
    let value = match key.as_str() {
        "tags" | "tag" | "labels" | "categories" => value.split(',').map(|tag| Value::from(tag.trim())).collect(),
        _ => day(value).map_or_else(|| Value::from(value), Value::from),
    };
    *document.changes.entry("properties became keys".into()).or_default() += 1;
    document.keys.insert(key, value);
}

/// `November 3, 2026 10:12 AM` and `2026/11/03` as `2026-11-03`.
fn day(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];
    let text = text.trim_start_matches('@');
    if let Some(date) = text.get(..10).map(|date| date.replace('/', "-")).filter(|_| text.len() <= 16) {
        return date.parse::<jiff::civil::Date>().ok().map(|date| date.to_string());
    }
    let mut parts = text.split([' ', ',']).filter(|part| !part.is_empty());
    let (month, day, year) = (parts.next()?.to_lowercase(), parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let month = MONTHS.iter().position(|name| *name == month).and_then(|at| i8::try_from(at + 1).ok())?;
    let is_time = |part: &str| part.contains(':') || matches!(part, "AM" | "PM");
    let date = jiff::civil::Date::new(year, month, day).ok()?;
    parts.all(is_time).then(|| date.to_string())
}

/// Turns `<aside>` into callouts.
fn callouts(text: &str, document: &mut Document) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
        let Some(first) = line.trim_start().strip_prefix("<aside>") else {
            out.push(line.to_owned());
            continue;
        };
        let mut inside = vec![first.to_owned()];
        let mut is_closed = first.contains("</aside>");
        while let Some(line) = if is_closed { None } else { lines.next() } {
            is_closed = line.contains("</aside>");
            inside.push(line.strip_prefix(indent.as_str()).unwrap_or(line.trim_start()).to_owned());
        }
        let inside = inside.join("\n").replace("</aside>", "");
        let is_icon = |line: &&str| line.trim_start().starts_with("<img") && line.contains("notion.so/icons");
        let inside = inside.lines().filter(|line| !is_icon(line)).collect::<Vec<_>>().join("\n");
        let (kind, inside) = callout_of(inside.trim());
        out.push(format!("{indent}> [!{}]", kind.to_uppercase()));
        out.extend(inside.trim().lines().map(|line| format!("{indent}> {line}").trim_end().to_owned()));
        out.push(String::new());
        *document.changes.entry("callouts written our way".into()).or_default() += 1;
    }
    out.join("\n")
}

/// What kind of callout starts with this sign, and the text without it.
pub(super) fn callout_of(text: &str) -> (&'static str, &str) {
    for (sign, kind) in CALLOUT_SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return (kind, rest.trim_start_matches('\u{fe0f}').trim_start());
        }
    }
    ("note", text)
}

/// Leads links to Notion to the exported pages, and removes the ids of blocks, which no exported page has.
fn links(text: &str, document: &mut Document, names: &Names) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        out.push_str("](");
        let end = after.find([')', '\n', ' ']).unwrap_or(after.len());
        let address = after.get(..end).unwrap_or_default();
        match names.exported(address, &document.from) {
            Some(path) => {
                out.push_str(&path);
                *document.changes.entry("links to Notion lead to the imported pages".into()).or_default() += 1;
            }
            None => out.push_str(without_block(address)),
        }
        rest = after.get(end..).unwrap_or_default();
    }
    out + rest
}

/// An address within the export without the id of a block.
pub(super) fn without_block(address: &str) -> &str {
    match address.split_once('#') {
        Some((path, block)) if !path.contains("://") && !path.is_empty() && block.len() == 32 => path,
        _ => address,
    }
}

/// The words of a title as Markdown, where it came as plain text.
pub(super) fn plain_title(text: &str) -> String {
    html::escaped(text.trim())
}
