//! What each Markdown element looks like in HTML.

use pulldown_cmark::BlockQuoteKind;

use super::links::LinkEnd;
use super::{Alignment, CodeBlockKind, OpenImage, Range, Tag, TagEnd, Writer};
use crate::limits::{COLUMN_LABEL, NESTING};
use crate::source::markdown::attribute;

impl<'a> Writer<'a> {
    pub(super) fn start(&mut self, tag: Tag<'a>, span: Range<usize>) {
        match tag {
            Tag::BlockQuote(kind) => self.open_quote(kind, &span),
            Tag::CodeBlock(kind) => self.open_code(&kind),
            Tag::List(start) => self.open_list(start, &span),
            Tag::FootnoteDefinition(name) => self.open_note(&name),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.columns.clear();
                self.block("<table>\n");
            }
            Tag::TableHead => {
                (self.in_head, self.cell) = (true, 0);
                self.push("<thead>\n<tr>\n");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.push("<tr>\n");
            }
            Tag::TableCell => self.open_cell(),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title, span),
            Tag::Image { link_type, dest_url, title, .. } => {
                let wiki = matches!(link_type, pulldown_cmark::LinkType::WikiLink { .. });
                let (dest, title) = (dest_url.to_string(), title.to_string());
                self.images.push(OpenImage { dest, title, wiki, text: String::new(), span });
            }
            Tag::HtmlBlock if self.is_box(&span) => {}
            Tag::HtmlBlock => self.open_html(),
            Tag::Paragraph => {
                self.opened = self.body.pieces.len();
                self.block("<p>");
            }
            Tag::Item => self.open_item(&span),
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Emphasis => self.open_inline("<em>", &span),
            Tag::Strong => self.open_inline("<strong>", &span),
            Tag::Strikethrough => self.open_inline("<del>", &span),
            Tag::Superscript => self.open_inline("<sup>", &span),
            Tag::Subscript => self.open_inline("<sub>", &span),
            // Headings are written whole.
            Tag::Heading { .. } | Tag::MetadataBlock(_) => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.close_image(),
            TagEnd::Link => match self.link_ends.pop() {
                Some(LinkEnd::Tag(link)) => self.close_link(link),
                Some(LinkEnd::Named) => {
                    self.images.pop();
                }
                Some(LinkEnd::Nothing) | None => {}
            },
            TagEnd::FootnoteDefinition => self.close_note(),
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::BlockQuote(kind) => {
                self.line();
                let is_callout = self.boxes.close_quote() || kind.is_some();
                self.push(if is_callout { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => {
                self.wordless = self.wordless.saturating_sub(1);
                self.push("</code></pre>\n");
            }
            TagEnd::List(ordered) => self.close_list(ordered),
            TagEnd::Item => self.close_item(),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => self.push("</tbody>\n</table>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                self.end_column();
                self.push(if self.in_head { "</th>\n" } else { "</td>\n" });
                self.cell += 1;
            }
            TagEnd::Emphasis => self.close_inline("</em>"),
            TagEnd::Strong => self.close_inline("</strong>"),
            TagEnd::Strikethrough => self.close_inline("</del>"),
            TagEnd::Superscript => self.close_inline("</sup>"),
            TagEnd::Subscript => self.close_inline("</sub>"),
            TagEnd::HtmlBlock if self.boxes.close_html() => {}
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::Heading(_) | TagEnd::MetadataBlock(_) => {}
        }
    }

    pub(super) fn block(&mut self, html: &str) {
        self.line();
        self.push(html);
    }

    fn open_inline(&mut self, html: &str, span: &Range<usize>) {
        self.inline += 1;
        if self.inline > NESTING && self.too_deep.is_none() {
            self.too_deep = Some(span.clone());
        }
        self.push(html);
    }

    fn close_inline(&mut self, html: &str) {
        self.inline = self.inline.saturating_sub(1);
        self.push(html);
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>, span: &Range<usize>) {
        if self.open_boxed_quote(span) {
            return;
        }
        let Some(kind) = kind else { return self.block("<blockquote>\n") };
        let name = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        self.open_callout(name, None);
    }

    fn open_code(&mut self, kind: &CodeBlockKind) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', '\n']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let mut open = String::from("<pre><code");
        if !language.is_empty() {
            attribute(&mut open, "class", &format!("language-{language}"));
        }
        open.push('>');
        self.block(&open);
        self.wordless += 1;
    }

    fn open_list(&mut self, start: Option<u64>, span: &Range<usize>) {
        if self.boxes.open_list(span.start - self.offset) {
            return;
        }
        match start {
            None => self.block("<ul>\n"),
            Some(1) => self.block("<ol>\n"),
            Some(start) => self.block(&format!("<ol start=\"{start}\">\n")),
        }
    }

    fn open_cell(&mut self) {
        let tag = if self.in_head { "<th scope=\"col\"" } else { "<td" };
        self.push(tag);
        match self.alignments.get(self.cell) {
            Some(Alignment::Left) => self.push(" class=\"left\""),
            Some(Alignment::Center) => self.push(" class=\"center\""),
            Some(Alignment::Right) => self.push(" class=\"right\""),
            Some(Alignment::None) | None => {}
        }
        match self.columns.get(self.cell).filter(|title| !self.in_head && !title.is_empty()) {
            Some(title) => self.push(&format!(" data-label=\"{title}\">")),
            None => self.push(">"),
        }
        self.cell_text = self.body.html.len();
    }

    /// A heading of a column is repeated in its cells' `data-label`, where narrow screens show rows as cards.
    fn end_column(&mut self) {
        if self.in_head {
            let mut text = plain(self.body.html.get(self.cell_text..).unwrap_or_default());
            // It is repeated in every cell, so a long one is cut.
            if let Some((end, _)) = text.char_indices().nth(COLUMN_LABEL) {
                // A character reference stays whole or goes.
                let kept = text.get(..end).unwrap_or_default();
                let end =
                    kept.rfind('&').filter(|at| !kept.get(*at..).unwrap_or_default().contains(';')).unwrap_or(end);
                text.truncate(end);
                text.push('…');
            }
            self.columns.push(text);
        }
    }

    /// A paragraph that holds nothing but an embed gives way to it.
    fn close_paragraph(&mut self) {
        use super::Piece;
        let tail = self.body.html.get(self.fixed..).unwrap_or("");
        if let [.., Piece::Html(range), Piece::Embed(_)] = self.body.pieces.as_mut_slice()
            && tail.trim().is_empty()
            && self.body.html.get(range.clone()).is_some_and(|html| html.ends_with("<p>"))
        {
            range.end -= "<p>".len();
            if range.start == range.end {
                let before = self.body.pieces.len() - 2;
                self.body.pieces.remove(before);
            }
            self.fixed = self.body.html.len();
            return;
        }
        self.demote_embeds();
        self.push("</p>\n");
    }
}

/// The text of `html` that the writer wrote, still escaped, and with quotes too.
fn plain(html: &str) -> String {
    let outside = html.split('<').enumerate().map(|(at, part)| match part.split_once('>') {
        Some((_, text)) if at > 0 => text,
        _ => part,
    });
    outside.collect::<String>().replace('"', "&quot;")
}
