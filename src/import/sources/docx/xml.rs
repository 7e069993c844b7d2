//! An XML part as a tree, with the names as they are written: Word and all others use the same prefixes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep a part may be nested; what is deeper is left out. A table in a table takes three levels.
const MAX_DEPTH: usize = 180;

/// An element.
#[derive(Default, Debug)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// The text directly in it.
    pub(super) text: String,
}

impl Element {
    /// The value of the attribute `name`, such as `w:val`.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first child called `name`.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The `w:val` of the child `name`.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("w:val")
    }

    /// Whether the property `name` is set and not switched off.
    pub(super) fn is_on(&self, name: &str) -> Option<bool> {
        let property = self.child(name)?;
        Some(!matches!(property.attribute("w:val"), Some("0" | "false" | "none" | "off")))
    }

    /// The element and everything in it, in order.
    pub(super) fn all(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(element) = open.pop() {
            found.push(element);
            open.extend(element.children.iter().rev());
        }
        found
    }

    /// The first element called `name` anywhere in it.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.all().into_iter().find(|element| element.name == name)
    }

    /// The text of all elements called `name`, a space between paragraphs.
    pub(super) fn text_of(&self, name: &str) -> String {
        let mut out = String::new();
        for element in self.all() {
            match element.name.as_str() {
                "w:p" | "w:tab" | "w:br" if !out.is_empty() => out.push(' '),
                found if found == name => out.push_str(&element.text),
                _ => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The root of a part; what was read so far where the part is damaged.
pub(super) fn parse(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<Element> = vec![Element::default()];
    let mut skipped = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) if open.len() >= MAX_DEPTH => skipped += 1,
            Ok(Event::Start(start)) => open.push(element(&start)),
            Ok(Event::Empty(start)) => push(&mut open, element(&start)),
            Ok(Event::End(_)) if skipped > 0 => skipped -= 1,
            Ok(Event::End(_)) => close(&mut open),
            Ok(Event::Text(text)) => append(&mut open, text.as_ref()),
            Ok(Event::CData(text)) => append(&mut open, text.as_ref()),
            Ok(Event::GeneralRef(name)) => append(&mut open, &reference(name.as_ref())),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().and_then(|mut root| root.children.pop()).unwrap_or_default()
}

fn push(open: &mut [Element], element: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(element);
    }
}

fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(element) = open.pop()
    {
        push(open, element);
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(parent) = open.last_mut() {
        parent.text.push_str(text);
    }
}

fn element(start: &BytesStart) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let raw = attribute.value.as_ref().to_owned();
        let value = quick_xml::escape::unescape(&raw).map(std::borrow::Cow::into_owned).unwrap_or(raw);
        (attribute.key.as_ref().to_owned(), value)
    });
    Element { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Element::default() }
}

/// What `&name;` stands for.
fn reference(name: &str) -> String {
    let raw = format!("&{name};");
    quick_xml::escape::unescape(&raw).map(std::borrow::Cow::into_owned).unwrap_or(raw)
}
