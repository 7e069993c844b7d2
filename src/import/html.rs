//! HTML becomes Markdown as a careful author writes it.
//!
//! Three steps: [`clean`] leaves out what is no text of the page and gives what means the same one form, [`mod@write`] walks the
//! tree with `htmd`, and [`literal`] escapes exactly what would mean something in our Markdown. What Markdown can't say stays
//! as text, and is named. Links and pictures keep their addresses.

mod clean;
pub(in crate::import) mod dom;
mod footnotes;
mod literal;
mod spans;
mod table;
mod write;

pub(in crate::import) use clean::CALLOUTS;

use std::collections::BTreeSet;

use dom::NodeRef;

/// A page, or a part of one, as Markdown.
#[derive(Clone, Default, Debug)]
pub(super) struct HtmlPage {
    /// The text of `<title>`, which often ends in the site's name.
    pub(super) title: Option<String>,
    /// The text of the first `<h1>`.
    pub(super) heading: Option<String>,
    /// The language as BCP 47 writes it.
    pub(super) language: Option<String>,
    /// What the page says about itself for search engines.
    pub(super) summary: Option<String>,
    /// Its text, without navigation, header and footer where it says what its main part is.
    pub(super) text: String,
    /// What could not be kept, and why.
    pub(super) losses: Vec<String>,
}

/// A whole document: its main part as Markdown, and what its head says. Headings keep the ids among `linked`.
pub(super) fn page_with(html: &str, linked: &BTreeSet<String>) -> HtmlPage {
    let document = dom::parse(html);
    keep_ids(&document, linked);
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
    let heading = line("h1").map(|heading| heading.trim_end_matches([' ', '¶', '#']).to_owned());
    let (title, summary) = (line("title"), head("name", "description"));
    let main = clean::main_part(&document);
    let language = language.filter(|language| !language.trim().is_empty());
    HtmlPage { title, heading, language, summary, ..of(&main) }
}

/// Adds the ids that links in `html` lead to.
pub(super) fn linked_ids(html: &str, ids: &mut BTreeSet<String>) {
    for (at, _) in html.match_indices('#') {
        let before = html.get(..at).unwrap_or_default();
        let address = before.rsplit(['"', '\'', ' ', '>', '<']).next().map_or(0, str::len);
        let start = before.get(..before.len() - address).unwrap_or_default();
        if !start.trim_end_matches(['"', '\'']).ends_with("href=") {
            continue;
        }
        let rest = html.get(at + 1..).unwrap_or_default();
        let id = rest.split(['"', '\'', '>', '<', ' ']).next().unwrap_or_default();
        if !id.is_empty() {
            ids.insert(id.to_owned());
        }
    }
}

/// Takes all ids off that no link leads to, and gives those inside a heading or just before it to the heading.
pub(super) fn keep_ids(root: &NodeRef, linked: &BTreeSet<String>) {
    let is_heading = |node: &NodeRef| matches!(dom::tag(node), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    for node in dom::all(root).iter().filter(|node| is_heading(node)) {
        let inside =
            dom::all(node).into_iter().flat_map(|inner| [dom::attribute(&inner, "id"), dom::attribute(&inner, "name")]);
        let around = dom::parent(node).filter(|parent| {
            let first = dom::children(parent).into_iter().find(|child| !dom::tag(child).is_empty());
            first.is_some_and(|first| NodeRef::ptr_eq(&first, node))
        });
        let around = around.and_then(|parent| dom::attribute(&parent, "id"));
        let id = inside.flatten().chain(around).find(|id| linked.contains(id));
        dom::set_attribute(node, "id", &id.unwrap_or_default());
    }
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

/// `path` as an address: everything but letters, digits and a few signs as `%` and two digits.
pub(in crate::import) fn encoded(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragment(html: &str) -> String {
        of(&dom::parse(html)).text
    }

    #[test]
    fn html_becomes_markdown() {
        let cases = [
            ("<p>a <b>b</b><b>c</b> d</p>", "a **bc** d"),
            ("<p><b>Note:</b>text</p>", "**Note**:text"),
            ("<p><b>a </b>b<i> c</i></p>", "**a** b *c*"),
            ("<p><b><i>a</i></b>b</p>", "***a***b"),
            ("<p><b><code>x</code></b>y</p>", "`x`y"),
            (
                "<p>3 * 4, snake_case, *not* and _not_ 1.5 [x](y) C:\\a</p>",
                "3 * 4, snake_case, \\*not\\* and \\_not\\_ 1.5 \\[x\\](y) C:\\a",
            ),
            (
                "<p>1. not a list</p><p># not a heading</p><p>- no</p><p>+ no</p><p>&gt; no</p><p>---</p>",
                "1\\. not a list\n\n\\# not a heading\n\n\\- no\n\n\\+ no\n\n\\> no\n\n\\---",
            ),
            (
                "<p>a &lt;b&gt; &amp;amp; R&amp;D {{x}} :smile: 10:30 $5 and $6</p>",
                "a \\<b> \\&amp; R&D \\{{x}} \\:smile: 10:30 \\$5 and \\$6",
            ),
            ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>", "- a\n  - b\n- c"),
            ("<ol start='3'><li>a<p>x</p></li><li>b</li></ol>", "3. a\n\n   x\n\n4. b"),
            (
                "<ol><li>a</li></ol><ol><li>b</li></ol><ul><li>c</li></ul><ul><li>d</li></ul>",
                "1. a\n\n1) b\n\n- c\n- d",
            ),
            (
                "<ul><li><input type=checkbox checked> done</li><li><input type=checkbox>open</li></ul>",
                "- [x] done\n- [ ] open",
            ),
            (
                "<table><tr><th>A</th><th colspan=2>B</th></tr><tr><td rowspan=2>1|2</td><td><p>x</p><p>y.</p><p>z</p></td><td><ul><li>p</li><li>q</li></ul></td></tr><tr><td>2</td></tr></table>",
                "| A | B |  |\n| --- | --- | --- |\n| 1\\|2 | x; y. z | p; q |\n|  | 2 |  |",
            ),
            ("<p>a<br>b<br><br>c<br></p>", "a\\\nb\n\nc"),
            ("<h2 id='x'><b>T</b></h2><h2 id='what-it-is'>What it is</h2>", "## T {#x}\n\n## What it is"),
            (
                "<pre><code class='language-rust'>fn a() {\n  `b` * c\n}\n</code></pre>",
                "```rust\nfn a() {\n  `b` * c\n}\n```",
            ),
            (
                "<p><a href='a b.html'>x <b>y</b></a> <a href='https://e.org/a_b'>https://e.org/a_b</a></p>",
                "[x **y**](<a b.html>) <https://e.org/a_b>",
            ),
            ("<a href='x'><div><h3>T</h3><p>text</p></div></a>", "### [T](x)\n\ntext"),
            ("<details><summary>More</summary><p>a</p><p>b</p></details>", "> [!NOTE]- More\n> a\n>\n> b"),
            (
                "<div class='admonition warning'><p class='admonition-title'>Take care</p><p>x</p></div>",
                "> [!WARNING] Take care\n> x",
            ),
            ("<p>H<sub>2</sub>O m<sup>2</sup> <mark>m</mark> <s>s</s></p>", "H~2~O m^2^ ==m== ~~s~~"),
            (
                "<p>a<sup><a href='#fn1'>1</a></sup></p><section class=footnotes><ol><li id=fn1><p>note <a href='#r'>↩</a></p></li></ol></section>",
                "a[^1]\n\n[^1]: note",
            ),
            ("<dl><dt>T</dt><dd>d</dd><dd>e</dd><dt>U</dt><dd>f</dd></dl>", "T\n: d\n: e\n\nU\n: f"),
            ("<img src='a.png' alt='x [y]'>", "![x \\[y\\]](a.png)"),
            ("<table><tr><td><h2>L</h2></td><td>x</td></tr></table>", "## L\n\nx"),
            ("<p>soft\u{ad}hyphen a&nbsp;b &nbsp; c</p>", "softhyphen a\u{a0}b c"),
            ("<b style='font-weight:normal'><p>a</p><p>b</p></b>", "a\n\nb"),
            ("<blockquote><p>a<br>b</p><ul><li>c</li></ul></blockquote>", "> a\\\n> b\n>\n> - c"),
        ];
        for (html, expected) in cases {
            assert_eq!(fragment(html), expected, "{html}");
        }
    }

    #[test]
    fn a_page_nested_without_end_is_read_as_text() {
        for tag in ["div", "b", "ul", "blockquote", "table><tr><td", "font", "p", "dl><dd"] {
            let html = format!("{}word{}", format!("<{tag}>").repeat(20_000), "</x>".repeat(5));
            assert!(fragment(&html).contains("word"), "{tag}");
        }
        assert!(fragment(&format!("{}word", "<div><b>".repeat(300))).contains("word"));
    }
}
