//! Links that are none: an address with a space, brackets in the wrong order or not closed, an address without any.

use memchr::memchr2_iter;

use super::{BlockText, Findings, MAX_LINK, is_target, short};
use crate::diagnostic::code;
use crate::source::markdown::NOT_TEXT;

/// Looks for brackets that belong to no link.
pub(super) fn find(words: &BlockText, findings: &mut Findings) {
    for at in memchr2_iter(b']', b')', words.text.as_bytes()) {
        let rest = words.from(at);
        if rest.starts_with("](") {
            no_link(words, at, findings);
        } else if rest.starts_with("] (") {
            apart(words, at, findings);
        } else if rest.starts_with("][") {
            no_reference(words, at, findings);
        } else if rest.starts_with(")[") {
            reversed(words, at, findings);
        }
    }
}

/// `[text](…)` that is no link, with its brackets at `close`.
fn no_link(words: &BlockText, close: usize, findings: &mut Findings) {
    let Some((open, bang)) = opening(words, close) else { return };
    let (what, start) = if bang.is_empty() { ("link", open) } else { ("image", open - 1) };
    let dest = close + 2;
    let line = words.line(dest);
    let text = short(words.written(open + 1..close));
    let whole = words.written(open + 1..close);
    let Some(length) = line.find(')') else {
        let word = words.written(dest..dest + line.len()).split_whitespace().next().unwrap_or_default().to_owned();
        let word = word.trim_end_matches(['.', ',', ';', ':']);
        if is_target(word) {
            let label = "readers will see these characters";
            let message = format!("the round bracket of this {what} is never closed");
            let hint = format!("write `{bang}[{text}]({word})`");
            let place = words.place(start..dest + word.len());
            let edit = findings.replacement(place.end..place.end, ")".into());
            findings.add_fix(&code::LINK_SHAPE, place, message, label, hint, vec![edit]);
        }
        return;
    };
    let written = words.written(dest..dest + length).trim();
    let place = words.place(start..dest + length + 1);
    let gap = written.split_once(char::is_whitespace);
    let label = "readers will see these characters";
    match gap {
        Some((first, title)) if is_target(first) && title.trim_start().starts_with(['“', '”', '„', '‘', '\'', '"']) =>
        {
            let title = title.trim().trim_matches(['“', '”', '„', '‘', '’', '\'', '"']);
            let quote = if title.contains('"') { '\'' } else { '"' };
            let hint = format!("put the title in straight quotes: `{bang}[{text}]({first} {quote}{title}{quote})`");
            let right = format!("{bang}[{whole}]({first} {quote}{title}{quote})");
            let edit = findings.replacement(place.clone(), right);
            let message = format!("the title of this {what} can't be read");
            findings.add_fix(&code::LINK_SHAPE, place, message, label, hint, vec![edit]);
        }
        Some(_) if is_target(written) => {
            let hint = format!("put the address in angle brackets: `{bang}[{text}](<{}>)`", short(written));
            let edit = findings.replacement(place.clone(), format!("{bang}[{whole}](<{written}>)"));
            let message = format!("the address of this {what} has a space in it");
            findings.add_fix(&code::LINK_SHAPE, place, message, label, hint, vec![edit]);
        }
        None if is_target(written) && words.to(close).get(open..).is_some_and(|text| text.contains(NOT_TEXT)) => {
            let hint = "remove it: a word can have only one link".into();
            findings.add(
                &code::LINK_SHAPE,
                place,
                "there is a link or a footnote inside the text of this link",
                label,
                hint,
            );
        }
        _ => {}
    }
}

/// The bracket that opens what closes at `close`, and the `!` of an image before it.
fn opening(words: &BlockText, close: usize) -> Option<(usize, &'static str)> {
    let open = words.opener(close).filter(|open| open + 1 < close)?;
    Some((open, if words.to(open).ends_with('!') { "!" } else { "" }))
}

/// `[text] (address)`.
fn apart(words: &BlockText, close: usize, findings: &mut Findings) {
    let Some((open, bang)) = opening(words, close) else { return };
    let start = open - bang.len();
    let dest = close + 3;
    let Some(length) = words.line(dest).find(')') else {
        return;
    };
    let written = words.written(dest..dest + length).trim();
    if written.contains(char::is_whitespace) || !is_target(written) {
        return;
    }
    let hint = format!("remove the space: `{bang}[{}]({written})`", short(words.written(open + 1..close)));
    let place = words.place(start..dest + length + 1);
    let (message, label) =
        ("there is a space between the text of this link and its address", "readers will see these characters");
    let edit = findings.replacement(words.place(close + 1..close + 2), String::new());
    findings.add_fix(&code::LINK_SHAPE, place, message, label, hint, vec![edit]);
}

/// `[text][label]`, where no line says where the label leads.
fn no_reference(words: &BlockText, close: usize, findings: &mut Findings) {
    let Some(open) = words.opener(close).filter(|open| open + 1 < close) else { return };
    let Some(length) = words.line(close + 2).find(['[', ']', NOT_TEXT]) else { return };
    let label = words.written(close + 2..close + 2 + length);
    let apart =
        words.to(open).chars().next_back().is_none_or(|before| before.is_whitespace() || "(“\"".contains(before));
    let is_label = label.chars().any(char::is_alphabetic) && !label.starts_with('^');
    if !apart || !is_label || !words.from(close + 2 + length).starts_with(']') {
        return;
    }
    let message = format!("no line says where `[{label}]` leads");
    let text = short(words.written(open + 1..close));
    let hint = format!("write the address itself: `[{text}](address)`");
    findings.add(
        &code::LINK_SHAPE,
        words.place(open..close + 3 + length),
        message,
        "readers will see these characters",
        hint,
    );
}

/// `(text)[address]`.
fn reversed(words: &BlockText, close: usize, findings: &mut Findings) {
    let mut before = words.to(close).char_indices().rev().take(MAX_LINK);
    let open = before.find(|(_, sign)| *sign == '(').map(|(at, _)| at);
    let Some(open) = open.filter(|open| open + 1 < close) else { return };
    let dest = close + 2;
    let Some(length) = words.line(dest).find(['[', ']']) else { return };
    let written = words.written(dest..dest + length).trim();
    if !words.from(dest + length).starts_with(']') || !is_target(written) {
        return;
    }
    let text = words.written(open + 1..close);
    let hint = format!("write `[{}]({written})`", short(text));
    let place = words.place(open..dest + length + 1);
    let (message, label) = ("the brackets of this link are the wrong way round", "readers will see these characters");
    let edit = findings.replacement(place.clone(), format!("[{text}]({written})"));
    findings.add_fix(&code::LINK_SHAPE, place, message, label, hint, vec![edit]);
}

/// Addresses that stand in the text alone.
pub(super) fn bare(words: &BlockText, findings: &mut Findings) {
    let text = &words.text;
    let starts = ["https://", "http://", "www."].iter().flat_map(|start| text.match_indices(start).map(|(at, _)| at));
    // What is reported already. The starts of each sign are in order.
    let mut reported = 0..0;
    for at in starts {
        if reported.contains(&at) {
            continue;
        }
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        if before.is_some_and(|before| before.is_alphanumeric() || "/<=".contains(before)) {
            continue;
        }
        let rest = words.source.get(at..).unwrap_or_default();
        let ends = |(index, c): &(usize, char)| *index >= MAX_LINK || c.is_whitespace() || "<>\"|`“”„".contains(*c);
        let end = rest.char_indices().find(ends).map_or(rest.len(), |(index, _)| index);
        let address = rest
            .get(..end)
            .unwrap_or_default()
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '*', '_']);
        let host = address.split_once("://").map_or(address, |(_, rest)| rest).split(['/', '?', '#', ':']).next();
        let dots = host.unwrap_or_default().split('.').filter(|part| !part.is_empty()).count();
        let least = if address.starts_with("www.") { 3 } else { 2 };
        if dots < least {
            continue;
        }
        let full = if address.starts_with("www.") { format!("https://{address}") } else { address.to_owned() };
        let hint = format!("write `<{full}>`, or better `[what it is]({full})`");
        reported = at..at + address.len();
        let place = words.place(reported.clone());
        let edit = findings.replacement(place.clone(), format!("<{full}>"));
        let (message, label) = ("this address is not a link", "readers can't follow it");
        findings.add_fix(&code::LINK_BARE, place, message, label, hint, vec![edit]);
    }
}
