//! Canvases: staged questions that uncover gaps, and what a low score leads to.

mod survey;

use std::ops::Range;

use super::behaviour::{Behaviour, DiagramContext, Draft, SurveyContext};
use crate::diagnostic::code;
use crate::diagram::{Block, Column, Diagram, Flow, Poster, Stage};
use crate::page::{Data, DeckRule, Excerpt, Field, KindSpec, Page, Record, Type, Value};
use crate::score::Survey;

pub(super) static CANVAS: KindSpec = KindSpec {
    name: "canvas",
    folder: "canvases",
    doc: "Questions in blocks, blocks in stages: a team talks them through, finds where it loses sight of the customer, and sees which plays help.",
    fields: FIELDS,
    example: EXAMPLE,
    outline: Some("stages"),
    embeds: true,
    companions: &["fill", "script"],
    poster: true,
    deck: Some(DeckRule::References("when_low")),
    excerpt: Some(Excerpt::GroupOf("asks_about")),
    needs_no_links: true,
    ..KindSpec::DEFAULT
};

pub(super) struct Canvas;

impl Behaviour for Canvas {
    fn lower(&self, draft: &mut Draft) {
        for element in elements(&draft.fields) {
            draft.anchor(&element.id, &element.title, &element.span);
            for obstacle in element.obstacles {
                unanswerable(draft, obstacle);
            }
            match element.role {
                Role::Stage { has_output: false } => no_output(draft, &element.span),
                Role::Question { leads_on: false } => dead_end(draft, &element.span),
                _ => {}
            }
        }
        if let Some(Value { data: Data::List(stages), .. }) = draft.fields.get_mut("stages") {
            for_each_group(stages, &mut |stage| {
                for_each_in(stage, "blocks", &mut |block| for_each_in(block, "questions", &mut default_thresholds));
            });
        }
    }

    fn survey(&self, page: &Page, context: &SurveyContext) -> Option<Survey> {
        Some(survey::survey(page, context))
    }

    fn diagrams(&self, page: &Page, context: &DiagramContext) -> Vec<(&'static str, Diagram)> {
        let stage = |(stage, _): (&Record, _)| Stage {
            title: context.label(stage, "title"),
            output: context.label(stage, "output"),
            href: stage.text("id").map(context.part),
        };
        let stages = page.fields.objects("stages").map(stage).collect();
        vec![("flow", Diagram::Flow(Flow { title: page.title.plain.clone(), stages }))]
    }

    fn poster(&self, page: &Page, context: &DiagramContext) -> Option<Poster> {
        let id = |record: &Record| record.text("id").unwrap_or_default().to_owned();
        let block = |block: &Record| Block {
            id: id(block),
            title: context.label(block, "title"),
            questions: block.objects("questions").map(|(question, _)| context.label(question, "ask")).collect(),
        };
        let column = |(stage, _): (&Record, _)| Column {
            id: id(stage),
            title: context.label(stage, "title"),
            output: context.label(stage, "output"),
            blocks: stage.objects("blocks").map(|(found, _)| block(found)).collect(),
        };
        let columns = page.fields.objects("stages").map(column).collect();
        let lens = context.label(&page.fields, "lens");
        Some(Poster { title: page.title.plain.clone(), lens, columns, foot: String::new() })
    }
}

/// Scores below this lead on, where a question does not say below which.
const DEFAULT_THRESHOLD: i64 = 3;

/// Calls `change` for each group in `items`.
fn for_each_group(items: &mut [Value], change: &mut dyn FnMut(&mut Record)) {
    for item in items {
        if let Data::Object(record) = &mut item.data {
            change(record);
        }
    }
}

/// Calls `change` for each group in list `name` of `record`.
fn for_each_in(record: &mut Record, name: &str, change: &mut dyn FnMut(&mut Record)) {
    if let Some(Value { data: Data::List(items), .. }) = record.get_mut(name) {
        for_each_group(items, change);
    }
}

/// Writes the default threshold where the author left it out, so that readers see it. Only answers on a scale have scores.
fn default_thresholds(question: &mut Record) {
    if question.text("answer").is_some_and(|answer| answer != "scale") {
        return;
    }
    for_each_in(question, "when_low", &mut |low| {
        if let (None, Some(span)) = (low.get("below"), low.get("play").map(|play| play.span.clone())) {
            low.insert("below", Value { data: Data::Integer(DEFAULT_THRESHOLD), span });
        }
    });
}

static WHEN_LOW: &[Field] = &[
    Field::new("play", Type::Ref(&["play"]), "The play to run.", "customer-interviews").required(),
    Field::new("below", Type::Integer(1, 5), "Scores below this lead to the play. Left out, 3.", "3"),
    Field::new("because", Type::Text, "Why it helps.", "Without first-hand contact every other answer is a guess."),
];

static QUESTION: &[Field] = &[
    Field::new("id", Type::Id, "The name that links and saved answers use.", "last-heard").required(),
    Field::new("ask", Type::Text, "The question.", "When did each of us last hear a customer in person?").required(),
    Field::new("probes", Type::List(&Type::Text), "Follow-up questions.", "[Who has not this quarter?]"),
    Field::new(
        "answer",
        Type::Choice(&["scale", "choice", "text"]),
        "How it is answered. Left out, on a scale from 1 to 5.",
        "scale",
    ),
    Field::new(
        "anchors",
        Type::Map(&Type::Text),
        "What points of the scale mean.",
        "{1: Nobody remembers, 5: All of us this week}",
    ),
    Field::new(
        "options",
        Type::List(&Type::Text),
        "The answers to choose from, worst first.",
        "[never, now and then, always]",
    ),
    Field::new("minutes", Type::Integer(1, 240), "How many minutes to talk about it. Left out, 3.", "5"),
    Field::new(
        "when_low",
        Type::List(&Type::Object(WHEN_LOW)),
        "What a low score leads to.",
        "\n  - play: customer-interviews\n    because: Without first-hand contact every other answer is a guess.",
    )
    .means("when_low"),
];

static BLOCK: &[Field] = &[
    Field::new("id", Type::Id, "The name that links use.", "evidence").required(),
    Field::new("title", Type::Text, "Its title.", "Customer evidence").required(),
    Field::new("dimension", Type::Ref(&["dimension"]), "The dimension that it asks about.", "insight")
        .means("asks_about"),
    Field::new(
        "questions",
        Type::List(&Type::Object(QUESTION)),
        "Its questions, in order.",
        "\n  - id: last-heard\n    ask: When did each of us last hear a customer in person?",
    )
    .required(),
];

static STAGE: &[Field] = &[
    Field::new("id", Type::Id, "The name that links use.", "assessment").required(),
    Field::new("title", Type::Text, "Its title.", "Assessment").required(),
    Field::new("output", Type::Text, "What it hands to the next stage.", "What we know of customers and of ourselves"),
    Field::new("blocks", Type::List(&Type::Object(BLOCK)), "Its blocks, in order.", "\n  - id: evidence\n    title: Customer evidence\n    questions:\n      - id: last-heard\n        ask: When did each of us last hear a customer in person?").required(),
];

static FIELDS: &[Field] = &[
    Field::new("purpose", Type::Text, "What it is for.", "Find where we lose sight of the customer.").required(),
    Field::new("lens", Type::Text, "The point of view that its questions take.", "The needs of the customer, front and centre."),
    Field::new("stages", Type::List(&Type::Object(STAGE)), "Its stages, in order.", "\n  - id: assessment\n    title: Assessment\n    output: What we know\n    blocks:\n      - id: evidence\n        title: Customer evidence\n        questions:\n          - id: last-heard\n            ask: When did each of us last hear a customer in person?").required(),
];

static EXAMPLE: &str = "\
---
title: A small canvas
summary: Three minutes with one question.
purpose: Find where we lose sight of the customer.
lens: The needs of the customer, front and centre.
stages:
  - id: assessment
    title: Assessment
    output: What we know
    blocks:
      - id: evidence
        title: Customer evidence
        questions:
          - id: last-heard
            ask: When did each of us last hear a customer in person?
            anchors: {1: Nobody remembers, 5: All of us this week}
            when_low:
              - play: journey-map
                because: Without first-hand contact every other answer is a guess.
---
";

/// What keeps a question from being answered, and where.
enum Obstacle {
    /// A number that is not on the scale.
    OffScale(String, Range<usize>),
    /// A choice without options.
    NoOptions(Range<usize>),
    /// Options of a question that is answered otherwise.
    UnusedOptions(Range<usize>),
}

/// A stage, a block or a question.
struct Element {
    obstacles: Vec<Obstacle>,
    id: String,
    title: String,
    span: Range<usize>,
    role: Role,
}

enum Role {
    Stage { has_output: bool },
    Block,
    Question { leads_on: bool },
}

/// All stages, blocks and questions, in the order in which they are read.
fn elements(fields: &Record) -> Vec<Element> {
    let mut found = Vec::new();
    for (stage, _) in fields.objects("stages") {
        found.extend(element(stage, "title", Role::Stage { has_output: stage.get("output").is_some() }));
        for (block, _) in stage.objects("blocks") {
            found.extend(element(block, "title", Role::Block));
            for (question, _) in block.objects("questions") {
                let leads_on = question.list("when_low").next().is_some();
                found.extend(element(question, "ask", Role::Question { leads_on }));
            }
        }
    }
    found
}

fn element(record: &Record, title: &str, role: Role) -> Option<Element> {
    let id = record.get("id")?;
    Some(Element {
        id: record.text("id")?.to_owned(),
        title: record.text(title).unwrap_or_default().to_owned(),
        span: id.span.clone(),
        obstacles: obstacles(record),
        role,
    })
}

fn obstacles(question: &Record) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    if let Some(Data::Map(anchors)) = question.get("anchors").map(|value| &value.data) {
        let off = anchors.iter().filter(|(key, _, _)| !matches!(key.as_str(), "1" | "2" | "3" | "4" | "5"));
        obstacles.extend(off.map(|(key, span, _)| Obstacle::OffScale(key.clone(), span.clone())));
    }
    if question.text("answer") == Some("choice") && question.list("options").next().is_none() {
        obstacles.extend(question.get("answer").map(|value| Obstacle::NoOptions(value.span.clone())));
    }
    if question.text("answer") != Some("choice") {
        obstacles.extend(question.get("options").map(|value| Obstacle::UnusedOptions(value.span.clone())));
    }
    obstacles
}

fn unanswerable(draft: &mut Draft, obstacle: Obstacle) {
    match obstacle {
        Obstacle::OffScale(key, span) => {
            let problem = draft.problem(&code::FIELD_VALUE, format!("`{key}` is not on the scale"), &span);
            problem.label = "answers go from 1 to 5".into();
            problem.hints.push("write the number, then what it means: `1: Nobody remembers`".into());
        }
        Obstacle::NoOptions(span) => {
            let problem = draft.problem(&code::FIELD_MISSING, "this question needs `options`", &span);
            problem.label = "there is nothing to choose from".into();
            problem.hints.push("for example: `options: [never, now and then, always]`, worst first".into());
        }
        Obstacle::UnusedOptions(span) => {
            let problem = draft.problem(&code::FIELD_VALUE, "these options are not shown", &span);
            problem.label = "only a question with `answer: choice` has options".into();
            problem.hints.push("write `answer: choice` above them, or delete them".into());
        }
    }
}

fn no_output(draft: &mut Draft, span: &Range<usize>) {
    let problem = draft.problem(&code::STAGE_OUTPUT, "this stage has no output", span);
    problem.label = "what does it hand on?".into();
    problem.hints.push("add `output:`, the label of the arrow to the next stage".into());
}

fn dead_end(draft: &mut Draft, span: &Range<usize>) {
    let problem = draft.problem(&code::QUESTION_DEAD_END, "this question leads to no play", span);
    problem.label = "a low score here leads nowhere".into();
    problem.hints.push("add `when_low:` with the `play` that would help, and `because`".into());
}
