//! A page while it is made, as its kind sees it: the validated fields, and methods that add what follows from them.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span, code, did_you_mean};
use crate::page::{Anchor, Data, Decoder, Record, Value, listed};
use crate::source::markdown::Target;

/// A page in the making, as its kind sees it.
pub struct Draft<'d, 'a> {
    /// The kind's own fields.
    pub fields: Record,
    /// Where the page's front matter stands.
    pub place: Range<usize>,
    decoder: &'d mut Decoder<'a>,
    anchors: Vec<Anchor>,
    /// The index of each anchor, by its id.
    known: HashMap<String, usize>,
}

impl<'d, 'a> Draft<'d, 'a> {
    pub(in crate::kinds) fn new(fields: Record, place: Range<usize>, decoder: &'d mut Decoder<'a>) -> Self {
        Self { fields, place, decoder, anchors: Vec::new(), known: HashMap::new() }
    }

    /// The fields, with what was derived from them, and the anchors.
    pub(in crate::kinds) fn finish(self) -> (Record, Vec<Anchor>) {
        (self.fields, self.anchors)
    }

    /// Adds a place that links can lead to. A second one of the same id is a problem.
    pub fn anchor(&mut self, id: &str, title: &str, span: &Range<usize>) {
        if let Some(first) = self.known.get(id).and_then(|first| self.anchors.get(*first)) {
            let first = self.span(&first.span);
            let message = format!("the id `{id}` appears twice on this page");
            let problem = self.problem(&code::PART_DUPLICATE, message, span);
            problem.label = "here again".into();
            problem.related.push((first, "first here".into()));
            problem.hints.push(format!("give one of them another id, for example `{id}-2`"));
            return;
        }
        self.known.insert(id.to_owned(), self.anchors.len());
        self.anchors.push(Anchor { id: id.to_owned(), title: title.to_owned(), span: span.clone() });
    }

    /// A place in the page's file.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.decoder.file, range.clone())
    }

    /// Reports a problem.
    pub fn problem(&mut self, code: &'static Code, message: impl Into<String>, span: &Range<usize>) -> &mut Diagnostic {
        self.decoder.problem(code, message, span)
    }

    /// Reports that `given` is not one of the parts `known`. `what` says what these are: "a level".
    pub fn unknown_part(&mut self, given: &str, what: &str, known: &[String], span: &Range<usize>) {
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let hint = did_you_mean(given, names.iter().copied()).unwrap_or_else(|| format!("there is {}", listed(&names)));
        let message = format!("`{given}` is not {what} of this page");
        let text = self.decoder.text;
        let problem = self.problem(&code::PART_UNKNOWN, message, span);
        problem.label = "there is no such id here".into();
        problem.hints.push(hint);
        if text.get(..span.start).is_some_and(|before| before.trim_end().ends_with(',')) {
            problem
                .hints
                .push("if it belongs to the text before it, put the whole text in quotes: a comma ends it here".into());
        }
    }

    /// Adds a reference to a part of another page, and returns its index.
    pub fn refer(
        &mut self,
        kinds: &'static [&'static str],
        id: &str,
        part: &str,
        relation: &'static str,
        span: &Range<usize>,
    ) -> usize {
        self.decoder.refer(kinds, id, Some(part.to_owned()), relation, span.clone())
    }

    /// The id that reference `value` names.
    #[must_use]
    pub fn id_of(&self, value: &Value) -> Option<&str> {
        self.target(value).map(|(id, _)| id)
    }

    /// The id that reference `value` names, and the part.
    #[must_use]
    pub fn target(&self, value: &Value) -> Option<(&str, Option<&str>)> {
        let Data::Ref(index) = value.data else { return None };
        match &self.decoder.links.get(index)?.target {
            Target::Id { id, part } => Some((id, part.as_deref())),
            Target::Path { .. } => None,
        }
    }
}
