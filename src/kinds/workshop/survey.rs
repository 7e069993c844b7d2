//! A workshop as a survey: its entries in order, each with its minutes and, for a play, what the entry says of it or
//! else its steps. A facilitator goes through them, and people take notes. Nothing is scored.

use std::collections::BTreeSet;

use super::agenda::minutes;
use crate::kinds::behaviour::SurveyContext;
use crate::page::{Data, Page, Record, Value};
use crate::score::{About, AnswerType, Question, Survey, SurveyMode};
use crate::source::markdown::{Target, slug};

/// Longest id, in bytes, that is made of an entry's text.
const MAX_ID: usize = 60;

/// What the workshop `page` leads through.
pub(super) fn survey(page: &Page, context: &SurveyContext) -> Survey {
    let mut survey =
        Survey { id: page.id.clone(), title: page.title.plain.clone(), mode: SurveyMode::Note, ..Survey::default() };
    let canvas = context.page(&page.fields, "canvas");
    survey.about =
        canvas.map(|canvas| About { page: canvas.id.clone(), title: canvas.title.plain.clone(), ..About::default() });
    let mut taken = BTreeSet::new();
    for (entry, _) in page.fields.objects("agenda") {
        let mut question = question(entry, context);
        question.part = canvas.and_then(|canvas| part(page, entry, canvas, context));
        let stem = slug(&label(entry, context), MAX_ID);
        let free = (1..).map(|n| if n == 1 { stem.clone() } else { format!("{stem}-{n}") });
        question.id = free.into_iter().find(|id| taken.insert(id.clone())).unwrap_or_default();
        survey.questions.push(question);
    }
    survey
}

/// The part of the canvas that an entry speaks of: the one to which the first link to the canvas in its words leads.
fn part(page: &Page, entry: &Record, canvas: &Page, context: &SurveyContext) -> Option<String> {
    let Data::Text(rich) = &entry.get("do")?.data else { return None };
    let source = rich.source.as_ref()?;
    let mut links = source.first..source.first + source.links.len();
    links.find_map(|index| {
        let to = (context.target)(&Value { data: Data::Ref(index), span: 0..0 })?;
        let part = match &page.links.get(index)?.target {
            Target::Id { part, .. } => part,
            Target::Path { fragment, .. } => fragment,
        };
        (to.id == canvas.id).then(|| part.clone().unwrap_or_default())
    })
}

/// What an entry is called: the title of its play, or else its own words.
fn label(entry: &Record, context: &SurveyContext) -> String {
    let mut words = ["break", "do", "play"].into_iter().map(|name| context.text(entry, name));
    context
        .page(entry, "play")
        .map_or_else(|| words.find(|text| !text.is_empty()).unwrap_or_default(), |page| page.title.plain.clone())
}

fn question(entry: &Record, context: &SurveyContext) -> Question {
    let does = context.text(entry, "do");
    let play = context.page(entry, "play");
    let ask = match play {
        Some(page) if !does.is_empty() => format!("{}: {does}", page.title.plain),
        _ => label(entry, context),
    };
    let steps = play.filter(|_| does.is_empty()).into_iter().flat_map(|page| page.fields.objects("steps"));
    let minutes = minutes(entry, context.target).and_then(|minutes| minutes.try_into().ok()).unwrap_or(0);
    Question {
        id: String::new(),
        ask,
        probes: steps.filter_map(|(step, _)| step.text("do").map(str::to_owned)).collect(),
        form: AnswerType::Note,
        points: Vec::new(),
        minutes,
        weight: 0,
        groups: Vec::new(),
        leads: Vec::new(),
        part: None,
    }
}
