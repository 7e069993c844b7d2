//! A workshop as a survey: its entries in order, each with its minutes and, for a play, its steps; to be led through, and to
//! take notes on. Nothing is scored.

use std::collections::BTreeSet;

use crate::kinds::near::Near;
use crate::page::{Page, Record};
use crate::score::{Form, Question, Survey};
use crate::source::markdown::slug;

/// Longest id that an entry gets of its text.
const LONGEST: usize = 60;

/// What the workshop `page` leads through.
pub(super) fn survey(page: &Page, near: &Near) -> Survey {
    let mut survey = Survey { id: page.id.clone(), title: page.title.plain.clone(), ..Survey::default() };
    let mut taken = BTreeSet::new();
    for (entry, _) in page.fields.objects("agenda") {
        let mut question = question(entry, near);
        let stem = slug(&question.ask, LONGEST);
        let free = (1..).map(|n| if n == 1 { stem.clone() } else { format!("{stem}-{n}") });
        question.id = free.into_iter().find(|id| taken.insert(id.clone())).unwrap_or_default();
        survey.questions.push(question);
    }
    survey
}

fn question(entry: &Record, near: &Near) -> Question {
    let play = near.page(entry, "play");
    let ask = match play {
        Some(page) => page.title.plain.clone(),
        None => ["break", "do", "play"]
            .into_iter()
            .map(|name| near.text(entry, name))
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
    };
    let steps = play.into_iter().flat_map(|page| page.fields.objects("steps"));
    let minutes = super::minutes(entry, near.target).and_then(|minutes| minutes.try_into().ok()).unwrap_or(0);
    Question {
        id: String::new(),
        ask,
        probes: steps.filter_map(|(step, _)| step.text("do").map(str::to_owned)).collect(),
        form: Form::Note,
        points: Vec::new(),
        minutes,
        weight: 0,
        groups: Vec::new(),
        leads: Vec::new(),
    }
}
