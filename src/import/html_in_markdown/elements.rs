//! The elements of HTML, and those of ``MathML`` and SVG that pages hold.

/// Source: HTML Living Standard, index of elements; with the obsolete ones that old pages still have.
static ELEMENTS: [&str; 135] = [
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big",
    "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data",
    "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption",
    "figure", "font", "footer", "form", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr",
    "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "line", "link", "main", "map",
    "mark", "math", "menu", "meta", "meter", "nav", "nobr", "noscript", "object", "ol", "optgroup", "option", "output",
    "p", "param", "path", "picture", "polygon", "pre", "progress", "q", "rect", "rp", "rt", "ruby", "s", "samp",
    "script", "search", "section", "select", "slot", "small", "source", "span", "strike", "strong", "style", "sub",
    "summary", "sup", "svg", "symbol", "table", "tbody", "td", "template", "text", "textarea", "tfoot", "th", "thead",
    "time", "title", "tr", "track", "tspan", "tt", "u", "ul", "use", "var", "video", "wbr", "circle", "defs",
    "ellipse", "desc",
];

/// Whether `name` is an element.
pub(super) fn is_element(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    // Components differ from elements by their capital: `<Link>` is none of HTML's.
    let is_component =
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().any(|c| c.is_ascii_lowercase());
    !is_component && ELEMENTS.contains(&lower.as_str())
}

/// Whether words before and after this element stand apart.
pub(super) fn is_layout(name: &str) -> bool {
    ["div", "p", "li", "ul", "ol", "tr", "td", "th", "dd", "dt", "section", "article", "figure", "center"]
        .contains(&name)
}
