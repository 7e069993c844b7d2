//! What the styles of a file mean: headings by level, whatever language their names are in, quotations, code, callouts.

use std::collections::HashMap;

use super::xml::Element;

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Text,
    Title,
    Subtitle,
    Heading(u8),
    Quote,
    Callout(&'static str),
    Code,
    Caption,
    /// An entry of the table of contents, which is made anew.
    Contents,
    /// A further paragraph of a list item.
    Continues,
}

/// The styles of a file.
pub(super) struct Styles {
    all: HashMap<String, Style>,
}

struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    numbering: Option<(String, usize)>,
    bold: Option<bool>,
    italic: Option<bool>,
    strike: Option<bool>,
    font: Option<String>,
}

/// Words for a heading in the languages in which Word names its styles.
const HEADINGS: [&str; 14] = [
    "heading", "überschrift", "titre", "título", "titulo", "titolo", "kop", "rubrik", "overskrift", "otsikko",
    "nagłówek", "nadpis", "заголовок", "見出し",
];
const TITLES: [&str; 6] = ["title", "titel", "document title", "doctitle", "titre du document", "tytuł"];
const SUBTITLES: [&str; 5] = ["subtitle", "untertitel", "sous-titre", "sottotitolo", "subtítulo"];
const QUOTES: [&str; 9] =
    ["quote", "intense quote", "quotations", "zitat", "citation", "citazione", "cita", "block text", "blockquote"];
const CODE: [&str; 8] = [
    "code", "source code", "html preformatted", "preformatted text", "plain text", "macro text", "listing",
    "sourcecode",
];

impl Styles {
    pub(super) fn new(part: &Element) -> Self {
        let styles = part.children.iter().filter(|element| element.name == "w:style");
        Self {
            all: styles
                .filter_map(|style| Some((style.attribute("w:styleId")?.to_owned(), Style::new(style))))
                .collect(),
        }
    }

    /// What a paragraph of the style `id` is.
    pub(super) fn role(&self, id: &str) -> Role {
        let mut chain = self.chain(id).peekable();
        if chain.peek().is_none() {
            return by_name(id).unwrap_or(Role::Text);
        }
        let mut outline = None;
        for (id, style) in chain {
            if let Some(role) = by_name(&style.name).or_else(|| by_name(id)) {
                return role;
            }
            outline = outline.or(style.outline);
        }
        outline.filter(|level| *level < 9).map_or(Role::Text, |level| Role::Heading(level + 1))
    }

    /// The list and level that paragraphs of the style `id` are in.
    pub(super) fn numbering(&self, id: &str) -> Option<(String, usize)> {
        self.chain(id).find_map(|(_, style)| style.numbering.clone())
    }

    /// How deep a list of the style `id` lies: Word's own `List Bullet 2` is a list of its own, below `List Bullet`.
    pub(super) fn list_depth(&self, id: &str) -> usize {
        let name = self.all.get(id).map_or("", |style| style.name.as_str());
        let digits = name.strip_prefix("list bullet ").or_else(|| name.strip_prefix("list number "));
        digits.and_then(|digits| digits.parse::<usize>().ok()).map_or(0, |depth| depth.saturating_sub(1).min(8))
    }

    /// Whether runs of the style are bold, italic, struck and code, as far as it says.
    pub(super) fn look(&self, id: &str) -> [bool; 4] {
        let is = |of: fn(&Style) -> Option<bool>| self.chain(id).find_map(|(_, style)| of(style)).unwrap_or(false);
        let font = self.chain(id).find_map(|(_, style)| style.font.clone());
        let is_code =
            font.is_some_and(|font| is_code_font(&font)) || by_name(id) == Some(Role::Code) || id.contains("Verbatim");
        [is(|style| style.bold), is(|style| style.italic), is(|style| style.strike), is_code]
    }

    /// The style and those that it is based on.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = self.all.get_key_value(id);
        let next = |(_, style): &(&'s String, &'s Style)| self.all.get_key_value(style.based_on.as_ref()?);
        // A style based on itself would have no end.
        std::iter::successors(first, next).take(12).map(|(id, style)| (id.as_str(), style))
    }
}

impl Style {
    fn new(style: &Element) -> Self {
        let paragraph = style.child("w:pPr");
        let run = style.child("w:rPr");
        let numbers = paragraph.and_then(|properties| properties.child("w:numPr"));
        let level =
            numbers.and_then(|numbers| numbers.value("w:ilvl")).and_then(|level| level.parse().ok()).unwrap_or(0);
        let font = run.and_then(|run| run.child("w:rFonts")).and_then(|fonts| fonts.attribute("w:ascii"));
        Self {
            name: style.value("w:name").unwrap_or_default().to_lowercase(),
            based_on: style.value("w:basedOn").map(str::to_owned),
            outline: paragraph
                .and_then(|properties| properties.value("w:outlineLvl"))
                .and_then(|level| level.parse().ok()),
            numbering: numbers.and_then(|numbers| numbers.value("w:numId")).map(|id| (id.to_owned(), level)),
            bold: run.and_then(|run| run.is_on("w:b")),
            italic: run.and_then(|run| run.is_on("w:i")),
            strike: run.and_then(|run| run.is_on("w:strike")),
            font: font.map(str::to_owned),
        }
    }
}

/// Whether text in this font is code.
pub(super) fn is_code_font(font: &str) -> bool {
    let font = font.to_lowercase();
    ["courier", "consolas", "menlo", "monaco", "mono", "source code", "cascadia", "lucida console"]
        .iter()
        .any(|code| font.contains(code))
}

/// What a style's name says, in lower case with its spaces or as an id without them.
fn by_name(name: &str) -> Option<Role> {
    let name = name.to_lowercase().replace('_', " ");
    let (word, number) = name.split_at(name.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    let word = word.trim();
    let is = |words: &[&str]| words.contains(&word);
    if let Ok(level) = number.parse::<u8>() {
        if is(&HEADINGS) && (1..=9).contains(&level) {
            return Some(Role::Heading(level));
        }
        if is(&["toc", "contents", "verzeichnis", "tm", "sumário"]) {
            return Some(Role::Contents);
        }
    }
    let callouts = crate::import::html::CALLOUTS;
    let callout = || {
        let first = word.split([' ', '-']).next().unwrap_or(word);
        let is_callout =
            word == first || ["box", "text", "block", "callout", "paragraph"].iter().any(|end| word.ends_with(end));
        callouts.iter().find(|(known, _)| is_callout && *known == first).map(|(_, kind)| Role::Callout(kind))
    };
    match word {
        "list continue" | "listcontinue" | "list paragraph" | "listparagraph" => Some(Role::Continues),
        "toc heading" | "tocheading" | "contents heading" => Some(Role::Contents),
        "caption" | "beschriftung" | "légende" => Some(Role::Caption),
        "callout" => Some(Role::Callout("note")),
        _ if is(&TITLES) => Some(Role::Title),
        _ if is(&SUBTITLES) => Some(Role::Subtitle),
        _ if is(&QUOTES) || word == "intensequote" => Some(Role::Quote),
        _ if is(&CODE) || word == "htmlpreformatted" => Some(Role::Code),
        _ => callout(),
    }
}
