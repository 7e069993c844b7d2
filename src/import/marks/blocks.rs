//! Boxes, tabs and tables of contents: marks that take whole lines.

use super::fences::Fences;
use super::{Context, callout, is_callout, joined};

/// `text` with callouts of ours in place of other tools' boxes.
pub(super) fn convert(text: &str, context: &mut Context) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let mut fences = Fences::default();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let taken = if fences.is_code(line) { None } else { block(rest, context) };
        if let Some((lines, text)) = taken {
            out.push_str(&text);
            at += lines;
        } else {
            out.push_str(line);
            out.push('\n');
            at += 1;
        }
    }
    out
}

/// What stands at the start of `lines`, if it is a block of another tool: how many lines it takes, and what takes its place.
fn block(lines: &[&str], context: &mut Context) -> Option<(usize, String)> {
    let line = lines.first()?;
    let text = line.trim_start();
    let indent = line.get(..line.len() - text.len())?;
    match text.as_bytes().first()? {
        b'!' | b'?' if text.starts_with("!!!") || text.starts_with("???") => admonition(lines, indent, text, context),
        b':' if text.starts_with(":::") => container(lines, indent, text, context),
        b'=' if text.starts_with("=== \"") || text.starts_with("===! \"") => tab(lines, indent, text, context),
        b'>' => quoted(lines, indent, context),
        b'[' | b'{' | b'*' | b'-' => contents(lines, text, context),
        b'%' if text.starts_with("%%") => hidden(lines, text, context),
        _ => None,
    }
}

/// `!!! kind "Title"` with an indented text, as Python-Markdown writes it; `???` is one that folds.
fn admonition(lines: &[&str], indent: &str, text: &str, context: &mut Context) -> Option<(usize, String)> {
    let head = text.get(3..)?.trim_start_matches('+').trim();
    let (kind, title) = match head.find('"') {
        Some(quote) => (head.get(..quote)?, Some(head.get(quote + 1..)?.trim_end().trim_end_matches('"'))),
        None => (head, None),
    };
    let kind = kind.split_whitespace().next().filter(|kind| kind.chars().all(|c| c.is_alphanumeric() || c == '-'))?;
    let (count, inside) = indented(lines.get(1..)?, indent.len() + 4);
    context.changed("boxes of other tools became callouts");
    Some((count + 1, callout(indent, kind, title, &convert(&inside, context)) + "\n"))
}

/// `=== "Tab"` with an indented text: its name as a line of its own, then its text.
fn tab(lines: &[&str], indent: &str, text: &str, context: &mut Context) -> Option<(usize, String)> {
    let title = text.split('"').nth(1)?;
    let (count, inside) = indented(lines.get(1..)?, indent.len() + 4);
    context.changed("tabs became paragraphs with their names");
    let inside = convert(&inside, context);
    let body = joined(inside.lines(), indent);
    Some((count + 1, format!("{indent}**{}**\n\n{body}\n", title.trim_matches('*'))))
}

/// The lines that stand at least `width` columns to the right, or are blank, without these columns; and how many they are.
fn indented(lines: &[&str], width: usize) -> (usize, String) {
    let columns = |line: &str| line.len() - line.trim_start().len();
    let mut count = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let tabbed = line.starts_with('\t') && width <= 4;
        if columns(line) < width && !tabbed {
            break;
        }
        count = at + 1;
    }
    let dedented = |line: &&str| {
        let columns = columns(line).min(width);
        let line = line.strip_prefix('\t').unwrap_or_else(|| line.get(columns..).unwrap_or_default());
        format!("{line}\n")
    };
    (count, lines.iter().take(count).map(dedented).collect())
}

/// `:::kind Title` … `:::`. What is no kind of box is a layout, whose text is kept.
fn container(lines: &[&str], indent: &str, text: &str, context: &mut Context) -> Option<(usize, String)> {
    let colons = text.len() - text.trim_start_matches(':').len();
    let head = text.get(colons..)?.trim();
    if head.is_empty() {
        // The end of nothing.
        context.changed("marks of layouts left out");
        return Some((1, "\n".into()));
    }
    let (kind, title) = opening(head);
    let end = closing(lines, colons)?;
    let inside = joined(lines.get(1..end)?.iter().map(|line| outdented(line, indent)), "");
    let inside = convert(&inside, context);
    let body = if is_callout(&kind) {
        context.changed("boxes of other tools became callouts");
        callout(indent, &kind, title.as_deref(), &inside)
    } else {
        context.changed("marks of layouts left out");
        let name = title.map(|title| format!("{indent}**{title}**\n\n")).unwrap_or_default();
        name + &joined(inside.lines(), indent)
    };
    Some((end + 1, format!("\n{body}\n")))
}

fn outdented<'l>(line: &'l str, indent: &str) -> &'l str {
    line.strip_prefix(indent).unwrap_or_else(|| line.trim_start())
}

/// The kind and title in `kind Title`, `kind[Title]`, `kind{title="Title"}` and `{.kind}`.
fn opening(head: &str) -> (String, Option<String>) {
    let head = head.trim_start_matches(['{', '.', ' ']);
    let end = head.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(head.len());
    let (kind, rest) = head.split_at(end);
    let rest = rest.trim();
    let title = match rest.as_bytes().first() {
        Some(b'[') => rest.get(1..).and_then(|rest| rest.split(']').next()).map(str::to_owned),
        Some(b'{') => rest.split_once("title=\"").and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned),
        _ => Some(rest.trim_end_matches('}').trim_matches(['"', ' ']).to_owned()).filter(|title| !title.is_empty()),
    };
    (kind.to_owned(), title)
}

/// The line that ends the container which the first line opens with so many colons.
fn closing(lines: &[&str], colons: usize) -> Option<usize> {
    let mut fences = Fences::default();
    let mut depth = 0_usize;
    for (at, line) in lines.iter().enumerate().skip(1) {
        let text = line.trim();
        if fences.is_code(line) || !text.starts_with(":::") {
            continue;
        }
        let found = text.len() - text.trim_start_matches(':').len();
        if found < text.len() {
            depth += usize::from(found <= colons);
        } else if depth == 0 && found >= colons {
            return Some(at);
        } else {
            depth = depth.saturating_sub(1);
        }
    }
    None
}

/// `> [!KIND]- Title`, as Obsidian and forges write callouts.
fn quoted(lines: &[&str], indent: &str, context: &mut Context) -> Option<(usize, String)> {
    let inside = |line: &str| {
        let text = line.trim_start().strip_prefix('>')?;
        Some(text.strip_prefix(' ').unwrap_or(text).to_owned())
    };
    let head = inside(lines.first()?)?;
    let (kind, title) = head.trim_start().strip_prefix("[!")?.split_once(']')?;
    let ours = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"].contains(&kind);
    if ours && title.trim().is_empty() {
        return None;
    }
    let title = title.trim_start_matches(['-', '+']).trim();
    let kind = kind.split('|').next().unwrap_or_default();
    let body: Vec<String> = lines.iter().skip(1).map_while(|line| inside(line)).collect();
    context.changed("callouts of other kinds or with a title");
    let text = convert(&(body.join("\n") + "\n"), context);
    Some((body.len() + 1, callout(indent, kind, (!title.is_empty()).then_some(title), &text) + "\n"))
}

/// A place at which another tool writes a table of contents, which every page of ours has; and classes for what stands above.
fn contents(lines: &[&str], text: &str, context: &mut Context) -> Option<(usize, String)> {
    let line = text.trim_end();
    if ["[TOC]", "[toc]", "[[toc]]", "[[TOC]]", "[[_TOC_]]", "{:toc}", "{{toc}}", "{: toc}"].contains(&line) {
        context.changed("places of tables of contents left out");
        return Some((1, String::new()));
    }
    let next = lines.get(1).map(|line| line.trim()).unwrap_or_default();
    if line.starts_with(['*', '-']) && next.starts_with("{:") && next.contains("toc") {
        context.changed("places of tables of contents left out");
        return Some((2, String::new()));
    }
    let is_class = line.starts_with("{:") && line.ends_with('}') && !line.starts_with("{::");
    is_class.then(|| {
        context.changed("classes for style sheets left out");
        (1, String::new())
    })
}

/// `%%` … `%%` over several lines: what its author hid.
fn hidden(lines: &[&str], text: &str, context: &mut Context) -> Option<(usize, String)> {
    if text.get(2..)?.contains("%%") {
        return None;
    }
    let end = lines.iter().skip(1).position(|line| line.contains("%%"))? + 1;
    context.changed("hidden comments left out");
    let after = lines.get(end)?.split_once("%%")?.1;
    Some((end + 1, format!("{after}\n")))
}
