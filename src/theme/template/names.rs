//! What an expression is known to print from its words alone: HTML, text, or an address that the program made.
//!
//! Only names that the contract gives one meaning count, and only while no template of the theme gives them another. Whatever
//! is not known is looked at when it is printed.

use std::collections::BTreeSet;

/// Variables that hold HTML wherever templates have them.
const HTML: [&str; 7] = ["body", "lists", "navigation", "definitions", "citations", "survey_data", "title_html"];

/// Variables of every page that hold no HTML, nor does anything in them.
const PLAIN_ROOTS: [&str; 3] = ["t", "site", "root"];

/// Fields that hold no HTML in any type of the contract and in any kind.
const PLAIN: [&str; 9] = ["url", "id", "iso", "tokens", "number", "href", "canonical", "status", "edit_url"];

/// Fields whose values are addresses that the program made or checked.
const ADDRESSES: [&str; 4] = ["url", "href", "canonical", "edit_url"];

/// What a theme's templates do with names.
#[derive(Default, Debug)]
pub(super) struct Names<'t> {
    /// Names that a template gives a value, as a variable, an argument or a key.
    made: BTreeSet<&'t str>,
    /// Whether a template reads the author's own values, which may have any names.
    reads_extra: bool,
}

impl<'t> Names<'t> {
    /// Notes the names that `code` gives a value.
    pub(super) fn note(&mut self, code: &'t str) {
        self.reads_extra |= code.contains("extra");
        for name in words(code).filter(|name| is_listed(name.text)) {
            let given = name.after.trim_start().trim_start_matches(['"', '\'', '`']).trim_start();
            let is_given = given.starts_with(':') || (given.starts_with('=') && !given.starts_with("=="));
            let is_bound = matches!(name.before.trim_end().rsplit(' ').next(), Some("set" | "set_global" | "for"))
                || name.before.trim_end().ends_with(',') && code.starts_with("for ");
            if is_given || is_bound {
                self.made.insert(name.text);
            }
        }
    }

    /// Whether `code` prints HTML for certain.
    pub(super) fn is_html(&self, code: &str, captured: &BTreeSet<&str>) -> bool {
        if code.starts_with('<') || code.split('|').skip(1).any(|filter| filter.trim() == "safe") {
            return true;
        }
        let Some(path) = path(code) else { return false };
        match path.as_slice() {
            [one] => captured.contains(one) || (HTML.contains(one) && !self.made.contains(one)),
            ["page", "diagrams", ..] => true,
            [.., last] => *last == "title_html",
            [] => false,
        }
    }

    /// Whether `code` prints text for certain.
    pub(super) fn is_plain(&self, code: &str) -> bool {
        let Some(path) = path(code) else { return false };
        let (Some(root), Some(last)) = (path.first(), path.last()) else { return false };
        let known = |names: &[&str], name: &&str| names.contains(name) && !self.made.contains(name);
        known(&PLAIN_ROOTS, root) || (path.len() > 1 && known(&PLAIN, last))
    }

    /// Whether `code` prints an address, or the beginning of one, that the program made.
    pub(super) fn is_address(&self, code: &str) -> bool {
        let Some(path) = path(code) else { return false };
        let (Some(root), Some(last)) = (path.first(), path.last()) else { return false };
        if path.contains(&"settings") {
            return false;
        }
        let ours = matches!(*root, "site" | "root") && !self.made.contains(root);
        ours || (path.len() > 1 && ADDRESSES.contains(last) && !self.made.contains(last) && !self.reads_extra)
    }
}

/// A name in code, with what stands on both sides of it.
struct Word<'c> {
    before: &'c str,
    text: &'c str,
    after: &'c str,
}

fn words(code: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = code.get(at..)?;
        let start = at + rest.find(is_name)?;
        let from = code.get(start..)?;
        let end = start + from.find(|c| !is_name(c)).unwrap_or(from.len());
        at = end;
        Some(Word { before: code.get(..start)?, text: code.get(start..end)?, after: code.get(end..)? })
    })
}

/// Whether anything is known of this name.
fn is_listed(name: &str) -> bool {
    [&HTML[..], &PLAIN_ROOTS, &PLAIN].iter().any(|names| names.contains(&name))
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The parts of `a.b["c"]`, `*` for a part that is computed; None for any other expression.
fn path(code: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut rest = code;
    loop {
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end)?;
        if name.is_empty() {
            return None;
        }
        parts.push(name);
        rest = after;
        while let Some(inside) = rest.strip_prefix('[').or_else(|| rest.strip_prefix("?[")) {
            let (part, after) = subscript(inside)?;
            parts.push(part);
            rest = after;
        }
        if rest.is_empty() {
            return Some(parts);
        }
        rest = rest.strip_prefix("?.").or_else(|| rest.strip_prefix('.'))?;
    }
}

/// What stands in brackets that `code` begins within, and what follows them.
fn subscript(code: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => {
                let inside = code.get(..at)?.trim();
                let text = inside.strip_prefix('"').and_then(|inside| inside.strip_suffix('"'));
                let name = text.filter(|text| text.chars().all(is_name)).unwrap_or("*");
                return Some((name, code.get(at + 1..)?));
            }
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_while_no_template_gives_it_another_meaning() {
        let mut names = Names::default();
        let captured = BTreeSet::from(["day"]);
        for code in ["site.assets[\"a.css\"]", "t.months[day.month - 1]", "item.url", "root", "fields.x?.id"] {
            assert!(names.is_plain(code), "{code}");
        }
        for code in ["level.title", "url", "x.url | upper", "a or root", "page.summary"] {
            assert!(!names.is_plain(code), "{code}");
        }
        for code in [
            "body", "page.title_html", "x | safe", "<date day={x} />", "day", "page.diagrams.flow", "p.x | safe | trim",
        ] {
            assert!(names.is_html(code, &captured), "{code}");
        }
        assert!(names.is_address("root") && names.is_address("item.url") && !names.is_address("site.settings.url"));
        names.note("set x = {url: body, \"id\": 1}");
        names.note("for root in page.extra.roots");
        names.note("x.iso == 1");
        assert!(
            !names.is_plain("x.url") && !names.is_plain("x.id") && !names.is_plain("root") && names.is_plain("x.iso")
        );
        assert!(!names.is_address("x.canonical"), "an author's value can have any name");
    }
}
