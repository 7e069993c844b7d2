//! `H~2~O` and `m^2^`: subscripts and superscripts inside a word, which the parser only knows between words.
//!
//! Refuses anything that may be meant otherwise: the mark must follow a letter or digit directly, hold a few letters or a few
//! digits, and be written as it stands, not escaped. Where a range is written with `~`, as in `9~12`, nothing is a script.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// Most characters between two marks.
const LONGEST: usize = 12;

type Place<'a> = (Event<'a>, Range<usize>);

/// Events with the scripts inside words told apart.
pub(super) struct Scripts<'a, I: Iterator<Item = Place<'a>>> {
    events: std::iter::Peekable<I>,
    ready: VecDeque<Place<'a>>,
    in_code: bool,
}

impl<'a, I: Iterator<Item = Place<'a>>> Scripts<'a, I> {
    pub(super) fn new(events: I) -> Self {
        Self { events: events.peekable(), ready: VecDeque::new(), in_code: false }
    }

    /// The text of a run that may hold scripts, and its place; the mark that the parser kept apart at its end belongs to it.
    fn run(&mut self, text: &str, range: &Range<usize>) -> (String, Range<usize>) {
        let mut run = (text.to_owned(), range.clone());
        let next = self.events.peek().filter(|(_, next)| next.start == range.end);
        if let Some((Event::Text(mark), next)) = next
            && matches!(mark.as_ref(), "^" | "~")
            && count(&format!("{text}{mark}")) > count(text)
        {
            run.0.push_str(mark);
            run.1.end = next.end;
            self.events.next();
        }
        run
    }

    fn split(&mut self, mut text: &str, range: &Range<usize>) {
        let mut push = |event| self.ready.push_back((event, range.clone()));
        while let Some((mark, inside)) = find(text) {
            let (before, rest) = text.split_at(inside.start - 1);
            let (start, end) =
                if mark == '^' { (Tag::Superscript, TagEnd::Superscript) } else { (Tag::Subscript, TagEnd::Subscript) };
            push(Event::Text(before.to_owned().into()));
            push(Event::Start(start));
            push(Event::Text(rest.get(1..=inside.len()).unwrap_or_default().to_owned().into()));
            push(Event::End(end));
            text = text.get(inside.end + 1..).unwrap_or_default();
        }
        if !text.is_empty() {
            push(Event::Text(text.to_owned().into()));
        }
    }
}

/// How many scripts there are in `text`.
fn count(mut text: &str) -> usize {
    let mut count = 0;
    while let Some((_, inside)) = find(text) {
        count += 1;
        text = text.get(inside.end + 1..).unwrap_or_default();
    }
    count
}

/// The first script of `text`: its mark, and where the text between the marks stands.
fn find(text: &str) -> Option<(char, Range<usize>)> {
    let mut before = ' ';
    for (at, mark) in text.char_indices() {
        let inside = at + 1;
        if matches!(mark, '^' | '~')
            && before.is_alphanumeric()
            && let Some((script, after)) = text.get(inside..).and_then(|rest| rest.split_once(mark))
            && (1..=LONGEST).contains(&script.chars().count())
            && is_script(script)
            && !after.starts_with(mark)
            // A digit on both outer sides makes two ranges: `1~2 and 3~4`.
            && !(before.is_numeric() && after.starts_with(char::is_numeric))
        {
            return Some((mark, inside..inside + script.len()));
        }
        before = mark;
    }
    None
}

/// Whether `text` is what stands in a script: letters or digits. Both only together with a sign, as in `n+1`: `12時` is part of
/// two ranges. Nor do writings that have no small letters know scripts; they write ranges so: `東京~大阪~福岡`.
fn is_script(text: &str) -> bool {
    let letters = text.chars().any(char::is_alphabetic);
    let digits = text.chars().any(char::is_numeric);
    let signs = text.contains(['+', '-', '−', '=']);
    let is_small = |c: char| c.is_uppercase() || c.is_lowercase();
    let fits = |c: char| is_small(c) || c.is_numeric() || "+-−=".contains(c) || (c == '.' && !letters);
    text.chars().all(fits) && !(letters && digits && !signs)
}

impl<'a, I: Iterator<Item = Place<'a>>> Iterator for Scripts<'a, I> {
    type Item = Place<'a>;

    fn next(&mut self) -> Option<Place<'a>> {
        if let Some(ready) = self.ready.pop_front() {
            return Some(ready);
        }
        let (event, range) = self.events.next()?;
        match &event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(text)
                if !self.in_code
                    && text.bytes().any(|byte| matches!(byte, b'^' | b'~'))
                    && text.len() == range.len() =>
            {
                let (text, place) = self.run(text, &range);
                if find(&text).is_some() {
                    self.split(&text, &place);
                    return self.ready.pop_front();
                }
            }
            _ => {}
        }
        Some((event, range))
    }
}
