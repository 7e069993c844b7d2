//! Stars and underscores that were to make words bold and are shown instead.

use super::{BlockText, Findings, short};
use crate::diagnostic::code;
use crate::source::markdown::NOT_TEXT;

/// Two stars or underscores that are text.
struct Mark {
    at: usize,
    before: Option<char>,
    after: Option<char>,
}

impl Mark {
    fn is_spaced_before(&self) -> bool {
        self.before.is_none_or(char::is_whitespace)
    }

    fn is_spaced_after(&self) -> bool {
        self.after.is_none_or(char::is_whitespace)
    }
}

/// Looks for marks of bold text that make nothing bold.
pub(super) fn find(words: &BlockText, findings: &mut Findings) {
    for sign in ['*', '_'] {
        let marks = marks(&words.text, sign);
        let mut at = 0;
        while let Some(first) = marks.get(at) {
            if let Some(second) = marks.get(at + 1).filter(|second| is_pair(words, first, second)) {
                pair(words, sign, first, second, findings);
                at += 2;
            } else {
                alone(words, sign, first, findings);
                at += 1;
            }
        }
    }
}

/// Where exactly two of `sign` stand as text.
fn marks(text: &str, sign: char) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(sign)).map(|found| at + found) {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches(sign).len();
        at = start + length;
        if length == 2 {
            let before = text.get(..start).and_then(|text| text.chars().next_back());
            marks.push(Mark { at: start, before, after: text.get(at..).and_then(|text| text.chars().next()) });
        }
    }
    marks
}

/// Whether what stands between two marks was to be bold: words, and not a sum such as `2 ** 3 ** 4`.
fn is_pair(words: &BlockText, first: &Mark, second: &Mark) -> bool {
    let inner = words.text.get(first.at + 2..second.at).unwrap_or_default();
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    // A mark between two spaces may be a sign of its own.
    let is_sign = first.is_spaced_before() && first.is_spaced_after();
    let is_phrase = inner.split_whitespace().count() <= 8 && !inner.contains(". ") && !second.is_spaced_before();
    let is_spaced = inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
    let is_bold = is_spaced && inner.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\''));
    // Writings without spaces between words say a lot in one letter.
    let enough = letters >= 3 || inner.chars().any(|c| c > '\u{2e7f}' && c.is_alphabetic());
    enough && (!is_sign || is_phrase || (is_bold && inner.split_whitespace().count() <= 8))
}

fn pair(words: &BlockText, sign: char, first: &Mark, second: &Mark, findings: &mut Findings) {
    let inner = short(words.written(first.at + 2..second.at));
    let marks = format!("{sign}{sign}");
    let place = words.place(first.at..second.at + 2);
    let (message, label) = ("these words are not bold", "readers will see these characters");
    if first.is_spaced_after() || second.is_spaced_before() {
        let right = format!("{marks}{}{marks}", words.written(first.at + 2..second.at).trim());
        let hint = format!("remove the space inside: `{marks}{inner}{marks}`");
        let edit = findings.replacement(place.clone(), right);
        findings.add_fix(&code::EMPHASIS_SHAPE, place, message, label, hint, vec![edit]);
    } else if let Some(right) = Some(words.written(first.at + 2..second.at)).filter(|_| sign == '*').and_then(outside) {
        let hint = format!("move the punctuation outside: `{}`", short(&right));
        let edit = findings.replacement(place.clone(), right);
        findings.add_fix(&code::EMPHASIS_SHAPE, place, message, label, hint, vec![edit]);
    } else if sign == '*' {
        let hint = format!("leave a space before or after `{marks}{inner}{marks}`, or move its punctuation outside");
        findings.add(&code::EMPHASIS_SHAPE, place, message, label, hint);
    }
}

/// The bold words `inner` with the punctuation at their ends outside, if there is any.
fn outside(inner: &str) -> Option<String> {
    let words = inner.trim_matches(|c: char| !c.is_alphanumeric());
    let start = inner.find(words).filter(|_| !words.is_empty())?;
    let (before, after) = (inner.get(..start)?, inner.get(start + words.len()..)?);
    let is_plain = !before.contains(['*', '`', '[', '!']) && !after.contains(['*', '`', ']', ')']);
    (is_plain && words.len() < inner.len()).then(|| format!("{before}**{words}**{after}"))
}

/// A mark that opens, and none that closes.
fn alone(words: &BlockText, sign: char, mark: &Mark, findings: &mut Findings) {
    let opens = mark.before.is_none_or(|before| before.is_whitespace() || "(“„\"".contains(before));
    let is_word = mark.after.is_some_and(|after| after.is_alphabetic() || after == NOT_TEXT);
    if sign == '*' && opens && is_word {
        let word = words.from(mark.at).split_whitespace().next().unwrap_or_default();
        let place = words.place(mark.at..mark.at + word.len());
        let hint = "write `**` where the bold words end, without a space before it".into();
        findings.add(
            &code::EMPHASIS_SHAPE,
            place,
            "the bold words that start here never end",
            "readers will see the stars",
            hint,
        );
    }
}
