//! HTML in Markdown: let through if the project allows it, else shown as text with a warning. Comments are dropped.

use std::ops::Range;

use super::{Piece, Writer};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::source::markdown::destination::{Destination, judge};
use crate::source::markdown::marks::{CLOSE_MARK, OPEN_MARK};

/// An HTML block while its lines come in.
#[derive(Default)]
pub(super) struct Block {
    html: String,
    /// Where each line starts in `html`, and where it stands in the file.
    lines: Vec<(usize, Range<usize>)>,
}

impl Block {
    /// Where the byte `at` of its HTML stands in the file.
    fn place(&self, at: usize) -> Option<usize> {
        let (line, span) = self.lines.iter().rev().find(|(line, _)| *line <= at)?;
        Some(span.start + (at - line))
    }
}

/// Whether a piece of inline HTML shows nothing: a comment, or a tag of ours.
pub(super) fn is_unseen(html: &str) -> bool {
    is_comment(html) || html == OPEN_MARK || html == CLOSE_MARK
}

/// Whether a piece of inline HTML is a comment.
pub(super) fn is_comment(html: &str) -> bool {
    html.starts_with("<!--")
}

/// The parts of `html` outside comments. A comment that does not end is none.
fn without_comments(html: &str) -> Vec<Range<usize>> {
    let mut kept = Vec::new();
    let mut at = 0;
    let mut from = 0;
    while let Some(open) = html.get(at..).and_then(|rest| rest.find("<!--")).map(|found| at + found) {
        let inside = open + "<!--".len();
        let rest = html.get(inside..).unwrap_or("");
        // `<!-->` and `<!--->` are whole comments.
        let length = [">", "->"].iter().find(|end| rest.starts_with(**end)).map(|end| end.len());
        let Some(length) = length.or_else(|| rest.find("-->").map(|end| end + "-->".len())) else { break };
        kept.push(from..open);
        at = inside + length;
        from = at;
    }
    kept.push(from..html.len());
    kept
}

impl Writer<'_> {
    pub(super) fn open_html(&mut self) {
        self.line();
        self.html_block = Some(Block::default());
    }

    pub(super) fn html_line(&mut self, html: &str, span: Range<usize>) {
        if self.boxes.is_in_html() {
            return;
        }
        match &mut self.html_block {
            Some(block) if !self.settings.raw_html => {
                block.lines.push((block.html.len(), span));
                block.html.push_str(html);
            }
            _ if self.settings.raw_html => self.pass(html, &span),
            _ => self.text(html),
        }
    }

    /// Shows what the block holds besides comments.
    pub(super) fn close_html(&mut self) {
        let Some(block) = self.html_block.take() else { return };
        let kept = without_comments(&block.html);
        let gaps = kept.iter().zip(kept.iter().skip(1)).map(|(before, after)| before.end..after.start);
        self.body.comments.extend(gaps.filter_map(|gap| Some(block.place(gap.start)?..block.place(gap.end)?)));
        let parts: Vec<(usize, &str)> =
            kept.iter().filter_map(|part| block.html.get(part.clone()).map(|text| (part.start, text))).collect();
        let Some((start, first)) = parts.iter().find(|(_, text)| !text.trim().is_empty()) else { return };
        let shown: String = parts.iter().map(|(_, text)| *text).collect();
        self.push("<p>");
        self.text(shown.trim());
        self.push("</p>\n");
        if first.trim_start().starts_with("</") && self.problems.iter().any(|problem| problem.code == &code::RAW_HTML) {
            return; // The end of something that is reported already.
        }
        let at = start + first.len() - first.trim_start().len();
        let Some((_, span)) = block.lines.iter().rev().find(|(line, _)| *line <= at) else { return };
        let place = block.place(at).unwrap_or(span.start);
        let width = first.trim_start().lines().next().unwrap_or("").trim_end().len();
        self.warn(place.min(span.end)..(place + width).min(span.end));
    }

    pub(super) fn inline_html(&mut self, html: &str, span: Range<usize>) {
        match html {
            OPEN_MARK => return self.push("<mark>"),
            CLOSE_MARK => return self.push("</mark>"),
            _ => {}
        }
        if self.settings.raw_html {
            return self.pass(html, &span);
        }
        if is_comment(html) {
            self.body.comments.push(span);
            return;
        }
        self.text(html);
        if !html.starts_with("</") {
            self.warn(span);
        }
    }

    /// Lets HTML through. Links can lead to its anchors, and its addresses lead where those of links do.
    fn pass(&mut self, html: &str, span: &Range<usize>) {
        let holds = |sign: &str| html.contains(sign);
        self.verbatim |= holds("<script") || holds("<style");
        let verbatim = self.verbatim;
        self.verbatim &= !(holds("</script") || holds("</style"));
        if verbatim {
            return self.push(html);
        }
        let mut written = 0;
        for (name, value) in attributes(html) {
            let text = html.get(value.clone()).unwrap_or_default();
            match name {
                "id" | "name" => self.body.anchors.push(text.to_owned()),
                // Of character references only the one that addresses need is known here.
                "href" | "src"
                    if !text.is_empty() && !text.replace("&amp;", "").contains(['{', '<', '&', '\n', '\r', '\t']) =>
                {
                    let whole = html.len() == span.len();
                    let place = if whole { span.start + value.start..span.start + value.end } else { span.clone() };
                    let address = text.replace("&amp;", "&");
                    if let Ok(Destination::Inside(target)) = judge(self.file, &address, place.clone()) {
                        self.push(html.get(written..value.start).unwrap_or_default());
                        let link = self.add_link(target, String::new(), &address, place);
                        self.piece(Piece::Address(link));
                        written = value.end;
                    }
                }
                _ => {}
            }
        }
        self.push(html.get(written..).unwrap_or_default());
    }

    fn warn(&mut self, place: Range<usize>) {
        self.problems.push(
            Diagnostic::new(&code::RAW_HTML, "HTML in Markdown is shown as text")
                .at(Span::new(self.file, place))
                .because("readers will see these characters")
                .hint("write it in Markdown, or put it in `backticks` if readers should see it")
                .hint(
                    "`markdown: {raw_html: allow}` in lensbook.yaml lets HTML through, for everybody who edits content",
                ),
        );
    }
}

/// The attributes in `html` that are in quotes: the name of each, and where its value stands.
fn attributes(html: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    html.match_indices('=').filter_map(|(at, _)| {
        let before = html.get(..at)?.trim_end();
        let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-')? + 1;
        let name = before.get(start..)?;
        let is_apart = before.get(..start)?.ends_with(char::is_whitespace);
        let rest = html.get(at + 1..)?;
        let quote = rest.trim_start().chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let from = at + 1 + rest.find(quote)? + 1;
        let length = html.get(from..)?.find(quote)?;
        is_apart.then_some((name, from..from + length))
    })
}
