//! `==marked==` words and emoji by name, as events. Only texts that hold their signs pass through here.

use std::collections::VecDeque;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::emoji;

/// The tags around marked words. What an author types never has their sign.
pub(super) const OPEN_MARK: &str = "<mark\u{1}>";
pub(super) const CLOSE_MARK: &str = "</mark\u{1}>";

type Place<'a> = (Event<'a>, Range<usize>);

/// Whether a text may hold any of the two.
pub(super) fn may_hold(source: &str) -> bool {
    memmem::find(source.as_bytes(), b"==").is_some() || emoji::names(source).next().is_some()
}

/// Events in which both are told apart. Texts must come whole, not in parts.
pub(super) struct Marks<'a, I: Iterator<Item = Place<'a>>> {
    events: I,
    ready: VecDeque<Place<'a>>,
    in_code: bool,
}

impl<'a, I: Iterator<Item = Place<'a>>> Marks<'a, I> {
    pub(super) fn new(events: I) -> Self {
        Self { events, ready: VecDeque::new(), in_code: false }
    }

    fn split(&mut self, text: &str, range: &Range<usize>) {
        let mut push = |event: Event<'a>| self.ready.push_back((event, range.clone()));
        let mut rest = text;
        while let Some(inside) = marked(rest) {
            let before = rest.get(..inside.start - 2).unwrap_or_default();
            if !before.is_empty() {
                push(Event::Text(emoji::written(before).into()));
            }
            push(Event::InlineHtml(OPEN_MARK.into()));
            push(Event::Text(emoji::written(rest.get(inside.clone()).unwrap_or_default()).into()));
            push(Event::InlineHtml(CLOSE_MARK.into()));
            rest = rest.get(inside.end + 2..).unwrap_or_default();
        }
        if !rest.is_empty() {
            push(Event::Text(emoji::written(rest).into()));
        }
    }
}

impl<'a, I: Iterator<Item = Place<'a>>> Iterator for Marks<'a, I> {
    type Item = Place<'a>;

    fn next(&mut self) -> Option<Place<'a>> {
        if let Some(ready) = self.ready.pop_front() {
            return Some(ready);
        }
        let (event, range) = self.events.next()?;
        match &event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(text) if !self.in_code && may_hold(text) => {
                self.split(text, &range);
                return self.ready.pop_front();
            }
            _ => {}
        }
        Some((event, range))
    }
}

/// The first words in `text` between two `==`.
fn marked(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    loop {
        let open = from + text.get(from..)?.find("==")?;
        from = open + 2;
        let inner = text.get(from..)?;
        let length = inner.find("==")?;
        let words = inner.get(..length)?;
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '=');
        let after = inner.get(length + 2..).and_then(|rest| rest.chars().next());
        let is_tight = !words.is_empty() && words.trim() == words && !words.contains('=');
        if is_tight && is_edge(text.get(..open)?.chars().next_back()) && is_edge(after) {
            return Some(from..from + length);
        }
    }
}
