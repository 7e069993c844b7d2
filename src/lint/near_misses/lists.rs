//! Lists that are shown as text, and entries that stand in another list than their author meant.
//!
//! What Word, mail programs and web pages give for a list when it is pasted: bullets, letters, hard spaces. Refuses to take one line
//! for a list where a sign may mean something else: a dash that opens what somebody says, a star before a remark.

use std::ops::Range;

use super::lines::{self, Line, is_false_space};
use super::{Findings, short};
use crate::diagnostic::code;
use crate::source::markdown::{Block, Outline};

/// What makes a line look like an entry of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A right sign, but the space before or behind it is none.
    FalseSpace(char),
    /// A bullet.
    Bullet(char),
    /// A dash that is no hyphen.
    Dash(char),
    /// A right sign without a space behind it.
    Tight(char),
    /// A number without a space behind it.
    TightNumber,
    /// A letter or number that Markdown does not count with: what stands around it, and what it is.
    Counted(Style),
    /// The box of a task without its dash, or without the space in it.
    Box,
}

/// How entries are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    open: bool,
    close: char,
    digits: Digits,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    Small,
    Capital,
    Roman,
    Arabic,
}

/// A line that looks like an entry.
struct Entry {
    sign: Sign,
    /// Its number, where entries are counted.
    number: usize,
    is_first: bool,
    /// The line.
    line: Range<usize>,
    /// The part of it that should be `right`.
    wrong: Range<usize>,
    right: String,
    /// Which block holds it.
    block: usize,
}

/// Looks for runs of such lines; each is one finding.
pub(super) fn find(outline: &Outline, findings: &mut Findings) {
    let mut run: Vec<Entry> = Vec::new();
    for (index, block) in lines::blocks(outline).enumerate() {
        let before = run.len();
        for line in lines::of(outline, block) {
            let Some(entry) = entry(line, index).filter(|entry| lines::is_text(outline, block, entry.wrong.start))
            else {
                continue;
            };
            if run.last().is_some_and(|last| !follows(last, &entry)) {
                report(outline, std::mem::take(&mut run), findings);
            }
            run.push(entry);
        }
        if run.len() == before && !run.is_empty() {
            report(outline, std::mem::take(&mut run), findings);
        }
    }
    report(outline, run, findings);
}

/// Whether `entry` goes on with the list of `last`.
fn follows(last: &Entry, entry: &Entry) -> bool {
    let counted = matches!(entry.sign, Sign::Counted(_) | Sign::TightNumber);
    last.sign == entry.sign && (!counted || entry.number == last.number + 1)
}

/// The entry that `line` looks like.
fn entry(line: Line, block: usize) -> Option<Entry> {
    let first = line.text.chars().next()?;
    // Most lines begin with a word.
    if first.is_alphabetic() && !matches!(line.text.as_bytes().get(1), Some(b'.' | b')' | b'\t' | b'i' | b'v')) {
        return None;
    }
    let found = false_space(line.text)
        .or_else(|| bullet(line.text, first))
        .or_else(|| tight(line.text, first))
        .or_else(|| counted(line.text))
        .or_else(|| task(line))?;
    let (sign, number, length, right) = found;
    Some(Entry {
        sign,
        number,
        is_first: line.is_first,
        line: line.at..line.at + line.text.trim_end().len(),
        wrong: line.at..line.at + length,
        right,
        block,
    })
}

/// A sign, its number, how much of the line it takes, and what should stand there.
type Found = (Sign, usize, usize, String);

/// The length of the sign of a list that `text` starts with.
fn marker(text: &str) -> Option<usize> {
    if text.starts_with(['-', '*', '+']) {
        return Some(1);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=9).contains(&digits) && matches!(text.as_bytes().get(digits), Some(b'.' | b')'))).then_some(digits + 1)
}

/// A right sign with a hard space or an invisible sign beside it.
fn false_space(text: &str) -> Option<Found> {
    let inner = text.trim_start_matches(is_false_space);
    let length = marker(inner)?;
    let before = text.get(..text.len() - inner.len())?;
    let after = inner.get(length..)?;
    let words = after.trim_start_matches(|c: char| c == ' ' || is_false_space(c));
    let wrong = before.chars().next().filter(|_| after.starts_with([' ', '\t']));
    let wrong = wrong.or_else(|| after.chars().next().filter(|c| is_false_space(*c)))?;
    let depth = before.chars().filter(|c| c.is_whitespace()).count();
    let right = format!("{}{} ", " ".repeat(depth), inner.get(..length)?);
    Some((Sign::FalseSpace(wrong), 0, text.len() - words.len(), right))
}

/// Bullets and dashes that are no hyphen.
fn bullet(text: &str, first: char) -> Option<Found> {
    let rest = text.get(first.len_utf8()..)?;
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || is_false_space(c));
    let is_apart = words.len() < rest.len();
    let is_bullet = matches!(first, '•' | '‣' | '⁃' | '●' | '▪' | '■' | '◦' | '○' | '□' | '◆' | '➢' | '❖')
        || ('\u{e000}'..='\u{f8ff}').contains(&first);
    let by_tab = rest.starts_with('\t') && matches!(first, 'o' | '§' | '·' | 'Ø' | 'ü' | '–' | '—' | '-' | '*' | '+');
    let sign = match first {
        _ if is_bullet || (by_tab && !first.is_ascii_punctuation()) => Sign::Bullet(first),
        '·' if is_apart => Sign::Bullet(first),
        '–' | '—' if is_apart => Sign::Dash(first),
        _ => return None,
    };
    (!words.is_empty()).then(|| (sign, 0, text.len() - words.len(), "- ".into()))
}

/// A right sign without a space behind it.
fn tight(text: &str, first: char) -> Option<Found> {
    let length = marker(text)?;
    let rest = text.get(length..)?;
    let is_word = rest.starts_with(char::is_alphabetic) || (first == '-' && rest.starts_with('['));
    let sign = if first.is_ascii_digit() { Sign::TightNumber } else { Sign::Tight(first) };
    let number = text.get(..length - 1).and_then(|number| number.parse().ok()).unwrap_or(0);
    is_word.then(|| (sign, number, length, format!("{} ", text.get(..length).unwrap_or_default())))
}

/// `a)`, `(a)`, `ii.`, `(1)`.
fn counted(text: &str) -> Option<Found> {
    let open = text.starts_with('(');
    let inner = text.strip_prefix('(').unwrap_or(text);
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (word, rest) = inner.split_at_checked(length)?;
    let close = rest.chars().next().filter(|c| matches!(c, ')' | '.'))?;
    let rest = rest.get(1..)?;
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || is_false_space(c));
    let (digits, number) = digits(word)?;
    let fits = match (open, close, digits) {
        // Names begin with `A.`
        (true, sign, _) | (false, sign, Digits::Capital) => sign == ')',
        (false, _, digits) => digits != Digits::Arabic,
    };
    let style = Style { open, close, digits };
    (fits && words.len() < rest.len() && !words.is_empty())
        .then(|| (Sign::Counted(style), number, text.len() - words.len(), format!("{number}. ")))
}

fn digits(word: &str) -> Option<(Digits, usize)> {
    const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    if let Some(at) = ROMAN.iter().position(|roman| *roman == word) {
        return Some((Digits::Roman, at + 1));
    }
    match word.as_bytes() {
        [letter @ b'a'..=b'z'] => Some((Digits::Small, usize::from(letter - b'a') + 1)),
        [letter @ b'A'..=b'Z'] => Some((Digits::Capital, usize::from(letter - b'A') + 1)),
        [b'1'..=b'9'] | [b'1'..=b'9', b'0'..=b'9'] => Some((Digits::Arabic, word.parse().ok()?)),
        _ => None,
    }
}

/// The box of a task that is none.
fn task(line: Line) -> Option<Found> {
    let inner = line.text.strip_prefix('[')?;
    let (mark, rest) = inner.split_once(']')?;
    let is_done = mark.eq_ignore_ascii_case("x");
    let is_open = mark.chars().all(|c| c.is_whitespace() || is_false_space(c)) && mark.chars().count() <= 1;
    if !(is_done || is_open) || !rest.starts_with(' ') {
        return None;
    }
    let right = if is_done { "[x] " } else { "[ ] " };
    Some((Sign::Box, 0, line.text.len() - rest.trim_start().len(), right.into()))
}

/// Reports a run of entries, where it is enough of one.
fn report(outline: &Outline, mut run: Vec<Entry>, findings: &mut Findings) {
    let Some(first) = run.first() else { return };
    let in_one_block = run.iter().filter(|entry| entry.block == first.block).count();
    let enough = match first.sign {
        Sign::FalseSpace(_) | Sign::Bullet(_) | Sign::Box => true,
        Sign::Tight('-') => first.is_first || run.len() > 1,
        Sign::Tight(_) | Sign::Dash(_) => in_one_block > 1,
        Sign::TightNumber => first.number == 1 && run.len() > 1,
        Sign::Counted(Style { open, close, digits }) => {
            let is_plain = !open && close == ')' && digits == Digits::Small;
            first.number == 1 && (run.len() > 1 || (is_plain && first.is_first))
        }
    };
    if !enough {
        return;
    }
    let before = outline.slice(0..first.wrong.start);
    let is_entry = before.ends_with("- ") || before.ends_with("* ") || before.ends_with("+ ");
    if first.sign == Sign::Box && !is_entry {
        for entry in &mut run {
            entry.right.insert_str(0, "- ");
        }
    }
    let Some(first) = run.first() else { return };
    let rest = outline.slice(first.wrong.end..first.line.end);
    let right = format!("{}{}", first.right.trim_start(), short(rest));
    let (message, label) = words(first.sign, is_entry);
    let hint = match first.sign {
        Sign::FalseSpace(_) => format!("type an ordinary space: `{right}`"),
        _ => format!("write `{right}`"),
    };
    let hint = if run.len() > 1 { format!("{hint}, and so on") } else { hint };
    let edits = run.iter().map(|entry| findings.replacement(entry.wrong.clone(), entry.right.clone())).collect();
    findings.add_fix(&code::LIST_SHAPE, first.line.clone(), message, &label, hint, edits);
}

/// What is wrong, and what readers see.
fn words(sign: Sign, is_entry: bool) -> (String, String) {
    let seen = |what: &str| format!("readers will see {what} in one paragraph");
    match sign {
        Sign::FalseSpace(space) => {
            (format!("this is not a list: {} stands beside its sign", lines::name(space)), seen("these lines"))
        }
        Sign::Bullet(bullet) => {
            let name = if bullet.is_ascii_alphabetic() || bullet >= '\u{e000}' {
                "a bullet".into()
            } else {
                format!("`{bullet}`")
            };
            (format!("this is not a list: entries start with `-`, not with {name}"), seen("these lines"))
        }
        Sign::Dash(dash) => {
            (format!("this is not a list: entries start with `-`, not with `{dash}`"), seen("these lines"))
        }
        Sign::Tight(sign) => (format!("this is not a list: there is no space after `{sign}`"), seen("these lines")),
        Sign::TightNumber => ("this is not a list: there is no space after the number".into(), seen("these lines")),
        Sign::Counted(_) => ("this is not a list: entries are numbered `1.`, `2.`, `3.`".into(), seen("these lines")),
        Sign::Box if is_entry => {
            ("this is not a task: its box needs one space in it".into(), "readers will see brackets".into())
        }
        Sign::Box => ("this is not a task: there is no dash before its box".into(), "readers will see brackets".into()),
    }
}

/// Headings whose sign has a hard space or an invisible sign beside it.
pub(super) fn headings(outline: &Outline, block: &Block, findings: &mut Findings) {
    for line in lines::of(outline, block) {
        let inner = line.text.trim_start_matches(is_false_space);
        let words = inner.trim_start_matches('#');
        let level = inner.len() - words.len();
        let before = line.text.len() - inner.len();
        let false_after = words.chars().next().filter(|c| is_false_space(*c));
        let false_before = line.text.chars().next().filter(|_| before > 0 && words.starts_with(' '));
        let Some(sign) = false_after.or(false_before).filter(|_| (1..=6).contains(&level)) else { continue };
        if !lines::is_text(outline, block, line.at + before) {
            continue;
        }
        let title = words.trim_start_matches(|c: char| c == ' ' || is_false_space(c));
        let right = format!("{} ", "#".repeat(level));
        let message = format!("this is not a heading: {} stands beside `#`", lines::name(sign));
        let hint = format!("type an ordinary space: `{right}{}`", short(title));
        let edit = findings.replacement(line.at..line.at + line.text.len() - title.len(), right);
        let place = line.at..line.at + line.text.trim_end().len();
        findings.add_fix(&code::HEADING_SHAPE, place, message, "readers will see the `#`", hint, vec![edit]);
    }
}
