//! Texts: Markdown in fields and in the body becomes HTML, is linted, and gives its links and statistics to the page.

use std::ops::Range;

use super::Decoder;
use crate::lint::near_misses;
use crate::lint::statistics::{self, Statistic};
use crate::page::field::Type;
use crate::page::link::{LINK, Link};
use crate::page::value::Data;
use crate::source::markdown::{self, Body, Piece, ReadText, Rendered, Rich};
use crate::source::yaml::Node;

impl Decoder<'_> {
    /// Text. What is none is reported, and its first line stands for it.
    pub(super) fn rich(&mut self, node: &Node, whose: &str) -> Data {
        let Some(text) = node.scalar() else {
            self.wrong_type(node, &Type::Text, whose);
            let line = self.text.get(self.visible(node)).unwrap_or_default();
            return Data::Text(Rich::plain(line));
        };
        let mut rich = self.read(text, node);
        if whose == "`title`"
            && rich.body.as_ref().is_some_and(|body| body.title.is_some() || !body.headings.is_empty())
        {
            self.hashed(node, text);
            return Data::Text(Rich::plain(&rich.plain));
        }
        if let Some(source) = &mut rich.source {
            source.first = self.links.len();
        }
        if let Some(body) = &mut rich.body {
            self.adopt(body);
        }
        Data::Text(rich)
    }

    /// Reads `text`, which `node` holds, and reports what is wrong with it.
    fn read(&mut self, text: &str, node: &Node) -> Rich {
        let ReadText { rich, outline, is_exact, problems } =
            Rich::read(self.file, self.text, text, &node.span, self.settings);
        let before = self.problems.len();
        self.problems.extend(problems);
        self.problems.extend(outline.iter().flat_map(|outline| near_misses::find(self.file, outline)));
        if !is_exact {
            let places = self.problems.iter_mut().skip(before).filter_map(|problem| problem.span.as_mut());
            for place in places {
                (place.start, place.end) = (node.span.start, node.span.end);
            }
        }
        // A text that turned out to hold no markup is searched as it is: places in it may be known even where its own is not.
        let mut found = match outline.filter(|_| rich.body.is_some()) {
            Some(outline) => statistics::in_markdown(&outline),
            None => statistics_in_plain(&rich.plain, self.text, node),
        };
        if !is_exact && rich.body.is_some() {
            for statistic in &mut found {
                statistic.place_at(&node.span);
            }
        }
        self.statistics.append(&mut found);
        rich
    }

    /// Reads the document's Markdown and takes its links over.
    pub fn body(&mut self, range: Range<usize>) -> Body {
        let Rendered { mut body, outline, problems } = markdown::render(self.file, self.text, range, self.settings);
        self.problems.extend(problems);
        self.problems.extend(near_misses::find(self.file, &outline));
        self.statistics.extend(statistics::in_markdown(&outline));
        self.adopt(&mut body);
        body
    }

    /// Moves a body's links into the page's, so that its pieces count from there.
    fn adopt(&mut self, body: &mut Body) {
        let shift = self.links.len();
        self.links.extend(body.links.drain(..).map(|link| Link {
            target: link.target,
            kinds: &[],
            relation: LINK,
            part_of: self.group.clone(),
            or_text: false,
            title: link.title,
            text: link.text,
            span: link.span,
        }));
        for piece in &mut body.pieces {
            match piece {
                Piece::LinkOpen(at)
                | Piece::LinkClose(at)
                | Piece::LinkNamed(at)
                | Piece::Image(at)
                | Piece::Embed(at) => {
                    *at += shift;
                }
                Piece::Html(_) | Piece::Word(_) => {}
            }
        }
    }
}

/// The statistics of a text without markup, each where it stands; at the whole value where that is written in another way.
fn statistics_in_plain(plain: &str, text: &str, node: &Node) -> Vec<Statistic> {
    let written = text.get(node.span.clone()).unwrap_or_default();
    let start = written.find(plain).map(|at| node.span.start + at);
    let mut found = statistics::in_plain(plain, start.unwrap_or(node.span.start));
    found.iter_mut().filter(|_| start.is_none()).for_each(|statistic| statistic.place_at(&node.span));
    found
}
