//! The advice about a link that another tool's author wrote: where it leads, and how we write it.

use std::ops::Range;

use super::hints::relative;
use super::map::Map;
use crate::diagnostic::{Diagnostic, code};
use crate::kinds::CONTENT;
use crate::page::{Link, Page};
use crate::site::index::Resolved;
use crate::snapshot::ProjectPath;
use crate::source::markdown::Target;

/// The advice about `link` of `page`, which leads to `resolved`.
pub(super) fn advice(map: &Map, page: &Page, link: &Link, resolved: &Resolved) -> Diagnostic {
    let problem = Diagnostic::new(&code::LINK_FORM, "this link is written as in another tool")
        .at(page.span(&link.span))
        .because("it can mean only one thing, so it leads there");
    let text = map.snapshot.get(page.file.as_str()).and_then(|file| file.text().ok());
    let written = text.as_ref().and_then(|text| text.get(link.span.clone())).unwrap_or_default();
    let start = link.span.start;
    let shift = |range: Range<usize>| start + range.start..start + range.end;
    if let Some(id) = id(map, link, resolved) {
        let Some(range) = name_in_brackets(written) else { return problem.hint(format!("write `[[{id}]]`")) };
        let right = [written.get(..range.start), Some(id.as_str()), written.get(range.end..)];
        let whole: String = right.into_iter().flatten().collect();
        return problem.fix(format!("write `{whole}`"), shift(range), id);
    }
    let Some(address) = address(map, page, resolved) else { return problem };
    match (&link.target, destination(written)) {
        (Target::Path { .. }, Some(range)) => {
            problem.fix(format!("write `{address}` as its address"), shift(range), address)
        }
        _ if written.starts_with('!') && link.text.is_empty() => {
            problem.hint(format!("write `![what it shows]({address})`"))
        }
        _ if written.starts_with('!') => {
            let right = format!("![{}]({address})", link.text);
            problem.fix(format!("write `{right}`"), link.span.clone(), right)
        }
        _ => problem.hint(format!("write `[…]({address})`")),
    }
}

/// How a link by id names what it leads to.
fn id(map: &Map, link: &Link, resolved: &Resolved) -> Option<String> {
    let (Target::Id { .. }, Resolved::Page(at, part)) = (&link.target, resolved) else { return None };
    let id = &map.page(*at)?.id;
    Some(part.as_ref().map_or_else(|| id.clone(), |part| format!("{id}#{part}")))
}

/// How a link from `page` to the place is written.
fn address(map: &Map, page: &Page, resolved: &Resolved) -> Option<String> {
    let path = match resolved {
        Resolved::Page(at, part) => {
            let target = map.page(*at)?;
            let path = if target.file == page.file { String::new() } else { relative(&page.file, &target.file) };
            match part {
                Some(part) => format!("{path}#{part}"),
                None if path.is_empty() => page.file.name().to_owned(),
                None => path,
            }
        }
        Resolved::Section(at) => {
            let (path, _) = map.sections.iter().find(|(_, section)| *section == at)?;
            let folder = ProjectPath::new(&format!("{CONTENT}/{path}"))?;
            format!("{}/", relative(&page.file, &folder).trim_end_matches('/'))
        }
        Resolved::File(_, file) => match file.strip(crate::site::routes::STATIC) {
            Some(inside) => format!("/{inside}"),
            None => relative(&page.file, file),
        },
        Resolved::Nowhere => return None,
    };
    Some(if path.contains([' ', '(', ')']) { format!("<{path}>") } else { path })
}

/// Where the name stands in `[[name|words]]`.
fn name_in_brackets(written: &str) -> Option<Range<usize>> {
    let start = written.find("[[")? + 2;
    let end = start + written.get(start..)?.find(['|', ']'])?;
    let end = if written.get(..end)?.ends_with('\\') { end - 1 } else { end };
    Some(start..end)
}

/// Where the address stands in `[words](address "title")`, with the angle brackets around it; the whole of what is no such link.
fn destination(written: &str) -> Option<Range<usize>> {
    if !written.starts_with(['[', '!']) {
        return Some(0..written.len()).filter(|_| !written.contains(['<', '>', '\n']));
    }
    let start = written.rfind("](")? + 2;
    let rest = written.get(start..)?;
    let start = start + rest.len() - rest.trim_start().len();
    let rest = written.get(start..written.len() - 1)?;
    let length = match rest.strip_prefix('<') {
        Some(inside) => inside.find('>')? + 2,
        None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
    };
    Some(start..start + length)
}
