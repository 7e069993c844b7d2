//! HTML that templates wrote, cut into tags and text. Refuses to judge it or to build a tree: what is not a tag is text.

/// A part of a page's HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token<'h> {
    /// Text as it stands, escaped; or a comment, or a declaration.
    Text(&'h str),
    /// An opening tag.
    Open(Tag<'h>),
    /// A closing tag, by its name.
    Close(&'h str),
}

/// An opening tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tag<'h> {
    /// Its name.
    pub(super) name: &'h str,
    /// Its attributes with their values, escaped as they stand; none for an attribute without a value.
    pub(super) attributes: Vec<(&'h str, Option<&'h str>)>,
    /// Whether it closes itself, as in SVG.
    pub(super) closed: bool,
}

impl<'h> Tag<'h> {
    /// The value of attribute `name`, empty if it has none.
    pub(super) fn get(&self, name: &str) -> Option<&'h str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.unwrap_or_default())
    }

    /// Whether one of its classes is `class`.
    pub(super) fn is(&self, class: &str) -> bool {
        self.get("class").is_some_and(|all| all.split_ascii_whitespace().any(|one| one == class))
    }
}

/// Elements that hold text alone, whatever it looks like.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The tokens of `html`, in order. Joined again they are all of it.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, raw: None }
}

/// See [`tokens`].
pub(super) struct Tokens<'h> {
    rest: &'h str,
    /// The element whose text comes next.
    raw: Option<&'h str>,
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        if self.rest.is_empty() {
            return None;
        }
        let text = self.text();
        if text > 0 {
            return Some(Token::Text(self.take(text)));
        }
        if let Some(comment) = self.rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(self.rest.len(), |end| end + 7);
            return Some(Token::Text(self.take(end)));
        }
        let end = tag_end(self.rest);
        let whole = self.take(end);
        let inner = whole.trim_start_matches('<').trim_end_matches('>');
        if inner.starts_with('!') {
            return Some(Token::Text(whole));
        }
        if let Some(name) = inner.strip_prefix('/') {
            return Some(Token::Close(name.trim()));
        }
        let tag = tag(inner);
        self.raw = Some(tag.name).filter(|name| RAW.contains(name) && !tag.closed);
        Some(Token::Open(tag))
    }
}

impl<'h> Tokens<'h> {
    fn take(&mut self, length: usize) -> &'h str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// How much text stands before the next tag.
    fn text(&mut self) -> usize {
        if let Some(name) = self.raw.take() {
            return self.rest.find(&format!("</{name}")).unwrap_or(self.rest.len());
        }
        let starts = |at: &usize| {
            let next = self.rest.get(at + 1..).and_then(|rest| rest.chars().next());
            next.is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!')
        };
        self.rest.match_indices('<').map(|(at, _)| at).find(starts).unwrap_or(self.rest.len())
    }
}

/// How long the tag is that `html` starts with. A `>` in quotes does not end it.
fn tag_end(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    html.len()
}

/// The tag between `<` and `>`.
fn tag(inner: &str) -> Tag<'_> {
    let closed = inner.ends_with('/');
    let inner = inner.trim_end_matches('/');
    let (name, mut rest) = inner.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inner, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_ascii_start();
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let Some((name, after)) = rest.split_at_checked(end).filter(|(name, _)| !name.is_empty()) else { break };
        let Some(value) = after.strip_prefix('=') else {
            attributes.push((name, None));
            rest = after;
            continue;
        };
        let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.split_once(quote));
        let (value, after) =
            quoted.unwrap_or_else(|| value.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((value, "")));
        attributes.push((name, Some(value)));
        rest = after;
    }
    Tag { name, attributes, closed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        let found = |html| {
            let show = |token| match token {
                Token::Text(text) => format!("{text:?}"),
                Token::Open(tag) => format!("{}{:?}{}", tag.name, tag.attributes, if tag.closed { "/" } else { "" }),
                Token::Close(name) => format!("/{name}"),
            };
            tokens(html).map(show).collect::<Vec<_>>().join(" ")
        };
        for (html, expected) in [
            ("<p>a &lt; b</p>", "p[] \"a &lt; b\" /p"),
            ("1 < 2", "\"1 < 2\""),
            (
                "<a href=\"x>y\" b c='d' e=f>",
                "a[(\"href\", Some(\"x>y\")), (\"b\", None), (\"c\", Some(\"d\")), (\"e\", Some(\"f\"))]",
            ),
            ("<path d=\"M0\"/>", "path[(\"d\", Some(\"M0\"))]/"),
            ("<!-- <p> --><!doctype html>", "\"<!-- <p> -->\" \"<!doctype html>\""),
            ("<script>if (a<b) \"</p>\"</script>x", "script[] \"if (a<b) \\\"</p>\\\"\" /script \"x\""),
            ("<p", "p[]"),
            ("", ""),
        ] {
            assert_eq!(found(html), expected, "{html}");
        }
    }
}
