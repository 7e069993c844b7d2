//! Markdown as it was written, with its links led to where they lead as seen from another address.
//!
//! A link's place in the text is known, so only the link itself is looked at: what is its text, and how it is written.

use std::ops::Range;

use super::text::escape;
use crate::page::Link;
use crate::site::{Destination, PageRef, UrlPath, url};
use crate::source::markdown::{Rich, Target};
use crate::view::{RenderContext, in_brackets};

/// The links of one page as seen from one address.
#[derive(Clone, Copy)]
pub(in crate::outputs) struct Links<'a> {
    pub(in crate::outputs) page: PageRef<'a>,
    pub(in crate::outputs) from: &'a UrlPath,
    /// The theme's words for what stands behind a link; none where nothing does.
    pub(in crate::outputs) common: Option<&'a RenderContext>,
}

/// Something in a text that is not taken over as it is: a link by its index, or a comment, which goes.
type Edit = (Range<usize>, Option<usize>);

impl Links<'_> {
    /// A text field as Markdown.
    pub(in crate::outputs) fn markdown(&self, rich: &Rich) -> String {
        let Some(source) = &rich.source else { return escape(&rich.plain) };
        let places = source.links.iter().cloned().zip(source.first..).collect();
        self.written(source.text.trim_end(), places, source.comments.iter().cloned())
    }

    /// A text field as one line of Markdown.
    pub(super) fn line(&self, rich: &Rich) -> String {
        self.markdown(rich).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// `text` with the links at `places` led to their targets and without `comments`.
    pub(super) fn written(
        &self,
        text: &str,
        places: Vec<(Range<usize>, usize)>,
        comments: impl Iterator<Item = Range<usize>>,
    ) -> String {
        let mut edits: Vec<Edit> = places.into_iter().map(|(place, link)| (place, Some(link))).collect();
        edits.extend(comments.map(|place| (place, None)));
        edits.sort_by_key(|(place, _)| place.start);
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        self.write(&mut out, text, 0..text.len(), &edits);
        out
    }

    fn write(&self, out: &mut String, text: &str, range: Range<usize>, edits: &[Edit]) {
        let mut at = range.start;
        for (index, (place, link)) in edits.iter().enumerate() {
            if place.start >= range.end {
                break;
            }
            if place.start < at || place.end > range.end {
                continue;
            }
            out.push_str(text.get(at..place.start).unwrap_or_default());
            at = place.end;
            if let Some(link) = link {
                self.link(out, text, place, *link, edits.get(index + 1..).unwrap_or_default());
            }
        }
        out.push_str(text.get(at..range.end).unwrap_or_default());
    }

    /// Writes the link that stands at `place`; `inside` are the edits after it, of which some may stand in its text.
    fn link(&self, out: &mut String, text: &str, place: &Range<usize>, index: usize, inside: &[Edit]) {
        let Some(link) = self.page.links().get(index) else { return };
        let written = text.get(place.clone()).unwrap_or_default();
        if !written.starts_with(['[', '!', '<']) {
            // An address in HTML.
            let href = self.href(self.page.target(index));
            return out.push_str(href.as_deref().unwrap_or(written));
        }
        let mut label = String::new();
        match words(written, &link.target) {
            Some(words) => {
                self.write(&mut label, text, place.start + words.start..place.start + words.end, inside);
            }
            None => label = self.name(link, index),
        }
        let target = self.page.target(index);
        let Some(href) = self.href(target) else { return out.push_str(&label) };
        let image = written.starts_with('!') && matches!(target, Destination::File(..));
        let title = match link.title.as_str() {
            "" => String::new(),
            title => format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"")),
        };
        out.extend([if image { "![" } else { "[" }, &label, "](", &href, &title, ")"]);
        if let (Some(aside), Target::Id { .. }) = (self.aside(target), &link.target) {
            let open = text.get(..place.start).is_some_and(in_brackets);
            out.push_str(&if open { format!(" – {aside}") } else { format!(" ({aside})") });
        }
    }

    /// What stands behind a link to evidence.
    fn aside(&self, target: Destination) -> Option<String> {
        self.common?.aside(target.page()?).map(|aside| escape(&aside))
    }

    /// The reference of this index as a link named after its target.
    pub(super) fn reference(&self, index: usize) -> String {
        let Some(link) = self.page.links().get(index) else { return String::new() };
        let name = self.name(link, index);
        let target = self.page.target(index);
        let aside = self.aside(target).map(|aside| format!(" ({aside})")).unwrap_or_default();
        match self.href(target) {
            Some(href) => format!("[{name}]({href}){aside}"),
            None => name,
        }
    }

    /// A link to `page`, named after it.
    pub(super) fn page(&self, page: PageRef) -> String {
        let href = self.href(Destination::Page(page, None)).unwrap_or_default();
        ["[", &escape(page.title()), "](", &href, ")"].concat()
    }

    /// A link to the part `id` of `page`, named `title`.
    pub(super) fn part(&self, page: PageRef, id: &str, title: &str) -> String {
        let href = self.href(Destination::Page(page, Some(id))).unwrap_or_default();
        ["[", &escape(title), "](", &href, ")"].concat()
    }

    /// What a link without words of its own is called.
    fn name(&self, link: &Link, index: usize) -> String {
        match (self.page.target(index), &link.target) {
            (Destination::Page(page, part), _) => escape(page.part_title(part)),
            (_, Target::Id { id, .. }) => escape(id),
            (_, Target::Path { path, .. }) => escape(path),
        }
    }

    /// The address of a target from here: of its Markdown form, if pages have one.
    fn href(&self, target: Destination) -> Option<String> {
        let site = self.page.site();
        let to = |url: &UrlPath| {
            if site.config.outputs.markdown {
                self.from.to(&url.markdown(), false)
            } else {
                self.from.to(url, site.pretty())
            }
        };
        Some(match target {
            Destination::Page(page, None) => to(page.url()),
            Destination::Page(page, Some(part)) => {
                let is_here = page == self.page && *self.from == page.url().markdown();
                let path = if is_here { String::new() } else { to(page.url()) };
                format!("{path}#{}", url::encode(part))
            }
            Destination::Section(section) => to(section.url()),
            Destination::File(url, _) => self.from.to(url, false),
            Destination::Nowhere => return None,
        })
    }
}

/// The range of a link's own words in it as `written`; none if it is to be named after its target.
fn words(written: &str, target: &Target) -> Option<Range<usize>> {
    if let Target::Id { .. } = target {
        let bar = written.find('|')?;
        let end = written.strip_suffix("]]").map_or(written.len(), str::len);
        return (!written.starts_with('!') && bar < end).then_some(bar + 1..end);
    }
    let open = written.find('[')? + 1;
    Some(open..open + closing(written.get(open..)?)?)
}

/// Where the bracket closes that was opened before `text`: brackets within are balanced, escaped, or in code.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    while let Some(c) = text.get(at..)?.chars().next() {
        match c {
            '\\' => at += text.get(at + 1..)?.chars().next().map_or(0, char::len_utf8),
            '`' => {
                let run = text.get(at..)?.len() - text.get(at..)?.trim_start_matches('`').len();
                at += code(text.get(at..)?, run).unwrap_or(run);
                continue;
            }
            '[' => depth += 1,
            ']' if depth == 0 => return Some(at),
            ']' => depth -= 1,
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// The length of the code that `text` opens with `run` backticks, if as many close it.
fn code(text: &str, run: usize) -> Option<usize> {
    let mut at = run;
    loop {
        let next = at + text.get(at..)?.find('`')?;
        let rest = text.get(next..)?;
        let length = rest.len() - rest.trim_start_matches('`').len();
        at = next + length;
        if length == run {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_links() {
        let id = Target::Id { id: String::new(), part: None };
        let path = Target::Path { path: String::new(), fragment: None };
        let cases = [
            ("[[a]]", &id, None),
            ("[[a|two words]]", &id, Some("two words")),
            ("[[a\\|b]]", &id, Some("b")),
            ("![[a|b]]", &id, None),
            ("[a](b.md)", &path, Some("a")),
            ("[a [b] `]` \\]](b.md \"c ](\")", &path, Some("a [b] `]` \\]")),
            ("[![x](y.png)](b.md)", &path, Some("![x](y.png)")),
            ("![alt](y.png)", &path, Some("alt")),
            ("[a][b]", &path, Some("a")),
            ("[a ``b`]`` c](d)", &path, Some("a ``b`]`` c")),
        ];
        for (written, target, expected) in cases {
            let found = words(written, target).and_then(|range| written.get(range));
            assert_eq!(found, expected, "{written}");
        }
    }
}
