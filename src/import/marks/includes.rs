//! Texts that other texts include by name: mdBook's, snippets, and those of template tags. In code as well.

use super::{Context, convert, joined, quoted};

/// How deep texts may include one another.
const MOST_DEPTH: usize = 4;

/// `text` with the files that it includes by name: mdBook's and snippets, in code as well.
pub(super) fn included(text: &str, context: &mut Context) -> String {
    if !text.contains("{{#") && !text.contains("--8<--") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        out.push_str(&include_line(line, context).unwrap_or_else(|| line.to_owned()));
    }
    out
}

fn include_line(line: &str, context: &mut Context) -> Option<String> {
    let trimmed = line.trim();
    let indent = line.get(..line.len() - line.trim_start().len())?;
    if let Some(name) = trimmed.strip_prefix("--8<--").and_then(|rest| quoted(rest.trim())) {
        let file = file(name, context)?;
        context.changed("included files written out");
        return Some(joined(nested(&file, name, context).lines(), indent));
    }
    if let Some(escaped) = trimmed.strip_prefix("\\{{#") {
        return Some(line.replacen("\\{{#", "{{#", 1)).filter(|_| !escaped.is_empty());
    }
    let inside = trimmed.strip_prefix("{{#")?.strip_suffix("}}")?;
    let (command, rest) = inside.split_once(char::is_whitespace)?;
    if !matches!(command, "include" | "rustdoc_include" | "playground") {
        return None;
    }
    let (name, part) = rest.trim().split_once(':').map_or((rest.trim(), ""), |(name, part)| (name, part));
    let text = part_of(&file(name.split_whitespace().next()?, context)?, part);
    context.changed("included files written out");
    Some(joined(text.lines(), indent))
}

/// A file of the source by the name that a text calls it: from the text's own folder, from the root, or from where includes lie.
pub(super) fn file(name: &str, context: &Context) -> Option<String> {
    if context.depth >= MOST_DEPTH {
        return None;
    }
    let folder = context.from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folders = [folder, "", "_includes", "_common", "content", "includes", "snippets", "docs"];
    folders.iter().find_map(|folder| {
        let path = crate::import::addresses::local(&format!("{folder}/{name}"))?;
        context.tree.text(&path)
    })
}

/// An included text, converted on its own.
pub(super) fn nested(text: &str, name: &str, context: &mut Context) -> String {
    let (_, body, _) = crate::import::front_matter::split(text);
    context.depth += 1;
    let from = std::mem::replace(&mut context.from, name.trim_start_matches('/').to_owned());
    let text = convert(&body, context);
    context.from = from;
    context.depth -= 1;
    text
}

/// The lines `3:8`, or those between `ANCHOR: name` and `ANCHOR_END: name`; without the lines that name anchors.
fn part_of(text: &str, part: &str) -> String {
    let is_anchor = |line: &str| line.contains("ANCHOR:") || line.contains("ANCHOR_END:");
    let lines = text.lines().filter(|line| !is_anchor(line));
    let (first, last) = part.split_once(':').unwrap_or((part, part));
    if part.is_empty() {
        return joined(lines, "");
    }
    if part.chars().all(|c| c.is_ascii_digit() || c == ':') {
        let first: usize = first.parse().unwrap_or(1);
        let last: usize = last.parse().unwrap_or(usize::MAX);
        let count = last.saturating_add(1).saturating_sub(first.max(1));
        return joined(lines.skip(first.max(1) - 1).take(count), "");
    }
    let is_named = |line: &str, mark: &str| line.split_once(mark).is_some_and(|(_, name)| name.trim() == part);
    let inside = text.lines().skip_while(|line| !is_named(line, "ANCHOR:")).skip(1);
    joined(inside.take_while(|line| !is_named(line, "ANCHOR_END:")).filter(|line| !is_anchor(line)), "")
}
