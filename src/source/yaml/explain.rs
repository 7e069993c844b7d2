//! What went wrong in YAML, said to somebody who has never heard of YAML.
//!
//! The parser says where it got lost; the cause is usually one of a few slips on that line or the one before. Each slip
//! is looked for in turn; where none is found, the parser's own words stand.

use std::ops::Range;

use serde_yaml::Error;

use crate::diagnostic::{Diagnostic, Span, code};
use crate::snapshot::ProjectPath;

/// A tab that indents, if there is one: YAML allows none.
pub(super) fn tab(file: &ProjectPath, source: &str, offset: usize) -> Option<Diagnostic> {
    let mut start = 0;
    for line in source.split('\n') {
        let blank = line.len() - line.trim_start().len();
        if let Some(at) = line.find('\t').filter(|at| *at < blank) {
            let at = offset + start + at;
            return Some(
                Diagnostic::new(&code::YAML_TAB, "a tab is used for indentation")
                    .at(Span::new(file, at..at + 1))
                    .because("this is a tab")
                    .hint("use two spaces for each step of indentation; most editors can turn tabs into spaces"),
            );
        }
        start += line.len() + 1;
    }
    None
}

/// The parser's `error` about `source`, which starts at `offset` in the file.
pub(super) fn error(file: &ProjectPath, source: &str, offset: usize, error: &Error) -> Diagnostic {
    let at = place(source, error);
    let error = error.without_snippet();
    if matches!(
        error,
        Error::Budget { .. }
            | Error::AliasReplayLimitExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. }
    ) || error.to_string().contains("recursion limit")
    {
        return Diagnostic::new(&code::YAML_LIMIT, "this YAML is nested or repeated beyond all use")
            .at(Span::new(file, offset + at..offset + at + 1))
            .because("reading stopped here")
            .hint("write the values out, at most a few levels deep");
    }
    if let Error::MultipleDocuments { .. } = error {
        return Diagnostic::new(&code::YAML_SYNTAX, "a second `---` starts a new document")
            .at(Span::new(file, offset + at..offset + at + 1))
            .because("one document ends here and another begins")
            .hint("keep all entries in one list, without `---` between them");
    }
    let line = Line::around(source, at);
    let slip = slip(source, &line).unwrap_or_else(|| Slip {
        message: format!("this can't be read as YAML: {}", plain(error)),
        range: at..at + 1,
        label: "reading stopped here".into(),
        hint: "check the lines just above: quotes and brackets that are open, and how far each line is indented".into(),
    });
    Diagnostic::new(&code::YAML_SYNTAX, slip.message)
        .at(Span::new(file, offset + slip.range.start..offset + slip.range.end))
        .because(slip.label)
        .hint(slip.hint)
}

fn place(source: &str, error: &Error) -> usize {
    let Some(location) = error.location() else { return 0 };
    let at = location.span().byte_offset().and_then(|at| usize::try_from(at).ok());
    at.unwrap_or_else(|| {
        let line = usize::try_from(location.line()).unwrap_or(1).saturating_sub(1);
        source.split('\n').take(line).map(|line| line.len() + 1).sum()
    })
    .min(source.len())
}

fn plain(error: &Error) -> String {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    first.split(" at line ").next().unwrap_or(first).trim_start_matches("error: ").to_lowercase()
}

/// A slip that explains the error.
struct Slip {
    message: String,
    range: Range<usize>,
    label: String,
    hint: String,
}

/// One line of the YAML: `start` is its offset, `previous` the line before that is not blank.
struct Line<'a> {
    text: &'a str,
    start: usize,
    previous: Option<(&'a str, usize)>,
}

impl<'a> Line<'a> {
    /// The line at offset `at`, or the last one before it that is not blank.
    fn around(source: &'a str, at: usize) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for text in source.split('\n') {
            if start > at {
                break;
            }
            if !text.trim().is_empty() && !text.trim_start().starts_with('#') {
                lines.push((text, start));
            }
            start += text.len() + 1;
        }
        let (text, start) = lines.pop().unwrap_or((source, 0));
        Line { text, start, previous: lines.pop() }
    }

    /// Its key and value, if it looks like `key: value` or `- key: value`, with the value's offset.
    fn entry(&self) -> Option<(&'a str, &'a str, usize)> {
        entry(self.text, self.start)
    }
}

fn entry(text: &str, start: usize) -> Option<(&str, &str, usize)> {
    let body = text.trim_start().trim_start_matches("- ");
    let (key, value) = body.split_once(": ")?;
    let trimmed = value.trim();
    if key.contains(['"', '\'', '{', '[']) || trimmed.is_empty() {
        return None;
    }
    let at = text.len() - value.trim_start().len();
    Some((key.trim(), trimmed, start + at))
}

/// Looks for each known slip on `line` and the line before it.
fn slip(source: &str, line: &Line) -> Option<Slip> {
    let on_previous = line.previous.map(|(text, start)| Line { text, start, previous: None });
    curly_quotes(line)
        .or_else(|| reserved_start(line))
        .or_else(|| text_after_quotes(line))
        .or_else(|| open_quote(source, line))
        .or_else(|| colon_in_value(line))
        .or_else(|| on_previous.as_ref().and_then(curly_quotes))
        .or_else(|| on_previous.as_ref().and_then(text_after_quotes))
        .or_else(|| on_previous.as_ref().and_then(open_bracket))
        .or_else(|| open_bracket(line))
        .or_else(|| no_colon(line))
        .or_else(|| indentation(line))
}

fn curly_quotes(line: &Line) -> Option<Slip> {
    let (key, value, at) = line.entry()?;
    if !value.starts_with(['“', '”', '„', '‘', '’']) {
        return None;
    }
    let inner = value.trim_matches(['“', '”', '„', '‘', '’']);
    Some(Slip {
        message: format!("the value of `{key}` starts with a curly quote, which does not quote anything"),
        range: at..at + value.len(),
        label: "curly quotes are ordinary characters here".into(),
        hint: format!("use straight quotes: `{key}: \"{inner}\"`"),
    })
}

fn reserved_start(line: &Line) -> Option<Slip> {
    let (key, value, at) = line.entry()?;
    let first = value.chars().next()?;
    if !"@`%*&!|>".contains(first) || (matches!(first, '|' | '>') && value.len() <= 3) {
        return None;
    }
    Some(Slip {
        message: format!("the value of `{key}` starts with `{first}`, which has a meaning of its own in YAML"),
        range: at..at + value.len(),
        label: format!("`{first}` can't start a plain value"),
        hint: format!("put the value in quotes: `{key}: {}`", quoted(value)),
    })
}

fn text_after_quotes(line: &Line) -> Option<Slip> {
    let (key, value, at) = line.entry()?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let close = value.get(1..)?.find(quote)? + 1;
    let rest = value.get(close + 1..)?;
    if rest.trim().is_empty() || rest.trim_start().starts_with('#') {
        return None;
    }
    let all = value.replace(quote, "");
    Some(Slip {
        message: format!("the value of `{key}` goes on after its closing quote"),
        range: at + close..at + value.len(),
        label: "the quotes end before this".into(),
        hint: format!("quote the whole value: `{key}: {}`", quoted(all.trim())),
    })
}

fn open_quote(source: &str, line: &Line) -> Option<Slip> {
    let mut start = 0;
    for text in source.split('\n') {
        if let Some((key, value, at)) = entry(text, start) {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote
                && start <= line.start
                && value.matches(quote).count() == 1
            {
                return Some(Slip {
                    message: format!("the value of `{key}` has an opening quote but no closing one"),
                    range: at..at + value.len(),
                    label: "this quote is never closed".into(),
                    hint: format!("close it: `{key}: {value}{quote}`"),
                });
            }
        }
        start += text.len() + 1;
    }
    None
}

fn colon_in_value(line: &Line) -> Option<Slip> {
    let (key, value, at) = line.entry()?;
    let unquoted = !value.starts_with(['"', '\'', '[', '{']);
    let colon = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
    unquoted.then(|| Slip {
        message: format!("the value of `{key}` holds a colon"),
        range: at + colon..at + colon + 1,
        label: "YAML takes this colon for the end of a second key".into(),
        hint: format!("put the value in quotes: `{key}: {}`", quoted(value)),
    })
}

fn open_bracket(line: &Line) -> Option<Slip> {
    let (key, value, at) = line.entry()?;
    let (open, close) = [('[', ']'), ('{', '}')].into_iter().find(|(open, _)| value.starts_with(*open))?;
    if value.matches(open).count() <= value.matches(close).count() {
        return None;
    }
    Some(Slip {
        message: format!("the value of `{key}` has an opening `{open}` but no closing `{close}`"),
        range: at..at + value.len(),
        label: "this bracket is never closed".into(),
        hint: format!("close it: `{key}: {value}{close}`"),
    })
}

fn no_colon(line: &Line) -> Option<Slip> {
    let text = line.text.trim();
    if text.starts_with('-') || text.contains(": ") || text.ends_with(':') {
        return None;
    }
    let at = line.start + (line.text.len() - line.text.trim_start().len());
    let hint = match text.split_once(':') {
        Some((key, value)) => format!("write a space after the colon: `{key}: {value}`"),
        None => match text.split_once(' ') {
            Some((key, value)) if key.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
                format!("write a colon after the key: `{key}: {value}`")
            }
            _ => "write `key: value`; a longer text goes on one line, or is indented below its key".into(),
        },
    };
    Some(Slip {
        message: "this line is not a `key: value`".into(),
        range: at..at + text.len(),
        label: "no colon with a space after it".into(),
        hint,
    })
}

fn indentation(line: &Line) -> Option<Slip> {
    let (previous, _) = line.previous?;
    let depth = |text: &str| text.len() - text.trim_start().len();
    let (here, above) = (depth(line.text), depth(previous));
    if here == above {
        return None;
    }
    let (more, fix) = if here > above { ("more", "start it") } else { ("less", "start it") };
    Some(Slip {
        message: format!("this line is indented {more} than it can be"),
        range: line.start..line.start + here.max(1),
        label: format!("{here} spaces here, {above} on the line above"),
        hint: format!("{fix} in the same column as the entries it belongs to"),
    })
}

/// `text` as a quoted YAML scalar.
fn quoted(text: &str) -> String {
    if text.contains('"') { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
