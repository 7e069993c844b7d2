//! Colons that open a definition, told from colons that only open a line.
//!
//! The parser takes every colon at the start of a line for a definition, so that `:tada:` or `:::note` would make the paragraph
//! above it a term. Here a definition needs a space or a tab behind its colon. All other colons are hidden from the parser: a sign
//! that means nothing stands in for each, and every event gives it back. Places stay as they are.

use std::borrow::Cow;

use memchr::memchr_iter;
use pulldown_cmark::{CowStr, Event, Tag};

/// Signs that mean nothing at the start of a line. The first one that a text does not hold stands in for its colons.
const STAND_INS: [u8; 12] = [b';', b'?', b'/', b',', b'%', b'@', b'.', 0x01, 0x02, 0x03, 0x04, 0x05];

/// A text as the parser gets it.
pub(super) struct Masked<'s> {
    pub(super) text: Cow<'s, str>,
    stand_in: Option<char>,
}

impl<'s> Masked<'s> {
    /// Hides the colons of `source` that open no definition.
    pub(super) fn new(source: &'s str) -> Self {
        let bytes = source.as_bytes();
        let hidden: Vec<usize> = memchr_iter(b':', bytes).filter(|at| opens_line(bytes, *at)).collect();
        let stand_in = STAND_INS.iter().copied().find(|sign| memchr::memchr(*sign, bytes).is_none());
        let (false, Some(stand_in)) = (hidden.is_empty(), stand_in) else {
            return Self { text: Cow::Borrowed(source), stand_in: None };
        };
        let mut text = bytes.to_vec();
        for at in hidden {
            if let Some(byte) = text.get_mut(at) {
                *byte = stand_in;
            }
        }
        // One ASCII sign in place of another leaves the text as valid as it was.
        match String::from_utf8(text) {
            Ok(text) => Self { text: Cow::Owned(text), stand_in: Some(char::from(stand_in)) },
            Err(_) => Self { text: Cow::Borrowed(source), stand_in: None },
        }
    }

    /// `event` with its colons.
    pub(super) fn restore<'e>(&self, event: Event<'e>) -> Event<'e> {
        let Some(stand_in) = self.stand_in else { return event };
        let back = |text: CowStr<'e>| {
            if text.contains(stand_in) { text.replace(stand_in, ":").into() } else { text }
        };
        match event {
            Event::Text(text) => Event::Text(back(text)),
            Event::Code(text) => Event::Code(back(text)),
            Event::InlineMath(text) => Event::InlineMath(back(text)),
            Event::DisplayMath(text) => Event::DisplayMath(back(text)),
            Event::Html(text) => Event::Html(back(text)),
            Event::InlineHtml(text) => Event::InlineHtml(back(text)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: back(dest_url), title: back(title), id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url: back(dest_url), title: back(title), id })
            }
            event => event,
        }
    }
}

/// Whether the colon at `at` is the first sign of its line but opens no definition. The dashes below a table's head may open with
/// a colon, too.
fn opens_line(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    let start = before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
    if start.is_none_or(|start| before.get(start) != Some(&b'\n')) {
        return false;
    }
    let rest = bytes.get(at + 1..).unwrap_or_default();
    if matches!(rest.first(), Some(b' ' | b'\t')) {
        // Nor does one inside a code span that runs over the end of a line.
        let above = before.get(..start.unwrap_or_default()).unwrap_or_default();
        let line = above.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        return memchr_iter(b'`', line).count() % 2 == 1;
    }
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    !(line.contains(&b'-') && line.iter().all(|byte| matches!(byte, b'-' | b':' | b'|' | b' ' | b'\t' | b'\r')))
}
