//! One tag with its attributes, as HTML and JSX write it.

/// A tag.
#[derive(Debug)]
pub(super) struct Tag {
    /// Its name; elements of HTML in lower case.
    pub(super) name: String,
    /// Whether it ends an element.
    pub(super) closing: bool,
    /// How many bytes it takes.
    pub(super) length: usize,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The tag at the start of `text`, if it is whole.
    pub(super) fn read(text: &str) -> Option<Self> {
        let inside = text.strip_prefix('<')?;
        let closing = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || "-._".contains(c))).unwrap_or(inside.len());
        let name = inside.get(..end)?.to_owned();
        let mut attributes = Vec::new();
        let mut rest = inside.get(end..)?;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if let Some(after) = rest.strip_prefix('>') {
                return Some(Self { name, closing, length: text.len() - after.len(), attributes });
            }
            let (attribute, after) = attribute(rest)?;
            attributes.push(attribute);
            rest = after;
        }
    }

    /// All tags in `text`.
    pub(super) fn all(text: &str) -> impl Iterator<Item = Self> + '_ {
        text.match_indices('<').filter_map(|(at, _)| Self::read(text.get(at..)?))
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The anchor that it sets.
    pub(super) fn id(&self) -> Option<&str> {
        let name = if self.name == "a" { self.attribute("name") } else { None };
        self.attribute("id").or(name).filter(|id| !id.is_empty())
    }
}

/// The attribute at the start of `text`, and what follows it.
fn attribute(text: &str) -> Option<((String, String), &str)> {
    if text.starts_with('{') {
        // `{...values}` of JSX.
        return Some(((String::new(), String::new()), text.get(braces(text)?..)?));
    }
    let end = text.find(|c: char| c.is_whitespace() || "=>/".contains(c))?;
    let (name, rest) = text.split_at_checked(end)?;
    if name.is_empty() || name.contains(['<', '"', '\'']) {
        return None;
    }
    let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
        return Some(((name.to_owned(), String::new()), rest));
    };
    let (value, after) = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split_once(quote)?,
        '{' => value.split_at_checked(braces(value)?)?,
        _ => value.split_at_checked(value.find(|c: char| c.is_whitespace() || c == '>')?)?,
    };
    let value = value.trim_matches(['{', '}']).trim_matches(['"', '\'', '`']);
    Some(((name.to_owned(), value.replace("&amp;", "&").replace("&quot;", "\"")), after))
}

/// How many bytes the braces at the start of `text` take.
fn braces(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return Some(at + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}
