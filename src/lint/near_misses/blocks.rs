//! Blocks that became something else: headings, lists, code, callouts.

use std::ops::Range;

use memchr::memchr;

use super::{Findings, Signs, lists, short};
use crate::diagnostic::{code, nearest};
use crate::source::markdown::{Block, CALLOUTS, Outline, Role, Shape, callout};

/// Looks at every shape, and at how paragraphs begin.
pub(super) fn find(outline: &Outline, signs: &Signs, findings: &mut Findings) {
    for shape in &outline.shapes {
        match shape {
            Shape::Fence(range) => fence(outline, range, findings),
            Shape::Indented(range) => indented(outline, range, findings),
            Shape::Heading(range) => underlined(outline, range, findings),
            Shape::Quote(range) => quoted(outline, range, findings),
            Shape::List { start: Some(number), range, entries: 1, .. } if *number > 99 => {
                year(outline, range, *number, findings);
            }
            Shape::List { .. } | Shape::Row(..) => {}
        }
    }
    anew(outline, findings);
    second_title(outline, findings);
    for block in outline.blocks.iter().filter(|block| matches!(block.role, Role::Paragraph | Role::Entry)) {
        if signs.hashes {
            tight_hash(outline, block, findings);
            lists::headings(outline, block, findings);
        }
        lone_callout(outline, block, findings);
    }
}

/// A block of code that nothing closes.
fn fence(outline: &Outline, range: &Range<usize>, findings: &mut Findings) {
    let text = outline.slice(range.clone());
    let opening = text.lines().next().unwrap_or_default();
    let sign = opening.trim_start().chars().next().filter(|c| matches!(c, '`' | '~')).unwrap_or('`');
    let width = |line: &str| line.chars().take_while(|c| *c == sign).count();
    let wanted = width(opening.trim_start());
    let last = text.lines().skip(1).last().unwrap_or_default().trim_start_matches(['>', ' ', '\t']);
    // A hard space behind it is not white to the parser.
    let last = last.trim_end_matches([' ', '\t', '\r']);
    if width(last) >= wanted && last.chars().all(|c| c == sign) {
        return;
    }
    let place = range.start..range.start + opening.trim_end().len();
    let hint = format!("write {} on a line of its own where the code ends", sign.to_string().repeat(wanted));
    findings.add(&code::FENCE_OPEN, place, "this block of code never ends", "everything below is shown as code", hint);
}

/// Prose that became code because it is indented.
fn indented(outline: &Outline, range: &Range<usize>, findings: &mut Findings) {
    let text = outline.slice(range.clone());
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let Some(first) = lines.first() else { return };
    let entry = ["- ", "* ", "+ ", "> "].iter().any(|sign| first.starts_with(sign)) || is_numbered(first);
    let words = first.split_whitespace().count();
    let code = text.contains(['{', '}', ';', '=', '<', '$', '|', '`']) || text.contains("()");
    let sentence = words >= 5
        && first.starts_with(char::is_uppercase)
        && lines.last().is_some_and(|line| line.ends_with(['.', '!', '?', ':', '”']));
    let bold = first.strip_prefix("**").is_some_and(|rest| rest.starts_with(char::is_alphabetic))
        || first.contains("[[")
        || first.contains("](");
    if code || !(sentence || bold || (entry && words >= 3)) {
        return;
    }
    let line = text.lines().next().unwrap_or_default();
    let place = range.start..range.start + line.trim_end().len();
    let message = "this text is shown as code";
    let hint = "indent it less: as far as the words of the list entry that it belongs to, or not at all";
    findings.add(
        &code::CODE_INDENTED,
        place,
        message,
        "four more spaces than the text around it make it code",
        hint.into(),
    );
}

fn is_numbered(line: &str) -> bool {
    line.split_once(". ")
        .is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A paragraph that the dashes below it made a heading.
fn underlined(outline: &Outline, range: &Range<usize>, findings: &mut Findings) {
    let text = outline.slice(range.clone()).trim_end();
    if text.starts_with('#') {
        return;
    }
    let Some((above, below)) = text.rsplit_once('\n') else { return };
    let below = below.trim_start_matches(['>', ' ']);
    let sentence = above.trim_end().ends_with(['.', ',', ';', ':', '!']) || above.trim_end().contains(". ");
    if !below.starts_with('-') || !(sentence || above.contains('\n')) {
        return;
    }
    let start = range.start + text.len() - below.len();
    let (message, label) =
        ("this line turns the paragraph above it into a heading", "directly below text, this makes a heading");
    let hint = format!("if you want a line between two parts, leave a blank line before `{below}`");
    let edit = findings.replacement(start..start, "\n".into());
    findings.add_fix(&code::HEADING_SHAPE, start..start + below.len(), message, label, hint, vec![edit]);
}

/// A heading of the first level after another: the page has one title.
fn second_title(outline: &Outline, findings: &mut Findings) {
    let headings = outline.shapes.iter().filter_map(|shape| match shape {
        Shape::Heading(range) if outline.slice(range.clone()).starts_with("# ") => Some(range),
        _ => None,
    });
    let mut others = headings.skip(1).peekable();
    let Some(first) = others.peek().map(|range| (*range).clone()) else { return };
    let edits = others.map(|range| findings.replacement(range.start..range.start, "#".into())).collect();
    let line = outline.slice(first.clone()).trim_end();
    let hint = format!("write `#{}`", short(line));
    let (message, label) = ("this page has a second title", "one `#` makes a title; the parts of a page have two");
    let place = first.start..first.start + line.len();
    findings.add_fix(&code::HEADING_SHAPE, place, message, label, hint, edits);
}

/// `#Heading` without a space.
fn tight_hash(outline: &Outline, block: &Block, findings: &mut Findings) {
    let text = outline.slice(block.range.clone());
    if memchr(b'#', text.as_bytes()).is_none() {
        return;
    }
    let words = outline.words(block, false);
    let mut at = block.range.start;
    for line in text.split('\n') {
        let start = at;
        at += line.len() + 1;
        let name = line.trim_start_matches('#');
        let level = line.len() - name.len();
        let is_heading = (1..=6).contains(&level) && name.starts_with(char::is_alphabetic);
        // One sign before a word in lower case, or several such words, are tags.
        let is_tag = level == 1 && (name.starts_with(char::is_lowercase) || name.contains(" #"));
        if !is_heading || is_tag || words.get(start - block.range.start..).is_none_or(|text| !text.starts_with('#')) {
            continue;
        }
        let hint = format!("write a space after it: `{} {}`", "#".repeat(level), short(name));
        let (message, label) = ("this is not a heading: there is no space after `#`", "readers will see the `#`");
        let edit = findings.replacement(start + level..start + level, " ".into());
        let place = start..start + line.trim_end().len();
        findings.add_fix(&code::HEADING_SHAPE, place, message, label, hint, vec![edit]);
    }
}

/// Numbered lists of one entry each, where one list was meant.
fn anew(outline: &Outline, findings: &mut Findings) {
    let mut before: Option<&Range<usize>> = None;
    for shape in &outline.shapes {
        match shape {
            Shape::List { start: Some(1), range, entries, depth: 0, .. } => {
                if let Some(first) = before.filter(|_| *entries == 1) {
                    let between = outline.slice(first.end..range.start);
                    let place = range.start..range.start + 2;
                    let hint = "indent the text between the two by three spaces, so that it belongs to the entry above";
                    if !between.trim().is_empty() {
                        findings.add(
                            &code::LIST_ANEW,
                            place,
                            "this list starts at 1 again",
                            "the list above ended at the text between them",
                            hint.into(),
                        );
                    }
                }
                before = (*entries == 1).then_some(range);
            }
            Shape::List { depth: 0, .. } | Shape::Heading(_) => before = None,
            _ => {}
        }
    }
}

/// A sentence that opens with a year or another large number and so became a list.
fn year(outline: &Outline, range: &Range<usize>, number: u64, findings: &mut Findings) {
    let line = outline.slice(range.clone()).lines().next().unwrap_or_default();
    let sign = line.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next().unwrap_or('.');
    let message = format!("this sentence became a list that starts at {number}");
    let place = range.start..range.start + line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len() + 1;
    let hint = format!(
        "write a backslash before the {}: `{number}\\{sign}`",
        if sign == ')' { "bracket" } else { "full stop" }
    );
    let edit = findings.replacement(place.end - 1..place.end - 1, "\\".into());
    findings.add_fix(&code::LIST_ANEW, place, message, "a number and this sign start a list entry", hint, vec![edit]);
}

/// A quotation that opens like a callout.
fn quoted(outline: &Outline, range: &Range<usize>, findings: &mut Findings) {
    let text = outline.slice(range.clone());
    let inner = text.strip_prefix('>').unwrap_or(text).trim_start_matches(' ');
    // A quotation in this one is looked at by itself.
    if !inner.starts_with('>') {
        let start = range.start + text.len() - inner.len();
        opening(inner.lines().next().unwrap_or_default(), start, findings);
    }
}

/// A paragraph that opens like a callout, outside a quotation.
fn lone_callout(outline: &Outline, block: &Block, findings: &mut Findings) {
    let text = outline.slice(block.range.clone());
    if !text.starts_with("[!") {
        return;
    }
    let line = text.lines().next().unwrap_or_default();
    let known = || line.get(2..).and_then(|rest| rest.split(']').next()).and_then(meant).is_some();
    if block.around == block.range && known() {
        let word = line.split(']').next().unwrap_or_default().trim_start_matches("[!");
        let place = block.range.start..block.range.start + word.len() + 3;
        let hint = format!("start this line and all lines of the callout with `> `: `> [!{word}]`");
        findings.add(
            &code::CALLOUT_UNKNOWN,
            place,
            "a callout starts with `>`",
            "readers will see these characters",
            hint,
        );
    }
}

fn opening(line: &str, start: usize, findings: &mut Findings) {
    let Some((word, rest)) = line.strip_prefix('[').and_then(|line| line.split_once(']')) else { return };
    let (marked, name) = (word.starts_with('!'), word.trim_start_matches('!').trim_end_matches(['-', '+']).trim());
    let is_word = !name.is_empty() && name.chars().all(char::is_alphabetic);
    if marked && is_word && callout(name).is_some() {
        return; // It is shown as a callout.
    }
    let Some(callout) = meant(name).filter(|_| is_word) else {
        if marked && is_word {
            let hint = format!("the callouts are {}", CALLOUTS.map(|name| format!("`[!{name}]`")).join(", "));
            let place = start..start + word.len() + 2;
            findings.add(
                &code::CALLOUT_UNKNOWN,
                place,
                format!("there is no callout `{name}`"),
                "readers will see a quotation",
                hint,
            );
        }
        return;
    };
    if !marked && (!rest.trim().is_empty() || name != callout) {
        return;
    }
    let place = start..start + word.len() + 2;
    let same = name.eq_ignore_ascii_case(callout);
    let (message, hint) = if same && marked && !rest.trim().is_empty() {
        let text = short(rest.trim());
        (
            "the first line of a callout has only its name".to_owned(),
            format!("put `{text}` on the next line: `> **{text}**`"),
        )
    } else if same {
        (format!("this is not a callout: write it as `[!{callout}]`"), format!("write `> [!{callout}]`"))
    } else {
        (format!("there is no callout `{name}`"), format!("did you mean `[!{callout}]`?"))
    };
    let seen = "readers will see a quotation";
    if same && marked && !rest.trim().is_empty() {
        return findings.add(&code::CALLOUT_UNKNOWN, place, message, seen, hint);
    }
    let edit = findings.replacement(place.clone(), format!("[!{callout}]"));
    findings.add_fix(&code::CALLOUT_UNKNOWN, place, message, seen, hint, vec![edit]);
}

/// The callout that `name` means.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    callout(name).or_else(|| nearest(name, CALLOUTS))
}
