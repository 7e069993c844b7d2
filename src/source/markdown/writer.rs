//! Events to pieces: one pass over the events of a Markdown text.
//!
//! The writer owns the HTML; what each tag looks like is in `tags`, links and images are in `links`. It never fails: what
//! can't be live is written as text and reported.

mod links;
mod tags;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::{Body, Heading, LeadingTitle, Piece, Settings, escape, slug};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::snapshot::ProjectPath;

/// Longest anchor made from a heading, in bytes.
const SLUG_LIMIT: usize = 80;

/// The words of a run of inline events.
fn words(events: &[(Event, Range<usize>)]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The state of one pass.
pub(super) struct Writer<'a> {
    file: &'a ProjectPath,
    source: &'a str,
    offset: usize,
    settings: Settings,
    body: Body,
    problems: Vec<Diagnostic>,
    /// Start of the fixed HTML that is not yet a piece.
    fixed: usize,
    /// Pieces of each footnote, by name; and where the main text's pieces wait while one is written.
    notes: BTreeMap<String, Note>,
    waiting: Vec<(String, Vec<Piece>)>,
    /// Names of footnotes in the order of their first reference.
    cited: Vec<String>,
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
    raw_html_reported: usize,
}

#[derive(Default)]
struct Note {
    pieces: Vec<Piece>,
    references: usize,
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
            source,
            offset,
            settings,
            body: Body { html: String::with_capacity(source.len() * 5 / 4), ..Body::default() },
            problems: Vec::new(),
            fixed: 0,
            notes: BTreeMap::new(),
            waiting: Vec::new(),
            cited: Vec::new(),
            slugs: BTreeMap::new(),
            alignments: Vec::new(),
            cell: 0,
            cell_text: 0,
            columns: Vec::new(),
            in_head: false,
            images: Vec::new(),
            link_ends: Vec::new(),
            raw_html_reported: usize::MAX,
        }
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
        self.flush();
        self.write_notes();
        self.body.html.shrink_to_fit();
        self.body.pieces.shrink_to_fit();
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
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, span),
            Event::FootnoteReference(name) => self.note_reference(&name),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak if self.collecting() => self.text(" "),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => {
                self.line();
                self.push("<hr>\n");
            }
            Event::TaskListMarker(done) => {
                let checked = if done { " checked" } else { "" };
                let open = "<input class=\"task\" type=\"checkbox\" disabled";
                let name = if done { "done" } else { "to do" };
                self.push(&format!("{open}{checked} aria-label=\"{name}\"> "));
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
        if let Some(link) = self.link_ends.last().and_then(links::LinkEnd::index) {
            self.link_text(link, text);
        }
        escape(&mut self.body.html, text);
    }

    fn code(&mut self, open: &str, text: &str) {
        self.push(open);
        self.text(text);
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

    fn raw_html(&mut self, html: &str, span: Range<usize>) {
        if self.settings.raw_html {
            self.push(html);
            return;
        }
        if html.trim_start().starts_with("<!--") && html.trim_end().ends_with("-->") {
            return;
        }
        let same_block = self.raw_html_reported == span.start;
        self.raw_html_reported = span.end;
        self.text(html);
        if same_block || html.trim().is_empty() || html.trim_start().starts_with("</") {
            return;
        }
        let shown = html.trim_end().len().max(1);
        self.problems.push(
            Diagnostic::new(&code::RAW_HTML, "HTML in Markdown is shown as text")
                .at(Span::new(self.file, span.start..span.start + shown))
                .because("readers will see these characters")
                .hint("write it in Markdown, or put it in `backticks` if readers should see it")
                .hint("`markdown: {raw_html: allow}` in lensbook.yaml lets HTML through, from everybody who edits content"),
        );
    }

    /// Writes a heading whole: its anchor comes from its text, so `inner` is read before it is written.
    fn heading(&mut self, tag: Tag<'a>, inner: Vec<(Event<'a>, Range<usize>)>, span: Range<usize>) {
        let Tag::Heading { level, id, classes, .. } = tag else { return };
        let level = level as u8;
        let text = words(&inner);
        let leading = level == 1 && self.body.html.is_empty() && self.body.pieces.is_empty();
        let id = id.map_or_else(|| self.unique(&slug(&text, SLUG_LIMIT)), |id| id.to_string());
        self.line();
        let mut open = format!("<h{level}");
        tags::attribute(&mut open, "id", &id);
        if !classes.is_empty() {
            tags::attribute(&mut open, "class", &classes.join(" "));
        }
        open.push('>');
        self.push(&open);
        for (event, range) in inner {
            self.event(event, self.offset + range.start..self.offset + range.end);
        }
        if !leading {
            let mut anchor = String::from("<a class=\"anchor\"");
            tags::attribute(&mut anchor, "href", &format!("#{id}"));
            self.push(&format!("{anchor} aria-hidden=\"true\" tabindex=\"-1\"></a>"));
        }
        self.push(&format!("</h{level}>\n"));
        if leading {
            self.flush();
            self.body.title = Some(LeadingTitle { text, pieces: self.body.pieces.len(), span });
        } else {
            self.body.headings.push(Heading { level, id, text, span });
        }
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

    fn note_reference(&mut self, name: &str) {
        if self.collecting() {
            return;
        }
        let number = self.note_number(name);
        let note = self.notes.entry(name.to_owned()).or_default();
        note.references += 1;
        let again = if note.references > 1 { format!("-{}", note.references) } else { String::new() };
        let id = slug(name, SLUG_LIMIT);
        self.push(&format!(
            "<sup class=\"note\"><a id=\"note-{id}-ref{again}\" href=\"#note-{id}\">{number}</a></sup>"
        ));
    }

    fn note_number(&mut self, name: &str) -> usize {
        if let Some(at) = self.cited.iter().position(|cited| cited == name) {
            return at + 1;
        }
        self.cited.push(name.to_owned());
        self.cited.len()
    }

    fn open_note(&mut self, name: &str) {
        self.line();
        self.flush();
        let main = std::mem::take(&mut self.body.pieces);
        self.waiting.push((name.to_owned(), main));
    }

    fn close_note(&mut self) {
        self.flush();
        let Some((name, main)) = self.waiting.pop() else { return };
        let pieces = std::mem::replace(&mut self.body.pieces, main);
        self.notes.entry(name).or_default().pieces = pieces;
    }

    /// Footnotes come last, in the order in which they are cited; one that nobody cites is left out.
    fn write_notes(&mut self) {
        if self.cited.is_empty() {
            return;
        }
        self.push("<section class=\"notes\">\n<ol>\n");
        for name in std::mem::take(&mut self.cited) {
            let id = slug(&name, SLUG_LIMIT);
            self.push(&format!("<li id=\"note-{id}\">\n"));
            self.flush();
            let note = self.notes.remove(&name).unwrap_or_default();
            self.body.pieces.extend(note.pieces);
            self.push(&format!(
                "<a class=\"note-back\" href=\"#note-{id}-ref\" aria-label=\"{}\">↩</a></li>\n",
                "back"
            ));
        }
        self.push("</ol>\n</section>\n");
        self.flush();
    }
}
