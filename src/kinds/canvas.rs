//! Canvases: staged questions that uncover gaps, and what a low score leads to.

mod survey;

use std::ops::Range;

use super::{Deal, DiagramContext, Draft, Kind, SurveyContext};
use crate::diagnostic::code;
use crate::diagram::{Block, Column, Diagram, Flow, Poster, Stage};
use crate::page::{Data, Field, Link, Page, Record, Type, Value};
use crate::score::Survey;

pub(super) struct Canvas;

impl Kind for Canvas {
    fn name(&self) -> &'static str {
        "canvas"
    }

    fn folder(&self) -> &'static str {
        "canvases"
    }

    fn doc(&self) -> &'static str {
        "Questions in blocks, blocks in stages: what a team talks through to find where it loses sight of the customer, and which plays follow."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn embeds(&self) -> bool {
        true
    }

    fn excerpt(&self, _page: &Page, link: &Link, _shown: &str) -> Option<String> {
        link.part_of.clone().filter(|_| link.relation == "asks_about")
    }

    fn holder<'p>(&self, page: &'p Page, part: &str) -> Option<(&'p str, &'p str)> {
        let is = |record: &Record| record.text("id") == Some(part);
        let holds = |stage: &Record| {
            let block = |block: &Record| is(block) || block.objects("questions").any(|(question, _)| is(question));
            is(stage) || stage.objects("blocks").any(|(found, _)| block(found))
        };
        let (stage, _) = page.fields.objects("stages").find(|(stage, _)| holds(stage))?;
        Some((stage.text("id")?, stage.text("title")?))
    }

    fn stands_alone(&self) -> bool {
        true
    }

    fn survey(&self, page: &Page, near: &SurveyContext) -> Option<Survey> {
        Some(survey::survey(page, near))
    }

    fn beside(&self) -> &'static [&'static str] {
        &["fill", "script"]
    }

    fn example(&self) -> &'static str {
        EXAMPLE
    }

    fn diagrams(&self, page: &Page, around: &DiagramContext) -> Vec<(&'static str, Diagram)> {
        let stage = |(stage, _): (&Record, _)| Stage {
            title: around.label(stage, "title"),
            output: around.label(stage, "output"),
            href: stage.text("id").map(around.part),
        };
        let stages = page.fields.objects("stages").map(stage).collect();
        vec![("flow", Diagram::Flow(Flow { title: page.title.plain.clone(), stages }))]
    }

    fn poster(&self, page: &Page, around: &DiagramContext) -> Option<Poster> {
        let id = |record: &Record| record.text("id").unwrap_or_default().to_owned();
        let block = |block: &Record| Block {
            id: id(block),
            title: around.label(block, "title"),
            questions: block.objects("questions").map(|(question, _)| around.label(question, "ask")).collect(),
        };
        let column = |(stage, _): (&Record, _)| Column {
            id: id(stage),
            title: around.label(stage, "title"),
            output: around.label(stage, "output"),
            blocks: stage.objects("blocks").map(|(found, _)| block(found)).collect(),
        };
        let columns = page.fields.objects("stages").map(column).collect();
        let lens = around.label(&page.fields, "lens");
        Some(Poster { title: page.title.plain.clone(), lens, columns, foot: String::new() })
    }

    fn deck(&self) -> Option<Deal> {
        Some(Deal::Named("when_low"))
    }

    fn lower(&self, draft: &mut Draft) {
        for found in walk(&draft.fields) {
            draft.anchor(&found.id, &found.title, &found.span);
            for wrong in found.wrong {
                unanswerable(draft, wrong);
            }
            match found.part {
                Part::Stage { output: false } => no_output(draft, &found.span),
                Part::Question { leads: false } => dead_end(draft, &found.span),
                _ => {}
            }
        }
        if let Some(Value { data: Data::List(stages), .. }) = draft.fields.get_mut("stages") {
            each(stages, "blocks", &mut |block| each_of(block, "questions", &mut thresholds));
        }
    }
}

/// Below which score a question leads on, where it does not say.
const BELOW: i64 = 3;

/// Calls `then` for each group in list `name` of each group in `items`.
fn each(items: &mut [Value], name: &str, then: &mut dyn FnMut(&mut Record)) {
    for item in items {
        if let Data::Object(record) = &mut item.data {
            each_of(record, name, then);
        }
    }
}

fn each_of(record: &mut Record, name: &str, then: &mut dyn FnMut(&mut Record)) {
    let Some(Value { data: Data::List(items), .. }) = record.get_mut(name) else { return };
    for item in items {
        if let Data::Object(record) = &mut item.data {
            then(record);
        }
    }
}

/// Readers see from which score a question leads on, also where its author left that to us. Only a scale has scores.
fn thresholds(question: &mut Record) {
    if question.text("answer").is_some_and(|answer| answer != "scale") {
        return;
    }
    each_of(question, "when_low", &mut |low| {
        if let (None, Some(span)) = (low.get("below"), low.get("play").map(|play| play.span.clone())) {
            low.insert("below", Value { data: Data::Integer(BELOW), span });
        }
    });
}

static WHEN_LOW: &[Field] = &[
    Field::new("play", Type::Ref(&["play"]), "The play to run.", "customer-interviews").required(),
    Field::new("below", Type::Integer(1, 5), "Scores below this lead to it; 3 if left out.", "3"),
    Field::new("because", Type::Text, "Why it helps.", "Without first-hand contact every other answer is a guess."),
];

static QUESTION: &[Field] = &[
    Field::new("id", Type::Id, "The name that links and saved answers use.", "last-heard").required(),
    Field::new("ask", Type::Text, "The question.", "When did each of us last hear a customer in person?").required(),
    Field::new("probes", Type::List(&Type::Text), "What to ask next.", "[Who has not this quarter?]"),
    Field::new(
        "answer",
        Type::Choice(&["scale", "choice", "text"]),
        "How it is answered: on a scale from 1 to 5 if left out.",
        "scale",
    ),
    Field::new(
        "anchors",
        Type::Map(&Type::Text),
        "What points of the scale mean.",
        "{1: Nobody remembers, 5: All of us this week}",
    ),
    Field::new("options", Type::List(&Type::Text), "What can be chosen, worst first.", "[never, now and then, always]"),
    Field::new("minutes", Type::Integer(1, 240), "How many minutes to talk about it; 3 if left out.", "5"),
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
    Field::new("lens", Type::Text, "What to look through.", "The needs of the customer, front and centre."),
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

/// Why a question can't be answered, and where.
enum Wrong {
    /// An end of the scale that is not on it.
    OffScale(String, Range<usize>),
    /// A choice of nothing.
    NoOptions(Range<usize>),
}

struct Found {
    wrong: Vec<Wrong>,
    id: String,
    title: String,
    span: Range<usize>,
    part: Part,
}

enum Part {
    Stage { output: bool },
    Block,
    Question { leads: bool },
}

/// All stages, blocks and questions, in the order in which they are read.
fn walk(fields: &Record) -> Vec<Found> {
    let mut found = Vec::new();
    for (stage, _) in fields.objects("stages") {
        found.extend(part(stage, "title", Part::Stage { output: stage.get("output").is_some() }));
        for (block, _) in stage.objects("blocks") {
            found.extend(part(block, "title", Part::Block));
            for (question, _) in block.objects("questions") {
                let leads = question.list("when_low").next().is_some();
                found.extend(part(question, "ask", Part::Question { leads }));
            }
        }
    }
    found
}

fn part(record: &Record, title: &str, part: Part) -> Option<Found> {
    let id = record.get("id")?;
    Some(Found {
        id: record.text("id")?.to_owned(),
        title: record.text(title).unwrap_or_default().to_owned(),
        span: id.span.clone(),
        wrong: wrong(record),
        part,
    })
}

/// What keeps a question from being answered: ends off the scale, a choice without options.
fn wrong(question: &Record) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    if let Some(Data::Map(anchors)) = question.get("anchors").map(|value| &value.data) {
        let off = anchors.iter().filter(|(key, _, _)| !matches!(key.as_str(), "1" | "2" | "3" | "4" | "5"));
        wrong.extend(off.map(|(key, span, _)| Wrong::OffScale(key.clone(), span.clone())));
    }
    if question.text("answer") == Some("choice") && question.list("options").next().is_none() {
        wrong.extend(question.get("answer").map(|value| Wrong::NoOptions(value.span.clone())));
    }
    wrong
}

fn unanswerable(draft: &mut Draft, wrong: Wrong) {
    match wrong {
        Wrong::OffScale(key, span) => {
            let problem = draft.problem(&code::FIELD_VALUE, format!("`{key}` is not on the scale"), &span);
            problem.label = "answers go from 1 to 5".into();
            problem.hints.push("write the number, then what it means: `1: Nobody remembers`".into());
        }
        Wrong::NoOptions(span) => {
            let problem = draft.problem(&code::FIELD_MISSING, "this question needs `options`", &span);
            problem.label = "there is nothing to choose from".into();
            problem.hints.push("for example: `options: [never, now and then, always]`, worst first".into());
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
