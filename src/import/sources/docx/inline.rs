//! What stands in a paragraph: runs that look alike are one, links from relationships and fields, pictures, notes, equations.

use std::collections::{BTreeMap, BTreeSet};

use super::package::Package;
use super::styles::{Styles, is_code_font};
use super::xml::Element;
use crate::import::html::dom::{self, NodeRef};
use crate::import::tree::extension_of;

/// How a run may look, from the outside in, and the element that says so.
const LOOKS: [&str; 7] = ["strong", "em", "s", "mark", "sup", "sub", "code"];

/// What is known and found while a file is read.
pub(super) struct Context<'f> {
    pub(super) package: &'f Package,
    pub(super) styles: Styles,
    pub(super) changes: BTreeMap<String, usize>,
    pub(super) losses: Vec<String>,
    /// Pictures that the text shows, by the paths of their parts.
    pub(super) pictures: BTreeSet<String>,
    /// Comments by their ids.
    pub(super) comments: BTreeMap<String, String>,
    /// Bookmarks in the paragraph that is being read.
    pub(super) bookmarks: Vec<String>,
    /// Text boxes in the paragraph that is being read.
    pub(super) boxes: Vec<&'f Element>,
    fields: Vec<Field>,
}

#[derive(Default)]
struct Field {
    instruction: String,
    shows: bool,
}

/// A stretch of text, or something else in the line, with its look and the address that it leads to.
struct Piece {
    node: NodeRef,
    look: [bool; LOOKS.len()],
    link: Option<String>,
    is_space: bool,
}

impl<'f> Context<'f> {
    pub(super) fn new(package: &'f Package, comments: &Element) -> Self {
        let comment = |comment: &Element| {
            let author = comment.attribute("w:author").unwrap_or("somebody");
            Some((
                comment.attribute("w:id")?.to_owned(),
                format!("a comment by {author}: “{}”", comment.text_of("w:t")),
            ))
        };
        Self {
            package,
            styles: Styles::new(&package.named("styles.xml")),
            changes: BTreeMap::new(),
            losses: Vec::new(),
            pictures: BTreeSet::new(),
            comments: comments.children.iter().filter_map(comment).collect(),
            bookmarks: Vec::new(),
            boxes: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The content of a paragraph as nodes.
    pub(super) fn paragraph(&mut self, paragraph: &'f Element) -> Vec<NodeRef> {
        let mut pieces = Vec::new();
        self.children(paragraph, None, &mut pieces);
        linked(pieces)
    }

    fn children(&mut self, parent: &'f Element, link: Option<&str>, out: &mut Vec<Piece>) {
        for element in &parent.children {
            self.element(element, link, out);
        }
    }

    fn element(&mut self, element: &'f Element, link: Option<&str>, out: &mut Vec<Piece>) {
        match element.name.as_str() {
            "w:r" => self.run(element, link, out),
            "w:hyperlink" => {
                let outside = element
                    .attribute("r:id")
                    .and_then(|id| self.package.relation(id))
                    .map(|relation| relation.target.clone());
                let anchor = element.attribute("w:anchor").map(|anchor| format!("#{anchor}")).unwrap_or_default();
                let address = format!("{}{anchor}", outside.unwrap_or_default());
                self.children(element, Some(&address).filter(|address| !address.is_empty()).map(String::as_str), out);
            }
            "w:fldSimple" => {
                let address = element.attribute("w:instr").and_then(address_of);
                self.children(element, address.as_deref().or(link), out);
            }
            "w:del" | "w:moveFrom" => self.count("tracked changes accepted"),
            "w:ins" | "w:moveTo" => {
                self.count("tracked changes accepted");
                self.children(element, link, out);
            }
            "w:bookmarkStart" => self.bookmarks.extend(element.attribute("w:name").map(str::to_owned)),
            "w:commentRangeStart" | "w:commentReference" => self.comment(element),
            "m:oMath" | "m:oMathPara" => self.equation(element, out),
            "w:sdt" => element.child("w:sdtContent").into_iter().for_each(|content| self.children(content, link, out)),
            "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => self.children(element, link, out),
            "w:pPr" if element.find("w:rPrChange").or_else(|| element.find("w:pPrChange")).is_some() => {
                self.count("tracked changes accepted");
            }
            _ => {}
        }
    }

    pub(super) fn count(&mut self, what: &str) {
        *self.changes.entry(what.to_owned()).or_default() += 1;
    }

    fn comment(&mut self, element: &Element) {
        let text = element.attribute("w:id").and_then(|id| self.comments.remove(id));
        self.losses.extend(text);
    }

    fn equation(&mut self, element: &Element, out: &mut Vec<Piece>) {
        let text = element.text_of("m:t");
        if !text.is_empty() {
            self.losses.push(format!("an equation became text: {text}"));
            out.push(Piece::new(dom::element("code", &[], vec![dom::text_node(&text)])));
        }
    }

    fn run(&mut self, run: &'f Element, link: Option<&str>, out: &mut Vec<Piece>) {
        let look = run.child("w:rPr").map(|properties| self.look(properties)).unwrap_or_default();
        let is_hidden = run.child("w:rPr").and_then(|properties| properties.is_on("w:vanish")).unwrap_or(false);
        for element in &run.children {
            if self.field(element) {
                continue;
            }
            if is_hidden {
                if element.name == "w:t" && !element.text.trim().is_empty() {
                    self.losses.push(format!("hidden text is left out: “{}”", element.text.trim()));
                }
                continue;
            }
            let of_field = self.fields.iter().rev().find_map(|field| address_of(&field.instruction));
            let link = link.map(str::to_owned).or(of_field);
            let text = |text: &str| Some(Piece { link: link.clone(), ..Piece::text(text, look) });
            let piece = match element.name.as_str() {
                "w:t" => text(&element.text),
                "w:tab" | "w:ptab" => text(" "),
                "w:noBreakHyphen" => text("-"),
                "w:sym" => text(symbol(element.attribute("w:char").unwrap_or_default())),
                "w:br" if matches!(element.attribute("w:type"), Some("page" | "column")) => None,
                "w:br" | "w:cr" => Some(Piece::new(dom::element("br", &[], Vec::new()))),
                "w:footnoteReference" | "w:endnoteReference" => note(element).map(Piece::new),
                "w:commentReference" => {
                    self.comment(element);
                    None
                }
                "w:drawing" | "w:pict" | "w:object" | "mc:AlternateContent" => {
                    self.drawing(element, link.as_deref(), out);
                    None
                }
                _ => None,
            };
            out.extend(piece);
        }
    }

    /// Follows the parts of a field; whether the element is one of them, or what a field hides.
    fn field(&mut self, element: &Element) -> bool {
        match (element.name.as_str(), element.attribute("w:fldCharType")) {
            ("w:fldChar", Some("begin")) => self.fields.push(Field::default()),
            ("w:fldChar", Some("separate")) => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                }
            }
            ("w:fldChar", _) => drop(self.fields.pop()),
            ("w:instrText", _) => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(&element.text);
                }
            }
            _ => return self.fields.iter().any(|field| !field.shows),
        }
        true
    }

    fn look(&self, properties: &Element) -> [bool; LOOKS.len()] {
        let style = properties.value("w:rStyle").map(|id| self.styles.look(id)).unwrap_or_default();
        let [bold, italic, strike, code] = style;
        let is = |name: &str, of_style: bool| properties.is_on(name).unwrap_or(of_style);
        let font = properties.child("w:rFonts").and_then(|fonts| fonts.attribute("w:ascii")).map(is_code_font);
        let marked = properties.value("w:highlight").is_some_and(|color| color != "none");
        let place = properties.value("w:vertAlign");
        [
            is("w:b", bold),
            is("w:i", italic),
            is("w:strike", strike) || is("w:dstrike", false),
            marked,
            place == Some("superscript"),
            place == Some("subscript"),
            font.unwrap_or(code),
        ]
    }

    /// Pictures and text boxes; what else is drawn is named.
    fn drawing(&mut self, element: &'f Element, link: Option<&str>, out: &mut Vec<Piece>) {
        // The same thing is given twice, for new and for old programs.
        let element = if element.name == "mc:AlternateContent" {
            element.child("mc:Choice").or_else(|| element.child("mc:Fallback")).unwrap_or(element)
        } else {
            element
        };
        let before = self.boxes.len();
        self.boxes.extend(outermost_boxes(element));
        if self.boxes.len() > before {
            self.count("text boxes became text");
        }
        let about = element.find("wp:docPr").or_else(|| element.find("v:shape"));
        let alt = ["descr", "alt", "title"].iter().find_map(|key| about?.attribute(key)).unwrap_or_default().trim();
        for part in element.all() {
            let id = match part.name.as_str() {
                "a:blip" => part.attribute("r:embed").or_else(|| part.attribute("r:link")),
                "v:imagedata" => part.attribute("r:id"),
                "c:chart" => {
                    self.losses.push("a chart is left out; insert it again as a picture".to_owned());
                    None
                }
                "dgm:relIds" => {
                    let data = part.attribute("r:dm").and_then(|id| self.package.relation(id));
                    let text = data.map(|data| self.package.part(&data.target).text_of("a:t")).unwrap_or_default();
                    self.losses.push("a SmartArt drawing became text".to_owned());
                    out.push(Piece::text(&text, <[bool; LOOKS.len()]>::default()));
                    None
                }
                _ => None,
            };
            let Some(relation) = id.and_then(|id| self.package.relation(id)) else { continue };
            if matches!(extension_of(&relation.target).as_str(), "emf" | "wmf" | "tif" | "tiff") {
                self.losses.push(format!("browsers can't show the picture {}; save it as PNG", relation.target));
            }
            let source =
                if relation.is_outside { relation.target.clone() } else { format!("docx:{}", relation.target) };
            if !relation.is_outside {
                self.pictures.insert(relation.target.clone());
            }
            let picture = dom::element("img", &[("src", &source), ("alt", alt)], Vec::new());
            out.push(Piece { link: link.map(str::to_owned), ..Piece::new(picture) });
        }
    }
}

/// Text boxes that lie in no other text box.
fn outermost_boxes(element: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    let mut open = vec![element];
    while let Some(element) = open.pop() {
        if element.name == "w:txbxContent" {
            found.push(element);
        } else {
            open.extend(element.children.iter().rev());
        }
    }
    found
}

impl Piece {
    fn new(node: NodeRef) -> Self {
        Self { node, look: <[bool; LOOKS.len()]>::default(), link: None, is_space: false }
    }

    fn text(text: &str, look: [bool; LOOKS.len()]) -> Self {
        Self { node: dom::text_node(text), look, link: None, is_space: text.chars().all(char::is_whitespace) }
    }
}

fn note(element: &Element) -> Option<NodeRef> {
    let kind = element.name.trim_start_matches("w:").trim_end_matches("Reference");
    let name = format!("{kind}-{}", element.attribute("w:id")?);
    Some(dom::element("footnote-mark", &[("name", &name)], Vec::new()))
}

/// Where a field leads: `HYPERLINK "https://example.org" \l "part"`, `REF _Ref1 \h`.
fn address_of(instruction: &str) -> Option<String> {
    let mut words = instruction.split_whitespace();
    let kind = words.next()?;
    if matches!(kind, "REF" | "PAGEREF") {
        return instruction.contains("\\h").then(|| words.next()).flatten().map(|name| format!("#{name}"));
    }
    if kind != "HYPERLINK" {
        return None;
    }
    let (before, anchor) = instruction.split_once("\\l").unwrap_or((instruction, ""));
    let quoted = |text: &str| text.split('"').nth(1).map(str::to_owned);
    let anchor = quoted(anchor).map(|anchor| format!("#{anchor}")).unwrap_or_default();
    let address = format!("{}{anchor}", quoted(before).unwrap_or_default());
    (!address.is_empty()).then_some(address)
}

/// Signs that Word takes from fonts of symbols.
fn symbol(code: &str) -> &'static str {
    match code.to_uppercase().trim_start_matches("F0") {
        "FC" | "FE" => "✓",
        "FB" | "FD" => "✗",
        "E0" | "E8" => "→",
        "A8" | "6F" | "71" => "☐",
        "4A" => "🙂",
        _ => "•",
    }
}

/// Pieces in links, and those that look alike in one element.
fn linked(mut pieces: Vec<Piece>) -> Vec<NodeRef> {
    // A space looks like what is on both of its sides.
    for at in 0..pieces.len() {
        let look = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map(|piece| piece.look).unwrap_or_default();
        let (before, after) = (look(at.checked_sub(1)), look(Some(at + 1)));
        if let Some(space) = pieces.get_mut(at).filter(|piece| piece.is_space) {
            space.look = std::array::from_fn(|at| before.get(at) == Some(&true) && after.get(at) == Some(&true));
        }
    }
    let mut out = Vec::new();
    for group in pieces.chunk_by(|one, next| one.link == next.link) {
        let nodes = dressed(group, [false; LOOKS.len()]);
        match group.first().and_then(|piece| piece.link.as_deref()) {
            Some(link) => out.push(dom::element("a", &[("href", link)], nodes)),
            None => out.extend(nodes),
        }
    }
    out
}

/// Pieces in elements for how they look: the look that lasts longest is outermost. `worn` are those that are around already.
fn dressed(pieces: &[Piece], worn: [bool; LOOKS.len()]) -> Vec<NodeRef> {
    let mut out = Vec::new();
    let mut rest = pieces;
    while let Some(first) = rest.first() {
        let wears = |piece: &Piece, look: usize| piece.look.get(look) == Some(&true);
        let lasts = |look: usize| rest.iter().take_while(|piece| wears(piece, look)).count();
        let open = (0..LOOKS.len()).filter(|look| wears(first, *look) && worn.get(*look) == Some(&false));
        // Of looks that last as long, the first is outermost; code, whose text is as it stands, is innermost.
        let longest =
            open.max_by_key(|look| (if *look + 1 == LOOKS.len() { 0 } else { lasts(*look) }, LOOKS.len() - look));
        let Some((look, tag)) = longest.and_then(|look| Some((look, LOOKS.get(look)?))) else {
            out.push(NodeRef::clone(&first.node));
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let (inside, after) = rest.split_at(lasts(look));
        let mut worn = worn;
        if let Some(worn) = worn.get_mut(look) {
            *worn = true;
        }
        out.push(dom::element(tag, &[], dressed(inside, worn)));
        rest = after;
    }
    out
}
