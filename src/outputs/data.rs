//! `playbook.json`: every page with its fields, every relation, every section, for programs.
//!
//! Written in one pass from what the site holds; `published` says in a JSON Schema what stands here. Pages are named by their
//! ids and leave nothing to look up elsewhere; addresses count from the site's top. Nothing depends on today.

use std::collections::BTreeMap;
use std::io;

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use super::markdown::{Links, MarkdownContext};
use crate::page::{Anchor, Data, Duration, LINK, Page, Record, Value};
use crate::site::{Destination, Owner, PageRef, SectionRef, Site, UrlPath};
use crate::source::markdown::{Heading, Rich, Target};

/// The relation of a page to who looks after it: told for every page, also where the project's settings say it.
const OWNER: &str = "owner";

/// The file.
pub(super) fn write(around: MarkdownContext) -> Vec<u8> {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Lines { depth: 0 });
    // A vector refuses no byte, and no value here refuses to be written.
    let _ = Playbook(around).serialize(&mut serializer);
    out.push(b'\n');
    out
}

/// One page, relation or section a line: small, and two versions can be compared.
struct Lines {
    depth: usize,
}

impl serde_json::ser::Formatter for Lines {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(match (first, self.depth) {
            (true, 1) => b"\n",
            (true, _) => b"",
            (false, 1) => b",\n",
            (false, _) => b",",
        })
    }
}

struct Playbook<'a>(MarkdownContext<'a>);

impl Serialize for Playbook<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let around = self.0;
        let (site, config) = (around.site, &around.site.config);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for page in site.pages.iter() {
            *counts.entry(page.kind.name).or_default() += 1;
        }
        let mut out = serializer.serialize_struct("Playbook", 10)?;
        out.serialize_field("$schema", "playbook.schema.json")?;
        out.serialize_field("title", &around.prepared.common.title)?;
        out.serialize_field("tagline", &config.tagline)?;
        out.serialize_field("organisation", &config.organisation)?;
        out.serialize_field("language", &config.language)?;
        out.serialize_field("base_url", &config.base_url)?;
        out.serialize_field("counts", &counts)?;
        out.serialize_field("pages", &Each(|| site.pages().map(page)))?;
        out.serialize_field("sections", &Each(|| site.sections().map(|one| section(around, one))))?;
        out.serialize_field("relations", &Each(|| site.pages().flat_map(relations)))?;
        out.end()
    }
}

/// Values that are made while they are written.
struct Each<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
struct PageData<'a> {
    id: &'a str,
    kind: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
    file: &'a str,
    section: &'a str,
    status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<Reference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publish: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<f64>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Reference<'a>>,
    fields: Fields<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "serde_json::Value::is_null")]
    extra: &'a serde_json::Value,
}

fn page(of: PageRef<'_>) -> PageData<'_> {
    let (site, page, common) = (of.site(), of.page(), of.common());
    PageData {
        id: &page.id,
        kind: page.kind.name,
        title: &page.title.plain,
        summary: of.summary(),
        url: of.href(),
        markdown: markdown(site, of.url()),
        file: page.file.as_str(),
        section: of.section().path(),
        status: common.status.name(),
        owner: owner(of),
        reviewed: common.reviewed.map(|day| day.to_string()),
        review_due: page.review_due(site.config.review_in).map(|day| day.to_string()),
        publish: common.publish.map(|day| day.to_string()),
        expires: common.expires.map(|day| day.to_string()),
        order: common.order,
        tags: &common.tags,
        aliases: &common.aliases,
        sources: common.sources.iter().map(|link| reference(of, *link)).collect(),
        fields: Fields { page: of, record: &page.fields },
        parts: parts(page),
        extra: &common.extra,
    }
}

/// The address of the Markdown form of the page at `url`, if there is one.
fn markdown(site: &Site, url: &UrlPath) -> Option<String> {
    site.config.outputs.markdown.then(|| url.markdown().href(false))
}

/// A place in a page that addresses and relations can name.
#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    title: &'a str,
}

fn parts(page: &Page) -> Vec<Part<'_>> {
    let anchors = page.anchors.iter().map(|Anchor { id, title, .. }| Part { id, title });
    let headings = page.body.headings.iter().map(|Heading { id, text, .. }| Part { id, title: text });
    anchors.chain(headings).collect()
}

/// What a field refers to: a page, or a part of one; or the name of something that has no page.
#[derive(Serialize)]
#[serde(untagged)]
enum Reference<'a> {
    Page {
        id: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        part: Option<&'a str>,
    },
    Name {
        name: std::borrow::Cow<'a, str>,
    },
}

fn reference(page: PageRef<'_>, link: usize) -> Reference<'_> {
    if let Destination::Page(to, part) = page.target(link) {
        return Reference::Page { id: to.id(), part };
    }
    let name = match page.links().get(link).map(|link| &link.target) {
        Some(Target::Id { id, .. }) => id.as_str(),
        _ => "",
    };
    Reference::Name { name: name.into() }
}

fn owner(page: PageRef<'_>) -> Option<Reference<'_>> {
    Some(match page.owner()? {
        Owner::Page(owner) => Reference::Page { id: page.site().page(owner).id(), part: None },
        Owner::Name(name) => Reference::Name { name: name.into() },
    })
}

/// A kind's fields.
struct Fields<'a> {
    page: PageRef<'a>,
    record: &'a Record,
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.record.iter() {
            map.serialize_entry(name, &FieldValue { page: self.page, value })?;
        }
        map.end()
    }
}

/// One value.
struct FieldValue<'a> {
    page: PageRef<'a>,
    value: &'a Value,
}

impl Serialize for FieldValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { page, value } = *self;
        let other = |value| FieldValue { page, value };
        match &value.data {
            Data::Line(text) => serializer.serialize_str(text),
            Data::Text(rich) => text(page, rich).serialize(serializer),
            Data::Integer(number) => serializer.serialize_i64(*number),
            Data::Number(number) => serializer.serialize_f64(*number),
            Data::Flag(flag) => serializer.serialize_bool(*flag),
            Data::Choice(word) => serializer.serialize_str(word),
            Data::Date(date) => serializer.collect_str(date),
            Data::Duration(duration) => DurationForms::from(*duration).serialize(serializer),
            Data::Time(minutes) => serializer.collect_str(&format_args!("{:02}:{:02}", minutes / 60, minutes % 60)),
            Data::People(people) => Range { min: people.min, max: people.max }.serialize(serializer),
            Data::Ref(link) => reference(page, *link).serialize(serializer),
            Data::Any(value) => value.serialize(serializer),
            Data::Object(record) => Fields { page, record }.serialize(serializer),
            Data::List(items) => serializer.collect_seq(items.iter().map(other)),
            Data::Map(entries) => serializer.collect_map(entries.iter().map(|(key, _, value)| (key, other(value)))),
        }
    }
}

/// Text without markup, and as Markdown where it has any.
#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

fn text<'a>(page: PageRef<'a>, rich: &'a Rich) -> Text<'a> {
    let from = UrlPath::new("playbook.json");
    let links = Links { page, from: &from, common: None };
    Text { text: &rich.plain, markdown: rich.source.is_some().then(|| links.markdown(rich)) }
}

/// A length of time: as it was written, as ISO 8601 has it, and in minutes where that can be said.
#[derive(Serialize)]
struct DurationForms {
    text: String,
    iso: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<i32>,
}

impl From<Duration> for DurationForms {
    fn from(of: Duration) -> Self {
        let minutes = (of.months == 0 && of.days == 0).then_some(of.minutes);
        Self { text: of.to_string(), iso: of.iso(), minutes }
    }
}

#[derive(Serialize)]
struct Range {
    min: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u32>,
}

#[derive(Serialize)]
struct SectionData<'a> {
    path: &'a str,
    title: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    pages: Vec<&'a str>,
}

fn section<'a>(around: MarkdownContext<'a>, section: SectionRef<'a>) -> SectionData<'a> {
    SectionData {
        path: section.path(),
        title: around.prepared.common.section_title(section),
        url: section.href(),
        markdown: markdown(around.site, section.url()),
        kind: section.kind(),
        page: section.own().map(PageRef::id),
        parent: section.parent().map(SectionRef::path),
        pages: section.listed().map(PageRef::id).collect(),
    }
}

/// That a page, or a part of it, leads to another: what that means, and where in both.
#[derive(Serialize)]
struct Relation<'a> {
    from: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_part: Option<&'a str>,
    #[serde(rename = "relation")]
    meaning: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_part: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_url: Option<String>,
}

/// What a page leads to: its owner, then the rest in the order of its file.
fn relations(of: PageRef<'_>) -> impl Iterator<Item = Relation<'_>> {
    let (site, page) = (of.site(), of.page());
    let owner = match of.owner() {
        Some(Owner::Page(owner)) => Some(owner),
        _ => None,
    };
    let to =
        |to| Relation { from: &page.id, from_part: None, meaning: OWNER, to: Some(to), to_part: None, to_url: None };
    let owner = owner.map(|owner| to(site.page(owner).id()));
    let links = page.links.iter().enumerate().filter(|(_, link)| link.relation != OWNER);
    owner.into_iter().chain(links.filter_map(move |(index, link)| {
        let (to, to_part, to_url) = match of.target(index) {
            Destination::Page(to, part) => (Some(to.id()), part, None),
            Destination::Section(section) => match section.own() {
                Some(own) => (Some(own.id()), None, None),
                None => (None, None, Some(section.href())),
            },
            Destination::File(url, _) => (None, None, Some(url.href(false))),
            Destination::Nowhere => return None,
        };
        let in_text = link.relation == LINK || link.part_of.is_some();
        let from_part = page.part_around(link).filter(|_| in_text).map(|(id, _)| id);
        Some(Relation { from: &page.id, from_part, meaning: link.relation, to, to_part, to_url })
    }))
}
