//! The marks of other tools, turned into ours or made visible as code.
//!
//! Each file knows one family: `templates` what template languages write, `blocks` boxes and tabs, `spans` what stands among words.
//! They run in this order, since a template may hold a box and a box may hold spans. Code stays as it is everywhere.

mod blocks;
mod fences;
mod includes;
mod shortcodes;
mod spans;
mod templates;

use std::collections::BTreeMap;

pub(super) use fences::prose;

use super::Tree;

/// What a text's marks may refer to, and the count of what was changed.
pub(super) struct Context<'t> {
    /// The source.
    pub(super) tree: &'t Tree,
    /// The text's path in it.
    pub(super) from: String,
    /// What was changed, and how often.
    pub(super) changes: BTreeMap<String, usize>,
    /// How many texts include this one.
    pub(super) depth: usize,
}

impl Context<'_> {
    /// Counts a change.
    pub(super) fn changed(&mut self, what: &str) {
        *self.changes.entry(what.to_owned()).or_default() += 1;
    }
}

/// `text` without marks of other tools.
pub(super) fn convert(text: &str, context: &mut Context) -> String {
    let text = templates::convert(text, context);
    let text = blocks::convert(&text, context);
    spans::convert(&text, context)
}

/// A callout of ours with this `kind` and title, where a box of another tool stood; each line after `indent`.
fn callout(indent: &str, kind: &str, title: Option<&str>, text: &str) -> String {
    let (ours, named) = sort(kind);
    let mut out = format!("{indent}> [!{ours}]\n");
    let own = (!named).then(|| capitalised(kind));
    if let Some(title) = title.filter(|title| !title.trim().is_empty()).map(str::to_owned).or(own) {
        out.push_str(&format!("{indent}> **{}**\n{indent}>\n", title.trim().trim_matches('*')));
    }
    for line in text.trim_matches('\n').lines() {
        out.push_str(format!("{indent}> {line}").trim_end());
        out.push('\n');
    }
    out
}

/// Which callout of ours a box of this kind is, and whether the kind's name says no more than that.
fn sort(kind: &str) -> (&'static str, bool) {
    match kind.to_ascii_lowercase().as_str() {
        "note" | "info" | "information" | "seealso" | "callout" | "panel" | "aside" => ("NOTE", true),
        "tip" | "hint" => ("TIP", true),
        "success" | "check" | "done" => ("TIP", false),
        "important" => ("IMPORTANT", true),
        "warning" | "warn" | "attention" => ("WARNING", true),
        "caution" | "danger" => ("CAUTION", true),
        "error" | "failure" | "fail" | "missing" | "bug" => ("CAUTION", false),
        _ => ("NOTE", false),
    }
}

/// Whether boxes of this kind are callouts.
fn is_callout(kind: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "abstract", "summary", "tldr", "todo", "example", "quote", "cite", "question", "faq", "help", "details",
        "alert",
    ];
    sort(kind) != ("NOTE", false) || OTHERS.contains(&kind.to_ascii_lowercase().as_str())
}

/// `word` with a capital.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `text` as code among words, or as a block where it has several lines: a mark that nothing here can carry out, for its reader to
/// see.
fn shown_as_code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if text.trim().contains('\n') {
        let fence = "`".repeat(longest.max(2) + 1);
        return format!("\n{fence}text\n{}\n{fence}\n", text.trim_matches('\n'));
    }
    let ticks = "`".repeat(longest + 1);
    let text = text.trim();
    let edge = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{edge}{text}{edge}{ticks}")
}

/// `address` where Markdown expects a destination.
pub(super) fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.trim().chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '\n' => out.push_str(&format!("%{:02X}", c as u32)),
            _ => out.push(c),
        }
    }
    out
}

/// All `lines` as one text, each after `indent` and without spaces at its end.
pub(super) fn joined<'l>(lines: impl IntoIterator<Item = &'l str>, indent: &str) -> String {
    let mut out = String::new();
    for line in lines {
        out.push_str(format!("{indent}{line}").trim_end());
        out.push('\n');
    }
    out
}

/// The text inside quotes.
pub(super) fn quoted(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text.strip_prefix(mark)?.strip_suffix(mark)
}
