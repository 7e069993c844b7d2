//! The slips that people make in YAML, each found by how its line looks, with the line as it should be.

use super::lines::{Entry, Line, numbered};
use super::misplaced::{beside_dash, indentation, lost_dash, outdented_dash, wrapped};
use super::quoted;
use super::slip::{Slip, slip};

/// Looks for each known slip on the line where reading stopped and on the line before it.
pub(super) fn find(source: &str, line: &Line) -> Option<Slip> {
    let above = line.above();
    let above = above.as_ref();
    let on_line =
        [merge, invisible, curly_quotes, reserved, bullet, tight_dash, after_quotes, backslash, after_bracket, commas];
    let on_above = [merge, curly_quotes, tight_dash, bullet, after_quotes, after_bracket, open_bracket];
    on_line
        .iter()
        .find_map(|check| check(line))
        .or_else(|| open_quote(source, line))
        .or_else(|| [open_bracket, colon_in_value, key_sign].iter().find_map(|check| check(line)))
        .or_else(|| on_above.iter().find_map(|check| check(above?)))
        .or_else(|| bracket_above(source, line))
        .or_else(|| outdented_dash(source, line))
        .or_else(|| [lost_dash, beside_dash, wrapped].iter().find_map(|check| check(line, above?)))
        .or_else(|| no_colon(line))
        .or_else(|| above.filter(|above| above.depth() == line.depth()).and_then(no_colon))
        .or_else(|| indentation(line, above?))
}

/// Values that the parser reads as something else without a word: tags, names for aliases, comments.
pub(super) fn lost(source: &str, line: &Line) -> Option<Slip> {
    let entry = line.entry()?;
    let after = |sign: &str| entry.value.strip_prefix(sign).and_then(|rest| rest.chars().next());
    let named = || entry.value.get(1..).and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    // `&name` before a list or group only names it.
    let is_words = !entry.value.split_whitespace().nth(1).is_some_and(|next| next.starts_with(['[', '{', '"', '\'']));
    let is_lost = after("!").is_some_and(|c| c != ' ')
        || after("#").is_some_and(|c| c != ' ')
        || (after("&").is_some_and(|c| c != ' ') && is_words && !source.contains(&format!("*{}", named())));
    if is_lost {
        return reserved(line);
    }
    let mut hashes = entry.value.match_indices(" #").map(|(at, _)| at + 1);
    let cut = hashes.find(|at| entry.value.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)));
    let cut = cut.filter(|_| entry.is_plain())?;
    let mut slip = slip(
        format!("{} is cut off at `#`", entry.named()),
        entry.at + cut..entry.at + entry.value.len(),
        "YAML reads this as a comment",
        format!("put the whole value in quotes: {}", entry.with(&quoted(entry.value))),
    )
    .replacing(entry.range(), quoted(entry.value));
    slip.hints.push("if you want a comment, write a space after `#`".into());
    Some(slip)
}

fn merge(line: &Line) -> Option<Slip> {
    let marks = ["<<<<<<<", "=======", ">>>>>>>"];
    let mark = marks.iter().find(|mark| line.text.starts_with(*mark))?;
    Some(slip(
        "two versions of this file were merged, but nobody chose between them",
        line.start..line.start + mark.len(),
        "the merge left this mark",
        "keep one of the two versions, and delete the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`",
    ))
}

fn invisible(line: &Line) -> Option<Slip> {
    let (at, sign) = line.text.char_indices().find(|(_, c)| c.is_control() && *c != '\t')?;
    Some(slip(
        "this line has an invisible character",
        line.start + at..line.start + at + sign.len_utf8(),
        "it is here",
        "delete it, or type the line again",
    ))
}

const CURLY: [char; 5] = ['“', '”', '„', '‘', '’'];

fn curly_quotes(line: &Line) -> Option<Slip> {
    let entry = line.entry().filter(|entry| entry.value.starts_with(CURLY))?;
    Some(
        slip(
            format!("{} starts with a curly quote, which does not quote anything", entry.named()),
            entry.range(),
            "YAML treats curly quotes as ordinary characters",
            format!("use straight quotes: {}", entry.with(&quoted(entry.value.trim_matches(CURLY)))),
        )
        .replacing(entry.range(), quoted(entry.value.trim_matches(CURLY))),
    )
}

fn reserved(line: &Line) -> Option<Slip> {
    let entry = line.entry()?;
    let sign = entry.value.chars().next()?;
    let rest = entry.value.get(sign.len_utf8()..)?;
    let is_reserved = match sign {
        '@' | '`' | '%' | '*' | '&' | '!' | '#' | ']' | '}' | ',' => true,
        '|' | '>' => entry.value.len() > 3,
        '?' | '-' => rest.is_empty() || rest.starts_with(' '),
        _ => false,
    };
    // A list whose entry is `* …` has bullets, which is another slip.
    if !is_reserved || (entry.key.is_none() && rest.starts_with(' ')) {
        return None;
    }
    let name = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
    let means = if sign == '#' { "starts a comment in YAML" } else { "has a meaning of its own in YAML" };
    Some(
        slip(
            format!("{} starts with {name}, which {means}", entry.named()),
            entry.range(),
            format!("{name} can't start a plain value"),
            format!("put the value in quotes: {}", entry.with(&quoted(entry.value))),
        )
        .replacing(entry.range(), quoted(entry.value)),
    )
}

fn bullet(line: &Line) -> Option<Slip> {
    let (body, at) = line.placed();
    let sign = body.chars().next().filter(|c| matches!(c, '*' | '•' | '‣' | '·' | '●' | '▪' | '–' | '—' | '+'))?;
    let rest = body.strip_prefix(sign)?.strip_prefix(' ')?;
    Some(slip(
        format!("entries of a list start with `-`, not with `{sign}`"),
        at..at + sign.len_utf8(),
        "this should be a hyphen",
        format!("write `- {}`", rest.trim()),
    ))
}

/// `-entry` instead of `- entry`.
fn tight_dash(line: &Line) -> Option<Slip> {
    let at = line.start + line.depth();
    let rest = line.text.trim().strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic))?;
    Some(slip(
        "there is no space after this dash",
        at..at + 1 + rest.len(),
        "YAML reads the dash as part of the word",
        format!("write `- {rest}`"),
    ))
}

/// The offset of the quote that closes a value, if it is closed.
fn closing(value: &str, quote: char) -> Option<usize> {
    let mut signs = value.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if quote == '"' => drop(signs.next()),
            '\'' if quote == '\'' && signs.peek().is_some_and(|(_, next)| *next == '\'') => drop(signs.next()),
            _ if sign == quote => return Some(at),
            _ => {}
        }
    }
    None
}

fn after_quotes(line: &Line) -> Option<Slip> {
    let entry = line.entry()?;
    let quote = entry.quote()?;
    let close = closing(entry.value, quote)?;
    let rest = entry.value.get(close + 1..)?.trim();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let inner = entry.value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote)).unwrap_or(entry.value);
    Some(
        slip(
            format!("{} continues after its closing quote", entry.named()),
            entry.at + close..entry.at + entry.value.len(),
            "the quotes end here",
            format!("quote the whole value: {}", entry.with(&quoted(inner))),
        )
        .replacing(entry.range(), quoted(inner)),
    )
}

fn backslash(line: &Line) -> Option<Slip> {
    let entry = line.entry().filter(|entry| entry.quote() == Some('"'))?;
    let at = entry.value.find('\\')?;
    let inner = entry.value.trim_matches('"').replace('\'', "''");
    Some(
        slip(
            format!("{} has a backslash in double quotes", entry.named()),
            entry.at + at..entry.at + at + 1,
            "in double quotes, a backslash changes the character after it",
            format!("use single quotes: {}", entry.with(&format!("'{inner}'"))),
        )
        .replacing(entry.range(), format!("'{inner}'")),
    )
}

const BRACKETS: [(char, char); 2] = [('[', ']'), ('{', '}')];

fn after_bracket(line: &Line) -> Option<Slip> {
    let entry = line.entry()?;
    let (open, close) = BRACKETS.into_iter().find(|(open, _)| entry.value.starts_with(*open))?;
    let mut depth = 0_usize;
    let end = entry.value.char_indices().find_map(|(at, sign)| {
        depth = if sign == open { depth + 1 } else { depth - usize::from(sign == close) };
        (depth == 0).then_some(at)
    })?;
    let rest = entry.value.get(end + 1..)?.trim();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    Some(
        slip(
            format!("{} starts with `{open}`, but continues after `{close}`", entry.named()),
            entry.range(),
            format!("YAML reads `{open}…{close}` as the whole value"),
            format!("put the value in quotes: {}", entry.with(&quoted(entry.value))),
        )
        .replacing(entry.range(), quoted(entry.value)),
    )
}

fn commas(line: &Line) -> Option<Slip> {
    let entry = line.entry().filter(|entry| entry.value.starts_with('['))?;
    let inner = entry.value.trim_start_matches('[').trim_end_matches(']');
    let words: Vec<&str> = inner.split(',').map(str::trim).collect();
    let gap = words.iter().rev().skip(1).any(|word| word.is_empty());
    let kept: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    gap.then(|| {
        slip(
            format!("{} has a comma with nothing before it", entry.named()),
            entry.range(),
            "an entry is missing between two commas",
            format!("write {}", entry.with(&format!("[{}]", kept.join(", ")))),
        )
        .replacing(entry.range(), format!("[{}]", kept.join(", ")))
    })
}

fn open_quote(source: &str, line: &Line) -> Option<Slip> {
    let lines = numbered(source).take_while(|(_, start)| *start <= line.start);
    let is_open = |entry: &Entry| entry.quote().is_some_and(|quote| closing(entry.value, quote).is_none());
    let entries = lines.filter_map(|(text, start)| Line::new(text, start).entry());
    let entry = { entries }.find(is_open)?;
    let quote = entry.quote()?;
    Some(
        slip(
            format!("{} has an opening quote but no closing one", entry.named()),
            entry.range(),
            "this quote is never closed",
            format!("close it: {}", entry.with(&format!("{}{quote}", entry.value))),
        )
        .replacing(entry.range(), format!("{}{quote}", entry.value)),
    )
}

fn open_bracket(line: &Line) -> Option<Slip> {
    let entry = line.entry()?;
    let (open, close) = BRACKETS.into_iter().find(|(open, _)| entry.value.starts_with(*open))?;
    if entry.value.matches(open).count() <= entry.value.matches(close).count() {
        return None;
    }
    let inner = entry.value.trim_end_matches([')', ']', '}', ',']);
    let hint = if inner.len() > 1 {
        format!("close it: {}", entry.with(&format!("{inner}{close}")))
    } else {
        format!("finish it, and close it with `{close}`")
    };
    let message = format!("{} has an opening `{open}` but no closing `{close}`", entry.named());
    Some(slip(message, entry.range(), "this bracket is never closed", hint))
}

/// A bracket further up that nothing closes before reading stopped.
fn bracket_above(source: &str, line: &Line) -> Option<Slip> {
    let above = numbered(source).take_while(|(_, start)| *start < line.start);
    let (slip, at) = { above }.filter_map(|(text, at)| Some((open_bracket(&Line::new(text, at))?, at))).last()?;
    let closes = |text: &str| !text.trim_start().starts_with('#') && text.contains([']', '}']);
    (!source.get(at..line.start)?.lines().any(closes)).then_some(slip)
}

fn colon_in_value(line: &Line) -> Option<Slip> {
    let entry = line.entry().filter(Entry::is_plain)?;
    let colon = entry.value.find(": ").or_else(|| entry.value.strip_suffix(':').map(str::len))?;
    Some(
        slip(
            format!("{} has a colon in it", entry.named()),
            entry.at + colon..entry.at + colon + 1,
            "YAML reads the text before this colon as a key",
            format!("put the value in quotes: {}", entry.with(&quoted(entry.value))),
        )
        .replacing(entry.range(), quoted(entry.value)),
    )
}

/// A key in bold, in backticks and the like.
fn key_sign(line: &Line) -> Option<Slip> {
    let (body, at) = line.placed();
    let sign = body.chars().next().filter(|c| "*_`@&!%#".contains(*c))?;
    let (key, value) = body.split_once(':')?;
    let name = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
    let plain = key.trim_matches(|c: char| !c.is_alphanumeric());
    Some(slip(
        format!("a key can't start with {name}"),
        at..at + key.len(),
        "keys are plain words",
        format!("write `{plain}: {}`", value.trim_start_matches(sign).trim()),
    ))
}

fn no_colon(line: &Line) -> Option<Slip> {
    let (text, at) = line.placed();
    if let Some(slip) = wide_colon(text, at) {
        return Some(slip);
    }
    if line.text.trim_start().starts_with('-') || text.contains(": ") || text.ends_with(':') {
        return None;
    }
    let range = at..at + text.len();
    let is_key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let message = "this line is not a `key: value`";
    if let Some((key, value)) = text.split_once(':') {
        let (label, hint) = if value.starts_with(char::is_whitespace) {
            ("the space after the colon is a hard space", "type an ordinary space after the colon")
        } else {
            ("no space after the colon", "write a space after the colon")
        };
        return Some(slip(message, range, label, format!("{hint}: `{key}: {}`", value.trim())));
    }
    if let Some((key, value)) = text.split_once('=').filter(|(key, _)| is_key(key.trim())) {
        let hint = format!("write a colon instead of the equals sign: `{}: {}`", key.trim(), value.trim());
        return Some(slip(message, range, "no colon", hint));
    }
    let hint = match text.split_once(' ') {
        Some((key, value)) if is_key(key) && key.chars().all(|c| !c.is_uppercase()) => {
            format!("write a colon after the key: `{key}: {value}`")
        }
        _ => "write `key: value`; put longer text on one line, or indent it below its key".into(),
    };
    Some(slip(message, range, "no colon", hint))
}

/// A colon as East Asian keyboards type it.
fn wide_colon(text: &str, at: usize) -> Option<Slip> {
    let sign = text.chars().find(|c| matches!(c, '：' | '﹕' | '︰' | '∶' | 'ː' | '꞉'))?;
    let (key, value) = text.split_once(sign)?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let start = at + key.len();
    is_key.then(|| {
        slip(
            format!("`{sign}` is not the colon that YAML reads"),
            start..start + sign.len_utf8(),
            "this is a wide colon, as East Asian keyboards type it",
            format!("type an ordinary colon and a space: `{key}: {}`", value.trim()),
        )
        .replacing(start..at + text.len(), format!(": {}", value.trim()))
    })
}
