//! Where a Markdown text has code, HTML, links and headings: for whoever rewrites the text. Judges nothing.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::slug;

/// What stands where in a text; all ranges are byte offsets into it, in order.
#[derive(Default, Debug)]
pub struct Places {
    /// Code: fenced, indented and between backticks, with its marks; and formulas.
    pub code: Vec<Range<usize>>,
    /// HTML: whole blocks, and tags among words.
    pub html: Vec<HtmlPlace>,
    /// Links and images.
    pub links: Vec<LinkPlace>,
    /// Headings.
    pub headings: Vec<HeadingPlace>,
}

/// HTML in a text.
#[derive(Debug)]
pub struct HtmlPlace {
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether it is a block of its own and not a tag among words.
    pub block: bool,
}

/// How a link is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkForm {
    /// `[text](destination)`.
    Inline,
    /// `[name]: destination`, which links further up or down refer to.
    Definition,
    /// `[[destination]]`.
    Wiki,
    /// `[[destination|text]]`.
    NamedWiki,
}

/// A link or an image, or the definition of one.
#[derive(Debug)]
pub struct LinkPlace {
    /// All of it.
    pub range: Range<usize>,
    /// Its destination as it is written.
    pub written: Range<usize>,
    /// Its destination, decoded.
    pub destination: String,
    /// Its text without markup.
    pub text: String,
    /// How it is written.
    pub form: LinkForm,
    /// Whether it is an image.
    pub image: bool,
}

/// A heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadingPlace {
    /// All of it, with its line end.
    pub range: Range<usize>,
    /// 1–6.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// The anchor that it asks for: `## Title {#anchor}`.
    pub id: Option<String>,
}

impl HeadingPlace {
    /// The anchor that it has if no other heading has the same.
    #[must_use]
    pub fn anchor(&self) -> String {
        self.id.clone().unwrap_or_else(|| slug(&self.text, usize::MAX))
    }
}

/// Finds everything in `text`, a body without front matter.
#[must_use]
pub fn places(text: &str) -> Places {
    let options = super::options(super::Settings::default(), text) - Options::ENABLE_SMART_PUNCTUATION;
    let parser = Parser::new_ext(text, options);
    let definitions: Vec<(Range<usize>, String)> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.span.clone(), definition.dest.to_string()))
        .collect();
    let mut reader = Reader { text, places: Places::default(), open: Vec::new(), heading: None };
    for (event, range) in parser.into_offset_iter() {
        reader.see(event, range);
    }
    let mut places = reader.places;
    for (range, destination) in definitions {
        let inside = text.get(range.clone()).unwrap_or_default();
        let start = inside.find("]:").map_or(0, |at| at + 2);
        if let Some(written) = written(inside, start) {
            let written = range.start + written.start..range.start + written.end;
            let form = LinkForm::Definition;
            places.links.push(LinkPlace { range, written, destination, text: String::new(), form, image: false });
        }
    }
    places.links.sort_by_key(|link| link.written.start);
    places
}

struct Reader<'t> {
    text: &'t str,
    places: Places,
    /// Links that have begun, each with where its last inner event ended.
    open: Vec<(LinkPlace, usize, bool)>,
    heading: Option<HeadingPlace>,
}

impl Reader<'_> {
    fn see(&mut self, event: Event<'_>, range: Range<usize>) {
        let end = range.end;
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.open(link_type, &dest_url, range, false),
            Event::Start(Tag::Image { link_type, dest_url, .. }) => self.open(link_type, &dest_url, range, true),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((link, inner, wanted)) = self.open.pop() {
                    self.close(link, inner, wanted);
                }
            }
            Event::Start(Tag::Heading { level, id, .. }) => {
                let id = id.map(|id| id.to_string());
                self.heading = Some(HeadingPlace { range, level: level as u8, text: String::new(), id });
            }
            Event::End(TagEnd::Heading(_)) => self.places.headings.extend(self.heading.take()),
            Event::Start(Tag::CodeBlock(_)) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.places.code.push(range);
            }
            Event::Start(Tag::HtmlBlock) => self.places.html.push(HtmlPlace { range, block: true }),
            Event::InlineHtml(_) => self.places.html.push(HtmlPlace { range, block: false }),
            Event::Code(text) => {
                self.places.code.push(range);
                self.say(&text);
            }
            Event::Text(text) => self.say(&text),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            _ => {}
        }
        // A paragraph inside would end after the link itself.
        if let Some((link, inner, _)) = self.open.last_mut()
            && end < link.range.end
        {
            *inner = end.max(*inner);
        }
    }

    fn say(&mut self, text: &str) {
        self.open.iter_mut().for_each(|(link, ..)| link.text.push_str(text));
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
    }

    fn open(&mut self, kind: LinkType, destination: &str, range: Range<usize>, image: bool) {
        let (form, wanted) = match kind {
            LinkType::Inline => (LinkForm::Inline, true),
            LinkType::WikiLink { has_pothole: true } => (LinkForm::NamedWiki, true),
            LinkType::WikiLink { has_pothole: false } => (LinkForm::Wiki, true),
            _ => (LinkForm::Inline, false),
        };
        let inner = range.start + if image { 2 } else { 1 };
        let destination = destination.to_owned();
        let link = LinkPlace { range, written: 0..0, destination, text: String::new(), form, image };
        self.open.push((link, inner, wanted));
    }

    fn close(&mut self, mut link: LinkPlace, inner: usize, wanted: bool) {
        if let Some(outer) = self.open.last_mut() {
            outer.1 = outer.1.max(link.range.end);
        }
        let all = self.text.get(link.range.clone()).unwrap_or_default();
        let found = match link.form {
            LinkForm::Wiki | LinkForm::NamedWiki => {
                let start = all.find("[[").map_or(0, |at| at + 2);
                let end = all.get(start..).and_then(|rest| rest.find(['|', ']'])).map_or(all.len(), |at| start + at);
                Some(start..end)
            }
            _ => {
                let from = inner.saturating_sub(link.range.start);
                all.get(from..).and_then(|rest| rest.find("](")).and_then(|at| written(all, from + at + 2))
            }
        };
        if let (Some(found), true) = (found, wanted) {
            link.written = link.range.start + found.start..link.range.start + found.end;
            self.places.links.push(link);
        }
    }
}

/// Where the destination stands that begins at or after `start`, without the angle brackets around it.
fn written(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    let start = start + rest.len() - rest.trim_start().len();
    let rest = text.get(start..)?;
    if let Some(inside) = rest.strip_prefix('<') {
        return Some(start + 1..start + 1 + inside.find('>')?);
    }
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + at),
            ')' => depth -= 1,
            c if c.is_whitespace() => return Some(start..start + at),
            _ => {}
        }
    }
    Some(start..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_found_where_they_are_written() {
        let cases = [
            ("[a](b.md)", "b.md"),
            ("[a [b] c](<d e.md> \"title\")", "d e.md"),
            ("![a](b(1).png \"t\")", "b(1).png"),
            ("[a]( b.md )", "b.md"),
            ("[[page|words]]", "page"),
            ("[[page#part]]", "page#part"),
            ("[a][b]\n\n[b]: /c.md 'title'\n", "/c.md"),
            ("[](b.md)", "b.md"),
            ("[`](`](b.md)", "b.md"),
        ];
        for (text, expected) in cases {
            let found = places(text);
            let all: Vec<&str> = found.links.iter().map(|link| text.get(link.written.clone()).unwrap()).collect();
            assert_eq!(all, [expected], "{text}");
        }
        let nested = "[![a](b.png)](c.md)";
        let all: Vec<String> =
            places(nested).links.iter().map(|link| nested.get(link.written.clone()).unwrap().to_owned()).collect();
        assert_eq!(all, ["b.png", "c.md"]);
    }
}
