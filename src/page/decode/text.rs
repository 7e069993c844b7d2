//! Texts: Markdown in fields and in the body becomes HTML, is linted, and gives its links and statistics to the page.

use std::ops::Range;

use super::Decoder;
use crate::diagnostic::code;
use crate::lint::near_misses;
use crate::lint::statistics::{self, Statistic};
use crate::page::field::Type;
use crate::page::link::{LINK, Link};
use crate::page::value::Data;
use crate::source::markdown::{self, Body, Piece, ReadText, Rendered, Rich};
use crate::source::yaml::{self, Node};

impl Decoder<'_> {
    /// Text. What is none is reported, and its first line stands for it.
    pub(super) fn rich(&mut self, node: &Node, whose: &str) -> Data {
        let Some(text) = node.scalar() else {
            self.wrong_type(node, &Type::Text, whose);
            let line = self.text.get(self.visible(node)).unwrap_or_default();
            return Data::Text(Rich::plain(line));
        };
        self.cut(node);
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

    /// Reports a comment behind a text without quotes: the text may have been meant to go on.
    fn cut(&mut self, node: &Node) {
        let written = self.text.get(node.span.clone()).unwrap_or_default();
        let rest = self.text.get(node.span.end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let gap = rest.len() - rest.trim_start().len();
        let ends = written.ends_with(char::is_whitespace) || gap > 0;
        if !ends
            || !rest.trim_start().starts_with('#')
            || written.starts_with(['"', '\'', '|', '>'])
            || written.contains('\n')
        {
            return;
        }
        let end = node.span.end + rest.trim_end().len();
        let whole = self.text.get(node.span.start..end).unwrap_or_default();
        let hint = format!("if readers should see it, put the whole text in quotes: `{}`", yaml::quoted(whole));
        let (start, right) = (node.span.start, yaml::quoted(whole));
        let problem = self.problem(&code::TEXT_CUT, "this text ends before the `#`", &(node.span.end + gap..end));
        problem.label = "YAML reads this as a comment".into();
        problem.add_fix(hint, start..end, right);
        problem.hints.push("if it is a comment, put it on a line of its own above".into());
    }

    /// Reports entries of a list in brackets that seem to be the rest of those before them.
    pub(super) fn cut_entries(&mut self, nodes: &[Node]) {
        for pair in nodes.windows(2) {
            let [before, node] = pair else { continue };
            let (Some(first), Some(rest)) = (before.scalar(), node.scalar()) else { continue };
            let between = self.text.get(before.span.end..node.span.start).unwrap_or_default();
            let is_quoted =
                |node: &Node| self.text.get(node.span.clone()).is_some_and(|text| text.starts_with(['"', '\'']));
            if between.trim() != "," || is_quoted(before) || is_quoted(node) || !goes_on(first, rest) {
                continue;
            }
            let right = yaml::quoted(&format!("{}, {}", first.trim(), rest.trim()));
            let hint = format!("if the two are one entry, put it in quotes: `{right}`");
            let span = before.span.start..node.span.end;
            let problem = self.problem(&code::LIST_CUT, "a comma divides this entry in two", &span);
            problem.label = "in brackets, every comma ends an entry".into();
            problem.add_fix(hint, span, right);
        }
    }

    /// Reads `text`, which `node` holds, and reports what is wrong with it.
    fn read(&mut self, text: &str, node: &Node) -> Rich {
        let ReadText { rich, outline, is_exact, problems } =
            Rich::read(self.file, self.text, text, &node.span, self.settings);
        let before = self.problems.len();
        self.problems.extend(problems);
        self.problems.extend(outline.iter().flat_map(|outline| near_misses::find(self.file, outline)));
        if !is_exact {
            for problem in self.problems.iter_mut().skip(before) {
                problem.fixes.clear();
                if let Some(place) = &mut problem.span {
                    (place.start, place.end) = (node.span.start, node.span.end);
                }
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
                | Piece::Address(at)
                | Piece::Embed(at) => {
                    *at += shift;
                }
                Piece::Html(_) | Piece::Word(_) => {}
            }
        }
    }
}

/// Words that nothing begins with but the rest of a sentence, in the languages of the bundled theme's words.
const GOING_ON: [&str; 34] = [
    "if", "and", "or", "but", "when", "which", "who", "that", "where", "because", "unless", "with", "without", "so",
    "such", "including", "e.g.", "i.e.", "etc", "etc.", "wenn", "falls", "und", "oder", "aber", "weil", "damit",
    "sofern", "et", "ou", "mais", "si", "sauf", "avec",
];

/// Whether `rest` seems to go on with what `first` says: it begins as no entry does, or a bracket that `first` opens closes in it.
fn goes_on(first: &str, rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default();
    let opens = first.matches('(').count() > first.matches(')').count() && rest.contains(')');
    opens || (GOING_ON.contains(&word) && (rest.contains(' ') || word.starts_with("etc")))
}

/// The statistics of a text without markup, each where it stands; at the whole value where that is written in another way.
fn statistics_in_plain(plain: &str, text: &str, node: &Node) -> Vec<Statistic> {
    let written = text.get(node.span.clone()).unwrap_or_default();
    let start = written.find(plain).map(|at| node.span.start + at);
    let mut found = statistics::in_plain(plain, start.unwrap_or(node.span.start));
    found.iter_mut().filter(|_| start.is_none()).for_each(|statistic| statistic.place_at(&node.span));
    found
}
