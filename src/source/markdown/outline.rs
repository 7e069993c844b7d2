//! The outline of a Markdown text: which bytes of its source are words, in which blocks, and the shapes around them.
//!
//! The parser's events are noted here on their way to the writer: where things stand, not what they look like. The outline
//! judges nothing; that is what `lint` is for.

use std::ops::Range;

use memchr::memchr2;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::limits::NESTING;

/// Fills the place of bytes that are not text: markup, code, escaped characters. Published text never holds it.
pub(crate) const NOT_TEXT: char = '\u{1a}';

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    Paragraph,
    Heading,
    Cell,
    /// The words of an entry of a list that holds no paragraph, of a term, or of its definition.
    Entry,
}

/// The words of one paragraph, heading, cell or entry.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) role: Role,
    /// From its first word to its last.
    pub(crate) range: Range<usize>,
    /// The outermost list, table or quotation that holds it; itself if none does.
    pub(crate) around: Range<usize>,
    /// What belongs to it besides itself: its table's row, its quotation, the paragraph that leads to its list or table.
    pub(crate) beside: Vec<Range<usize>>,
    segments: Range<usize>,
}

/// Something whose outer form may be a mistake.
#[derive(Debug)]
pub(crate) enum Shape {
    Fence(Range<usize>),
    Indented(Range<usize>),
    Heading(Range<usize>),
    /// A list: its first number, how many entries it has, how many lists hold it, and the first of its entries that is indented
    /// more than the list.
    List {
        start: Option<u64>,
        range: Range<usize>,
        entries: usize,
        depth: usize,
        deeper: Option<usize>,
    },
    /// A row of a table with so many columns.
    Row(Range<usize>, usize),
    /// A quotation that is no callout.
    Quote(Range<usize>),
}

struct Segment {
    range: Range<usize>,
    linked: bool,
}

/// An element that is open.
struct Frame {
    range: Range<usize>,
    kind: Kind,
    /// The paragraph that leads to it.
    lead: Option<Range<usize>>,
    /// Its shape, if it has one.
    shape: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Table,
    Row,
    Quote,
    Note,
    Words(Role),
    Other,
}

/// The outline of one text.
pub struct Outline<'s> {
    pub(crate) source: &'s str,
    /// Where the text starts in its file. All ranges count from there.
    pub(crate) offset: usize,
    pub(crate) blocks: Vec<Block>,
    pub(crate) shapes: Vec<Shape>,
    /// Where links to other sites stand.
    pub(crate) outside: Vec<Range<usize>>,
    /// Links to the reader's own computer: where they stand and lead.
    pub(crate) local: Vec<(String, Range<usize>)>,
    /// Images, but not embeds: what they show and where they stand.
    pub(crate) images: Vec<(String, Range<usize>)>,
    /// Footnotes that are cited, and where.
    pub(crate) cited: Vec<(String, Range<usize>)>,
    /// Footnotes that there are.
    pub(crate) notes: Vec<(String, Range<usize>)>,
    /// Where blocks first lie deeper in one another than they may.
    pub(super) too_deep: Option<Range<usize>>,
    segments: Vec<Segment>,
    /// The first segment of the run that is open.
    from: usize,
    open: Vec<Frame>,
    /// The links that are open, and whether each shows its target's title.
    links: Vec<bool>,
    /// How many elements are open whose text is none.
    silent: usize,
    columns: usize,
    /// How many lists are open.
    lists: usize,
}

impl<'s> Outline<'s> {
    pub(super) fn new(source: &'s str, offset: usize) -> Self {
        Self {
            source,
            offset,
            blocks: Vec::new(),
            shapes: Vec::new(),
            outside: Vec::new(),
            local: Vec::new(),
            images: Vec::new(),
            cited: Vec::new(),
            notes: Vec::new(),
            too_deep: None,
            segments: Vec::new(),
            from: 0,
            open: Vec::new(),
            links: Vec::new(),
            silent: 0,
            columns: 0,
            lists: 0,
        }
    }

    /// The source's text in `range`, as far as there is any.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'s str {
        self.source.get(range.start..range.end.min(self.source.len())).unwrap_or_default()
    }

    /// The words of `block`, each at its place: whatever is no text is as many [`NOT_TEXT`]s. With `all`, the text of links is text.
    pub(crate) fn words(&self, block: &Block, all: bool) -> String {
        let mut out = String::with_capacity(block.range.len());
        self.words_into(&mut out, block, all);
        out
    }

    /// The same in place of what `out` holds.
    pub(crate) fn words_into(&self, out: &mut String, block: &Block, all: bool) {
        out.clear();
        let mut before = 0;
        for segment in self.segments.get(block.segments.clone()).unwrap_or_default() {
            let gap = std::mem::replace(&mut before, segment.range.end) != segment.range.start;
            if segment.linked && !all {
                continue;
            }
            let mut text = self.slice(segment.range.clone());
            mark(out, segment.range.start - block.range.start);
            // The parser leaves a backslash out and starts anew behind it.
            if gap && self.source.as_bytes().get(segment.range.start.wrapping_sub(1)) == Some(&b'\\') {
                let escaped = text.chars().next().map_or(0, char::len_utf8);
                text = text.get(escaped..).unwrap_or_default();
                let so_far = out.len();
                mark(out, so_far + escaped);
            }
            out.push_str(text);
        }
        mark(out, block.range.len());
    }

    /// The words of `block`, that of links as well, without what stands between them: each run as long as it can be.
    pub(crate) fn runs(&self, block: &Block) -> impl Iterator<Item = &'s str> {
        let mut segments = self.segments.get(block.segments.clone()).unwrap_or_default().iter().peekable();
        std::iter::from_fn(move || {
            let mut run = segments.next()?.range.clone();
            while let Some(next) = segments.next_if(|next| next.range.start == run.end) {
                run.end = next.range.end;
            }
            Some(self.slice(run))
        })
    }

    /// Whether the words of `block` hold the byte at `at`: it is neither markup nor code, nor escaped, nor part of a link.
    pub(crate) fn is_word(&self, block: &Block, at: usize) -> bool {
        let segments = self.segments.get(block.segments.clone()).unwrap_or_default();
        let index = segments.partition_point(|segment| segment.range.end <= at);
        let Some(segment) = segments.get(index).filter(|segment| segment.range.start <= at && !segment.linked) else {
            return false;
        };
        let before = index.checked_sub(1).and_then(|before| segments.get(before));
        let is_escaped = at == segment.range.start
            && before.is_none_or(|before| before.range.end != at)
            && self.source.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\\');
        !is_escaped
    }

    /// Whether the words of `block` may hold one of two signs: those of escaped characters count as well.
    pub(crate) fn may_hold(&self, block: &Block, signs: (u8, u8)) -> bool {
        let segments = self.segments.get(block.segments.clone()).unwrap_or_default();
        let holds = |range: &Range<usize>| memchr2(signs.0, signs.1, self.slice(range.clone()).as_bytes()).is_some();
        holds(&block.range) && segments.iter().any(|segment| !segment.linked && holds(&segment.range))
    }

    /// Notes what `event` says about the text.
    pub(super) fn see(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(_) | Event::SoftBreak | Event::HardBreak if self.silent == 0 => {
                self.segments.push(Segment { range: range.clone(), linked: !self.links.is_empty() });
            }
            Event::FootnoteReference(name) => self.cited.push((name.to_string(), range.clone())),
            Event::Rule => self.finish(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: &Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { link_type, dest_url, .. } => return self.open_link(*link_type, dest_url, range),
            Tag::Image { link_type, dest_url, .. } => {
                if !matches!(link_type, LinkType::WikiLink { .. }) {
                    self.images.push((dest_url.to_string(), range.clone()));
                }
                self.silent += 1;
                return;
            }
            _ => self.finish(),
        }
        let shape = self.shape(tag, range);
        let (kind, shape) = (kind(tag), shape.map(|shape| self.add(shape)));
        let lead = if matches!(kind, Kind::List | Kind::Table) { self.lead(range.start) } else { None };
        self.open.push(Frame { range: range.clone(), kind, lead, shape });
        // The paragraph in the innermost of them is one more.
        if self.open.len() > NESTING + 1 && self.too_deep.is_none() {
            self.too_deep = Some(range.clone());
        }
    }

    fn shape(&mut self, tag: &Tag, range: &Range<usize>) -> Option<Shape> {
        let range = range.clone();
        match tag {
            Tag::CodeBlock(kind) => {
                self.silent += 1;
                Some(if matches!(kind, CodeBlockKind::Fenced(_)) {
                    Shape::Fence(range)
                } else {
                    Shape::Indented(range)
                })
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.silent += 1;
                None
            }
            Tag::Heading { .. } => Some(Shape::Heading(range)),
            Tag::List(start) => {
                self.lists += 1;
                Some(Shape::List { start: *start, range, entries: 0, depth: self.lists - 1, deeper: None })
            }
            Tag::Item => {
                let list = self.open.iter().rfind(|frame| frame.kind == Kind::List).and_then(|frame| frame.shape);
                let source = self.source;
                if let Some(Shape::List { entries, deeper, range: whole, .. }) =
                    list.and_then(|list| self.shapes.get_mut(list))
                {
                    *entries += 1;
                    if deeper.is_none() && indentation(source, range.start) > indentation(source, whole.start) {
                        *deeper = Some(range.start);
                    }
                }
                None
            }
            Tag::Table(alignments) => {
                self.columns = alignments.len();
                None
            }
            Tag::TableHead | Tag::TableRow => Some(Shape::Row(range, self.columns)),
            Tag::BlockQuote(None::<BlockQuoteKind>) => Some(Shape::Quote(range)),
            Tag::FootnoteDefinition(name) => {
                self.notes.push((name.to_string(), range));
                None
            }
            _ => None,
        }
    }

    fn add(&mut self, shape: Shape) -> usize {
        self.shapes.push(shape);
        self.shapes.len() - 1
    }

    fn open_link(&mut self, kind: LinkType, dest: &str, range: &Range<usize>) {
        if dest.starts_with("http:") || dest.starts_with("https:") {
            self.outside.push(range.clone());
            if super::destination::is_this_computer(dest) {
                self.local.push((dest.to_owned(), range.clone()));
            }
        }
        // An id is no text: readers see its target's title.
        let named = matches!(kind, LinkType::WikiLink { has_pothole: false });
        self.silent += usize::from(named);
        self.links.push(named);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                return;
            }
            TagEnd::Image => {
                self.silent = self.silent.saturating_sub(1);
                return;
            }
            TagEnd::Link => {
                let named = self.links.pop().unwrap_or_default();
                self.silent = self.silent.saturating_sub(usize::from(named));
                return;
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
            _ => {}
        }
        self.finish();
        self.open.pop();
    }

    /// Ends the run of words that is open.
    fn finish(&mut self) {
        let from = std::mem::replace(&mut self.from, self.segments.len());
        let run = self.segments.get(from..).unwrap_or_default();
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
        let range = first.range.start..last.range.end;
        let outer = self.open.iter().find(|frame| matches!(frame.kind, Kind::List | Kind::Table | Kind::Quote));
        let around = outer.map_or_else(|| range.clone(), |frame| frame.range.clone());
        let mut beside: Vec<Range<usize>> = self.open.iter().filter_map(|frame| frame.lead.clone()).collect();
        let whole = self.open.iter().filter(|frame| matches!(frame.kind, Kind::Row | Kind::Quote | Kind::Note));
        beside.extend(whole.map(|frame| frame.range.clone()));
        let role = match self.open.last().map(|frame| frame.kind) {
            Some(Kind::Words(role)) => role,
            _ => Role::Entry,
        };
        self.blocks.push(Block { role, range, around, beside, segments: from..self.segments.len() });
    }

    /// The paragraph right before `start` if it ends with a colon.
    fn lead(&self, start: usize) -> Option<Range<usize>> {
        let last = self.blocks.last().filter(|block| block.role != Role::Heading)?;
        let between = self.source.get(last.range.end..start)?;
        let text = self.slice(last.range.clone());
        (text.trim_end().ends_with(':') && between.trim_matches(['>', ' ', '\n', '*', '_']).is_empty())
            .then(|| last.range.clone())
    }
}

fn kind(tag: &Tag) -> Kind {
    match tag {
        Tag::List(_) => Kind::List,
        Tag::Table(_) => Kind::Table,
        Tag::TableHead | Tag::TableRow => Kind::Row,
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::FootnoteDefinition(_) => Kind::Note,
        Tag::Paragraph => Kind::Words(Role::Paragraph),
        Tag::Heading { .. } => Kind::Words(Role::Heading),
        Tag::TableCell => Kind::Words(Role::Cell),
        _ => Kind::Other,
    }
}

/// Where the spaces begin that stand right before `at`.
pub(crate) fn indented_from(source: &str, at: usize) -> usize {
    at - source.as_bytes().get(..at).unwrap_or_default().iter().rev().take_while(|byte| **byte == b' ').count()
}

/// How many spaces stand around `at`, which is among them or right behind.
pub(crate) fn indentation(source: &str, at: usize) -> usize {
    let from = indented_from(source, at);
    source.as_bytes().get(from..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count()
}

/// Fills `out` with marks up to `length`.
fn mark(out: &mut String, length: usize) {
    out.extend(std::iter::repeat_n(NOT_TEXT, length.saturating_sub(out.len())));
}
