//! Markdown to HTML, once, with holes where the site decides. The only module that knows pulldown-cmark.
//!
//! A [`Body`] is HTML cut into [`Piece`]s: fixed HTML, and links, images and embeds whose targets are known only when the
//! whole site is. Joining pieces is all that is left to do for a page; no Markdown is read twice. Nothing here
//! knows whether a target exists.

mod boxes;
mod callouts;
mod definitions;
mod depth;
mod destination;
pub(crate) mod emoji;
mod escape;
mod inline;
mod marks;
mod outline;
mod places;
mod scripts;
mod slug;
mod writer;

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};
use pulldown_cmark::{Event, Options, Parser, TextMergeWithOffset};

pub use callouts::{CALLOUTS, callout};
pub use destination::{Destination, Target, is_live_scheme, is_this_computer};
pub use escape::{attribute, escape, escape_attribute};
pub(crate) use inline::{PARAGRAPH, skip_tag, strip_tags};
pub use inline::{ReadText, Rich, Source};
pub use outline::Outline;
pub(crate) use outline::{Block, NOT_TEXT, Role, Shape, indentation, indented_from};
pub use places::{HeadingPlace, HtmlPlace, LinkForm, LinkPlace, Places, places};
pub use slug::{forge_anchors, slug};

use crate::diagnostic::Diagnostic;
use crate::snapshot::ProjectPath;

/// How Markdown is read: `markdown:` in lensbook.yaml.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Settings {
    /// Whether HTML in Markdown is passed through (`raw_html: allow`) or shown as text.
    pub raw_html: bool,
    /// Whether straight quotes, `--` and `...` become curly quotes, dashes and an ellipsis.
    pub smart_punctuation: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { raw_html: false, smart_punctuation: true }
    }
}

/// Markdown as HTML with holes.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Body {
    /// All fixed HTML; pieces point into it.
    pub html: String,
    /// What the body consists of, in order.
    pub pieces: Vec<Piece>,
    /// Its headings, in order; of a page's body, without the one that is the page's title.
    pub headings: Vec<Heading>,
    /// Its links, images and embeds, in order; pieces point to them.
    pub links: Vec<Link>,
    /// The runs of words among its fixed HTML, in order of their places: no headings, links or code.
    pub prose: Vec<Prose>,
    /// The heading that is the title of a page which names none: the first `#` heading, or another one that the body opens with.
    pub title: Option<TitleHeading>,
    /// Anchors in HTML that is let through.
    pub anchors: Vec<String>,
    /// Comments that are dropped, where they stand in the file.
    pub comments: Vec<Range<usize>>,
}

/// A run of words in a body's HTML: text and character references, no tags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prose {
    /// Where it begins in [`Body::html`].
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// How many headings stand before it.
    pub section: u32,
}

/// A part of a body. Numbers are indexes into [`Body::links`], ranges lie in [`Body::html`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// HTML that is the same on every page.
    Html(Range<usize>),
    /// The `<a …>` tag of a link whose text follows as HTML, up to its `</a>` or, where it goes by id, its `LinkClose`.
    LinkOpen(usize),
    /// The end of a link by id that has a text of its own.
    LinkClose(usize),
    /// A whole link whose text is its target's title.
    LinkNamed(usize),
    /// An image.
    Image(usize),
    /// An embedded object, in place of a paragraph.
    Embed(usize),
    /// An address in HTML that is let through: of its target, or as it is written.
    Address(usize),
    /// A tag that holds a word of the theme's.
    Word(Word),
}

/// Where a text has only a sign and its readers get a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// The title of a callout of this sort.
    Callout(&'static str),
    /// The box of a task, done or not.
    Task(bool),
    /// The start of the footnotes' section.
    Notes,
    /// The link from the footnote of this number to where it is cited.
    NoteBack(usize),
}

/// A heading with its anchor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// 1–6.
    pub level: u8,
    /// Its anchor, unique among the headings of its body.
    pub id: String,
    /// Its text without markup.
    pub text: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// The heading of a body that may be its page's title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TitleHeading {
    /// Which of the body's headings it is.
    pub heading: usize,
    /// Its level, 1–6.
    pub level: u8,
    /// The pieces that it takes.
    pub pieces: Range<usize>,
    /// Whether nothing stands before it.
    pub leads: bool,
}

/// A link, image or embed to something inside the playbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// What it names.
    pub target: Target,
    /// The text of its `title` attribute, or empty.
    pub title: String,
    /// An image's alternative text, or a link's text, without markup.
    pub text: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// A Markdown text that was read.
pub struct Rendered<'s> {
    /// Its HTML.
    pub body: Body,
    /// Its words, for linters.
    pub outline: Outline<'s>,
    /// What can't be published as it was written.
    pub problems: Vec<Diagnostic>,
}

/// Turns the part `range` of a file's `text` into HTML.
#[must_use]
pub fn render<'s>(file: &'s ProjectPath, text: &'s str, range: Range<usize>, settings: Settings) -> Rendered<'s> {
    let source = text.get(range.clone()).unwrap_or("");
    if let Some(place) = depth::opened_at_once(source) {
        let place = range.start + place.start..range.start + place.end;
        let problems = vec![depth::problem(file, place)];
        return Rendered { body: Body::default(), outline: Outline::new(source, range.start), problems };
    }
    let boxes = boxes::Boxes::new(source);
    let masked = definitions::Masked::new(&boxes.text);
    let options = options(settings, &boxes.text);
    let parse = || Parser::new_ext(&masked.text, options);
    let mut writer = writer::Writer::new(file, source, range.start, settings).with_boxes(boxes.marks.clone());
    if memmem::find(source.as_bytes(), b"[^").is_some() {
        writer = writer.citing(writer::cited(parse()));
    }
    let mut outline = Outline::new(source, range.start);
    let events = parse().into_offset_iter().map(|(event, range)| (masked.restore(event), range));
    let events = events.inspect(|(event, range)| outline.see(event, range));
    // Few texts hold the signs of sub- and superscripts, or of marked words and emoji.
    let has_scripts = memchr2(b'^', b'~', source.as_bytes()).is_some();
    let (mut body, mut problems) = match (marks::may_hold(source), has_scripts) {
        (false, false) => writer.run(events),
        (false, true) => writer.run(scripts::Scripts::new(events)),
        (true, false) => writer.run(marks::Marks::new(TextMergeWithOffset::new(events))),
        (true, true) => writer.run(scripts::Scripts::new(marks::Marks::new(TextMergeWithOffset::new(events)))),
    };
    problems.extend(
        outline.too_deep.take().map(|place| depth::problem(file, range.start + place.start..range.start + place.end)),
    );
    problems.extend(boxes.advice(file, range.start));
    if !boxes.hidden.is_empty() {
        body.comments.extend(boxes.hidden.iter().map(|hidden| range.start + hidden.start..range.start + hidden.end));
        body.comments.sort_by_key(|comment| comment.start);
    }
    Rendered { body, outline, problems }
}

fn options(settings: Settings, source: &str) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_WIKILINKS;
    options.set(Options::ENABLE_SMART_PUNCTUATION, settings.smart_punctuation);
    if memchr(b'$', source.as_bytes()).is_some() && takes_money_for_math(source, options) {
        options.remove(Options::ENABLE_MATH);
    }
    options
}

/// Whether a formula would end in a `$` before a digit, as in `from $5-$10`: that opens a sum. The parser does not mind, and
/// takes the words between two sums for the formula; a text that names sums has none.
fn takes_money_for_math(source: &str, options: Options) -> bool {
    Parser::new_ext(source, options).into_offset_iter().any(|(event, place)| {
        let next = source.as_bytes().get(place.end);
        matches!(event, Event::InlineMath(_)) && next.is_some_and(u8::is_ascii_digit)
    })
}
