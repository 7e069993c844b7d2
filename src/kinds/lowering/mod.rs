//! From a content file to its pages: which kind it is, its fields, its body. A function of that one file.

mod copies;
mod foreign_keys;
mod title;
mod unplaced;
mod which_kind;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Reading;
use super::behaviour::Draft;
use super::registry::{FALLBACK, all, behaviour};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::page::{Anchor, COMMON_FIELDS, CommonFields, Data, Decoder, KindSpec, Page, Record, Status, with_article};
use crate::snapshot::{File, ProjectPath};
use crate::source::doc::{self, Doc};
use crate::source::front_matter;
use crate::source::markdown::{Body, Rich, slug};
use crate::source::yaml::{Node, Value};

pub use copies::copy;
pub use which_kind::{CONTENT, FOLDER_PAGES, id_of, is_folder_page, kind_of, path_id};

/// All pages of a content file, and all its problems. Files that are not content have neither.
#[must_use]
pub fn lower(file: &File, reading: &Reading) -> (Vec<Arc<Page>>, Vec<Diagnostic>) {
    let extension = file.path.extension();
    let inside = file.path.strip(CONTENT).unwrap_or_default();
    let is_list = matches!(extension.as_str(), "yaml" | "yml") && !inside.contains('/');
    if extension != "md" && !is_list {
        return (Vec::new(), unplaced::problem(&file.path).into_iter().collect());
    }
    let (doc, mut problems) = doc::parse(file);
    let Some(doc) = doc else { return (Vec::new(), problems) };
    let mut pages = Vec::new();
    if is_list {
        list(file, &doc, reading, &mut pages, &mut problems);
    } else {
        single(file, &doc, reading, &mut pages, &mut problems);
    }
    for problem in &mut problems {
        problem.fit(&file.path, &doc.text);
    }
    (pages, problems)
}

fn single(file: &File, doc: &Doc, reading: &Reading, pages: &mut Vec<Arc<Page>>, problems: &mut Vec<Diagnostic>) {
    let empty = Node { value: Value::Null, span: 0..doc.text.find('\n').unwrap_or(doc.text.len()) };
    let node = doc.data.as_ref().unwrap_or(&empty);
    let mut decoder = decoder(file, doc, reading);
    let given = entry(node, "kind");
    let kind = match given {
        Some(name) => which_kind::named(&mut decoder, name),
        None => Some(
            unplaced::folder(node, &reading.folders, &mut decoder)
                .unwrap_or_else(|| kind_of(&file.path, &reading.folders)),
        ),
    };
    if !matches!(node.value, Value::Map(_) | Value::Null) {
        problems.push(front_matter::shapeless(&file.path, &doc.text, node));
        return;
    }
    if let (Some(kind), true) = (kind, doc.readable) {
        let body = decoder.body(doc.body.clone());
        pages.extend(page(kind, node, Some((body, doc.body.clone())), &mut decoder).map(Arc::new));
    }
    problems.append(&mut decoder.problems);
}

fn list(file: &File, doc: &Doc, reading: &Reading, pages: &mut Vec<Arc<Page>>, problems: &mut Vec<Diagnostic>) {
    let mut decoder = decoder(file, doc, reading);
    if let Some(kind) = which_kind::of_list(&file.path, &mut decoder) {
        match doc.data.as_ref().map(|node| (&node.value, node)) {
            Some((Value::List(items), _)) => {
                for item in items {
                    if item.scalar().is_some() {
                        problems.push(no_entry(file, item, kind));
                        continue;
                    }
                    let mut decoder = self::decoder(file, doc, reading);
                    pages.extend(page(kind, item, None, &mut decoder).map(Arc::new));
                    problems.append(&mut decoder.problems);
                }
            }
            None | Some((Value::Null, _)) => {}
            Some((_, node)) => {
                let message = format!("{} should hold a list of {}", file.path.name(), kind.folder);
                let line = doc.text.get(node.span.start..).and_then(|text| text.lines().next()).unwrap_or_default();
                let range = node.span.start..node.span.start + line.len();
                let problem = decoder.problem(&code::FIELD_TYPE, message, &range);
                problem.label = format!("this is {}", node.described());
                problem.hints.push(if is_wrapped(node) {
                    format!(
                        "delete this line, and start every line below it two spaces further left: `{}` is the list",
                        file.path.name()
                    )
                } else {
                    "start each entry with a dash: `- id: …`".into()
                });
            }
        }
    }
    problems.append(&mut decoder.problems);
}

/// What reads the front matter of `file`.
fn decoder<'a>(file: &'a File, doc: &'a Doc, reading: &Reading) -> Decoder<'a> {
    let decoder = Decoder::new(&file.path, &doc.text, reading.markdown);
    if reading.allow_unknown_keys { decoder.exact() } else { decoder }
}

/// Whether a whole list stands below one key.
fn is_wrapped(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    matches!(entries.as_slice(), [(_, Node { value: Value::List(_), .. })])
}

/// An entry of a list that has no keys.
fn no_entry(file: &File, item: &Node, kind: &KindSpec) -> Diagnostic {
    let message = format!("{} should be a group of `key: value` lines", with_article(&[kind.name]));
    let text = item.scalar().unwrap_or_default();
    Diagnostic::new(&code::FIELD_TYPE, message)
        .at(Span::new(&file.path, item.span.clone()))
        .because(format!("this is {}", item.described()))
        .hint(format!("write:\n- id: {}\n  title: {text}", slug(text, 80)))
}

/// The value of `key`, if it stands there and is not empty.
fn entry<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    let found = entries.iter().find(|(name, _)| name.scalar() == Some(key)).map(|(_, value)| value);
    found.filter(|value| value.value != Value::Null)
}

/// The key of this name, whatever it holds.
fn key<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().map(|(key, _)| key).find(|key| key.scalar() == Some(name))
}

/// Makes one page; one without a body is an entry of a list. Without an id or a title there is none, and a problem says so.
fn page(
    kind: &'static KindSpec,
    node: &Node,
    body: Option<(Body, Range<usize>)>,
    decoder: &mut Decoder,
) -> Option<Page> {
    let whose = with_article(&[kind.name]);
    let mut record = decoder.record(node, &[COMMON_FIELDS, kind.fields], &whose);
    foreign_keys(kind, decoder);
    let place = opening(node);
    let in_list = body.is_none();
    let (mut body, mut text) = body.unwrap_or_default();
    let has_foreign_aliases = decoder.is_exact() && !in_list && foreign_keys::read(node, &mut record, decoder);
    let title = if in_list {
        listed_title(&mut record)
    } else {
        let blank = key(node, "title").map(|key| key.span.clone());
        let place = blank.unwrap_or_else(|| place.clone());
        Some(title::of_page(&mut record, &place, &mut body, &mut text, decoder))
    };
    let has_own_id = record.get("id").is_some();
    let id = id(&mut record, (!in_list).then_some(decoder.file), decoder, &place);
    record.take("kind");
    never_shown(&record, decoder);
    let mut common = CommonFields::take(&mut record);
    common.has_foreign_aliases = has_foreign_aliases || decoder.is_exact();
    if decoder.is_exact() && kind.name == FALLBACK.name {
        foreign_keys::soften(&mut decoder.problems);
    }
    let mut draft = Draft::new(record, place.clone(), decoder);
    behaviour(kind).lower(&mut draft);
    let (fields, anchors) = draft.finish();
    if common.status == Status::Draft {
        // Somebody is still filling it in: what it lacks is said once it is to be shown.
        decoder.problems.retain(|problem| !problem.code.is_lack);
    }
    clashes(&anchors, &body, decoder);
    let (title, title_place) = match (title, &id) {
        (Some(title), _) => title,
        (None, id) => {
            no_title(node, &whose, decoder);
            // An entry without a title is still there, so links to it are no mistake.
            (Rich::plain(id.as_ref()?), place.clone())
        }
    };
    let links = std::mem::take(&mut decoder.links);
    let statistics = std::mem::take(&mut decoder.statistics);
    let file = decoder.file.clone();
    let length = node.span.len() + text.len();
    Some(Page {
        id: id?,
        kind,
        has_own_id,
        is_folder_page: !in_list && is_folder_page(&file),
        file,
        place,
        in_list,
        title,
        title_place,
        common,
        fields,
        body,
        text,
        anchors,
        links,
        statistics,
        length,
    })
}

/// The title of an entry of a list.
fn listed_title(record: &mut Record) -> Option<(Rich, Range<usize>)> {
    match record.take("title").map(|value| (value.data, value.span)) {
        Some((Data::Text(rich), span)) if !rich.plain.is_empty() => Some((rich, span)),
        _ => None,
    }
}

fn no_title(node: &Node, whose: &str, decoder: &mut Decoder) {
    let blank = key(node, "title").map(|key| key.span.clone());
    let is_blank = blank.is_some();
    let message = format!("{whose} needs `title`");
    let problem = decoder.problem(&code::FIELD_MISSING, message, &blank.unwrap_or_else(|| opening(node)));
    problem.label = if is_blank { "there is no text" } else { "`title` is missing" }.into();
    problem.hints.push("write `title: …` below its `id`".into());
}

/// Unknown keys that other kinds have: the page may be in the wrong folder.
fn foreign_keys(kind: &KindSpec, decoder: &mut Decoder) {
    for problem in decoder.problems.iter_mut().filter(|problem| problem.code == &code::KEY_UNKNOWN) {
        let key = problem.span.as_ref().and_then(|span| decoder.text.get(span.start..span.end)).unwrap_or_default();
        let has = |other: &&KindSpec| other.fields.iter().any(|field| field.name == key);
        let owners: Vec<&str> = all().filter(has).map(|kind| kind.name).collect();
        if owners.is_empty() || owners.contains(&kind.name) || problem.hints.len() < 2 {
            continue;
        }
        problem.hints = vec![match owners.as_slice() {
            [owner] => format!("{} has this key; if this is one, write `kind: {owner}`", with_article(&owners)),
            _ => format!("{} has this key", with_article(&owners)),
        }];
    }
}

/// A page that expires before it is published is never shown.
fn never_shown(record: &Record, decoder: &mut Decoder) {
    let (Some(publish), Some(expires)) = (record.get("publish"), record.get("expires")) else { return };
    if let (Data::Date(from), Data::Date(until)) = (&publish.data, &expires.data)
        && until <= from
    {
        let first = Span::new(decoder.file, publish.span.clone());
        let problem = decoder.problem(&code::FIELD_VALUE, "this page expires before it is published", &expires.span);
        problem.label = "the page would never be shown".into();
        problem.related.push((first, "it is published from this day on".into()));
        problem.hints.push(format!("write a day after {from}"));
    }
}

/// The first line of a node, for problems of the page as a whole.
fn opening(node: &Node) -> Range<usize> {
    match &node.value {
        Value::Map(entries) => entries.first().map_or(node.span.clone(), |(key, _)| key.span.clone()),
        _ => node.span.clone(),
    }
}

/// The id that the front matter gives, or else that of the page's own `file`.
fn id(record: &mut Record, file: Option<&ProjectPath>, decoder: &mut Decoder, place: &Range<usize>) -> Option<String> {
    if let Some(Data::Line(id)) = record.take("id").map(|value| value.data) {
        return Some(id);
    }
    let Some(file) = file else {
        let problem = decoder.problem(&code::FIELD_MISSING, "an entry of a list needs `id`", place);
        problem.label = "`id` is missing".into();
        problem.hints.push("write `id: …`, in lower case with hyphens".into());
        return None;
    };
    let id = id_of(file);
    if !id.is_empty() {
        return Some(id);
    }
    let problem = decoder.problem(&code::ID_INVALID, "no id can be made from the file's name", place);
    problem.hints.push("write `id: …`, in lower case with hyphens".into());
    None
}

/// Headings whose anchors are those of parts, or of other headings.
fn clashes(anchors: &[Anchor], body: &Body, decoder: &mut Decoder) {
    let mut known: HashMap<&str, &Range<usize>> =
        anchors.iter().map(|anchor| (anchor.id.as_str(), &anchor.span)).collect();
    for heading in &body.headings {
        let Some(first) = known.get(heading.id.as_str()) else {
            known.insert(&heading.id, &heading.span);
            continue;
        };
        let first = Span::new(decoder.file, (*first).clone());
        let message = format!("the anchor `{}` appears twice on this page", heading.id);
        let problem = decoder.problem(&code::ANCHOR_DUPLICATE, message, &heading.span);
        problem.label = "this heading has the same anchor".into();
        problem.related.push((first, "first here".into()));
        problem.hints.push(format!("give the heading its own id: `{{#{}-2}}` at its end", heading.id));
    }
}
