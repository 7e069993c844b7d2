//! A section's navigation: rendered once, with a hole in each link, and closed for each page in turn.
//!
//! Fifty links on each of fifty pages are the same, except for the one that is current; rendering them again for every page is
//! most of the work of a large site.

use crate::site::UrlPath;
use crate::theme::Html;

const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// What marks the link of the page that is shown.
const CURRENT: &str = " aria-current=\"page\"";

/// Rendered navigation, cut at its holes.
#[derive(Debug)]
pub struct Navigation {
    /// The root that its links count from.
    pub root: String,
    /// HTML, and the address of the page whose hole follows.
    parts: Vec<(String, Option<String>)>,
}

/// The hole in the link of the page at `url`.
pub(super) fn hole(url: &UrlPath) -> Html {
    Html(format!("{OPEN}{url}{CLOSE}"))
}

impl Navigation {
    /// Cuts `html`, as a template rendered it, at its holes.
    #[must_use]
    pub fn new(root: String, html: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = html;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let (url, after) = after.split_once(CLOSE).unwrap_or((after, ""));
            parts.push((before.to_owned(), Some(url.to_owned())));
            rest = after;
        }
        parts.push((rest.to_owned(), None));
        Self { root, parts }
    }

    /// The navigation as the page at `url` shows it.
    #[must_use]
    pub fn close(&self, url: Option<&UrlPath>) -> Html {
        let length = self.parts.iter().map(|(html, _)| html.len()).sum::<usize>();
        let mut out = String::with_capacity(length + CURRENT.len());
        for (html, hole) in &self.parts {
            out.push_str(html);
            if url.is_some_and(|url| hole.as_deref() == Some(url.as_str())) {
                out.push_str(CURRENT);
            }
        }
        Html(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_shown_page_is_current() {
        let (x, y) = (UrlPath::new("x.html"), UrlPath::new("y.html"));
        let html = format!("<a{}>x</a><a{}>y</a>", hole(&x).0, hole(&y).0);
        let navigation = Navigation::new(String::new(), &html);
        assert_eq!(navigation.close(Some(&y)).0, "<a>x</a><a aria-current=\"page\">y</a>");
        assert_eq!(navigation.close(None).0, "<a>x</a><a>y</a>");
    }
}
