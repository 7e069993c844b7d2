//! Where in HTML a text has come to: in the text of an element, in a tag, in an attribute's value.
//!
//! Follows browsers' rules as far as they tell these apart. Refuses to guess: what two ways to one place don't agree on is not known.

use memchr::{memchr, memmem};

/// What the next character is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mode {
    /// The text between tags.
    Text,
    /// The character behind `<`, or behind `</`.
    Open,
    /// The name of an element.
    Name,
    /// A tag, between its attributes.
    Inside,
    /// The name of an attribute.
    Attribute,
    /// A tag, behind the `=` of an attribute.
    Equals,
    /// A value within these quotes.
    Quoted(u8),
    /// A value without quotes.
    Bare,
    /// A comment, a doctype or the like, which ends with these signs.
    Comment(&'static str),
    /// The text of an element that holds no tags: `script`, `style`, `title`, `textarea`.
    Raw,
}

/// A place in HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Position {
    pub(super) mode: Mode,
    /// The element whose tag or text this is, in lower case; nothing if its name is printed.
    pub(super) element: String,
    /// The attribute that was named last, in lower case; `?` where two ways here name two.
    pub(super) attribute: String,
    /// What is certain of the attribute's value so far.
    pub(super) value: String,
    /// The `type` of the element.
    kind: String,
    closes: bool,
}

impl Position {
    /// The text between tags.
    pub(super) const fn text() -> Self {
        Self {
            mode: Mode::Text,
            element: String::new(),
            attribute: String::new(),
            value: String::new(),
            kind: String::new(),
            closes: false,
        }
    }

    /// Whether this is the text of a script that holds data, and so never runs.
    pub(super) fn is_data(&self) -> bool {
        self.element == "script" && matches!(self.kind.as_str(), "application/json" | "application/ld+json")
    }

    /// Whether HTML can stand here.
    pub(super) fn takes_html(&self) -> bool {
        match self.mode {
            Mode::Text | Mode::Comment(_) => true,
            Mode::Raw => !matches!(self.element.as_str(), "script" | "style") || self.is_data(),
            _ => false,
        }
    }

    /// Goes over `text`.
    pub(super) fn pass(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            rest = match self.mode {
                Mode::Text => self.find_tag(rest),
                Mode::Raw => self.find_end(rest),
                Mode::Comment(end) => match memmem::find(rest.as_bytes(), end.as_bytes()) {
                    Some(at) => self.enter(Mode::Text, rest, at + end.len()),
                    None => "",
                },
                Mode::Quoted(quote) => self.find_quote(rest, quote),
                _ => self.step(rest),
            };
        }
    }

    /// A statement stands here: a name that came to it has ended.
    pub(super) fn settle(&mut self) {
        if matches!(self.mode, Mode::Name | Mode::Attribute) {
            self.mode = Mode::Inside;
        }
    }

    /// What is printed here takes part in the tag's name, of which then nothing is known.
    pub(super) fn print_name(&mut self) {
        self.mode = Mode::Name;
        self.element.clear();
    }

    /// This place, reached in another way as well. None if the two are places of two sorts.
    pub(super) fn joined(mut self, other: &Self) -> Option<Self> {
        self.settle();
        let mut other = other.clone();
        other.settle();
        if self.mode != other.mode || (self.mode != Mode::Text && self.element != other.element) {
            return None;
        }
        if self.attribute != other.attribute {
            "?".clone_into(&mut self.attribute);
        }
        if other.value.len() < self.value.len() {
            self.value = other.value;
        }
        if self.kind != other.kind {
            self.kind.clear();
        }
        Some(self)
    }

    fn enter<'t>(&mut self, mode: Mode, rest: &'t str, taken: usize) -> &'t str {
        self.mode = mode;
        rest.get(taken..).unwrap_or_default()
    }

    fn find_tag<'t>(&mut self, rest: &'t str) -> &'t str {
        let Some(at) = memchr(b'<', rest.as_bytes()) else { return "" };
        self.closes = false;
        let after = rest.get(at + 1..).unwrap_or_default();
        match after.as_bytes() {
            [b'!', b'-', b'-', ..] => self.enter(Mode::Comment("-->"), after, 3),
            [b'!' | b'?', ..] => self.enter(Mode::Comment(">"), after, 1),
            [b'/', ..] => {
                self.closes = true;
                self.enter(Mode::Open, after, 1)
            }
            _ => self.enter(Mode::Open, after, 0),
        }
    }

    fn find_end<'t>(&mut self, rest: &'t str) -> &'t str {
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|rest| memmem::find(rest.as_bytes(), b"</")) {
            let start = from + at + 2;
            let name = rest.get(start..start + self.element.len());
            let end = rest.as_bytes().get(start + self.element.len());
            if name.is_some_and(|name| name.eq_ignore_ascii_case(&self.element))
                && end.is_none_or(|end| end.is_ascii_whitespace() || matches!(end, b'/' | b'>'))
            {
                self.closes = true;
                return self.enter(Mode::Name, rest, start + self.element.len());
            }
            from = start;
        }
        ""
    }

    fn find_quote<'t>(&mut self, rest: &'t str, quote: u8) -> &'t str {
        let at = memchr(quote, rest.as_bytes());
        let value = rest.get(..at.unwrap_or(rest.len())).unwrap_or_default();
        if matches!(self.attribute.as_str(), "type") && self.element == "script" {
            self.kind.push_str(&value.to_ascii_lowercase());
        }
        // A short piece is enough to tell how a value begins.
        if self.value.len() < 64 {
            self.value.push_str(value);
        }
        match at {
            Some(at) => self.enter(Mode::Inside, rest, at + 1),
            None => "",
        }
    }

    /// Goes over one character of a tag, or takes it for one of what follows.
    fn step<'t>(&mut self, rest: &'t str) -> &'t str {
        let Some(c) = rest.chars().next() else { return "" };
        let taken = c.len_utf8();
        let is_blank = c.is_ascii_whitespace();
        match (self.mode, c) {
            (Mode::Open, c) if c.is_ascii_alphabetic() => {
                self.element.clear();
                self.attribute.clear();
                self.kind.clear();
                self.enter(Mode::Name, rest, 0)
            }
            (Mode::Open, _) => self.enter(Mode::Text, rest, 0),
            (Mode::Bare | Mode::Name | Mode::Inside | Mode::Attribute | Mode::Equals, '>') => {
                let holds_text = matches!(self.element.as_str(), "script" | "style" | "title" | "textarea");
                self.enter(if holds_text && !self.closes { Mode::Raw } else { Mode::Text }, rest, taken)
            }
            (Mode::Name | Mode::Attribute | Mode::Bare, _) if is_blank => self.enter(Mode::Inside, rest, taken),
            (Mode::Name | Mode::Attribute, '/') => self.enter(Mode::Inside, rest, taken),
            (Mode::Name, c) => {
                self.element.push(c.to_ascii_lowercase());
                self.enter(Mode::Name, rest, taken)
            }
            (Mode::Inside, '=') if self.attribute.is_empty() => self.enter(Mode::Attribute, rest, taken),
            (Mode::Inside | Mode::Attribute, '=') => {
                self.value.clear();
                self.enter(Mode::Equals, rest, taken)
            }
            (Mode::Inside, '/') | (Mode::Bare, _) => self.enter(self.mode, rest, taken),
            (Mode::Inside | Mode::Equals, _) if is_blank => self.enter(self.mode, rest, taken),
            (Mode::Inside, _) => {
                self.attribute.clear();
                self.enter(Mode::Attribute, rest, 0)
            }
            (Mode::Attribute, c) => {
                self.attribute.push(c.to_ascii_lowercase());
                self.enter(Mode::Attribute, rest, taken)
            }
            (Mode::Equals, '"' | '\'') => self.enter(Mode::Quoted(if c == '"' { b'"' } else { b'\'' }), rest, taken),
            _ => self.enter(Mode::Bare, rest, taken),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_known_by_what_stands_before_it() {
        let check = |html: &str, mode: Mode, element: &str, attribute: &str| {
            let mut position = Position::text();
            position.pass(html);
            assert_eq!(
                (position.mode, position.element.as_str(), position.attribute.as_str()),
                (mode, element, attribute),
                "{html}"
            );
        };
        check("a < b", Mode::Text, "", "");
        check("<", Mode::Open, "", "");
        check("<p", Mode::Name, "p", "");
        check("<P class=\"a>b\" ", Mode::Inside, "p", "class");
        check("<p title='", Mode::Quoted(b'\''), "p", "title");
        check("<p title = ", Mode::Equals, "p", "title");
        check("<p title=x", Mode::Bare, "p", "title");
        check("<p hidden>", Mode::Text, "p", "hidden");
        check("<br/>a", Mode::Text, "br", "");
        check("<script>a < b </p>", Mode::Raw, "script", "");
        check("<script>a</SCRIPT ><b", Mode::Name, "b", "");
        check("<!-- <p class=\"", Mode::Comment("-->"), "", "");
        check("<!doctype html><p", Mode::Name, "p", "");
        check("<textarea>", Mode::Raw, "textarea", "");
    }
}
