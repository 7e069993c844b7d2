//! What a link's destination names: something of the playbook, another site, or something that must not be live.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Span, code, nearest};
use crate::snapshot::ProjectPath;

/// A target inside the playbook, as it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// `[[id]]` or `[[id#part]]`.
    Id {
        /// The id.
        id: String,
        /// The part of the page.
        part: Option<String>,
    },
    /// `path#fragment`, relative to the file, or `#fragment` alone with an empty path. Percent signs are decoded.
    Path {
        /// The path as written.
        path: String,
        /// What follows `#`.
        fragment: Option<String>,
    },
}

/// What a destination turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Destination {
    /// Something of the playbook: resolved when the whole site is known.
    Inside(Target),
    /// Another site, a mail address or a telephone number: safe to be live as it is.
    Outside(String),
}

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Judges `written`, whose character references are already decoded. Control characters count for nothing, as in a browser.
pub(super) fn judge(file: &ProjectPath, written: &str, span: Range<usize>) -> Result<Destination, Diagnostic> {
    let clean: String = written.chars().filter(|c| !c.is_control()).collect();
    let clean = clean.trim();
    match scheme(clean) {
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => Ok(Destination::Outside(clean.to_owned())),
        Some(scheme) if scheme.len() == 1 || scheme == "file" => {
            Err(Diagnostic::new(&code::LINK_SCHEME, "this leads to a file on one computer")
                .at(Span::new(file, span))
                .because("other readers don't have it")
                .hint("put the file next to this page, and link to its name"))
        }
        Some(scheme) if scheme == "data" && clean.get(5..).is_some_and(|rest| rest.starts_with("image/")) => {
            Err(Diagnostic::new(&code::LINK_SCHEME, "a picture was pasted into the text")
                .at(Span::new(file, span))
                .because("pictures are shown only from files of their own")
                .hint("save the picture as a file beside this page, and write `![what it shows](picture.png)`"))
        }
        Some(scheme) if misspelt(&scheme).is_some() => {
            let meant = misspelt(&scheme).unwrap_or_default();
            Err(Diagnostic::new(&code::LINK_SCHEME, format!("a link can't use `{scheme}:`"))
                .at(Span::new(file, span))
                .because("browsers don't know this")
                .hint(format!("did you mean `{meant}:`?")))
        }
        Some(scheme) => Err(Diagnostic::new(&code::LINK_SCHEME, format!("a link can't use `{scheme}:`"))
            .at(Span::new(file, span))
            .because("a browser could run this, or open a program with it")
            .hint("links may be http, https, mailto, tel, or relative to this file")),
        None if clean.starts_with("//") => Ok(Destination::Outside(format!("https:{clean}"))),
        None => Ok(Destination::Inside(relative(clean))),
    }
}

/// Whether a link's address can begin with this and a colon: it runs nothing.
#[must_use]
pub fn is_live_scheme(scheme: &str) -> bool {
    SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

/// The scheme that was meant by one that nearly is it.
fn misspelt(scheme: &str) -> Option<&'static str> {
    let near = nearest(scheme, SCHEMES)?;
    // A program's own scheme may look like one of ours.
    (scheme.len().abs_diff(near.len()) <= 2).then_some(near)
}

/// Whether the address `url` leads every reader to their own computer, as that of the preview does.
#[must_use]
pub fn is_this_computer(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || is_loopback(&name) || host.starts_with("[::1]")
}

/// Whether `name` is a loopback address or the one that stands for all of a computer's own.
fn is_loopback(name: &str) -> bool {
    name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback() || address.is_unspecified())
}

fn scheme(text: &str) -> Option<String> {
    let (scheme, _) = text.split_once(':')?;
    let mut chars = scheme.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    (starts && chars.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))).then(|| scheme.to_ascii_lowercase())
}

fn relative(text: &str) -> Target {
    let (path, fragment) = match text.split_once('#') {
        Some((path, fragment)) => (path, Some(decode(fragment))),
        None => (text, None),
    };
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    Target::Path { path: decode(path), fragment }
}

/// Undoes percent encoding; what does not decode to UTF-8 stays as it is.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (*first, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            (byte, _) => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// `[[id#part]]` without its brackets.
pub(super) fn wiki(text: &str) -> Target {
    match text.split_once('#') {
        Some((id, part)) => Target::Id { id: id.trim().to_owned(), part: Some(part.trim().to_owned()) },
        None => Target::Id { id: text.trim().to_owned(), part: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_are_live() {
        let file = ProjectPath::new("a.md").unwrap();
        let inside = |path: &str, fragment: Option<&str>| {
            Some(Destination::Inside(Target::Path { path: path.into(), fragment: fragment.map(Into::into) }))
        };
        let cases = [
            ("https://a.org/?q=1", Some(Destination::Outside("https://a.org/?q=1".into()))),
            ("MAILTO:a@b.c", Some(Destination::Outside("MAILTO:a@b.c".into()))),
            ("java\tscript:alert(1)", None),
            ("\u{1}javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("vbscript:x", None),
            ("../a b.md#c", inside("../a b.md", Some("c"))),
            ("a%20b.md", inside("a b.md", None)),
            ("#x", inside("", Some("x"))),
            ("100% sure.md", inside("100% sure.md", None)),
            ("//host/x", Some(Destination::Outside("https://host/x".into()))),
        ];
        for (written, expected) in cases {
            assert_eq!(judge(&file, written, 0..1).ok(), expected, "{written}");
        }
    }
}
