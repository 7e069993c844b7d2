//! Frameworks: levels against dimensions, as a matrix.

mod survey;

use std::ops::Range;

use super::behaviour::{Behaviour, Definition, DiagramContext, Draft, SurveyContext};
use crate::diagnostic::{code, nearest};
use crate::diagram::{Diagram, Ladder, Level};
use crate::page::{Data, DeckRule, Excerpt, Field, KindSpec, Page, PartRule, Record, Type, Value, listed};
use crate::score::Survey;
use crate::source::markdown::Rich;

pub(super) static FRAMEWORK: KindSpec = KindSpec {
    name: "framework",
    folder: "frameworks",
    doc: "Levels of maturity against dimensions: a matrix in which a team finds itself, and sees what comes next.",
    fields: FIELDS,
    example: EXAMPLE,
    part_rules: &[
        PartRule { relation: "level", parts: "levels", or_whole: false },
        PartRule { relation: "moves_from", parts: "levels", or_whole: false },
        PartRule { relation: "moves_to", parts: "levels", or_whole: false },
        PartRule { relation: "illustrates", parts: "levels", or_whole: true },
    ],
    embeds: true,
    companions: &["fill"],
    deck: Some(DeckRule::Moves("moves_from", "moves_to")),
    excerpt: Some(Excerpt::RowOf("dimensions")),
    needs_no_links: true,
    ..KindSpec::DEFAULT
};

pub(super) struct Framework;

impl Behaviour for Framework {
    fn lower(&self, draft: &mut Draft) {
        let levels = axis(draft, "levels");
        let dimensions = axis(draft, "dimensions");
        for entry in levels.iter().chain(&dimensions) {
            draft.anchor(&entry.id, &entry.title, &entry.span);
        }
        report_missing_signals(draft);
        cells(draft, &levels, &dimensions);
    }

    fn survey(&self, page: &Page, context: &SurveyContext) -> Option<Survey> {
        Some(survey::survey(page, context))
    }

    fn diagrams(&self, page: &Page, context: &DiagramContext) -> Vec<(&'static str, Diagram)> {
        let level = |(level, _): (&Record, _)| Level {
            title: context.label(level, "title"),
            definition: first_sentence(&context.label(level, "definition")).to_owned(),
            href: level.text("id").map(context.part),
        };
        let levels = page.fields.objects("levels").map(level).collect();
        vec![("ladder", Diagram::Ladder(Ladder { title: page.title.plain.clone(), levels }))]
    }

    fn definitions<'p>(&self, page: &'p Page) -> Vec<Definition<'p>> {
        let level = |level: &'p Record| {
            let (title, text) = (level.text("title")?, level.text("definition")?);
            let place = &level.get("title")?.span;
            Some(Definition { words: vec![title], texts: vec![text], place, is_list: false })
        };
        page.fields.objects("levels").filter_map(|(record, _)| level(record)).collect()
    }
}

static LEVEL: &[Field] = &[
    Field::new("id", Type::Id, "The name that links and cells use.", "focus").required(),
    Field::new("title", Type::Text, "Its title.", "Customer focus").required(),
    Field::new("definition", Type::Text, "What a company at this level does.", "It looks outside more than it did.")
        .required(),
    Field::new(
        "signals",
        Type::List(&Type::Text),
        "What one sees or hears at a company on this level.",
        "[Scores are shown in every meeting]",
    ),
    Field::new("limits", Type::Text, "What this level does not reach.", "The processes stay as they were."),
];

static DIMENSION: &[Field] = &[
    Field::new("id", Type::Id, "The name that links and cells use.", "examples").required(),
    Field::new("title", Type::Text, "Its title.", "Examples").required(),
];

static FIELDS: &[Field] = &[
    Field::new(
        "question",
        Type::Text,
        "The question that the framework answers.",
        "How far does the customer shape how we work?",
    ),
    Field::new(
        "levels",
        Type::List(&Type::Object(LEVEL)),
        "The levels, lowest first.",
        "\n  - id: focus\n    title: Customer focus\n    definition: It looks outside more than it did.",
    )
    .required(),
    Field::new(
        "dimensions",
        Type::List(&Type::RefOrObject(&["dimension"], DIMENSION)),
        "The dimensions, in order: ids, or groups with `id` and `title`.",
        "[insight, {id: examples, title: Examples}]",
    )
    .required(),
    Field::new(
        "cells",
        Type::Map(&Type::Map(&Type::Text)),
        "What each level looks like in each dimension; `n/a` where a cell is empty on purpose.",
        "\n  insight:\n    focus: Surveys of those who buy already\n  examples:\n    focus: n/a",
    )
    .required(),
];

static EXAMPLE: &str = "\
---
title: Two steps
summary: From looking out to letting in.
question: How far does the customer shape how we work?
levels:
  - id: focus
    title: Focus
    definition: The company looks outside.
    signals: [Scores are shown in meetings]
  - id: led
    title: Led
    definition: The company builds with customers.
    signals: [Customers sit at the table]
dimensions:
  - id: insight
    title: Insight
cells:
  insight:
    focus: Surveys
    led: Joint work
---
";

/// A level or a dimension: what a row or column of the matrix is named by.
struct AxisEntry {
    id: String,
    title: String,
    span: Range<usize>,
}

/// The entries of list field `name`. A dimension that is another page is called by that page's id.
fn axis(draft: &Draft, name: &str) -> Vec<AxisEntry> {
    let entry = |value: &Value| match &value.data {
        Data::Object(record) => Some(AxisEntry {
            id: record.text("id")?.to_owned(),
            title: record.text("title").unwrap_or_default().to_owned(),
            span: record.get("id")?.span.clone(),
        }),
        _ => {
            draft.id_of(value).map(|id| AxisEntry { id: id.to_owned(), title: id.to_owned(), span: value.span.clone() })
        }
    };
    draft.fields.list(name).filter_map(entry).collect()
}

fn report_missing_signals(draft: &mut Draft) {
    let without: Vec<Range<usize>> = draft
        .fields
        .objects("levels")
        .filter(|(level, _)| level.list("signals").next().is_none())
        .filter_map(|(level, _)| Some(level.get("title")?.span.clone()))
        .collect();
    for span in without {
        let problem = draft.problem(&code::LEVEL_SIGNALS, "this level has no signals", &span);
        problem.label = "how would you notice that a company is here?".into();
        problem.hints.push("add `signals:` with two or three things that can be seen or heard".into());
    }
}

/// Every cell must name a dimension and a level; every dimension must have a cell for every level. A misspelt name counts as the
/// one that it is closest to, so that one slip is not reported as a missing row, too.
fn cells(draft: &mut Draft, levels: &[AxisEntry], dimensions: &[AxisEntry]) {
    let ids = |entries: &[AxisEntry]| entries.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
    let (level_ids, dimension_ids) = (ids(levels), ids(dimensions));
    normalise_empty_cells(draft);
    let Some(cells) = draft.fields.get("cells").cloned() else { return };
    let Data::Map(rows) = &cells.data else { return };
    let mut found = Vec::new();
    for (name, span, row) in rows {
        let Some(dimension) = known_or_nearest(draft, name, "a dimension", &dimension_ids, span) else { continue };
        found.push(dimension.clone());
        let Data::Map(row) = &row.data else { continue };
        let mut filled = Vec::new();
        for (name, span, value) in row {
            let Some(level) = known_or_nearest(draft, name, "a level", &level_ids, span) else { continue };
            if name == &level {
                draft.anchor(&format!("{dimension}-{level}"), &format!("{dimension}: {level}"), span);
            }
            if is_empty(value) {
                report_empty(draft, &dimension, &level, span);
            }
            filled.push(level);
        }
        for level in level_ids.iter().filter(|level| !filled.contains(level)) {
            report_empty(draft, &dimension, level, span);
        }
    }
    for AxisEntry { id: dimension, span, .. } in dimensions.iter().filter(|entry| !found.contains(&entry.id)) {
        let problem = draft.problem(&code::CELL_MISSING, format!("the dimension `{dimension}` has no cells"), span);
        problem.label = "the matrix has no row for it".into();
        let levels: Vec<&str> = level_ids.iter().map(String::as_str).collect();
        problem.hints.push(format!("add `{dimension}:` below `cells:`, with a cell for each of {}", listed(&levels)));
    }
}

/// Turns `N/A`, `n.a.` and the like into `n/a`, which marks a cell as empty on purpose.
fn normalise_empty_cells(draft: &mut Draft) {
    let Some(mut cells) = draft.fields.take("cells") else { return };
    if let Data::Map(rows) = &mut cells.data {
        let rows =
            rows.iter_mut().filter_map(|(_, _, row)| if let Data::Map(row) = &mut row.data { Some(row) } else { None });
        for (_, _, cell) in rows.flatten() {
            if let Data::Text(rich) = &mut cell.data
                && matches!(rich.plain.to_lowercase().as_str(), "n/a" | "n / a" | "n.a." | "n. a." | "n.a" | "na")
            {
                *rich = Rich::plain("n/a");
            }
        }
    }
    draft.fields.insert("cells", cells);
}

/// The one of `known` that `name` is, or else the closest, which is reported.
fn known_or_nearest(
    draft: &mut Draft,
    name: &str,
    what: &str,
    known: &[String],
    span: &Range<usize>,
) -> Option<String> {
    if known.iter().any(|id| id == name) {
        return Some(name.to_owned());
    }
    draft.unknown_part(name, what, known, span);
    nearest(name, known.iter().map(String::as_str)).map(str::to_owned)
}

fn report_empty(draft: &mut Draft, dimension: &str, level: &str, span: &Range<usize>) {
    let message = format!("the cell `{dimension}` × `{level}` is empty");
    let problem = draft.problem(&code::CELL_MISSING, message, span);
    problem.label = format!("no text for `{level}`");
    problem.hints.push(format!("write `{level}: …`, or `{level}: n/a` if it is empty on purpose"));
}

fn is_empty(value: &Value) -> bool {
    matches!(&value.data, Data::Text(rich) if rich.plain.is_empty())
}

/// The first sentence of a definition: a step of the ladder has no room for more, and the whole stands below it.
fn first_sentence(text: &str) -> &str {
    let end = text.match_indices(['.', '!', '?', '。']).map(|(at, sign)| at + sign.len());
    let ends = |end: &usize| {
        let after = text.get(*end..).unwrap_or_default();
        after.starts_with(char::is_whitespace) || text.get(..*end).is_some_and(|text| text.ends_with('。'))
    };
    end.filter(ends).find(|end| *end > MIN_SENTENCE).and_then(|end| text.get(..end)).unwrap_or(text)
}

/// What looks like the end of a sentence before this many bytes is an abbreviation.
const MIN_SENTENCE: usize = 12;
