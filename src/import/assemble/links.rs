//! Leads the links of a page to where things are now.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Page;
use super::destination::{address, relative, scheme, split};
use super::files::Placed;
use crate::import::addresses::{Addresses, Found, local};
use crate::import::report::{Level, Note};
use crate::kinds::CONTENT;
use crate::source::markdown::{LinkForm, LinkPlace, places};

/// The page's text with its links led to files, and what leads nowhere.
pub(super) fn led(
    page: &Page,
    pages: &[Page],
    addresses: &Addresses,
    placed: &Placed,
    folders: &BTreeSet<String>,
) -> (String, Vec<Note>) {
    let text = &page.document.text;
    let map = Map { page, pages, addresses, placed, folders };
    let mut out = String::with_capacity(text.len());
    let mut notes = Vec::new();
    let mut at = 0;
    for link in &places(text).links {
        let Change { edit, left } = map.change(link);
        let line = text.get(..link.range.start).map_or(0, |before| before.matches('\n').count()) + 1;
        notes.extend(left.map(|text| Note { level: Level::Left, line, text }));
        let Some((range, new)) = edit.map(|edit| edit.at(link)) else { continue };
        if range.start >= at {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(&new);
            at = range.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    leftovers(&out, &mut notes);
    notes.sort_by_key(|note| note.line);
    (out, notes)
}

/// What becomes of a link, and what is left for somebody to do.
#[derive(Default)]
struct Change {
    edit: Option<Edit>,
    left: Option<String>,
}

/// How a link is written anew.
enum Edit {
    /// With another destination.
    Address(String),
    /// As a whole.
    Whole(String),
}

impl Edit {
    /// The bytes that change, and their new text.
    fn at(self, link: &LinkPlace) -> (Range<usize>, String) {
        match self {
            Self::Address(address) => (link.written.clone(), address),
            Self::Whole(whole) => (link.range.clone(), whole),
        }
    }
}

impl Change {
    fn address(address: String) -> Self {
        Self { edit: Some(Edit::Address(address)), left: None }
    }

    fn whole(whole: String) -> Self {
        Self { edit: Some(Edit::Whole(whole)), left: None }
    }

    fn left(self, left: impl Into<Option<String>>) -> Self {
        Self { left: left.into(), ..self }
    }
}

struct Map<'m, 's> {
    page: &'m Page,
    pages: &'m [Page],
    addresses: &'m Addresses<'s>,
    placed: &'m Placed,
    folders: &'m BTreeSet<String>,
}

impl Map<'_, '_> {
    fn change(&self, link: &LinkPlace) -> Change {
        let is_wiki = matches!(link.form, LinkForm::Wiki | LinkForm::NamedWiki);
        if let Some(scheme) = scheme(&link.destination).filter(|_| !is_wiki) {
            return match scheme.as_str() {
                "http" | "https" | "mailto" | "tel" | "" => Change::default(),
                _ => foreign(link, &scheme),
            };
        }
        let (path, fragment) = split(&link.destination);
        if path.is_empty() {
            return self.inside(link, self.page, fragment.as_deref(), String::new());
        }
        let found = if is_wiki {
            self.addresses.named(&self.page.document, &path)
        } else {
            self.addresses.find(&self.page.document, &path)
        };
        match found {
            Some(Found::Document(at)) => {
                let Some(target) = self.pages.get(at) else { return Change::default() };
                let to = if target.file == self.page.file {
                    String::new()
                } else {
                    relative(self.page.file.parent(), target.file.as_str())
                };
                if is_wiki {
                    return by_name(link, target, fragment.as_deref(), &to);
                }
                self.inside(link, target, fragment.as_deref(), to)
            }
            Some(Found::File(from)) => match self.placed.get(from) {
                Some(to) => self.to_file(link, to, is_wiki),
                None => {
                    Change::default().left(format!("`{}` leads to a file that was not taken along", link.destination))
                }
            },
            None if is_wiki => Change::whole(words_of(link)).left(format!("`[[{}]]` leads nowhere", link.destination)),
            None => self
                .folder(&path)
                .unwrap_or_else(|| Change::default().left(format!("`{}` leads nowhere", link.destination))),
        }
    }

    /// A link to a page, or to a place in it. One to a place that is not there leads to the page.
    fn inside(&self, link: &LinkPlace, target: &Page, fragment: Option<&str>, to: String) -> Change {
        let (anchor, lost) = anchor(target, fragment);
        let address = address(&(to + &anchor));
        let change = match link.form {
            _ if address == link.destination => Change::default(),
            // Other links refer to a definition, so it has to stay.
            LinkForm::Definition if address.is_empty() => Change::address(self.page.file.name().to_owned()),
            // A link to the top of its own page.
            _ if address.is_empty() => Change::whole(words_of(link)),
            _ if link.image => Change::whole(format!("[{}]({address})", link.text)),
            _ => Change::address(address),
        };
        change.left(lost)
    }

    fn to_file(&self, link: &LinkPlace, to: &str, is_wiki: bool) -> Change {
        let address = address(&relative(self.page.file.parent(), to));
        if is_wiki {
            // What stands after `|` of a picture is mostly its width.
            let is_size = link.text.chars().all(|c| c.is_ascii_digit() || c == 'x');
            let text = if is_size || link.form == LinkForm::Wiki { String::new() } else { link.text.clone() };
            let mark = if link.image { "!" } else { "" };
            let text = if text.is_empty() && !link.image {
                to.rsplit('/').next().unwrap_or_default().to_owned()
            } else {
                text
            };
            return Change::whole(format!("{mark}[{text}]({address})"));
        }
        if address == link.destination { Change::default() } else { Change::address(address) }
    }

    /// A folder that has pages and none of its own.
    fn folder(&self, path: &str) -> Option<Change> {
        let own = self.page.document.from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let tried = if path.starts_with('/') { local(path) } else { local(&format!("{own}/{path}")) };
        let tried = format!("{CONTENT}/{}", tried?);
        let tried = tried.trim_end_matches('/');
        self.folders
            .contains(tried)
            .then(|| Change::address(address(&format!("{}/", relative(self.page.file.parent(), tried)))))
    }
}

/// A link by name becomes one to a file.
fn by_name(link: &LinkPlace, target: &Page, fragment: Option<&str>, to: &str) -> Change {
    let (anchor, lost) = anchor(target, fragment);
    let address = address(&format!("{to}{anchor}"));
    let title = target.document.title.clone().unwrap_or_default();
    let text = if link.form == LinkForm::NamedWiki { link.text.replace(['[', ']'], "") } else { title };
    if address.is_empty() {
        return Change::whole(text).left(lost);
    }
    Change::whole(format!("[{text}]({address})")).left(lost)
}

/// `#anchor` of `fragment` in `target`; if it is not there, what to tell.
fn anchor(target: &Page, fragment: Option<&str>) -> (String, Option<String>) {
    let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty() && *fragment != "top") else {
        return (String::new(), None);
    };
    let found = target.anchors.get(fragment).or_else(|| target.anchors.get(&fragment.to_lowercase()));
    match found {
        Some(id) if id.is_empty() => (String::new(), None),
        Some(id) => (format!("#{id}"), None),
        // Text fragments and tabs are the browser's business.
        None if fragment.starts_with([':', '^']) => (String::new(), None),
        None => (String::new(), Some(format!("there is no heading for `#{fragment}` in {}", target.file.as_str()))),
    }
}

/// A link that opens a program or a tool's own database: its words with the address beside them.
fn foreign(link: &LinkPlace, scheme: &str) -> Change {
    let what = format!("links that begin with `{scheme}:` can't be followed by a browser; the address is kept as code");
    match link.form {
        LinkForm::Definition => Change::whole(format!("`{}`", link.destination.replace('`', ""))).left(what),
        _ => Change::whole(format!("{} (`{}`)", words_of(link), link.destination.replace('`', ""))).left(what),
    }
}

/// The words of a link without the link.
fn words_of(link: &LinkPlace) -> String {
    let text = link.text.trim();
    if text.is_empty() { link.destination.clone() } else { text.to_owned() }
}

/// What is left for somebody to do, besides links.
fn leftovers(text: &str, notes: &mut Vec<Note>) {
    for (at, line) in text.lines().enumerate() {
        let mark = ["{{<", "{{%", "{%", "{{"]
            .into_iter()
            .find(|mark| line.contains(&format!("`{mark}")) || line.starts_with(mark));
        if let Some(mark) = mark {
            let text =
                format!("`{mark}` is a mark of a template, which nothing here carries out; write what it showed");
            notes.push(Note { level: Level::Left, line: at + 1, text });
        }
    }
}
