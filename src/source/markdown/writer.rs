//! Events to pieces: one pass over the events of a Markdown text.
//!
//! The writer owns the HTML; what each tag looks like is in `tags`, links and images are in `links`. It never fails: what
//! can't be live is written as text and reported.

mod boxes;
mod links;
mod notes;
mod raw;
mod tags;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::boxes::BoxMark;
use super::{Body, Heading, Piece, Prose, Settings, TitleHeading, Word, attribute, escape, slug};
use crate::diagnostic::Diagnostic;
use crate::snapshot::ProjectPath;
pub(super) use notes::cited;

/// Longest anchor made from a heading, in bytes.
const SLUG_LIMIT: usize = 80;

/// The words of a run of inline events, as readers see them.
fn words(events: &[(Event, Range<usize>)], settings: Settings) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) => text.push_str(words),
            Event::InlineHtml(html) if !settings.raw_html && !raw::is_unseen(html) => text.push_str(html),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The state of one pass.
pub(super) struct Writer<'a> {
    file: &'a ProjectPath,
    offset: usize,
    settings: Settings,
    body: Body,
    problems: Vec<Diagnostic>,
    /// Start of the fixed HTML that is not yet a piece.
    fixed: usize,
    notes: notes::Notes,
    slugs: BTreeMap<String, usize>,
    alignments: Vec<Alignment>,
    cell: usize,
    /// Where the text of the open cell begins in the body's HTML.
    cell_text: usize,
    /// The headings of the open table's columns, escaped.
    columns: Vec<String>,
    in_head: bool,
    /// How many images are open: their inner text is alternative text, not HTML.
    images: Vec<OpenImage>,
    /// How a link that is open ends.
    link_ends: Vec<links::LinkEnd>,
    /// How many elements are open that hold words alone: emphasis and its like.
    inline: usize,
    /// Where they first lie deeper in one another than they may.
    too_deep: Option<Range<usize>>,
    /// How many elements are open whose words are no prose: code, headings.
    wordless: usize,
    /// How many headings were written.
    section: u32,
    /// The HTML block that is open.
    html_block: Option<raw::Block>,
    /// Boxes of other tools.
    boxes: boxes::OpenBoxes,
    /// Whether the HTML that is let through holds no addresses of links: a script or a style sheet.
    verbatim: bool,
    /// How many pieces there were when the paragraph or heading that is open was opened.
    opened: usize,
}

struct OpenImage {
    dest: String,
    title: String,
    wiki: bool,
    text: String,
    span: Range<usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(file: &'a ProjectPath, source: &'a str, offset: usize, settings: Settings) -> Self {
        Self {
            file,
            offset,
            settings,
            body: Body { html: String::with_capacity(source.len() * 5 / 4), ..Body::default() },
            problems: Vec::new(),
            fixed: 0,
            notes: notes::Notes::default(),
            slugs: BTreeMap::new(),
            alignments: Vec::new(),
            cell: 0,
            cell_text: 0,
            columns: Vec::new(),
            in_head: false,
            images: Vec::new(),
            link_ends: Vec::new(),
            inline: 0,
            too_deep: None,
            wordless: 0,
            section: 0,
            html_block: None,
            boxes: boxes::OpenBoxes::default(),
            verbatim: false,
            opened: 0,
        }
    }

    /// Says what stands where boxes of other tools are.
    pub(super) fn with_boxes(mut self, marks: BTreeMap<usize, BoxMark>) -> Self {
        self.boxes = boxes::OpenBoxes::new(marks);
        self
    }

    /// Says which footnotes are cited, in the order of their numbers.
    pub(super) fn citing(mut self, cited: Vec<String>) -> Self {
        self.notes = notes::Notes::new(cited);
        self
    }

    /// Writes all `events`.
    pub(super) fn run(mut self, events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> (Body, Vec<Diagnostic>) {
        let mut events = events;
        while let Some((event, range)) = events.next() {
            let span = self.offset + range.start..self.offset + range.end;
            match event {
                Event::Start(tag @ Tag::Heading { .. }) => {
                    let closes = |event: &Event| matches!(event, Event::End(TagEnd::Heading(_)));
                    let inner = events.by_ref().take_while(|(event, _)| !closes(event)).collect();
                    self.heading(tag, inner, span);
                }
                event => self.event(event, span),
            }
        }
        self.close_boxes();
        self.flush();
        self.write_notes();
        self.problems.extend(self.too_deep.take().map(|place| super::depth::problem(self.file, place)));
        self.body.html.shrink_to_fit();
        self.body.pieces.shrink_to_fit();
        self.body.prose.shrink_to_fit();
        (self.body, self.problems)
    }

    fn event(&mut self, event: Event<'a>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.code("<code>", &text),
            Event::InlineMath(text) => self.code("<code class=\"math\">", &text),
            Event::DisplayMath(text) => self.code("<code class=\"math math-display\">", &text),
            Event::Html(html) => self.html_line(&html, span),
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::FootnoteReference(name) => self.note_reference(&name),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak if self.collecting() => self.text(" "),
            Event::HardBreak => {
                self.link_text(" ");
                self.push("<br>\n");
            }
            Event::Rule => {
                self.line();
                self.push("<hr>\n");
            }
            Event::TaskListMarker(done) => {
                self.piece(Piece::Word(Word::Task(done)));
                self.push(" ");
            }
        }
    }

    /// Whether text is being collected for an image's alternative text.
    fn collecting(&self) -> bool {
        !self.images.is_empty()
    }

    fn push(&mut self, html: &str) {
        if !self.collecting() {
            self.body.html.push_str(html);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(image) = self.images.last_mut() {
            image.text.push_str(text);
            return;
        }
        self.link_text(text);
        let start = self.body.html.len();
        escape(&mut self.body.html, text);
        self.prose(start);
    }

    /// Notes the words from `start` on as prose, if they are. Those of one run are one. Where HTML is passed through, nobody
    /// can tell what stands around words.
    fn prose(&mut self, start: usize) {
        if self.settings.raw_html || self.wordless > 0 || self.in_head || !self.link_ends.is_empty() {
            return;
        }
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(self.body.html.len())) else { return };
        match self.body.prose.last_mut() {
            Some(last) if last.end == start && last.section == self.section => last.end = end,
            _ => self.body.prose.push(Prose { start, end, section: self.section }),
        }
    }

    fn code(&mut self, open: &str, text: &str) {
        self.push(open);
        self.wordless += 1;
        self.text(text);
        self.wordless -= 1;
        self.push("</code>");
    }

    /// Starts a new line of HTML unless one was just started.
    fn line(&mut self) {
        if !self.collecting() && self.body.html.len() > self.fixed && !self.body.html.ends_with('\n') {
            self.body.html.push('\n');
        }
    }

    /// Ends the fixed HTML written so far as a piece.
    fn flush(&mut self) {
        let end = self.body.html.len();
        if end > self.fixed {
            self.body.pieces.push(Piece::Html(self.fixed..end));
            self.fixed = end;
        }
    }

    fn piece(&mut self, piece: Piece) {
        self.flush();
        self.body.pieces.push(piece);
    }

    /// Writes a heading whole: its anchor comes from its text, so `inner` is read before it is written.
    fn heading(&mut self, tag: Tag<'a>, inner: Vec<(Event<'a>, Range<usize>)>, span: Range<usize>) {
        let Tag::Heading { level, id, classes, .. } = tag else { return };
        let level = level as u8;
        let text = words(&inner, self.settings);
        let leads = self.body.html.is_empty() && self.body.pieces.is_empty();
        let is_title = !self.in_note() && self.may_be_title(level, leads);
        let id = match id {
            Some(id) => {
                // A heading that shares an id somebody chose is told so; one whose id comes from its words makes way.
                self.slugs.entry(id.to_string()).or_insert(1);
                id.to_string()
            }
            None => self.unique(&slug(&text, SLUG_LIMIT)),
        };
        self.line();
        if is_title {
            self.flush();
        }
        let first = self.body.pieces.len();
        self.opened = first;
        let name = ["h1", "h2", "h3", "h4", "h5", "h6"].get(usize::from(level) - 1).copied().unwrap_or("h6");
        let html = &mut self.body.html;
        html.extend(["<", name]);
        attribute(html, "id", &id);
        if !classes.is_empty() {
            attribute(html, "class", &classes.join(" "));
        }
        html.push('>');
        (self.wordless, self.section) = (self.wordless + 1, self.section + 1);
        for (event, range) in inner {
            self.event(event, self.offset + range.start..self.offset + range.end);
        }
        self.wordless -= 1;
        self.demote_embeds();
        if !(leads && is_title && level == 1) {
            let html = &mut self.body.html;
            html.push_str("<a class=\"anchor\" href=\"#");
            escape(html, &id);
            html.push_str("\" aria-hidden=\"true\" tabindex=\"-1\"></a>");
        }
        self.body.html.extend(["</", name, ">\n"]);
        if is_title {
            self.flush();
            let (heading, pieces) = (self.body.headings.len(), first..self.body.pieces.len());
            self.body.title = Some(TitleHeading { heading, level, pieces, leads });
        }
        if !self.in_uncited_note() {
            self.body.headings.push(Heading { level, id, text, span });
        }
    }

    /// Whether a heading is the title of a page that names none, as far as the text was read.
    fn may_be_title(&self, level: u8, leads: bool) -> bool {
        if level == 1 { self.body.title.as_ref().is_none_or(|title| title.level > 1) } else { leads }
    }

    fn unique(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let mut count = self.slugs.get(wanted).copied().unwrap_or(0);
        let id = loop {
            let id = if count == 0 { wanted.to_owned() } else { format!("{wanted}-{count}") };
            count += 1;
            if count == 1 || !self.slugs.contains_key(&id) {
                break id;
            }
        };
        self.slugs.insert(wanted.to_owned(), count);
        if id != wanted {
            self.slugs.insert(id.clone(), 1);
        }
        id
    }
}
