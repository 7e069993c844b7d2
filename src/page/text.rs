//! The plain text of a page, part by part: search looks through it and shows passages of it.
//!
//! Front matter is walked by the types of its fields, so kinds need no code of their own for search. Left out is what
//! readers don't see as text: ids, choices, numbers, references, the author's own values.

use std::ops::Range;

use super::{Data, Field, Page, Record, Type, Value};
use crate::source::markdown::{Body, Heading, PARAGRAPH, Piece, Rich, escape_attribute, skip_tag, strip_tags};
use crate::source::tokens::{Counter, Role};

/// The field that holds other spellings of a title.
const SPELLINGS: &str = "also";

/// A part of a page: the page itself first, with an empty id.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Part<'a> {
    /// Its anchor.
    pub id: &'a str,
    /// Its heading, question or title.
    pub title: &'a str,
    /// Its text; paragraphs and fields end in U+2029, other white space is as it comes.
    pub text: String,
}

/// What a link without words of its own shows, by its index; none where that is not known.
type Named<'a> = dyn Fn(usize) -> Option<&'a str> + 'a;

/// The parts of `page`, whose kind has `fields`, in the order of its file. `named` says what links without words show.
#[must_use]
pub fn parts<'a>(page: &'a Page, fields: &[&[Field]], named: &Named<'a>) -> Vec<Part<'a>> {
    let mut walk = Walk { page, named, parts: vec![Part::default()] };
    walk.record(fields, &page.fields, 0);
    walk.body();
    walk.parts
}

/// Counts the words of `page`, whose kind has `fields`: the number of each, and its strength. A link without words counts as what
/// it names.
pub fn count_words<'c>(page: &Page, fields: &[&[Field]], counter: &'c mut Counter) -> &'c [(u32, u8)] {
    let parts = parts(page, fields, &|_| None);
    let spellings = page.fields.list(SPELLINGS).filter_map(|value| match &value.data {
        Data::Line(line) => Some((Role::Name, line.as_str())),
        _ => None,
    });
    let tags = page.common.tags.iter().map(|tag| (Role::Tag, tag.as_str()));
    let summary = page.common.summary.iter().map(|summary| (Role::Summary, summary.plain.as_str()));
    let parts = parts.iter().flat_map(|part| [(Role::Heading, part.title), (Role::Prose, part.text.as_str())]);
    let title = [(Role::Name, page.title.plain.as_str())];
    counter.page(title.into_iter().chain(spellings).chain(tags).chain(summary).chain(parts))
}

struct Walk<'a, 'n> {
    page: &'a Page,
    named: &'n Named<'a>,
    parts: Vec<Part<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn record(&mut self, fields: &[&[Field]], record: &'a Record, at: usize) {
        for (name, value) in record.iter() {
            if let Some(field) = fields.iter().copied().flatten().find(|field| field.name == *name) {
                self.value(&field.ty, value, at);
            }
        }
    }

    /// The texts in `value`, which stands in part `at`.
    fn value(&mut self, ty: &Type, value: &'a Value, at: usize) {
        match (ty, &value.data) {
            (Type::Line, Data::Line(text)) => self.say(at, text),
            (Type::Text, Data::Text(rich)) => self.rich(at, rich),
            (Type::List(item), Data::List(items)) => items.iter().for_each(|value| self.value(item, value, at)),
            (Type::Object(fields) | Type::RefOrObject(_, fields), Data::Object(record)) => {
                let own = record.get("id").and_then(|id| self.open(&id.span));
                self.record(&[fields], record, own.unwrap_or(at));
            }
            (Type::Map(item), Data::Map(entries)) => {
                for (_, key, value) in entries {
                    let own = self.open(key);
                    self.value(item, value, own.unwrap_or(at));
                }
            }
            _ => {}
        }
    }

    /// Begins the part whose anchor stands at `span`, if one does.
    fn open(&mut self, span: &Range<usize>) -> Option<usize> {
        let anchor = self.page.anchors.iter().find(|anchor| anchor.span == *span)?;
        self.parts.push(Part { id: &anchor.id, title: &anchor.title, text: String::new() });
        Some(self.parts.len() - 1)
    }

    fn say(&mut self, at: usize, text: &str) {
        let Some(part) = self.parts.get_mut(at).filter(|part| part.title != text) else { return };
        part.text.push_str(text);
        part.text.push(PARAGRAPH);
    }

    fn rich(&mut self, at: usize, rich: &Rich) {
        let Some(body) = rich.body.as_ref().filter(|_| self.parts.get(at).is_some_and(|part| part.title != rich.plain))
        else {
            return self.say(at, &rich.plain);
        };
        for piece in &body.pieces {
            match self.text(body, piece) {
                Ok(html) => self.blocks(at, html),
                Err(words) => self.words(at, words),
            }
        }
        self.parts.get_mut(at).into_iter().for_each(|part| part.text.push(PARAGRAPH));
    }

    /// The HTML of a piece, or its words.
    fn text<'b>(&self, body: &'b Body, piece: &Piece) -> Result<&'b str, &'a str> {
        match piece {
            Piece::Html(range) => Ok(body.html.get(range.clone()).unwrap_or_default()),
            Piece::LinkNamed(link) | Piece::Image(link) => {
                Err((self.named)(*link).unwrap_or_else(|| self.page.links.get(*link).map_or("", |link| &link.text)))
            }
            Piece::LinkOpen(_) | Piece::LinkClose(_) | Piece::Embed(_) | Piece::Address(_) | Piece::Word(_) => Err(""),
        }
    }

    fn words(&mut self, at: usize, words: &str) {
        self.parts.get_mut(at).into_iter().for_each(|part| part.text.push_str(words));
    }

    /// Adds the text of `html`, headings and all.
    fn blocks(&mut self, at: usize, html: &str) {
        let mut rest = self.html(at, html);
        while !rest.is_empty() {
            rest = skip_tag(&mut String::new(), rest);
            rest = self.html(at, rest);
        }
    }

    /// Adds the text of `html` up to the next heading; what follows from there.
    fn html<'b>(&mut self, at: usize, html: &'b str) -> &'b str {
        self.parts.get_mut(at).map_or("", |part| {
            part.text.reserve(html.len());
            strip_tags(&mut part.text, html)
        })
    }

    /// The Markdown, cut at its headings.
    fn body(&mut self) {
        let body = &self.page.body;
        let mut headings = body.headings.iter().peekable();
        let mut at = 0;
        // The end tag of the heading that is open: its words are known already.
        let mut until: Option<&str> = None;
        for piece in &body.pieces {
            let mut html = match self.text(body, piece) {
                Ok(html) => html,
                Err(words) if until.is_none() => {
                    self.words(at, words);
                    continue;
                }
                Err(_) => continue,
            };
            loop {
                if let Some(end) = until {
                    let Some((_, rest)) = html.split_once(end) else { break };
                    (html, until) = (rest, None);
                }
                html = self.html(at, html);
                if html.is_empty() {
                    break;
                }
                if let Some(heading) = headings.next_if(|heading| opens(html, heading)) {
                    self.parts.push(Part { id: &heading.id, title: &heading.text, text: String::new() });
                    (at, until) = (self.parts.len() - 1, Some(closing(heading)));
                } else {
                    html = skip_tag(&mut String::new(), html);
                }
            }
        }
    }
}

/// Whether `html` begins with the tag of `heading`.
fn opens(html: &str, heading: &Heading) -> bool {
    let id = html.get("<h1".len()..).and_then(|rest| rest.strip_prefix(" id=\"")?.split_once('"'));
    id.is_some_and(|(id, _)| id == heading.id || id == escape_attribute(&heading.id))
}

fn closing(heading: &Heading) -> &'static str {
    ["</h1>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>"]
        .get(usize::from(heading.level).saturating_sub(1))
        .copied()
        .unwrap_or("</h")
}
