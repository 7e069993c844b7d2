//! Lists: which number belongs to which kind of list, and how far it has counted.

use std::collections::HashMap;

use super::xml::Element;

/// Levels deeper than this are not told apart, as in Word.
const MAX_LEVEL: usize = 8;

/// All lists of a file, and where they stand.
#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
}

#[derive(Default, Clone)]
struct List {
    /// Each level's format, and where it starts.
    levels: HashMap<usize, (String, usize)>,
    counts: [usize; MAX_LEVEL + 1],
}

/// A paragraph's place in a list.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) level: usize,
    /// Its number, if the list has numbers.
    pub(super) number: Option<usize>,
}

impl Numbering {
    pub(super) fn new(part: &Element) -> Self {
        let level = |element: &Element| {
            let format = element.value("w:numFmt").unwrap_or("decimal").to_owned();
            let start = element.value("w:start").and_then(|start| start.parse().ok()).unwrap_or(1);
            Some((element.attribute("w:ilvl")?.parse().ok()?, (format, start)))
        };
        let levels = |element: &Element| {
            element.children.iter().filter(|child| child.name == "w:lvl").filter_map(level).collect()
        };
        let kinds: HashMap<&str, HashMap<usize, (String, usize)>> = part
            .children
            .iter()
            .filter(|element| element.name == "w:abstractNum")
            .filter_map(|kind| Some((kind.attribute("w:abstractNumId")?, levels(kind))))
            .collect();
        let mut lists = HashMap::new();
        for list in part.children.iter().filter(|element| element.name == "w:num") {
            let Some(id) = list.attribute("w:numId") else { continue };
            let kind = list.value("w:abstractNumId").and_then(|kind| kinds.get(kind));
            let mut levels = kind.cloned().unwrap_or_default();
            for change in list.children.iter().filter(|child| child.name == "w:lvlOverride") {
                let at = change.attribute("w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                let start = change.value("w:startOverride").and_then(|start| start.parse().ok());
                let known = levels.entry(at).or_insert_with(|| ("decimal".into(), 1));
                known.1 = start.unwrap_or(known.1);
                if let Some((_, whole)) = change.child("w:lvl").and_then(level) {
                    *known = whole;
                }
            }
            lists.insert(id.to_owned(), List { levels, ..List::default() });
        }
        Self { lists }
    }

    /// Counts the next paragraph of the list `id` at `level`; none where the list has no marks.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<Place> {
        let level = level.min(MAX_LEVEL);
        // `0` takes a paragraph out of its style's list.
        let list = if id == "0" { return None } else { self.lists.entry(id.to_owned()).or_default() };
        let (format, start) = list.levels.get(&level).cloned().unwrap_or_else(|| ("bullet".into(), 1));
        for (at, count) in list.counts.iter_mut().enumerate() {
            match at.cmp(&level) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => *count = if *count == 0 { start } else { count.saturating_add(1) },
                std::cmp::Ordering::Greater => *count = 0,
            }
        }
        match format.as_str() {
            "none" => None,
            "bullet" => Some(Place { level, number: None }),
            _ => Some(Place { level, number: list.counts.get(level).copied() }),
        }
    }
}
