//! What a template prints within a tag, looked at when it is printed: text alone, and addresses and names that run nothing.
//!
//! [`super::template`] adds these filters where words don't tell what is printed. Refuses HTML there: a quote in it ends the attribute.

use crate::source::markdown::is_live_scheme;

/// Behind a value in an attribute: no HTML.
pub(super) const TAG: &str = ") | in_tag";
/// Behind a value that an attribute with an address begins with: no HTML, and no scheme that a browser could run.
pub(super) const ADDRESS: &str = ") | in_address";
/// Behind the name of an element.
pub(super) const NAME: &str = ") | in_name";
/// Behind a value that is to stand between attributes.
pub(super) const HOLE: &str = ") | in_hole";
/// Behind what a loop goes over.
pub(super) const LOOP: &str = ") | in_loop";
/// Behind the value of a variable.
pub(super) const LENGTH: &str = ") | in_variable";

/// Elements whose text or address a browser runs, loads, or reads by rules of its own.
const NO_NAMES: [&str; 16] = [
    "script", "style", "iframe", "frame", "object", "embed", "base", "meta", "link", "title", "textarea", "template",
    "noscript", "xmp", "plaintext", "noembed",
];

/// Whether an attribute that holds an address can begin with `text`, whatever follows.
pub(super) fn is_address(text: &str) -> bool {
    let end = text.find(['/', '?', '#', ':']).unwrap_or(text.len());
    !text.get(end..).is_some_and(|rest| rest.starts_with(':')) || is_live_scheme(text.get(..end).unwrap_or_default())
}

/// Whether `text` is a hole that the program closes itself, such as the mark of the current page in navigation.
pub(super) fn is_hole(text: &str) -> bool {
    text.strip_prefix('\u{1}').is_some_and(|inside| inside.find(|c: char| c.is_control()) == Some(inside.len() - 1))
}

/// Whether an element can have this name.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !NO_NAMES.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_names_run_nothing() {
        for text in ["", "a.html", "../a:b", "#a:b", "?a:b", "https://a", "MAILTO:a", "tel:1", "//a"] {
            assert!(is_address(text), "{text}");
        }
        for text in
            ["javascript:a", "java\nscript:a", " javascript:a", "\u{1}javascript:a", "data:a", "a:b", ":", "script:a"]
        {
            assert!(!is_address(text), "{text}");
        }
        assert!(is_name("h3") && is_name("my-part"));
        for text in ["", "SCRIPT", "p onclick", "p>", "3"] {
            assert!(!is_name(text), "{text}");
        }
    }
}
