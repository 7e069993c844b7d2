//! What stands at an address: a path as a browser asks for it becomes an entry of the map of outputs, or nothing.
//!
//! Never a file's path: what is not in the map is not there, however it is spelled.

use super::shown::Identity;
use super::{Current, RESERVED, Shown};
use crate::diagnostic::Diagnostic;
use crate::outputs::Output;
use crate::site::{HiddenReason, UrlPath, url};
use crate::snapshot::{Content, Digest, ProjectPath};

/// What stands at an address.
#[derive(Debug)]
pub enum Answer {
    /// An output.
    Found(Body),
    /// The same with a `/` at its end.
    Folder(String),
    /// Nothing; what is shown instead.
    Missing(Body),
    /// The page can't be rendered, or there is no playbook to show yet: the page that says so.
    Broken(Body),
}

/// What is sent.
#[derive(Debug)]
pub struct Body {
    /// The bytes, or the large file that holds them.
    pub content: Content,
    /// Their digest.
    pub digest: Digest,
    /// The address whose ending tells the type.
    pub url: String,
    /// The content file that the page is made from, if it is one.
    pub file: Option<ProjectPath>,
    /// What kept the newest state of this page from being rendered.
    pub problem: Option<Box<Diagnostic>>,
}

impl Current {
    /// What stands at the percent-encoded `path` of a request.
    #[must_use]
    pub fn answer(&self, path: &str) -> Answer {
        let Some(shown) = &self.shown else { return Answer::Broken(self.holding(None, None)) };
        match decode(path).and_then(|path| lookup(shown, &path)) {
            Some(Place::At(url)) => self.found(shown, &url),
            Some(Place::Folder) => Answer::Folder(format!("{path}/")),
            None => self.outgoing(path).unwrap_or_else(|| self.missing(shown)),
        }
    }

    /// An asset of the state before, which a page that was sent a moment ago still asks for: its name holds its digest, so it is
    /// what that page means.
    fn outgoing(&self, path: &str) -> Option<Answer> {
        let before = self.before.as_ref()?;
        let Place::At(url) = lookup(before, &decode(path)?)? else { return None };
        let output = before.output(&url).filter(|output| matches!(output, Output::Asset(_)))?;
        body(before, output, &url).ok().map(Answer::Found)
    }

    /// The digest of the file that stands at the percent-encoded `path` as it is; none if a page or nothing does.
    pub(super) fn digest(&self, path: &str) -> Option<Digest> {
        let shown = self.shown.as_ref()?;
        match decode(path).and_then(|path| lookup(shown, &path))? {
            Place::At(url) => shown.digest(shown.output(&url)?),
            Place::Folder => None,
        }
    }

    /// Why there is no page at the percent-encoded `path`, or none that was `identity`, though somebody wrote one.
    pub(super) fn hidden(&self, path: &str, identity: Option<&Identity>) -> Option<HiddenReason> {
        let shown = self.shown.as_ref()?;
        let path = decode(path).unwrap_or_default();
        let below = path.strip_prefix(shown.base()).unwrap_or_default();
        let urls = |path: &str| [UrlPath::new(path), UrlPath::new(&format!("{path}/index.html"))];
        shown.hidden(&[urls(&path), urls(below)].concat(), identity)
    }

    fn found(&self, shown: &Shown, url: &str) -> Answer {
        let problem = match shown.output(url).map(|output| body(shown, output, url)) {
            Some(Ok(body)) => return Answer::Found(body),
            Some(Err(problem)) => problem,
            None => return self.missing(shown),
        };
        let before = self.before.as_ref().and_then(|before| body(before, before.output(url)?, url).ok());
        match before {
            Some(body) => Answer::Found(Body { problem: Some(problem), ..body }),
            None => Answer::Broken(self.holding(shown.file(url), Some(problem))),
        }
    }

    fn missing(&self, shown: &Shown) -> Answer {
        let page = "404.html";
        let all = [Some(shown), self.before.as_deref()];
        let rendered = all.into_iter().flatten().find_map(|shown| body(shown, shown.output(page)?, page).ok());
        Answer::Missing(rendered.unwrap_or_else(|| made("404.html", "<p>There is no such page.</p>".into())))
    }

    /// The page in place of one that can't be shown; the script lays the problems over it. Without a file and a problem, no page
    /// can be shown.
    fn holding(&self, file: Option<&ProjectPath>, problem: Option<Box<Diagnostic>>) -> Body {
        let one = file.is_some() || problem.is_some();
        let why = if one { "This page can’t be shown yet" } else { "This playbook can’t be shown yet" };
        let count = file.map_or(self.problems.errors(), |file| self.problems.errors_of(file)).max(1);
        let what = if count == 1 { "one problem".to_owned() } else { format!("{count} problems") };
        let verb = if count == 1 { "is" } else { "are" };
        let text = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{why}</title>\n\
             <link rel=\"stylesheet\" href=\"{RESERVED}preview.css\">\n</head>\n<body class=\"lensbook-holding\">\n<main>\n\
             <h1>{why}</h1>\n<p>There {verb} {what} to mend first. It will appear by itself once that is done.</p>\n\
             </main>\n</body>\n</html>\n"
        );
        Body { file: file.cloned(), problem, ..made("index.html", text) }
    }
}

fn body(shown: &Shown, output: &Output, url: &str) -> Result<Body, Box<Diagnostic>> {
    let content = shown.render(output)?;
    let digest = shown.digest(output).unwrap_or_else(|| match &content {
        Content::Bytes(bytes) => Digest::of(bytes),
        Content::Large(path, length) => Digest::of(format!("{}{length}", path.display()).as_bytes()),
    });
    Ok(Body { content, digest, url: url.to_owned(), file: shown.file(url).cloned(), problem: None })
}

fn made(url: &str, text: String) -> Body {
    let bytes = text.into_bytes();
    Body {
        digest: Digest::of(&bytes),
        content: Content::Bytes(bytes.into()),
        url: url.to_owned(),
        file: None,
        problem: None,
    }
}

/// Where a path leads.
enum Place {
    At(String),
    Folder,
}

/// Looks a decoded path up; a path below the site's own base address leads to the same.
fn lookup(shown: &Shown, path: &str) -> Option<Place> {
    let below =
        path.strip_prefix(shown.base()).and_then(|rest| rest.strip_prefix('/')).filter(|_| !shown.base().is_empty());
    place(shown, path).or_else(|| place(shown, below?))
}

fn place(shown: &Shown, path: &str) -> Option<Place> {
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    let url = UrlPath::new(&format!("{path}{index}"));
    if shown.output(url.as_str()).is_some() {
        return Some(Place::At(url.as_str().to_owned()));
    }
    shown.output(&format!("{}/index.html", url.as_str())).map(|_| Place::Folder)
}

/// The path without its leading `/` and percent signs. None unless it is plain: UTF-8, each part a name, no control
/// characters, and no separator that was hidden by encoding it.
fn decode(path: &str) -> Option<String> {
    let rest = path.strip_prefix('/')?;
    let mut parts = Vec::new();
    let all: Vec<&str> = rest.split('/').collect();
    for (at, part) in all.iter().enumerate() {
        let name = url::decode(part)?;
        let empty = name.is_empty() && at + 1 < all.len();
        let bad = |c: char| c.is_control() || matches!(c, '/' | '\\');
        if empty || name == "." || name == ".." || name.contains(bad) {
            return None;
        }
        parts.push(name);
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn only_plain_paths_are_looked_up() {
        let cases = [
            ("/", Some("")),
            ("/plays/", Some("plays/")),
            ("/a%20b/%C3%BC.html", Some("a b/ü.html")),
            ("/%2e%2e/x", None),
            ("/../x", None),
            ("/a/./b", None),
            ("//etc/passwd", None),
            ("/a%2fb", None),
            ("/a%5cb", None),
            ("/a\\..\\b", None),
            ("/a%00", None),
            ("/%ff", None),
            ("/%c0%ae%c0%ae/x", None),
            ("/%", None),
            ("/%zz", None),
            ("/%252e%252e/x", Some("%2e%2e/x")),
            ("*", None),
            ("", None),
        ];
        for (path, expected) in cases {
            assert_eq!(decode(path).as_deref(), expected, "{path}");
        }
    }
}
