//! Drawings written as SVG: for a page, coloured by its style sheet, or as a file of its own, coloured by attributes.
//!
//! Neither has a script, a `style` or an element's `id` (but for the two that name a file's title and description to
//! itself), as the site's policy demands. All text is escaped, and what XML can't hold is dropped.

use super::drawing::{Anchor, Drawing, Item, Look, Path, Placed, Point, Rect, Step};
use super::text::{ASCENT, Face, LEADING};

/// Colours and faces of a file of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Palette {
    /// The ground.
    pub paper: String,
    /// Boxes that are a little darker.
    pub tint: String,
    /// Text and outlines.
    pub ink: String,
    /// Text that says less.
    pub soft: String,
    /// Hairlines.
    pub hair: String,
    /// The accent.
    pub accent: String,
    /// Text on the accent.
    pub reverse: String,
    /// Arrows.
    pub signal: String,
    /// Faces of running text.
    pub sans: String,
    /// Faces of titles.
    pub serif: String,
}

impl Default for Palette {
    /// The default theme on white paper; `style.css` has the same.
    fn default() -> Self {
        Self {
            paper: "#fff".into(),
            tint: "#f1eee5".into(),
            ink: "#1b2328".into(),
            soft: "#505b62".into(),
            hair: "#d9d4c7".into(),
            accent: "#0b5d68".into(),
            reverse: "#fff".into(),
            signal: "#a8401f".into(),
            sans: "Seravek, 'Gill Sans Nova', Ubuntu, Calibri, 'Noto Sans', 'Helvetica Neue', sans-serif".into(),
            serif: "'Iowan Old Style', 'Sitka Text', 'Source Serif 4', 'Noto Serif', Cambria, Georgia, serif".into(),
        }
    }
}

/// For a page: an element whose classes the theme's style sheet colours. It is a picture with one name; if parts of it lead
/// somewhere it is a group of links.
#[must_use]
pub fn inline(drawing: &Drawing, class: &str, mirror: bool) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height));
    let role = if drawing.has_links() { "group" } else { "img" };
    let mut writer = Writer::new(drawing, mirror, None);
    let name = if drawing.title.is_empty() { String::new() } else { format!("{}: ", drawing.title) };
    writer.out =
        format!("<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"");
    writer.out.push_str(&format!(" role=\"{role}\""));
    writer.attribute("aria-label", &format!("{name}{}", drawing.description));
    writer.direction();
    writer.items(&drawing.items);
    writer.out + "</svg>"
}

/// A file of its own, this wide in `unit` (`mm`, or nothing for pixels).
#[must_use]
pub fn standalone(drawing: &Drawing, palette: &Palette, unit: &str, language: &str, mirror: bool) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height));
    let mut writer = Writer::new(drawing, mirror, Some(palette));
    writer.out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}{unit}\" height=\"{height}{unit}\""
    );
    writer.attribute("xml:lang", language);
    writer.out.push_str(" aria-labelledby=\"title\" aria-describedby=\"description\"");
    writer.direction();
    writer.element("title", &drawing.title);
    writer.element("desc", &drawing.description);
    writer.out.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", palette.paper));
    writer.items(&drawing.items);
    writer.out + "</svg>\n"
}

struct Writer<'a> {
    out: String,
    drawing: &'a Drawing,
    mirror: bool,
    /// Colours, unless classes are written.
    palette: Option<&'a Palette>,
    /// Whether what is written is part of a link.
    linked: bool,
}

impl<'a> Writer<'a> {
    fn new(drawing: &'a Drawing, mirror: bool, palette: Option<&'a Palette>) -> Self {
        Self { out: String::new(), drawing, mirror, palette, linked: false }
    }

    /// Closes the opening tag. The direction is always said: it decides which end of its area a line is set from.
    fn direction(&mut self) {
        self.attribute("direction", if self.mirror { "rtl" } else { "ltr" });
        self.out.push('>');
    }

    fn element(&mut self, name: &str, text: &str) {
        let id = if name == "desc" { "description" } else { name };
        self.out.push_str(&format!("<{name} id=\"{id}\">"));
        escape(&mut self.out, text);
        self.out.push_str(&format!("</{name}>"));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push_str(&format!(" {name}=\""));
        escape(&mut self.out, value);
        self.out.push('"');
    }

    fn x(&self, x: f64) -> f64 {
        if self.mirror { self.drawing.width - x } else { x }
    }

    fn point(&self, point: Point) -> String {
        format!("{} {}", number(self.x(point.x)), number(point.y))
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            if !matches!(item, Item::Text(placed) if placed.text.is_empty()) {
                self.out.push('\n');
            }
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Box(area, round, look) => {
                self.rect(*area, *round);
                self.shape(*look);
            }
            Item::Dot(middle, radius, look) => {
                let (x, y) = (number(self.x(middle.x)), number(middle.y));
                self.out.push_str(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\"", number(*radius)));
                self.shape(*look);
            }
            Item::Path(path, look) => {
                let d = self.path(path);
                self.out.push_str(&format!("<path d=\"{d}\""));
                self.shape(*look);
            }
            Item::Text(placed) => self.text(placed),
            Item::Link(href, items) => {
                self.out.push_str("<a");
                self.attribute("href", href);
                self.out.push('>');
                self.linked = true;
                self.items(items);
                self.linked = false;
                self.out.push_str("</a>");
            }
        }
    }

    fn rect(&mut self, area: Rect, round: f64) {
        let x = if self.mirror { self.x(area.right()) } else { area.x };
        let round = if round > 0.0 { format!(" rx=\"{}\"", number(round)) } else { String::new() };
        let (x, y) = (number(x), number(area.y));
        let (width, height) = (number(area.width), number(area.height));
        self.out.push_str(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{round}"));
    }

    fn path(&self, path: &Path) -> String {
        let mut d = format!("M{}", self.point(path.start));
        for step in &path.steps {
            d.push_str(&match step {
                Step::Line(to) => format!("L{}", self.point(*to)),
                Step::Curve(a, b, to) => format!("C{} {} {}", self.point(*a), self.point(*b), self.point(*to)),
            });
        }
        if path.closed {
            d.push('Z');
        }
        d
    }

    /// One text, a line each. A space ends each line but the last, for those who copy it; centred it would move the line.
    fn text(&mut self, placed: &Placed) {
        let Placed { text, area, anchor, look } = placed;
        let Some(last) = text.lines.len().checked_sub(1) else { return };
        let x = match anchor {
            Anchor::Start => self.x(area.x),
            Anchor::Middle => self.x(area.middle().x),
        };
        let middle = if *anchor == Anchor::Middle { " text-anchor=\"middle\"" } else { "" };
        self.out.push_str(&format!("<text font-size=\"{}\"{middle}", number(text.size)));
        self.ink(text.face, *look);
        for (at, line) in (0_u32..).zip(&text.lines) {
            let y = area.y + (ASCENT + LEADING * f64::from(at)) * text.size;
            self.out.push_str(&format!("<tspan x=\"{}\" y=\"{}\">", number(x), number(y)));
            escape(&mut self.out, line);
            let joined = *anchor == Anchor::Start && (at as usize) < last;
            self.out.push_str(if joined { " </tspan>" } else { "</tspan>" });
        }
        self.out.push_str("</text>");
    }

    /// How text looks; closes the opening tag. On a page it is hidden from screen readers, but for the text of
    /// links, which is their name: the diagram's name tells it all.
    fn ink(&mut self, face: Face, look: Look) {
        let Some(palette) = self.palette else {
            let title = if face == Face::Title { " d-title" } else { "" };
            let hidden = if self.linked { "" } else { " aria-hidden=\"true\"" };
            let strong = if face == Face::Strong { " d-strong" } else { "" };
            self.out.push_str(&format!(" class=\"{}{title}{strong}\"{hidden}>", class(look)));
            return;
        };
        let (family, weight) = match face {
            Face::Text => (&palette.sans, 400),
            Face::Strong => (&palette.sans, 700),
            Face::Title => (&palette.serif, 600),
        };
        let fill = match look {
            Look::Soft => &palette.soft,
            Look::Accent => &palette.accent,
            Look::Reverse => &palette.reverse,
            _ => &palette.ink,
        };
        self.out.push_str(&format!(" font-family=\"{family}\" font-weight=\"{weight}\" fill=\"{fill}\">"));
    }

    /// How a shape looks; closes its tag.
    fn shape(&mut self, look: Look) {
        let Some(palette) = self.palette else {
            self.out.push_str(&format!(" class=\"{}\"/>", class(look)));
            return;
        };
        let (fill, stroke) = match look {
            Look::Sheet => (palette.paper.as_str(), Some((&palette.ink, 1.0))),
            Look::Ring => (palette.paper.as_str(), Some((&palette.signal, 1.25))),
            Look::Main => (palette.accent.as_str(), None),
            Look::Tint => (palette.tint.as_str(), None),
            Look::Head => (palette.signal.as_str(), None),
            Look::Hair => ("none", Some((&palette.hair, 0.5))),
            Look::Tread => ("none", Some((&palette.accent, 3.0))),
            Look::Shaft => ("none", Some((&palette.signal, 1.0))),
            _ => ("none", Some((&palette.ink, 1.0))),
        };
        self.out.push_str(&format!(" fill=\"{fill}\""));
        if let Some((colour, width)) = stroke {
            let width = number(width * self.drawing.stroke);
            self.out.push_str(&format!(" stroke=\"{colour}\" stroke-width=\"{width}\""));
        }
        self.out.push_str("/>");
    }
}

/// The class of what looks like this on a page.
fn class(look: Look) -> &'static str {
    match look {
        Look::Sheet => "d-sheet",
        Look::Main => "d-main",
        Look::Tint => "d-tint",
        Look::Hair => "d-hair",
        Look::Rule => "d-rule",
        Look::Tread => "d-tread",
        Look::Shaft => "d-shaft",
        Look::Head => "d-head",
        Look::Ring => "d-ring",
        Look::Ink => "d-ink",
        Look::Soft => "d-soft",
        Look::Accent => "d-accent",
        Look::Reverse => "d-reverse",
    }
}

/// A number as short as two decimals make it.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Text as XML and HTML hold it. What XML can't hold is dropped.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => {}
            c => out.push(c),
        }
    }
}
