//! Workshops: plays and breaks in order, with the clock.

mod survey;

use std::ops::Range;

use super::{Deal, Draft, Kind, Overrun, SurveyContext, Target};
use crate::diagnostic::code;
use crate::page::{Data, Field, Page, Record, Type, Unit, Value};
use crate::score::Survey;

pub(super) struct Workshop;

impl Kind for Workshop {
    fn name(&self) -> &'static str {
        "workshop"
    }

    fn folder(&self) -> &'static str {
        "workshops"
    }

    fn doc(&self) -> &'static str {
        "A meeting made of plays: its agenda in order, each entry a play, a break, or something to do, with minutes. A play takes as long as its own page says unless the entry says otherwise."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn stands_alone(&self) -> bool {
        true
    }

    fn survey(&self, page: &Page, near: &SurveyContext) -> Option<Survey> {
        Some(survey::survey(page, near))
    }

    fn beside(&self) -> &'static [&'static str] {
        &["lead", "script", "sheet"]
    }

    fn example(&self) -> &'static str {
        EXAMPLE
    }

    fn derived(&self) -> &'static [Field] {
        DERIVED
    }

    fn linked<'p>(&self, page: &'p Page, target: Target<'_, 'p>) -> Vec<(&'static str, Value)> {
        clock(page, target).unwrap_or_default()
    }

    fn overrun<'p>(&self, page: &'p Page, target: Target<'_, 'p>) -> Option<Overrun<'p>> {
        overrun(page, target)
    }

    fn deck(&self) -> Option<Deal> {
        Some(Deal::Named("agenda"))
    }

    fn lower(&self, draft: &mut Draft) {
        let entries: Vec<_> = draft
            .fields
            .objects("agenda")
            .map(|(entry, span)| {
                let given: Vec<&str> = WHAT.into_iter().filter(|name| entry.get(name).is_some()).collect();
                (given, entry.get("minutes").is_some(), span.start..span.start + 1)
            })
            .collect();
        for (given, timed, span) in entries {
            entry(draft, &given, timed, &span);
        }
    }
}

/// What an entry of an agenda can be.
const WHAT: [&str; 3] = ["play", "break", "do"];

/// An entry is one thing, and whatever is no play says how long it takes. A play may say what happens of it.
fn entry(draft: &mut Draft, given: &[&str], timed: bool, span: &std::ops::Range<usize>) {
    match given {
        [] => {
            let problem = draft.problem(&code::FIELD_MISSING, "this entry says nothing of what happens", span);
            problem.label = "`play`, `break` or `do` is missing".into();
            problem.hints.push("write `play: …` with a play's id, `break: …` or `do: …` with some words".into());
        }
        ["play"] | ["play", "do"] => {}
        [one] if !timed => {
            let problem = draft.problem(&code::FIELD_MISSING, format!("this `{one}` needs `minutes`"), span);
            problem.label = "only a play knows by itself how long it takes".into();
            problem.hints.push("add `minutes: 15`, or as many as it takes".into());
        }
        [_] => {}
        [first, second, ..] => {
            let problem =
                draft.problem(&code::FIELD_VALUE, format!("this entry is both `{first}` and `{second}`"), span);
            problem.label = "an entry is one thing".into();
            problem.hints.push("make two entries of it, each with its own hyphen".into());
        }
    }
}

/// By the clock and by the minute, when each entry starts and how long it takes. None where a play does not say how long it is.
fn clock<'p>(page: &'p Page, target: Target<'_, 'p>) -> Option<Vec<(&'static str, Value)>> {
    let span = page.fields.get("agenda")?.span.clone();
    let entries = page.fields.objects("agenda");
    let minutes: Vec<i64> = entries.map(|(entry, _)| minutes(entry, target)).collect::<Option<_>>()?;
    let starts = minutes.iter().scan(0, |at, minutes| {
        *at += minutes;
        Some(*at - minutes)
    });
    let starts: Vec<i64> = starts.collect();
    let total = minutes.iter().sum();
    let value = |data| Value { data, span: span.clone() };
    let list = |items: &mut dyn Iterator<Item = Data>| value(Data::List(items.map(value).collect()));
    let mut derived = vec![
        ("starts", list(&mut starts.iter().copied().map(Data::Integer))),
        ("lengths", list(&mut minutes.iter().copied().map(Data::Integer))),
        ("total", value(Data::Integer(total))),
    ];
    if let Some(Data::Time(first)) = page.fields.get("start").map(|value| &value.data) {
        let time = |at: i64| Data::Time(u16::try_from((i64::from(*first) + at) % DAY).unwrap_or_default());
        derived.push(("times", list(&mut starts.iter().copied().map(time))));
        derived.push(("ends", value(time(total))));
    }
    Some(derived)
}

/// The first entry that ends after the meeting. None where a play does not say how long it is.
fn overrun<'p>(page: &'p Page, target: Target<'_, 'p>) -> Option<Overrun<'p>> {
    let run = page.fields.get("run")?;
    let (place, Data::Duration(length)) = (&run.span, &run.data) else { return None };
    let run = i64::from(length.minutes);
    let mut entries = Vec::new();
    for (entry, span) in page.fields.objects("agenda") {
        let says = WHAT.into_iter().find_map(|name| entry.get(name)).map_or(span, |value| &value.span);
        entries.push((says, minutes(entry, target)?));
    }
    let total = entries.iter().map(|(_, minutes)| minutes).sum();
    let mut ends = 0;
    let late = |(_, minutes): &&(&Range<usize>, i64)| {
        ends += minutes;
        ends > run
    };
    let (entry, _) = entries.iter().find(late)?;
    Some(Overrun { entry, ends, run, total, place })
}

/// Minutes in a day.
const DAY: i64 = 24 * 60;

/// How long an entry takes: as it says itself, or as its play does.
fn minutes(entry: &Record, target: Target<'_, '_>) -> Option<i64> {
    let play = || match target(entry.get("play")?)?.fields.get("run")?.data {
        Data::Duration(run) => Some(i64::from(run.minutes)),
        _ => None,
    };
    entry.integer("minutes").or_else(play)
}

static DERIVED: &[Field] = &[
    Field::new(
        "starts",
        Type::List(&Type::Integer(0, 100_000)),
        "For each entry of the agenda, how many minutes in it starts; a play without minutes takes as long as its page says.",
        "[0, 10]",
    ),
    Field::new(
        "lengths",
        Type::List(&Type::Integer(0, 100_000)),
        "For each entry, how many minutes it takes.",
        "[10, 90]",
    ),
    Field::new("total", Type::Integer(0, 100_000), "How many minutes that is in all.", "115"),
    Field::new(
        "times",
        Type::List(&Type::Time),
        "For each entry, when it starts, where `start` is given.",
        "[09:30, 09:40]",
    ),
    Field::new("ends", Type::Time, "When it ends, where `start` is given.", "11:25"),
];

static ENTRY: &[Field] = &[
    Field::new("play", Type::Ref(&["play"]), "The play that is run, where it is one.", "journey-map").means("agenda"),
    Field::new("break", Type::Text, "A pause, in a word or two, where it is one.", "Coffee"),
    Field::new(
        "do",
        Type::Text,
        "What happens, where it is no pause. Beside a `play` that is shortened or changed for the meeting, it stands in place of the play's own steps. A link to the workshop's `canvas`, or to one of its stages, leads from the step to the questions that the team should talk about there.",
        "Welcome, and why we are here",
    ),
    Field::new("minutes", Type::Integer(1, 1440), "How many minutes; a play's own `run` if left out.", "15"),
];

static FIELDS: &[Field] = &[
    Field::new(
        "canvas",
        Type::Ref(&["canvas"]),
        "The canvas that it fills in; leading through the workshop ends in its plan.",
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
    Field::new("start", Type::Time, "When it starts, by the clock.", "09:30"),
    Field::new("run", Type::Duration(Unit::Clock), "How long it may take in all; the agenda must fit in.", "3 hours"),
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
