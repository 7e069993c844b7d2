//! Addresses in style sheets: a theme's own files get the names under which they are published, and what no reader would get is
//! reported.
//!
//! Refuses what the policy blocks wherever the page is: files of other sites, and files that the sheet itself holds (`data:`).

use std::collections::BTreeMap;

use memchr::memmem;

use crate::diagnostic::{Diagnostic, Span, code};
use crate::snapshot::File;

/// The address of an asset below `assets/` by its name, as it is published. None if no theme has it.
pub(super) type Published<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The style sheet `css`, which was made of `file` and whose addresses count from the folder `from` below `assets/`, with addresses
/// that count from the folder `to`.
pub(super) fn published(
    css: &str,
    file: &File,
    (from, to): (&str, &str),
    published: Published,
    problems: &mut BTreeMap<Span, Diagnostic>,
) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = memmem::find(rest.as_bytes(), b"url(") {
        let (before, inside) = rest.split_at(at + "url(".len());
        out.push_str(before);
        let Some(end) = inside.find(')') else {
            rest = inside;
            break;
        };
        let (written, after) = inside.split_at(end);
        rest = after;
        let address = written.trim().trim_matches(['"', '\'']);
        let (name, part) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        let found = if is_outside(address) { None } else { below(from, name).and_then(|name| published(&name)) };
        match found {
            _ if name.is_empty() => out.push_str(written),
            Some(found) => out.push_str(&format!("\"{}{found}{part}\"", "../".repeat(depth(to)))),
            None => {
                out.push_str(written);
                let problem = problem(file, address);
                if let Some(span) = problem.span.clone() {
                    problems.entry(span).or_insert(problem);
                }
            }
        }
    }
    out.push_str(rest);
    out
}

/// How many folders a path of a folder names.
fn depth(folder: &str) -> usize {
    folder.split('/').filter(|part| !part.is_empty()).count()
}

/// Whether an address leads out of the theme's own assets.
fn is_outside(address: &str) -> bool {
    address.starts_with('/') || address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'))
}

/// The path of `name` as it is seen from `folder`. None if that is above all folders.
fn below(folder: &str, name: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn problem(file: &File, address: &str) -> Diagnostic {
    let at = file.text().ok().and_then(|text| text.find(address)).unwrap_or_default();
    let problem = if is_outside(address) {
        Diagnostic::new(&code::STYLE_ADDRESS, "a style sheet names a file that is not among the theme's assets")
            .because("no browser loads it: pages may load only what lies beside them")
            .hint("put the file in the theme's folder `assets`, and name it from there: `url(\"brand.woff2\")`")
    } else {
        Diagnostic::new(&code::STYLE_ADDRESS, format!("there is no asset `{address}`"))
            .because("no theme has a file of this name")
            .hint("put the file in the theme's folder `assets`; names count from the style sheet's own folder")
    };
    problem.at(Span::new(&file.path, at..at + address.len()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::published;
    use crate::snapshot::{File, ProjectPath};

    #[test]
    fn own_files_get_their_published_names() {
        let check = |css: &str, folders: (&str, &str), wanted: &str, problems: usize| {
            let file = File::new(ProjectPath::new("themes/ours/assets/a.css").unwrap(), css.as_bytes());
            let find = |name: &str| (name == "fonts/b.woff2").then(|| "fonts/b.1a.woff2".to_owned());
            let mut found = BTreeMap::new();
            assert_eq!(published(css, &file, folders, &find, &mut found), wanted);
            assert_eq!(found.len(), problems, "{css}: {found:?}");
        };
        check("a{b:url(fonts/b.woff2)}", ("", ""), "a{b:url(\"fonts/b.1a.woff2\")}", 0);
        check("a{b:url( './fonts/b.woff2?#iefix' )}", ("", ""), "a{b:url(\"fonts/b.1a.woff2?#iefix\")}", 0);
        check(
            "url(\"b.woff2\"),url(../fonts/b.woff2)",
            ("fonts", ""),
            "url(\"fonts/b.1a.woff2\"),url(\"fonts/b.1a.woff2\")",
            0,
        );
        check("url(../fonts/b.woff2)", ("sub", "sub"), "url(\"../fonts/b.1a.woff2\")", 0);
        check("url(#mask)", ("", ""), "url(#mask)", 0);
        for wrong in
            ["b.woff", "../b.woff2", "https://x.example/b.woff2", "//x.example/b", "data:font/woff2;base64,AA", "/b"]
        {
            let css = format!("a{{b:url({wrong})}}");
            check(&css, ("", ""), &css, 1);
        }
        check("a{b:url(", ("", ""), "a{b:url(", 0);
    }
}
