//! Destinations of links: taken apart as other tools write them, and written as Markdown wants them.

use crate::source::markdown::places;

/// All destinations of links and pictures in `text` that lie in the source, without what follows `#`.
pub(super) fn destinations(text: &str) -> Vec<String> {
    let links = places(text).links;
    links
        .into_iter()
        .filter(|link| scheme(&link.destination).is_none())
        .map(|link| split(&link.destination).0)
        .collect()
}

/// The scheme of an address, empty for `//host`; none for a path.
pub(super) fn scheme(address: &str) -> Option<String> {
    if address.starts_with("//") {
        return Some(String::new());
    }
    let (scheme, _) = address.split_once(':')?;
    let fits = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    fits.then(|| scheme.to_ascii_lowercase())
}

/// A destination's path and what follows `#`, with percent signs decoded.
pub(super) fn split(destination: &str) -> (String, Option<String>) {
    let (path, fragment) =
        destination.split_once('#').map_or((destination, None), |(path, fragment)| (path, Some(fragment)));
    let path = path.split('?').next().unwrap_or_default();
    (decoded(path), fragment.map(decoded))
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok())
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        if let Some(byte) = code.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// `path` as a destination in Markdown.
pub(super) fn address(path: &str) -> String {
    path.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

/// The way from `folder` to `to`.
pub(super) fn relative(folder: &str, to: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = to.split('/').collect();
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let ups = from.len() - same;
    let down = to.get(same..).unwrap_or_default();
    std::iter::repeat_n("..", ups).chain(down.iter().copied()).collect::<Vec<_>>().join("/")
}
