//! Follows one template through its HTML: statements as ways that part and meet again, prints by where they stand.

use std::collections::BTreeSet;
use std::ops::Range;

use super::position::{Mode, Position};
use super::{Blocks, Edits, Names, Piece};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::limits::TEMPLATE_BRANCHES;
use crate::theme::guards;

/// Attributes that a browser loads, or leads to.
const ADDRESSES: [&str; 15] = [
    "href", "src", "action", "formaction", "data", "poster", "ping", "xlink:href", "srcset", "background", "manifest",
    "to", "from", "values", "?",
];

/// Something that a statement began and another one ends.
struct Frame<'t> {
    word: &'t str,
    span: Range<usize>,
    /// Where it began.
    entry: Position,
    /// Where ways through it have ended so far.
    met: Option<Position>,
    has_else: bool,
    /// How many branches it has.
    branches: usize,
    /// The place to go on from behind it; if it has none, where it ended.
    back: Option<Position>,
}

/// A template on the way through it.
pub(super) struct Walk<'t> {
    name: &'t str,
    text: &'t str,
    names: &'t Names<'t>,
    position: Position,
    frames: Vec<Frame<'t>>,
    /// Variables that hold what was captured.
    captured: BTreeSet<&'t str>,
    /// Whether the template extends another one.
    is_child: bool,
    pub(super) blocks: Blocks,
    pub(super) edits: Edits,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'t> Walk<'t> {
    /// The start of a template. `inherited`: its parent's blocks, if it has one.
    pub(super) fn new(name: &'t str, text: &'t str, names: &'t Names<'t>, inherited: Option<Blocks>) -> Self {
        Self {
            name,
            text,
            names,
            position: Position::text(),
            frames: Vec::new(),
            captured: BTreeSet::new(),
            is_child: inherited.is_some(),
            blocks: inherited.unwrap_or_default(),
            edits: Edits::default(),
            problems: Vec::new(),
        }
    }

    /// Goes over all parts of the template. Stops at the first one after which nothing can be told.
    pub(super) fn all(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            let before = self.problems.len();
            match piece {
                Piece::Text(range) => self.position.pass(self.text.get(range.clone()).unwrap_or_default()),
                Piece::Print(range) => self.print(range),
                Piece::Statement(range) => {
                    self.statement(range);
                    if self.problems.len() > before {
                        return;
                    }
                }
            }
        }
        if self.frames.is_empty() && self.position.mode != Mode::Text {
            let end = self.text.trim_end().len();
            self.refuse(&(end.saturating_sub(1)..end), "the template ends within a tag", "its tag is open here", CLOSE);
        }
    }

    fn print(&mut self, range: &Range<usize>) {
        let code = self.text.get(range.clone()).unwrap_or_default();
        if code == "super()" || self.position.takes_html() {
            return;
        }
        if self.names.is_html(code, &self.captured) {
            return self.refuse(range, IN_TAG, "this is HTML", PLAIN);
        }
        match self.position.mode {
            Mode::Open => {
                self.position.print_name();
                self.edits.call(range.clone(), guards::NAME);
            }
            // The one value that is made to stand between attributes.
            Mode::Inside | Mode::Attribute if code.ends_with(".current") => {
                self.edits.call(range.clone(), guards::HOLE);
            }
            Mode::Quoted(_) => self.quoted(range, code),
            Mode::Raw => {
                let message = format!("a value can't stand in a `{}`", self.position.element);
                self.refuse(range, message, "a reader's browser would run it", DATA);
            }
            _ => self.refuse(range, "a value in a tag stands in quotes", "there are none around it", QUOTES),
        }
    }

    /// A value in an attribute.
    fn quoted(&mut self, range: &Range<usize>, code: &str) {
        let attribute = self.position.attribute.as_str();
        if attribute.starts_with("on") || attribute == "srcdoc" {
            let message = format!("a value can't stand in `{attribute}`");
            return self.refuse(range, message, "a reader's browser would run it", DATA);
        }
        let is_open = !self.position.value.contains(['/', '?', '#', ':']);
        if ADDRESSES.contains(&attribute) && is_open && !self.names.is_address(code) {
            return self.edits.call(range.clone(), guards::ADDRESS);
        }
        if !self.names.is_plain(code) {
            self.edits.call(range.clone(), guards::TAG);
        }
    }

    fn statement(&mut self, range: &Range<usize>) {
        self.position.settle();
        let code = self.text.get(range.clone()).unwrap_or_default();
        let (word, rest) = code.split_once([' ', '\n', '\t']).unwrap_or((code, ""));
        match word {
            "if" | "filter" => self.open(word, range, None),
            "for" => {
                self.count(range, code);
                self.open(word, range, None);
            }
            "elif" | "else" => self.part(word == "else"),
            "block" => self.block(range, rest.trim()),
            "set" | "set_global" => self.set(word, range, rest),
            "component" => self.inner("component", range),
            "include" if self.position.mode != Mode::Text => {
                self.refuse(range, IN_TAG, "a template is HTML", "include it between tags");
            }
            "break" | "continue" => self.leave(range),
            "endif" | "endfor" | "endblock" | "endset" | "endfilter" | "endcomponent" => self.close(range),
            word if word.starts_with("</") => self.close(range),
            word if word.starts_with('<') => {
                if !self.position.takes_html() {
                    return self.refuse(range, IN_TAG, "a component is HTML", PLAIN);
                }
                self.inner("<", range);
            }
            _ => {}
        }
    }

    fn open(&mut self, word: &'t str, range: &Range<usize>, back: Option<Position>) {
        let entry = self.position.clone();
        self.frames.push(Frame { word, span: range.clone(), entry, met: None, has_else: false, branches: 1, back });
    }

    /// Something whose text stands elsewhere: it begins between tags, and what follows it goes on from here.
    fn inner(&mut self, word: &'t str, range: &Range<usize>) {
        let back = std::mem::replace(&mut self.position, Position::text());
        self.open(word, range, Some(back));
    }

    fn block(&mut self, range: &Range<usize>, name: &str) {
        let is_known = self.is_child && self.frames.is_empty();
        if is_known {
            let known = self.blocks.get(name).cloned().unwrap_or(Position::text());
            let back = std::mem::replace(&mut self.position, known);
            return self.open("block", range, Some(back));
        }
        self.blocks.insert(name.to_owned(), self.position.clone());
        self.open("block", range, None);
    }

    /// A variable that is set: what is captured is HTML, and what grows is counted.
    fn set(&mut self, word: &'t str, range: &Range<usize>, rest: &'t str) {
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        let value = rest.get(name.len()..).unwrap_or_default().trim_start();
        let Some(value) = value.strip_prefix('=') else {
            self.captured.insert(name);
            return self.inner(word, range);
        };
        let value = value.trim();
        if value.starts_with('<') {
            self.captured.insert(name);
        }
        if value.contains(['~', '|', '[', '(']) {
            self.edits.call(range.end - value.len()..range.end, guards::LENGTH);
        }
    }

    /// What a loop goes over is counted.
    fn count(&mut self, range: &Range<usize>, code: &str) {
        if let Some(at) = code.find(" in ") {
            let over = code.get(at + 4..).unwrap_or_default().trim();
            self.edits.call(range.end - over.len()..range.end, guards::LOOP);
        }
    }

    /// Another way through the same statement begins.
    fn part(&mut self, is_last: bool) {
        let Some(frame) = self.frames.last_mut() else { return };
        let here = std::mem::replace(&mut self.position, frame.entry.clone());
        frame.has_else |= is_last && frame.word == "if";
        frame.branches += 1;
        if frame.branches > TEMPLATE_BRANCHES {
            let mut problem =
                Diagnostic::new(&code::TEMPLATE_LIMIT, format!("an `if` has more than {TEMPLATE_BRANCHES} branches"));
            problem.span = super::file(self.name).map(|file| Span::new(&file, frame.span.clone()));
            self.problems.push(problem.because("this one").hint("look the value up in a map, or split the template"));
            return;
        }
        let met = match frame.met.take() {
            Some(met) => met.joined(&here),
            None => Some(here),
        };
        let span = frame.span.clone();
        match met {
            Some(met) => frame.met = Some(met),
            None => self.parted(&span),
        }
    }

    /// A loop is left, or begins anew.
    fn leave(&mut self, range: &Range<usize>) {
        let here = self.position.clone();
        let start = self.frames.iter().rev().find(|frame| frame.word == "for");
        if start.is_some_and(|frame| here.joined(&frame.entry).is_none()) {
            self.parted(range);
        }
    }

    fn close(&mut self, range: &Range<usize>) {
        let Some(frame) = self.frames.pop() else { return };
        let mut here = Some(self.position.clone());
        if let Some(met) = frame.met {
            here = here.and_then(|here| here.joined(&met));
        }
        if frame.word != "if" || !frame.has_else {
            here = here.and_then(|here| here.joined(&frame.entry));
        }
        match here {
            Some(here) => self.position = frame.back.unwrap_or(here),
            None => self.parted(if frame.word == "if" { &frame.span } else { range }),
        }
    }

    fn parted(&mut self, span: &Range<usize>) {
        self.refuse(span, "a tag is open on one way through this, and not on another", "from here", CLOSE);
    }

    fn refuse(&mut self, span: &Range<usize>, message: impl Into<String>, why: &str, hint: &str) {
        let mut problem = Diagnostic::new(&code::TEMPLATE_HTML, message).because(why).hint(hint);
        problem.span = super::file(self.name).map(|file| Span::new(&file, span.clone()));
        self.problems.push(problem);
    }
}

pub(in crate::theme) const IN_TAG: &str = "HTML can't stand in a tag";
pub(in crate::theme) const PLAIN: &str = "print it between tags, or print its text: `{{ … | plain }}`";
const QUOTES: &str = "write quotes around it, like `class=\"{{ … }}\"`";
const CLOSE: &str = "close the tag with `>`, and an attribute with its quote, on each way";
const DATA: &str = "print it into an attribute such as `data-…`, and let a script of the theme read it there";
