//! Marks among words: highlights, inline notes, hidden words, emoji names, classes.

use super::Context;
use super::fences::prose;
use crate::import::anchors::mark as mark_of;

/// `text` with what our Markdown has in place of other tools' marks among words.
pub(super) fn convert(text: &str, context: &mut Context) -> String {
    let mut out = String::with_capacity(text.len());
    let mut notes = Vec::new();
    let mut done = 0;
    for range in prose(text) {
        out.push_str(text.get(done..range.start).unwrap_or_default());
        span(text.get(range.clone()).unwrap_or_default(), context, &mut notes, &mut out);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    for (at, note) in notes.iter().enumerate() {
        out.push_str(&format!("\n[^inline-{}]: {}\n", at + 1, note.trim()));
    }
    out
}

/// Each part of the text outside code.
fn span(text: &str, context: &mut Context, notes: &mut Vec<String>, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['=', '^', '%', ':', '{', '+']) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let taken = mark(found, out, context, notes);
        let taken = if taken == 0 {
            let one = found.chars().next().map_or(1, char::len_utf8);
            out.push_str(found.get(..one).unwrap_or_default());
            one
        } else {
            taken
        };
        rest = found.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// How many bytes at the start of `found` are a mark that `out` now has another form of; none if it is no mark.
fn mark(found: &str, out: &mut String, context: &mut Context, notes: &mut Vec<String>) -> usize {
    if let Some(inside) = between(found, "==", "==")
        && !inside.starts_with([' ', '='])
        && !inside.ends_with(' ')
    {
        context.changed("highlights became bold");
        out.push_str(&format!("**{inside}**"));
        return inside.len() + 4;
    }
    if let Some(inside) = between(found, "^[", "]") {
        notes.push(inside.to_owned());
        context.changed("inline notes became footnotes");
        out.push_str(&format!("[^inline-{}]", notes.len()));
        return inside.len() + 3;
    }
    if let Some(inside) = between(found, "%%", "%%") {
        context.changed("hidden comments left out");
        return inside.len() + 4;
    }
    if let Some(inside) = between(found, "++", "++").filter(|keys| is_keys(keys)) {
        context.changed("keys became code");
        out.push_str(&format!("`{inside}`"));
        return inside.len() + 4;
    }
    if let Some(length) = attributes(found, out) {
        context.changed("classes for style sheets left out");
        return length;
    }
    if let Some(name) = between(found, ":", ":").filter(|name| is_icon(name)) {
        context.changed("icons left out");
        // The space after it parted it from the words.
        let length = name.len() + 2;
        return length + usize::from(found.get(length..).is_some_and(|rest| rest.starts_with(' ')));
    }
    block_id(found, out).inspect(|_| context.changed("ids of paragraphs left out")).unwrap_or(0)
}

/// What stands between `open` at the start and `close` on the same line.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let inside = text.strip_prefix(open)?;
    let inside = inside.get(..inside.find(close)?)?;
    (!inside.is_empty() && !inside.contains('\n')).then_some(inside)
}

fn is_keys(keys: &str) -> bool {
    keys.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '+' || c == '-')
}

/// Whether this is the name of a picture from an icon font, such as `material-home`.
fn is_icon(name: &str) -> bool {
    let fonts = ["material-", "fontawesome-", "octicons-", "simple-"];
    fonts.iter().any(|font| name.starts_with(font)) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// `{: .class}` or `{ .class key=value }` after a heading, link or picture. The id of a heading stays.
fn attributes(found: &str, out: &mut String) -> Option<usize> {
    let inside = between(found, "{", "}")?;
    let names = inside.trim_start_matches(':').trim();
    if names.is_empty() || inside.starts_with(['{', '%', '<', '#']) {
        return None;
    }
    let fits = |word: &str| word.starts_with(['.', '#']) && word.len() > 1 || is_pair(word);
    let line = out.rsplit('\n').next().unwrap_or_default();
    let follows =
        line.trim_start().starts_with('#') || line.ends_with([')', ']', '*', '`', '_']) || inside.starts_with(':');
    if !follows || !words(names).iter().all(|word| fits(word)) {
        return None;
    }
    if line.ends_with("[]()") {
        // An anchor without words.
        let ids: String = words(names).iter().filter_map(|word| word.strip_prefix('#')).map(mark_of).collect();
        out.truncate(out.len() - "[]()".len());
        out.push_str(&ids);
    } else if line.trim_start().starts_with('#')
        && let Some(id) = words(names).iter().find(|word| word.starts_with('#'))
    {
        out.push_str(&format!("{{{id}}}"));
    }
    Some(inside.len() + 2)
}

fn is_pair(word: &str) -> bool {
    word.split_once('=').is_some_and(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// `text` cut at spaces outside quotes.
fn words(text: &str) -> Vec<&str> {
    let mut quoted = false;
    let parts = text.split(move |c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// ` ^id` at the end of a line, by which Obsidian finds a paragraph.
fn block_id(found: &str, out: &str) -> Option<usize> {
    let name = found.strip_prefix('^')?;
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(name.len());
    let ends_line = name.get(end..)?.chars().next().is_none_or(|c| c == '\n');
    (end > 0 && ends_line && out.ends_with(' ')).then_some(end + 1)
}
