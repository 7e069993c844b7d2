//! HTML becomes Markdown as a careful author writes it.
//!
//! Three steps: [`clean`] leaves out what is no text of the page and gives what means the same one form, [`write`] walks the
//! tree with `htmd`, and [`literal`] escapes exactly what would mean something in our Markdown. What Markdown can't say stays
//! as text, and is named. Links and pictures keep their addresses.

mod clean;
pub(in crate::import) mod dom;
mod footnotes;
mod literal;
mod table;
mod write;

pub(in crate::import) use clean::CALLOUTS;

use dom::NodeRef;

/// A page, or a part of one, as Markdown.
#[derive(Clone, Default, Debug)]
pub(super) struct HtmlPage {
    /// The text of `<title>`, or of the first `<h1>`.
    pub(super) title: Option<String>,
    /// The language as BCP 47 writes it.
    pub(super) language: Option<String>,
    /// What the page says about itself for search engines.
    pub(super) summary: Option<String>,
    /// Its text, without navigation, header and footer where it says what its main part is.
    pub(super) text: String,
    /// What could not be kept, and why.
    pub(super) losses: Vec<String>,
}

/// A whole document: its main part as Markdown, and what its head says.
pub(super) fn page(html: &str) -> HtmlPage {
    let document = dom::parse(html);
    let head = |key: &str, value: &str| {
        let meta = dom::find(&document, |node| {
            dom::tag(node) == "meta" && dom::attribute(node, key).is_some_and(|name| name.eq_ignore_ascii_case(value))
        })?;
        dom::attribute(&meta, "content").map(|content| content.trim().to_owned()).filter(|content| !content.is_empty())
    };
    let line = |tag: &'static str| {
        let line = dom::line_of(&dom::find(&document, |node| dom::tag(node) == tag)?);
        (!line.is_empty()).then_some(line)
    };
    let language = dom::find(&document, |node| dom::tag(node) == "html")
        .and_then(|html| dom::attribute(&html, "lang").or_else(|| dom::attribute(&html, "xml:lang")));
    let (title, summary) = (line("title").or_else(|| line("h1")), head("name", "description"));
    let main = clean::main_part(&document);
    let language = language.filter(|language| !language.trim().is_empty());
    HtmlPage { title, language, summary, ..of(&main) }
}

/// A part of a page as Markdown, such as a block of HTML in a Markdown file.
pub(super) fn fragment(html: &str) -> String {
    of(&dom::parse(html)).text
}

/// A tree, or a part of one, as Markdown. The tree is changed on the way.
pub(super) fn of(node: &NodeRef) -> HtmlPage {
    let losses = clean::clean(node);
    HtmlPage { text: literal::finish(&write::markdown(node)), losses, ..HtmlPage::default() }
}

/// A line of plain text as Markdown that shows it as it stands.
pub(in crate::import) fn escaped(text: &str) -> String {
    literal::finish(&literal::of(text))
}
