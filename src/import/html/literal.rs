//! Text that must be shown as it stands, and emphasis that must be seen as such.
//!
//! While Markdown is put together, a sign of the text is kept apart from the same sign as a mark: it is one of the 32
//! characters that Unicode sets aside for such uses, one for each sign of ASCII. [`finish`] sees the whole line, and escapes only what
//! would mean something there. Emphasis is kept as marks too: `finish` joins what touches, and moves a mark past
//! the signs next to it where Markdown would not see it.

/// The signs that may mean something to Markdown, in the order of their stand-ins.
const SIGNS: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const FIRST_STAND_IN: u32 = 0xFDD0;

/// A kind of emphasis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Emphasis {
    Strong,
    Em,
    Strike,
    Mark,
    Super,
    Sub,
}

const EMPHASES: [(Emphasis, &str); 6] = [
    (Emphasis::Strong, "**"),
    (Emphasis::Em, "*"),
    (Emphasis::Strike, "~~"),
    (Emphasis::Mark, "=="),
    (Emphasis::Super, "^"),
    (Emphasis::Sub, "~"),
];
/// From here on, each kind of emphasis has a character that opens it and one that closes it.
const FIRST_MARK: u32 = 0x10_FF00;

/// Stands before a line end that is meant.
pub(super) const BREAK: char = '\u{10fff0}';

/// `text` with a stand-in for each of its signs, and without what nobody sees.
pub(super) fn of(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).map(|c| stand_in(c).unwrap_or(c)).collect()
}

/// Whether `c` is a soft hyphen, a space without width, or one of the characters used here.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' | '\u{10ff00}'..='\u{10ffff}')
        || c.is_control() && !matches!(c, '\n' | '\t')
}

fn stand_in(c: char) -> Option<char> {
    let at = SIGNS.find(c)?;
    char::from_u32(FIRST_STAND_IN + u32::try_from(at).ok()?)
}

/// The sign that `c` stands for.
pub(super) fn sign(c: char) -> Option<char> {
    let at = (c as u32).checked_sub(FIRST_STAND_IN)?;
    SIGNS.chars().nth(usize::try_from(at).ok()?)
}

/// `text` with the signs that stand-ins stand for, for code and addresses, and without emphasis.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| mark(*c).is_none()).map(|c| sign(c).unwrap_or(c)).collect()
}

/// `text` as this emphasis; every paragraph in it by itself.
pub(super) fn emphasis(kind: Emphasis, text: &str) -> String {
    let at = EMPHASES.iter().position(|(known, _)| *known == kind).and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
    let [open, close] = [0, 1].map(|side| char::from_u32(FIRST_MARK + 2 * at + side).unwrap_or(' '));
    let part = |part: &str| {
        let inside = part.trim();
        if inside.is_empty() {
            return part.to_owned();
        }
        let (before, after) = part.split_once(inside).unwrap_or_default();
        format!("{before}{open}{inside}{close}{after}")
    };
    text.split("\n\n").map(part).collect::<Vec<_>>().join("\n\n")
}

/// The emphasis that `c` opens or closes.
fn mark(c: char) -> Option<(Emphasis, bool)> {
    let at = usize::try_from((c as u32).checked_sub(FIRST_MARK)?).ok()?;
    Some((EMPHASES.get(at / 2)?.0, at % 2 == 0))
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// Whether CommonMark counts `c` as punctuation, as far as that matters beside emphasis.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// Markdown with stand-ins and marks as Markdown.
pub(super) fn finish(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    tidy_emphasis(&mut chars);
    let mut out = String::with_capacity(text.len() + 16);
    let mut lines = chars.split(|c| *c == '\n').peekable();
    while let Some(line) = lines.next() {
        let (line, breaks) = match line.split_last() {
            Some((&BREAK, line)) => (line, true),
            _ => (line, false),
        };
        let from = out.len();
        finish_line(line, &mut out);
        // A break at the end of a paragraph breaks nothing; two of them make a paragraph.
        let goes_on = |line: &&[char]| line.iter().any(|c| !matches!(*c, ' ' | '>' | BREAK));
        if breaks && goes_on(&line) && lines.peek().is_some_and(goes_on) {
            out.push('\\');
        } else {
            out.truncate(from + out.get(from..).unwrap_or_default().trim_end_matches([' ', '\t']).len());
        }
        if lines.peek().is_some() {
            out.push('\n');
        }
    }
    out
}

/// Joins, moves and drops marks until every one that is left will be seen as what it is.
fn tidy_emphasis(chars: &mut Vec<char>) {
    join_touching(chars);
    let mut open: Vec<(Emphasis, usize)> = Vec::new();
    let mut dropped = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        match mark(c) {
            // What is bold in bold is not bolder.
            Some((kind, true)) if open.iter().any(|(other, _)| *other == kind) => {
                open.push((kind, usize::MAX));
                dropped.push(at);
            }
            Some((kind, true)) => open.push((kind, at)),
            Some((kind, false)) => {
                let start = open.iter().rposition(|(other, _)| *other == kind).map(|index| open.remove(index).1);
                match start {
                    Some(usize::MAX) | None => dropped.push(at),
                    Some(start) => match seen(chars, start, at) {
                        Some((from, to)) => {
                            shift(chars, start, from);
                            shift(chars, at, to);
                        }
                        None => dropped.extend([start, at]),
                    },
                }
            }
            None => {}
        }
        at += 1;
    }
    dropped.extend(open.into_iter().map(|(_, at)| at).filter(|at| *at != usize::MAX));
    for at in dropped {
        if let Some(c) = chars.get_mut(at) {
            *c = '\u{10ffff}';
        }
    }
    chars.retain(|c| *c != '\u{10ffff}');
}

/// Removes marks that close an emphasis which the next mark opens again, and emphasis of nothing.
fn join_touching(chars: &mut Vec<char>) {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    for c in chars.drain(..) {
        let joins = match (out.last().copied().and_then(mark), mark(c)) {
            (Some((last, was_open)), Some((kind, opens))) => last == kind && was_open != opens,
            _ => false,
        };
        if joins {
            out.pop();
        } else {
            out.push(c);
        }
    }
    *chars = out;
}

/// Moves the character at `from` to `to`, and all between by one.
fn shift(chars: &mut [char], from: usize, to: usize) {
    if from < to {
        if let Some(part) = chars.get_mut(from..=to) {
            part.rotate_left(1);
        }
    } else if let Some(part) = chars.get_mut(to..=from) {
        part.rotate_right(1);
    }
}

/// Where the marks at `start` and `end` must stand to be seen, if there is such a place between them.
fn seen(chars: &[char], start: usize, end: usize) -> Option<(usize, usize)> {
    let before = chars.get(..start)?.iter().rev().copied().find(|c| mark(*c).is_none());
    let after = chars.get(end + 1..)?.iter().copied().find(|c| mark(*c).is_none());
    let inside = chars.get(start + 1..end)?;
    let leading = inward(before, inside.iter().copied())?;
    let trailing = inward(after, inside.iter().rev().copied())?;
    (leading + trailing < inside.len()).then_some((start + leading, end - trailing))
}

/// By how many characters a mark must move inward, past signs and spaces, so that Markdown sees it next to `outside`.
fn inward(outside: Option<char>, inside: impl Iterator<Item = char>) -> Option<usize> {
    if is_space(outside) || outside.is_some_and(is_sign) {
        return Some(0);
    }
    let mut moved = 0;
    let mut is_past_mark = false;
    for c in inside {
        match mark(c) {
            // Marks of stars count as one run, so what stands behind them matters.
            Some((Emphasis::Strong | Emphasis::Em, _)) => is_past_mark = true,
            None if !is_sign(c) && !c.is_whitespace() => return Some(moved),
            None if !is_past_mark && (sign(c).is_some() || !c.is_ascii() || c == ' ') => moved += 1,
            _ => return None,
        }
    }
    None
}

/// Writes a line, its stand-ins as the signs that they stand for, escaped where they would mean something.
fn finish_line(line: &[char], out: &mut String) {
    let shown: Vec<(char, bool)> = line
        .iter()
        .flat_map(|c| match (mark(*c), sign(*c)) {
            (Some((kind, _)), _) => {
                let written = EMPHASES.iter().find(|(known, _)| *known == kind).map_or("", |(_, written)| written);
                written.chars().map(|c| (c, false)).collect::<Vec<_>>()
            }
            (None, Some(sign)) => vec![(sign, true)],
            (None, None) => vec![(*c, false)],
        })
        .collect();
    let start = text_start(&shown);
    let dollars = shown.iter().filter(|(c, _)| *c == '$').count();
    for (at, (c, is_literal)) in shown.iter().enumerate() {
        let context = Context { shown: &shown, at, start, dollars };
        if *is_literal && context.must_escape(*c) {
            out.push('\\');
        }
        out.push(*c);
    }
}

/// Where a line's own text starts: behind the marks of quotations, lists and headings.
fn text_start(shown: &[(char, bool)]) -> usize {
    let mut at = 0;
    while let Some((c, false)) = shown.get(at) {
        let digits = shown.get(at..).unwrap_or_default().iter().take_while(|(c, _)| c.is_ascii_digit()).count();
        let is_number = digits > 0 && shown.get(at + digits) == Some(&('.', false));
        match c {
            ' ' | '>' | '#' => at += 1,
            '-' | ':' if shown.get(at + 1) == Some(&(' ', false)) => at += 2,
            _ if is_number => at += digits + 1,
            _ => break,
        }
    }
    at
}

/// A sign of the text within its line.
struct Context<'a> {
    shown: &'a [(char, bool)],
    at: usize,
    start: usize,
    dollars: usize,
}

impl Context<'_> {
    fn next(&self, by: usize) -> Option<char> {
        self.shown.get(self.at + by).map(|(c, _)| *c)
    }

    fn previous(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|at| self.shown.get(at)).map(|(c, _)| *c)
    }

    /// Whether the sign stands between spaces, or at an end beside one.
    fn stands_alone(&self) -> bool {
        is_space(self.previous()) && is_space(self.next(1))
    }

    fn is_first(&self) -> bool {
        self.at == self.start
    }

    /// Whether only this sign is left on the line, as in the line below a heading.
    fn is_rule(&self, signs: &str) -> bool {
        let rest = self.shown.get(self.start..).unwrap_or_default();
        self.is_first() && rest.iter().all(|(c, _)| signs.contains(*c) || c.is_whitespace())
    }

    fn must_escape(&self, c: char) -> bool {
        match c {
            '[' | ']' | '`' => true,
            '\\' => self.next(1).is_none_or(|next| next.is_ascii_punctuation()),
            '*' => !self.stands_alone() || self.is_first(),
            '_' => self.is_first() || !(self.stands_alone() || self.is_in_word()),
            '~' | '^' => !self.stands_alone() || self.is_first() && self.next(1) == Some('~'),
            '<' => self.next(1).is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            '>' | '|' => self.is_first(),
            '#' => self.is_first() && self.opens_heading() || self.closes_heading(),
            '-' => self.is_first() && (is_space(self.next(1)) || self.next(1) == Some('-')) || self.is_rule("-|:"),
            '+' => self.is_first() && (is_space(self.next(1)) || self.next(1) == Some('+')),
            '=' => self.is_rule("=") || self.next(1) == Some('=') || self.previous() == Some('='),
            '.' | ')' => self.ends_number() && is_space(self.next(1)),
            '!' => self.shown.get(self.at + 1) == Some(&('[', false)) || self.is_first() && self.next(1) == Some('!'),
            '&' => self.starts_entity(),
            '$' => self.dollars > 1,
            '{' => self.next(1).is_some_and(|c| "{%:#.".contains(c)),
            ':' => self.is_first() && (is_space(self.next(1)) || self.next(1) == Some(':')) || self.starts_emoji(),
            '%' => self.next(1) == Some('%'),
            _ => false,
        }
    }

    fn is_in_word(&self) -> bool {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        is_letter(self.previous()) && is_letter(self.next(1))
    }

    fn opens_heading(&self) -> bool {
        let hashes = self.shown.get(self.at..).unwrap_or_default().iter().take_while(|(c, _)| *c == '#').count();
        hashes <= 6 && is_space(self.next(hashes))
    }

    /// Whether a heading would lose this sign at its end.
    fn closes_heading(&self) -> bool {
        let rest = self.shown.get(self.at..).unwrap_or_default();
        self.shown.first() == Some(&('#', false))
            && rest.len() < 80
            && self.previous().is_some_and(char::is_whitespace)
            && rest.iter().all(|(c, _)| *c == '#' || c.is_whitespace())
    }

    /// Whether this sign ends a number at the start of the line, as in a list.
    fn ends_number(&self) -> bool {
        let number = self.shown.get(self.start..self.at).unwrap_or_default();
        !number.is_empty() && number.len() < 10 && number.iter().all(|(c, _)| c.is_ascii_digit())
    }

    fn starts_entity(&self) -> bool {
        let rest = self.shown.get(self.at + 1..).unwrap_or_default();
        let name = rest.iter().take_while(|(c, _)| c.is_ascii_alphanumeric() || *c == '#').count();
        name > 0 && rest.get(name).is_some_and(|(c, _)| *c == ';')
    }

    fn starts_emoji(&self) -> bool {
        let rest = self.shown.get(self.at + 1..).unwrap_or_default();
        let name = rest.iter().take_while(|(c, _)| c.is_ascii_alphanumeric() || "_+-".contains(*c)).count();
        name > 0 && rest.get(name).is_some_and(|(c, _)| *c == ':')
    }
}
