//! Front-matter text: the same Markdown, with its plain form at hand for titles, navigation and search.

use std::ops::Range;

use memchr::memchr2;

use super::{Body, Outline, Piece, Rendered, Settings, render};
use crate::diagnostic::Diagnostic;
use crate::snapshot::ProjectPath;

/// A text field: Markdown as a body, and the same without markup.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Rich {
    /// Its words without markup.
    pub plain: String,
    /// Its HTML; none where it is the plain text, escaped.
    pub body: Option<Box<Body>>,
    /// Its Markdown as it was written; none where that is the plain text.
    pub source: Option<Box<Source>>,
}

/// Markdown as it was written. Ranges lie in `text`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Source {
    /// The Markdown.
    pub text: String,
    /// Where its links, images and embeds stand, in order.
    pub links: Vec<Range<usize>>,
    /// The first of them, as an index into the page's links.
    pub first: usize,
    /// Where its comments stand.
    pub comments: Vec<Range<usize>>,
}

/// A text field that was read.
pub struct ReadText<'s> {
    /// The text.
    pub rich: Rich,
    /// Its words, for linters; none where the text holds no markup.
    pub outline: Option<Outline<'s>>,
    /// Whether the places of the outline and the problems lie in the file. They do where the value is written there letter by
    /// letter; elsewhere they lie in the value.
    pub is_exact: bool,
    /// What can't be published as it was written.
    pub problems: Vec<Diagnostic>,
}

/// Characters that can mean something in Markdown or that smart punctuation changes.
const MARKUP: [char; 23] = [
    '*', '_', '[', ']', '<', '>', '&', '\\', '`', '~', '^', '"', '\'', '$', '|', '\n', '#', '=', '+', '{', '!', ':',
    '-',
];

impl Rich {
    /// Text that holds no markup.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { plain: text.trim().to_owned(), body: None, source: None }
    }

    /// Reads `value`, which stands at `span` in the file's `text`. A single paragraph loses its `<p>`; a block keeps it.
    #[must_use]
    pub fn read<'s>(
        file: &'s ProjectPath,
        text: &'s str,
        value: &'s str,
        span: &Range<usize>,
        settings: Settings,
    ) -> ReadText<'s> {
        if !value.contains(MARKUP) && !value.contains("...") && !value.contains("%%") {
            return ReadText { rich: Self::plain(value), outline: None, is_exact: true, problems: Vec::new() };
        }
        let place = place(text, value, span);
        let Rendered { mut body, outline, problems } = match &place {
            Some(range) => render(file, text, range.clone(), settings),
            None => render(file, value, 0..value.len(), settings),
        };
        let source = Source::new(value, &body, outline.offset);
        if place.is_none() {
            spread(&mut body, span);
        }
        unwrap_paragraph(&mut body);
        let plain = plain(&body);
        let fixed = matches!(body.pieces.as_slice(), [Piece::Html(_)]);
        let same = fixed && body.html == plain && !plain.contains(['&', '<', '>', '"']);
        let source = (!same).then(|| Box::new(source));
        let rich = Self { plain, body: (!same).then(|| Box::new(body)), source };
        ReadText { rich, outline: Some(outline), is_exact: place.is_some(), problems }
    }
}

impl Source {
    /// The Markdown `value`, which `body` was made of; the body's places count from `offset` before it.
    fn new(value: &str, body: &Body, offset: usize) -> Self {
        let inside = |span: &Range<usize>| span.start - offset..span.end - offset;
        Self {
            text: value.to_owned(),
            links: body.links.iter().map(|link| inside(&link.span)).collect(),
            first: 0,
            comments: body.comments.iter().map(inside).collect(),
        }
    }
}

impl Rich {
    /// The plain form, where links that are named after their target have the name that `name` gives them, by their index in the
    /// page's links. Brackets around nothing go with what was in them.
    #[must_use]
    pub fn named(&self, name: &dyn Fn(usize) -> String) -> String {
        let Some(body) = &self.body else { return self.plain.clone() };
        words(body, &|at| name(at)).replace(" ()", "").replace("()", "")
    }
}

/// The range at which `value` stands letter by letter inside `span`, quotes aside.
fn place(text: &str, value: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let value = value.trim_end();
    [0, 1].into_iter().find_map(|skip| {
        let start = span.start + skip;
        let end = start + value.len();
        (text.get(start..end)? == value).then_some(start..end)
    })
}

/// Gives everything in `body` the place of the whole value.
fn spread(body: &mut Body, span: &Range<usize>) {
    for link in &mut body.links {
        link.span = span.clone();
    }
    for heading in &mut body.headings {
        heading.span = span.clone();
    }
}

/// Takes `<p>` and `</p>` off a body that is one paragraph.
fn unwrap_paragraph(body: &mut Body) {
    let html = body.html.trim_end();
    if html.matches("<p>").count() != 1 || !html.starts_with("<p>") || !html.ends_with("</p>") {
        return;
    }
    let end = html.len() - "</p>".len();
    body.prose = Vec::new();
    for piece in &mut body.pieces {
        if let Piece::Html(range) = piece {
            *range = range.start.max("<p>".len()).min(end)..range.end.min(end);
        }
    }
    body.pieces.retain(|piece| !matches!(piece, Piece::Html(range) if range.is_empty()));
    if let [Piece::Html(range)] = body.pieces.as_slice() {
        let kept = body.html.get(range.clone()).unwrap_or("").to_owned();
        body.pieces = vec![Piece::Html(0..kept.len())];
        body.html = kept;
    }
}

/// The words of a body: its HTML without tags, and the text of its links.
pub(super) fn plain(body: &Body) -> String {
    words(body, &|at| body.links.get(at).map_or_else(String::new, |link| link.text.clone()))
}

/// The words of a body: its HTML without tags, and for each link that has no text of its own what `name` gives.
fn words(body: &Body, name: &dyn Fn(usize) -> String) -> String {
    let mut out = String::new();
    for piece in &body.pieces {
        match piece {
            Piece::Html(range) => {
                let mut rest = body.html.get(range.clone()).unwrap_or("");
                while !rest.is_empty() {
                    let heading = strip_tags(&mut out, rest);
                    rest = skip_tag(&mut out, heading);
                }
            }
            Piece::LinkNamed(at) | Piece::Image(at) | Piece::Embed(at) => out.push_str(&name(*at)),
            Piece::LinkOpen(_) | Piece::LinkClose(_) | Piece::Address(_) | Piece::Word(_) => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ends a block in the text of HTML, in which line ends are as white as spaces.
pub(crate) const PARAGRAPH: char = '\u{2029}';

/// Appends the text of `html` that the writer wrote, up to its first heading, and returns what follows from there. Blocks end
/// in [`PARAGRAPH`]; white space is as it comes. The numbers of footnotes are left out.
pub(crate) fn strip_tags<'h>(out: &mut String, html: &'h str) -> &'h str {
    let mut rest = html;
    while let Some((before, from)) = memchr2(b'<', b'&', rest.as_bytes()).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        if from.starts_with('&') {
            rest = reference(out, from);
        } else if from.starts_with("<h") && !from.starts_with("<hr") {
            return from;
        } else {
            rest = skip_tag(out, from);
        }
    }
    out.push_str(rest);
    ""
}

/// Appends the character that the reference at the start of `html` stands for, and returns what follows.
fn reference<'h>(out: &mut String, html: &'h str) -> &'h str {
    // A `&` that begins no reference stands for itself.
    let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&", '&')];
    let found = known.iter().find_map(|(name, c)| Some((*c, html.strip_prefix(name)?)));
    found.map_or("", |(c, after)| {
        out.push(c);
        after
    })
}

/// Whether a block goes on behind this end tag.
fn is_inline(tag: &str) -> bool {
    matches!(tag, "</a" | "</em" | "</strong" | "</code" | "</del" | "</sup" | "</sub" | "</span" | "</mark")
}

/// What follows the tag that `html` begins with.
pub(crate) fn skip_tag<'h>(out: &mut String, html: &'h str) -> &'h str {
    let second = html.as_bytes().get(1);
    if second == Some(&b's')
        && let Some(note) = html.strip_prefix("<sup class=\"note\"")
    {
        return note.split_once("</sup>").map_or("", |(_, rest)| rest);
    }
    // Most tags are too short for `memchr` to be worth its start.
    let end = html.bytes().position(|byte| byte == b'>').unwrap_or(html.len());
    let (tag, rest) = html.split_at_checked(end).unwrap_or((html, ""));
    if second == Some(&b'/') && !is_inline(tag) {
        out.push(PARAGRAPH);
    }
    rest.get(1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_form_and_html() {
        let cases = [
            ("Plain words", "Plain words", None),
            ("A *bold* & true", "A bold & true", Some("A <em>bold</em> &amp; true")),
            ("well-known", "well-known", None),
            ("see `a<b>`", "see a<b>", Some("see <code>a&lt;b&gt;</code>")),
        ];
        let file = ProjectPath::new("a.md").unwrap();
        for (text, expected, html) in cases {
            let read = Rich::read(&file, text, text, &(0..text.len()), Settings::default());
            assert_eq!(read.problems, []);
            assert_eq!(read.rich.plain, expected);
            assert_eq!(read.rich.body.map(|body| body.html).as_deref(), html, "{text}");
        }
    }
}
