//! Plays: practices that a team can run.

use std::ops::Range;

use super::behaviour::{Behaviour, DiagramContext, Draft};
use crate::diagnostic::{code, counted};
use crate::diagram::Card;
use crate::page::{Data, Facet, FacetSource, Field, KindSpec, Page, Record, Type, Unit, Value};

pub(super) static PLAY: KindSpec = KindSpec {
    name: "play",
    folder: "plays",
    doc: "One practice that a team can run: what it is for, how long it takes, who takes part, its steps with their minutes, and what comes of it.",
    fields: FIELDS,
    derived: DERIVED,
    example: EXAMPLE,
    relations: &[MOVES_FROM, MOVES_TO],
    ordered: &[(MOVES_FROM, MOVES_TO)],
    embeds: true,
    card: true,
    facets: FACETS,
    unreached: Some(&code::PLAY_UNREACHED),
    ..KindSpec::DEFAULT
};

static FACETS: &[Facet] = &[
    Facet { name: "stage", source: FacetSource::LinkingPart },
    Facet::field("dimension", "improves"),
    Facet { name: "time", source: FacetSource::Within("run", &[15, 30, 60, 90, 120, 180, 240, 480]) },
    Facet::field("role", "roles"),
    Facet::field("difficulty", "difficulty"),
];

pub(super) struct Play;

impl Behaviour for Play {
    fn lower(&self, draft: &mut Draft) {
        add_up(draft);
        moves(draft);
        draft.anchor("steps", "Steps", &draft.place.clone());
    }

    fn card(
        &self,
        page: &Page,
        context: &DiagramContext,
        word: &dyn Fn(&str) -> String,
        duration: &dyn Fn(i64) -> String,
    ) -> Option<Card> {
        let fields = &page.fields;
        let run = match fields.get("run").map(|value| &value.data) {
            Some(Data::Duration(run)) => Some(duration(i64::from(run.minutes))),
            _ => None,
        };
        let people = match fields.get("people").map(|value| &value.data) {
            Some(Data::People(people)) => Some(format!("{people} {}", word("people").to_lowercase())),
            _ => None,
        };
        let step = |(step, _): (&Record, _)| {
            (context.label(step, "do"), step.integer("minutes").map(duration).unwrap_or_default())
        };
        Some(Card {
            title: page.title.plain.clone(),
            facts: run.into_iter().chain(people).collect(),
            purpose: context.label(fields, "purpose"),
            heading: word("steps"),
            steps: fields.objects("steps").map(step).collect(),
            more: word("more_steps"),
            ..Card::default()
        })
    }
}

/// What a play's references to levels mean.
const MOVES_FROM: &str = "moves_from";
const MOVES_TO: &str = "moves_to";

static STEP: &[Field] = &[
    Field::new("do", Type::Text, "What to do.", "Draw the path from the first thought to the last contact.").required(),
    Field::new("minutes", Type::Integer(1, 1440), "How many minutes it takes.", "30").required(),
];

static MOVES: &[Field] = &[
    Field::new("framework", Type::Ref(&["framework"]), "The framework that has the levels.", "focus-centric-led")
        .means("moves")
        .required(),
    Field::new("from", Type::Line, "The level that it starts from.", "focus").means(MOVES_FROM).required(),
    Field::new("to", Type::Line, "The level that it leads to.", "centric").means(MOVES_TO).required(),
];

static FIELDS: &[Field] = &[
    Field::new("purpose", Type::Text, "What it is for.", "See the whole path a customer walks.").required(),
    Field::new("prep", Type::Duration(Unit::Any), "How long it takes to prepare.", "1 hour"),
    Field::new(
        "run",
        Type::Duration(Unit::Clock),
        "How long it takes to run. The minutes of its steps must add up to it.",
        "90 minutes",
    )
    .required(),
    Field::new("people", Type::People, "How many take part.", "3–8").required(),
    Field::new("difficulty", Type::Integer(1, 3), "1 is for anybody, 3 needs an experienced facilitator.", "2"),
    Field::new("materials", Type::List(&Type::Text), "What must be at hand.", "[a wall, sticky notes]"),
    Field::new(
        "steps",
        Type::List(&Type::Object(STEP)),
        "What to do, in order, each with its minutes.",
        "\n  - do: Draw the path.\n    minutes: 60\n  - do: Mark where it hurts.\n    minutes: 30",
    )
    .required(),
    Field::new("outputs", Type::List(&Type::Text), "What the team has afterwards.", "[a map on the wall]"),
    Field::new("improves", Type::List(&Type::Ref(&["dimension"])), "The dimensions that it improves.", "[insight]"),
    Field::new(
        "moves",
        Type::Object(MOVES),
        "The step from one level of a framework to another that it helps a team to take.",
        "\n  framework: focus-centric-led\n  from: focus\n  to: centric",
    ),
    Field::new(
        "metrics",
        Type::List(&Type::Ref(&["metric"])),
        "The metrics that show whether it worked.",
        "[effort-score]",
    )
    .means("measured_by"),
    Field::new("roles", Type::List(&Type::Ref(&["role"])), "The roles that run it.", "[facilitator]").means("run_by"),
    Field::new("variations", Type::List(&Type::Text), "Other ways to run it.", "[Remotely, on a shared board]"),
    Field::new(
        "watch_outs",
        Type::List(&Type::Text),
        "What can go wrong, and how to notice it.",
        "[The map shows our departments]",
    ),
    Field::new("follow_up", Type::List(&Type::Text), "What to do afterwards.", "[Walk it again in three months]"),
];

static DERIVED: &[Field] = &[Field::new(
    "starts",
    Type::List(&Type::Integer(0, 100_000)),
    "For each step, how many minutes into the run it starts.",
    "[0, 30]",
)];

static EXAMPLE: &str = "\
---
title: Map the journey
summary: Walk the path a customer walks, and mark where it hurts.
purpose: See the whole path, and agree on the three places that need work.
prep: 1 hour
run: 90 minutes
people: 3–8
difficulty: 2
materials: [a wall, sticky notes]
steps:
  - do: Draw the path from the first thought of us to the last contact.
    minutes: 60
  - do: Mark where it hurts, and choose three places.
    minutes: 30
outputs: [a map on the wall, three places to mend]
---

## Why it works

Nobody in the room has seen the whole path before.
";

/// The minutes of the steps must be those of the run; where they are, each step's start is derived.
fn add_up(draft: &mut Draft) {
    let minutes = |record: &Record| record.integer("minutes");
    let steps: Vec<Option<i64>> = draft.fields.objects("steps").map(|(step, _)| minutes(step)).collect();
    if steps.len() != draft.fields.list("steps").count() {
        return; // One of them is no step, which is reported already.
    }
    let span = draft.fields.get("run").map(|value| value.span.clone());
    let run = draft.fields.get("run").and_then(|value| match value.data {
        Data::Duration(duration) => Some(i64::from(duration.minutes)),
        _ => None,
    });
    let (Some(run), Some(span), Some(steps)) = (run, span, steps.into_iter().collect::<Option<Vec<i64>>>()) else {
        return;
    };
    let sum: i64 = steps.iter().sum();
    if sum != run && !steps.is_empty() {
        mismatch(draft, run, sum, &span);
    }
    let starts = steps.iter().scan(0, |at, minutes| {
        *at += minutes;
        Some(*at - minutes)
    });
    let starts = starts.map(|at| Value { data: Data::Integer(at), span: span.clone() }).collect();
    draft.fields.insert("starts", Value { data: Data::List(starts), span });
}

fn mismatch(draft: &mut Draft, run: i64, sum: i64, span: &Range<usize>) {
    let message = format!("the steps take {}, but `run` says {run}", counted(sum, "minute"));
    let first = draft.fields.objects("steps").next().map(|(_, span)| span.start..span.start + 1);
    let (more, by) = if sum > run { ("too many", sum - run) } else { ("too few", run - sum) };
    let steps = first.map(|first| draft.span(&first));
    let problem = draft.problem(&code::MINUTES_MISMATCH, message, span);
    problem.label = format!("{} {more} in the steps", counted(by, "minute"));
    problem.related.extend(steps.map(|first| (first, "the steps start here".into())));
    problem.hints.push(format!("set `run: {}`, or change the `minutes` of the steps", counted(sum, "minute")));
}

/// `from` and `to` name levels of another page: they become references to these parts of it.
fn moves(draft: &mut Draft) {
    let Some(Data::Object(moves)) = draft.fields.get("moves").map(|value| value.data.clone()) else { return };
    let Some(framework) = moves.get("framework").and_then(|value| draft.id_of(value)).map(str::to_owned) else {
        return;
    };
    let mut resolved = Record::default();
    for (name, value) in moves.iter() {
        let mut value = value.clone();
        let relation = if *name == "from" { MOVES_FROM } else { MOVES_TO };
        if let (Data::Line(level), "from" | "to") = (&value.data, *name) {
            value.data = Data::Ref(draft.refer(&["framework"], &framework, level, relation, &value.span));
        }
        resolved.insert(name, value);
    }
    if let Some(value) = draft.fields.take("moves") {
        draft.fields.insert("moves", Value { data: Data::Object(resolved), ..value });
    }
}
