//! Addresses of outputs: normalised, relative to the site's root, the same on every host.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::snapshot::Digest;

/// Longest part of an address in bytes; longer ones are cut and end in a digest.
const LONGEST: usize = 120;

/// The address of an output: a file's path in the output folder, `/`-separated, NFC, without `.` or `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// The address with these parts; empty, `.` and `..` parts are dropped, long ones cut.
    #[must_use]
    pub fn new(path: &str) -> Self {
        let plain = path.is_ascii() && path.len() <= LONGEST && path.split('/').all(|p| !matches!(p, "" | "." | ".."));
        if plain {
            return Self(path.into());
        }
        let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
        let parts: Vec<String> = parts.map(|part| cut(&part.nfc().collect::<String>())).collect();
        Self(parts.join("/").into())
    }

    /// The path in the output folder.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What to put before a path from the site's root to get there from this page: `../` for each folder.
    #[must_use]
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The address for links from the site's root, percent-encoded. Addresses of folders' pages name the file,
    /// unless `pretty`, which leaves `index.html` out.
    #[must_use]
    pub fn href(&self, pretty: bool) -> String {
        encode(shown(&self.0, pretty))
    }

    /// The address of the Markdown form of the page at this address.
    #[must_use]
    pub fn markdown(&self) -> Self {
        Self([self.0.strip_suffix(".html").unwrap_or(&self.0), ".md"].concat().into())
    }

    /// The address of the page `name` beside the page at this address: `plays/talk/name.html` beside `plays/talk.html`.
    #[must_use]
    pub fn beside(&self, name: &str) -> Self {
        let stem = self.0.strip_suffix("/index.html").or_else(|| self.0.strip_suffix(".html")).unwrap_or(&self.0);
        Self::new(&format!("{stem}/{name}.html"))
    }

    /// The link from the page at this address to `target`: relative, percent-encoded.
    #[must_use]
    pub fn to(&self, target: &Self, pretty: bool) -> String {
        let (from, to) = (self.as_str(), target.as_str());
        let alike = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b);
        let shared = alike.enumerate().filter(|(_, (byte, _))| *byte == b'/').last().map_or(0, |(at, _)| at + 1);
        let up = from.bytes().skip(shared).filter(|byte| *byte == b'/').count();
        let mut link = "../".repeat(up);
        encode_onto(&mut link, shown(to.get(shared..).unwrap_or(to), pretty));
        if link.is_empty() { "./".into() } else { link }
    }
}

/// The form in which two paths are one to a file system that does not tell upper from lower case: `ß` is `ss`, `ς` is `σ`.
#[must_use]
pub fn fold(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

/// `part` if it is short enough, else its start and a digest of the whole; its extension stays.
fn cut(part: &str) -> String {
    if part.len() <= LONGEST {
        return part.to_owned();
    }
    let (stem, extension) = match part.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 8 => (stem, format!(".{extension}")),
        _ => (part, String::new()),
    };
    let mut end = LONGEST - 9 - extension.len();
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    let start = stem.get(..end).unwrap_or_default().trim_end_matches(['-', ' ', '.']);
    format!("{start}-{}{extension}", Digest::of(part.as_bytes()).short())
}

/// `path` as links show it: without `index.html` where addresses are pretty.
fn shown(path: &str, pretty: bool) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if pretty && (folder.is_empty() || folder.ends_with('/')) => folder,
        _ => path,
    }
}

/// `path` with everything percent-encoded but letters, digits, `-._~` and `/`.
#[must_use]
pub fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    encode_onto(&mut out, path);
    out
}

fn encode_onto(out: &mut String, path: &str) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-'..=b'/' | b'_' | b'~');
    if path.bytes().all(plain) {
        return out.push_str(path);
    }
    for byte in path.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// `text` with its percent signs resolved; none if it is not percent-encoded UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            out.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

impl Borrow<str> for UrlPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        let cases = [
            ("index.html", "plays/a.html", false, "plays/a.html"),
            ("plays/a.html", "plays/b.html", false, "b.html"),
            ("plays/a.html", "terms/ü x.html", false, "../terms/%C3%BC%20x.html"),
            ("plays/a.html", "index.html", false, "../index.html"),
            ("plays/a/index.html", "plays/b/index.html", true, "../b/"),
            ("plays/a/index.html", "plays/a/index.html", true, "./"),
            ("plays/a/index.html", "index.html", true, "../../"),
            ("a/b/c.html", "a/x.html", false, "../x.html"),
            ("index.html", "index.html", true, "./"),
        ];
        for (from, to, pretty, expected) in cases {
            assert_eq!(UrlPath::new(from).to(&UrlPath::new(to), pretty), expected, "{from} → {to}");
        }
    }

    #[test]
    fn long_parts_are_cut_at_a_character() {
        let long = format!("{}.html", "ä".repeat(200));
        let url = UrlPath::new(&long);
        assert!(url.as_str().len() <= LONGEST && url.as_str().strip_suffix(".html").is_some(), "{url}");
        assert_ne!(url, UrlPath::new(&format!("{}.html", "ä".repeat(201))));
    }
}
