//! Files of `content/` that a browser would run as the site's own: web pages, scripts, drawings with scripts in them.
//!
//! What is in `content/` is text that its authors wrote, and runs nowhere. A file in `static/` is copied as it is: whoever puts a web
//! page there trusts it.

use crate::diagnostic::{Diagnostic, Span, code};
use crate::snapshot::{Content, File};

/// Endings of files that run when they are opened, or that a page of theirs runs.
const RUNS: [&str; 18] = [
    "html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "js", "mjs", "cjs", "xml", "xsl", "xslt", "rdf", "hta",
    "swf", "wasm", "php",
];

/// What in a drawing runs, or loads what runs, in lower case.
const LIVE: [&str; 8] =
    ["<script", ":script", "foreignobject", "<!entity", "<?xml-stylesheet", "javascript:", "1999/xhtml", "data:text"];

/// Why `file` is not published, if a browser could run it.
pub(super) fn found(file: &File) -> Option<Diagnostic> {
    let extension = file.path.extension().to_ascii_lowercase();
    let at = match extension.as_str() {
        "svg" | "svgz" => live(file)?,
        other if RUNS.contains(&other) => 0..0,
        _ => return None,
    };
    let problem = Diagnostic::new(&code::FILE_RUNS, format!("`{}` could run in a reader's browser", file.path));
    let shown = if at.is_empty() { "a file like this can run scripts" } else { "this can run" };
    Some(problem.at(Span::new(&file.path, at)).because(shown).hint(if extension == "svg" {
        "save the drawing without scripts, as plain SVG, or put it in `static/` if you trust it"
    } else {
        "put it in `static/` if you trust it, or write its text as Markdown"
    }))
}

/// Where something in a drawing could run. The beginning stands for a drawing that can't be looked through.
fn live(file: &File) -> Option<std::ops::Range<usize>> {
    let Content::Bytes(_) = file.content else { return Some(0..0) };
    let Ok(text) = file.text() else { return Some(0..0) };
    let lower = text.to_ascii_lowercase();
    let named = LIVE.iter().find_map(|live| lower.find(live).map(|at| at..at + live.len()));
    named.or_else(|| handler(&lower)).or_else(|| hidden(&lower))
}

/// The first attribute that is a handler: `onload=`.
fn handler(lower: &str) -> Option<std::ops::Range<usize>> {
    lower.match_indices("on").find_map(|(at, _)| {
        let before = lower.get(..at)?.chars().next_back()?;
        let rest = lower.get(at..)?;
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let assigned = rest.get(end..)?.trim_start().starts_with('=');
        let starts = before.is_whitespace() || matches!(before, '"' | '\'' | '/');
        (end > 2 && assigned && starts).then(|| at..at + end)
    })
}

/// An address that is spelt by the numbers of its characters: honest ones never are.
fn hidden(lower: &str) -> Option<std::ops::Range<usize>> {
    lower.match_indices("href").find_map(|(at, _)| {
        let rest = lower.get(at + 4..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = rest.get(1..)?.split(quote).next()?;
        (value.contains("&#") || value.contains('\n') || value.contains('\t')).then(|| at..at + 4)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::ProjectPath;

    #[test]
    fn drawings_run_nothing() {
        let check = |text: &str, runs: bool| {
            let path = ProjectPath::new("content/a.svg");
            let found = path.map(|path| found(&File::new(path, text.as_bytes())).is_some());
            assert_eq!(found, Some(runs), "{text}");
        };
        check("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/><a href=\"#on\">on = off</a></svg>", false);
        check("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"><svg><desc>Description</desc></svg>", false);
        check("<svg><svg:SCRIPT href=\"a.js\"/></svg>", true);
        check("<svg OnLoad = \"a()\"/>", true);
        check("<svg><a xlink:href=\"&#106;ava&#115;cript:a()\">a</a></svg>", true);
        check("<svg><a href='java\nscript:a()'>a</a></svg>", true);
        check("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>", true);
        check("<svg><foreignObject/></svg>", true);
    }
}
