//! Workshops: plays and breaks in order, with the clock.

use super::{Draft, Kind};
use crate::diagnostic::code;
use crate::page::{Field, Type, Unit};

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

    fn example(&self) -> &'static str {
        EXAMPLE
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

/// An entry is one thing, and whatever is no play says how long it takes.
fn entry(draft: &mut Draft, given: &[&str], timed: bool, span: &std::ops::Range<usize>) {
    match given {
        [] => {
            let problem = draft.problem(&code::FIELD_MISSING, "this entry says nothing of what happens", span);
            problem.label = "`play`, `break` or `do` is missing".into();
            problem.hints.push("write `play: …` with a play's id, `break: …` or `do: …` with some words".into());
        }
        ["play"] => {}
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

static ENTRY: &[Field] = &[
    Field::new("play", Type::Ref(&["play"]), "The play that is run.", "journey-map").means("agenda"),
    Field::new("break", Type::Text, "A pause, in a word or two.", "Coffee"),
    Field::new("do", Type::Text, "What else happens.", "Welcome, and why we are here"),
    Field::new("minutes", Type::Integer(1, 1440), "How many minutes; a play's own `run` if left out.", "15"),
];

static FIELDS: &[Field] = &[
    Field::new("canvas", Type::Ref(&["canvas"]), "The canvas that it fills in.", "customer-focus-canvas")
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
