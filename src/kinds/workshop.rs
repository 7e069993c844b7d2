//! Workshops: plays and breaks in order, with the clock.

mod agenda;
mod survey;

use std::ops::Range;

use super::behaviour::{Behaviour, Draft, SurveyContext, Target, Timetable};
use crate::diagnostic::code;
use crate::page::{DeckRule, Field, KindSpec, Page, Type, Unit};
use crate::score::Survey;
use agenda::ENTRY_KEYS;

pub(super) static WORKSHOP: KindSpec = KindSpec {
    name: "workshop",
    folder: "workshops",
    doc: "A meeting made of plays: its agenda in order, each entry a play, a break, or something to do, with minutes. A play takes as long as its own page says unless the entry says otherwise.",
    fields: FIELDS,
    derived: DERIVED,
    example: EXAMPLE,
    companions: &["lead", "script", "sheet"],
    deck: Some(DeckRule::References("agenda")),
    needs_no_links: true,
    ..KindSpec::DEFAULT
};

pub(super) struct Workshop;

impl Behaviour for Workshop {
    fn lower(&self, draft: &mut Draft) {
        let entries: Vec<_> = draft
            .fields
            .objects("agenda")
            .map(|(entry, span)| {
                let given: Vec<&str> = ENTRY_KEYS.into_iter().filter(|name| entry.get(name).is_some()).collect();
                (given, entry.get("minutes").is_some(), span.start..span.start + 1)
            })
            .collect();
        for (given, timed, span) in entries {
            check_entry(draft, &given, timed, &span);
        }
    }

    fn survey(&self, page: &Page, context: &SurveyContext) -> Option<Survey> {
        Some(survey::survey(page, context))
    }

    fn timetable<'p>(&self, page: &'p Page, target: Target<'_, 'p>) -> Option<Timetable<'p>> {
        agenda::timetable(page, target)
    }
}

/// An entry is one thing. It says how long it takes unless it is a play, which has a length of its own. Beside a play, `do` may say
/// which part of it happens.
fn check_entry(draft: &mut Draft, given: &[&str], timed: bool, span: &Range<usize>) {
    match given {
        [] => {
            let problem = draft.problem(&code::FIELD_MISSING, "this entry does not say what happens", span);
            problem.label = "`play`, `break` or `do` is missing".into();
            problem.hints.push("write `play: …` with a play's id, `break: …` or `do: …` with some words".into());
        }
        ["play"] | ["play", "do"] => {}
        [one] if !timed => {
            let problem = draft.problem(&code::FIELD_MISSING, format!("this `{one}` needs `minutes`"), span);
            problem.label = "only a play has its own length".into();
            problem.hints.push("add `minutes: 15`, or as many as it takes".into());
        }
        [_] => {}
        [first, second, ..] => {
            let problem =
                draft.problem(&code::FIELD_VALUE, format!("this entry is both `{first}` and `{second}`"), span);
            problem.label = "an entry is one thing".into();
            problem.hints.push("make it two entries, each with its own hyphen".into());
        }
    }
}

static DERIVED: &[Field] = &[
    Field::new(
        "starts",
        Type::List(&Type::Integer(0, 100_000)),
        "For each entry of the agenda, after how many minutes it starts. A play without `minutes` takes as long as its page says.",
        "[0, 10]",
    ),
    Field::new(
        "lengths",
        Type::List(&Type::Integer(0, 100_000)),
        "For each entry, how many minutes it takes.",
        "[10, 90]",
    ),
    Field::new("total", Type::Integer(0, 100_000), "How many minutes all entries take.", "115"),
    Field::new(
        "times",
        Type::List(&Type::Time),
        "For each entry, the time of day at which it starts, if `start` is given.",
        "[09:30, 09:40]",
    ),
    Field::new("ends", Type::Time, "The time of day at which it ends, if `start` is given.", "11:25"),
];

static ENTRY: &[Field] = &[
    Field::new("play", Type::Ref(&["play"]), "The play that is run, if the entry is one.", "journey-map")
        .means("agenda"),
    Field::new("break", Type::Text, "What the break is called, if the entry is one.", "Coffee"),
    Field::new(
        "do",
        Type::Text,
        "What happens, if the entry is not a break. Beside a `play` that is shortened or changed for the meeting, it replaces the play's own steps. A link to the workshop's `canvas`, or to one of its stages, leads from the step to the questions that the team should talk about there.",
        "Welcome, and why we are here",
    ),
    Field::new(
        "minutes",
        Type::Integer(1, 1440),
        "How many minutes it takes. Left out, a play takes its own `run`.",
        "15",
    ),
];

static FIELDS: &[Field] = &[
    Field::new(
        "canvas",
        Type::Ref(&["canvas"]),
        "The canvas that the team fills in. The workshop ends with its plan.",
        "customer-focus-canvas",
    )
    .means("uses_canvas"),
    Field::new(
        "agenda",
        Type::List(&Type::Object(ENTRY)),
        "What happens, in order.",
        "\n  - do: Welcome\n    minutes: 10\n  - break: Coffee\n    minutes: 15",
    )
    .required(),
    Field::new("start", Type::Time, "The time of day at which it starts.", "09:30"),
    Field::new("run", Type::Duration(Unit::Clock), "How much time there is. The agenda must fit into it.", "3 hours"),
    Field::new("people", Type::People, "How many take part.", "6–12"),
];

static EXAMPLE: &str = "\
---
title: Half a morning
summary: Two hours from a question to a map.
start: 09:30
run: 2 hours
people: 4–8
agenda:
  - do: Welcome, and why we are here
    minutes: 10
  - play: journey-map
  - break: Coffee
    minutes: 15
---
";
