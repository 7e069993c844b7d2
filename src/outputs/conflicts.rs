//! Addresses that can't both be written, and names that some computers can't hold.

use std::collections::BTreeMap;

use super::output::{MARKER, Output, Outputs};
use super::reserved;
use crate::diagnostic::{Diagnostic, Span, code};
use crate::site::url::fold;
use crate::site::{PageIndex, Site, UrlPath};

/// A map of `all` outputs. Of two that want one address the first is kept.
pub(super) fn first(mut all: Vec<(UrlPath, Output)>, site: &Site, problems: &mut Vec<Diagnostic>) -> Outputs {
    // Sorting what is nearly in order and building the map at once is much less work than ten thousand insertions.
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    all.dedup_by(|(url, second), (kept, first)| {
        let same = url == kept;
        if same && (first.is_content() || !second.is_overridable()) && !same_id(first, second, site) {
            problems.push(conflict(first, second, url, site, "both want the address"));
        }
        same
    });
    all.into_iter().collect()
}

/// Takes what authors wrote away from names that mean something to hosts or to the site, and reports it.
pub(super) fn refuse_reserved(all: &mut Vec<(UrlPath, Output)>, site: &Site, problems: &mut Vec<Diagnostic>) {
    all.retain(|(url, output)| {
        let owner = if output.is_content() { reserved::owner(url.as_str(), site.config.pretty_urls) } else { None };
        let Some(owner) = owner else { return true };
        let message = format!("{} wants the address `{url}`, which is reserved for {owner}", output.origin(site));
        let problem = Diagnostic::new(&code::URL_CONFLICT, message);
        let place = match output {
            Output::Redirect(index, _) => {
                let page = site.page(*index).page();
                Some(page.span(&page.common.aliases_place))
            }
            _ => place(output, site),
        };
        let problem = match place {
            Some(span) if span.end > 0 => problem.at(span).because("this one"),
            Some(span) => problem.at(span),
            None => problem,
        };
        problems.push(problem.hint(match output {
            Output::Redirect(..) => "remove this address from `aliases`",
            Output::Copy(_) => "rename the file, or put it in `static/` if it is meant for the host",
            _ => "rename the page",
        }));
        false
    });
}

/// What the site adds last, unless something in `static/` replaces it.
pub(super) fn add_last(outputs: &mut Outputs, last: &[(UrlPath, Output)], site: &Site, problems: &mut Vec<Diagnostic>) {
    for (url, output) in last {
        let standing = outputs.entry(url.clone()).or_insert_with(|| output.clone());
        if standing.is_content() {
            problems.push(conflict(standing, output, url, site, "both want the address"));
        }
    }
}

/// Addresses that differ only in case, files where folders must be, and impossible names. Gives the addresses of outputs that
/// make way.
pub(super) fn find(outputs: &Outputs, site: &Site, problems: &mut Vec<Diagnostic>) -> Vec<UrlPath> {
    let mut yielding = Vec::new();
    let mut capitals = Capitals::default();
    for (url, output) in outputs.iter().filter(|(url, _)| !is_folded(url.as_str())) {
        let folded = fold(url.as_str());
        let Some((other, first)) = standing(outputs, &capitals, &folded).filter(|(other, _)| *other != url) else {
            capitals.insert(folded, (url, output));
            continue;
        };
        if let Some(loser) = is_overridable((other, first), (url, output)) {
            if loser == *other {
                capitals.insert(folded, (url, output));
            }
            yielding.push(loser);
            continue;
        }
        let (first, second, url) = if other < url { (first, output, url) } else { (output, first, other) };
        problems.push(conflict(first, second, url, site, "differ only in upper and lower case at the address"));
    }
    // Neighbours share their folders: what is free for one is free for the next.
    let mut free = None;
    for (url, output) in outputs {
        let (parent, name) = url.as_str().rsplit_once('/').unwrap_or(("", url.as_str()));
        let known = free == Some(parent);
        if !output.is_overridable() {
            let parts = if known { name } else { url.as_str() };
            problems.extend(impossible(output, url, parts, site));
        }
        if known {
            continue;
        }
        let before = problems.len();
        for (slash, _) in url.as_str().match_indices('/') {
            let folder = url.as_str().get(..slash).unwrap_or_default();
            if let Some((taken, first)) = standing(outputs, &capitals, &fold(folder)) {
                let found = || conflict(first, output, taken, site, "want a file and a folder at the address");
                match is_overridable((taken, first), (url, output)) {
                    Some(url) => yielding.push(url),
                    None => problems.push(found()),
                }
            }
        }
        if problems.len() == before {
            free = Some(parent);
        }
    }
    yielding
}

/// What stands at an address that some file systems take for this one, which is folded.
fn standing<'a>(outputs: &'a Outputs, capitals: &Capitals<'a>, folded: &str) -> Option<(&'a UrlPath, &'a Output)> {
    outputs.get_key_value(folded).or_else(|| capitals.get(folded).copied())
}

/// The address of the one that makes way for the other.
fn is_overridable(first: (&UrlPath, &Output), second: (&UrlPath, &Output)) -> Option<UrlPath> {
    if first.1.is_content() || second.1.is_content() {
        return None;
    }
    [first, second].into_iter().find(|(_, output)| output.is_overridable()).map(|(url, _)| url.clone())
}

/// Outputs whose addresses are not in the form that some file systems compare, by that form.
type Capitals<'a> = BTreeMap<String, (&'a UrlPath, &'a Output)>;

/// Whether [`fold`] leaves `path` as it is, as far as a glance tells.
fn is_folded(path: &str) -> bool {
    path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Whether two pages stand in lists under one id, which is reported as such.
fn same_id(first: &Output, second: &Output, site: &Site) -> bool {
    let (Output::Page(first), Output::Page(second)) = (first, second) else { return false };
    let (first, second) = (site.page(*first).page(), site.page(*second).page());
    first.in_list && second.in_list && first.id == second.id
}

fn conflict(first: &Output, second: &Output, url: &UrlPath, site: &Site, how: &str) -> Diagnostic {
    let message = format!("{} and {} {how} `{url}`", first.origin(site), second.origin(site));
    let problem = Diagnostic::new(&code::URL_CONFLICT, message).hint("rename one of the two");
    // The message names both files; only an entry of a list is worth an excerpt.
    let (second, first) = (place(second, site), place(first, site));
    let (entries, files): (Vec<Span>, Vec<Span>) = [second, first].into_iter().flatten().partition(|span| span.end > 0);
    match entries.into_iter().chain(files).next() {
        Some(span) if span.end > 0 => problem.at(span).because("this one"),
        Some(span) => problem.at(span),
        None => problem,
    }
}

fn place(output: &Output, site: &Site) -> Option<Span> {
    let page = |index: &PageIndex| site.page(*index).page();
    match output {
        Output::Page(index) if page(index).in_list => Some(page(index).span(&page(index).place)),
        Output::Page(index) | Output::Redirect(index, _) => Some(page(index).span(&(0..0))),
        Output::Copy(path) => Some(Span::new(path, 0..0)),
        _ => None,
    }
}

/// Longest of the names below, in bytes.
const LONGEST_DEVICE: usize = 8;

/// Whether Windows keeps this name, in lower case, for a device: `con`, `nul`, `com1` and their like.
fn is_device(stem: &str) -> bool {
    let numbered =
        |name| stem.strip_prefix(name).is_some_and(|rest| "123456789¹²³".contains(rest) && rest.chars().count() == 1);
    matches!(stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") || numbered("com") || numbered("lpt")
}

/// What is wrong with the names in `parts`, the end of `url`.
fn impossible(output: &Output, url: &UrlPath, parts: &str, site: &Site) -> Option<Diagnostic> {
    let ours = (url.as_str() == MARKER).then(|| "Lensbook keeps this name for its own list of files".to_owned());
    let why = ours.or_else(|| parts.split('/').find_map(bad_part))?;
    let problem = Diagnostic::new(&code::FILE_NAME, format!("`{url}` can't be stored on every computer"));
    if let Output::Redirect(index, _) = output {
        let page = site.page(*index).page();
        return Some(
            problem
                .at(page.span(&page.common.aliases_place))
                .because(why)
                .hint("remove this address from `aliases`, or write another"),
        );
    }
    let problem = problem.hint("rename the file");
    Some(match place(output, site) {
        Some(span) => problem.at(span).because(why),
        None => problem.because(why),
    })
}

/// Why some computers can't hold this part of an address.
fn bad_part(part: &str) -> Option<String> {
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    let short = stem.len() <= LONGEST_DEVICE && stem.starts_with(|c: char| "cpanlCPANL".contains(c));
    let stem = if short { stem.to_lowercase() } else { String::new() };
    if is_device(&stem) {
        return Some(format!("Windows reserves the name `{stem}` for a device"));
    }
    if part.ends_with(['.', ' ']) {
        return Some("Windows can't store a name that ends in a dot or a space".to_owned());
    }
    if part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')) {
        return None;
    }
    let bad = part.chars().find(|c| "<>:\"|?*\\".contains(*c) || c.is_control())?;
    Some(format!("Windows can't store a name with `{}`", bad.escape_default()))
}
