//! A canvas as a survey: its questions with their points, grouped by stage, block and dimension, and the plays that low answers
//! lead to.

use crate::kinds::behaviour::{SurveyContext, remedy, thousandths, weighted_group};
use crate::page::{Data, Page, Record};
use crate::score::{AnswerType, Lead, Point, Question, Survey, SurveyGroup};

/// How long a question is talked about, unless it says so itself.
const MINUTES: u32 = 3;

/// A score below this leads to a play, unless the question says otherwise.
const BELOW: u32 = 3;

/// The points by which an answer in words is judged: weak, middling, strong.
const TEXT_POINTS: usize = 3;

/// What the canvas `page` asks.
pub(super) fn survey(page: &Page, context: &SurveyContext) -> Survey {
    let mut survey = Survey { id: page.id.clone(), title: page.title.plain.clone(), ..Survey::default() };
    for (stage, _) in page.fields.objects("stages") {
        let stage_group = group(&mut survey, stage, "stage", 2, context);
        for (block, _) in stage.objects("blocks") {
            let mut groups = vec![stage_group, group(&mut survey, block, "block", 3, context)];
            let dimension = context.page(block, "dimension");
            groups.extend(dimension.map(|page| survey.group(weighted_group("dimension", page))));
            let weight = dimension.map_or(1000, thousandths);
            for (record, _) in block.objects("questions") {
                let leads = leads(&mut survey, record, context);
                survey.questions.extend(question(record, context, weight, &groups, leads));
            }
        }
    }
    survey
}

fn group(survey: &mut Survey, record: &Record, sort: &'static str, level: u8, context: &SurveyContext) -> usize {
    let id = record.text("id").unwrap_or_default().to_owned();
    survey.group(SurveyGroup { sort, id, title: context.text(record, "title"), weight: 0, level })
}

fn question(
    record: &Record,
    context: &SurveyContext,
    weight: u32,
    groups: &[usize],
    leads: Vec<Lead>,
) -> Option<Question> {
    let form = match record.text("answer") {
        Some("choice") => AnswerType::Choice,
        Some("text") => AnswerType::Text,
        _ => AnswerType::Scale,
    };
    Some(Question {
        id: record.text("id")?.to_owned(),
        ask: context.text(record, "ask"),
        probes: context.texts(record, "probes"),
        points: points(record, form, context),
        form,
        minutes: record.integer("minutes").and_then(|minutes| minutes.try_into().ok()).unwrap_or(MINUTES),
        weight,
        groups: groups.to_vec(),
        leads,
        part: None,
    })
}

fn points(record: &Record, form: AnswerType, context: &SurveyContext) -> Vec<Point> {
    let point = |label| Point { label, text: String::new() };
    match form {
        AnswerType::Choice => context.texts(record, "options").into_iter().map(point).collect(),
        AnswerType::Text => vec![Point::default(); TEXT_POINTS],
        _ => ["1", "2", "3", "4", "5"].into_iter().map(|n| point(anchor(record, n, context))).collect(),
    }
}

fn anchor(record: &Record, n: &str, context: &SurveyContext) -> String {
    let Some(Data::Map(anchors)) = record.get("anchors").map(|value| &value.data) else { return String::new() };
    anchors.iter().find(|(key, _, _)| key == n).map(|(_, _, value)| context.plain(value)).unwrap_or_default()
}

fn leads(survey: &mut Survey, question: &Record, context: &SurveyContext) -> Vec<Lead> {
    let mut leads = Vec::new();
    for (low, _) in question.objects("when_low") {
        let Some(page) = context.page(low, "play") else { continue };
        survey.remedies.entry(page.id.clone()).or_insert_with(|| remedy(page));
        let to = low.integer("below").and_then(|below| below.try_into().ok()).unwrap_or(BELOW);
        leads.push(Lead { remedy: page.id.clone(), from: 0, to, because: context.text(low, "because") });
    }
    leads
}
