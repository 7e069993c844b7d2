//! A canvas as a survey: its questions with their points, gathered in stages, blocks and dimensions, and the plays that low answers
//! lead to.

use crate::kinds::survey_context::{self, SurveyContext};
use crate::page::{Data, Page, Record};
use crate::score::{AnswerType, Lead, Point, Question, Survey, SurveyGroup};

/// How long a question is talked about, unless it says so itself.
const MINUTES: u32 = 3;

/// A score below this leads to a play, unless the question says otherwise.
const BELOW: u32 = 3;

/// The points by which an answer in words is judged: weak, middling, strong.
const JUDGED: usize = 3;

/// What the canvas `page` asks.
pub(super) fn survey(page: &Page, near: &SurveyContext) -> Survey {
    let mut survey = Survey { id: page.id.clone(), title: page.title.plain.clone(), ..Survey::default() };
    for (stage, _) in page.fields.objects("stages") {
        let within = part(&mut survey, stage, "stage", 2, near);
        for (block, _) in stage.objects("blocks") {
            let mut groups = vec![within, part(&mut survey, block, "block", 3, near)];
            let dimension = near.page(block, "dimension");
            groups.extend(dimension.map(|page| survey.group(survey_context::weighed("dimension", page))));
            let weight = dimension.map_or(1000, survey_context::thousandths);
            for (asked, _) in block.objects("questions") {
                let leads = leads(&mut survey, asked, near);
                survey.questions.extend(question(asked, near, weight, &groups, leads));
            }
        }
    }
    survey
}

fn part(survey: &mut Survey, record: &Record, sort: &'static str, level: u8, near: &SurveyContext) -> usize {
    let id = record.text("id").unwrap_or_default().to_owned();
    survey.group(SurveyGroup { sort, id, title: near.text(record, "title"), weight: 0, level })
}

fn question(
    record: &Record,
    near: &SurveyContext,
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
        ask: near.text(record, "ask"),
        probes: near.texts(record, "probes"),
        points: points(record, form, near),
        form,
        minutes: record.integer("minutes").and_then(|minutes| minutes.try_into().ok()).unwrap_or(MINUTES),
        weight,
        groups: groups.to_vec(),
        leads,
        part: None,
    })
}

fn points(record: &Record, form: AnswerType, near: &SurveyContext) -> Vec<Point> {
    let point = |label| Point { label, text: String::new() };
    match form {
        AnswerType::Choice => near.texts(record, "options").into_iter().map(point).collect(),
        AnswerType::Text => vec![Point::default(); JUDGED],
        _ => ["1", "2", "3", "4", "5"].into_iter().map(|n| point(anchor(record, n, near))).collect(),
    }
}

fn anchor(record: &Record, n: &str, near: &SurveyContext) -> String {
    let Some(Data::Map(anchors)) = record.get("anchors").map(|value| &value.data) else { return String::new() };
    anchors.iter().find(|(key, _, _)| key == n).map(|(_, _, value)| near.plain(value)).unwrap_or_default()
}

fn leads(survey: &mut Survey, question: &Record, near: &SurveyContext) -> Vec<Lead> {
    let mut leads = Vec::new();
    for (low, _) in question.objects("when_low") {
        let Some(page) = near.page(low, "play") else { continue };
        survey.remedies.entry(page.id.clone()).or_insert_with(|| survey_context::remedy(page));
        let to = low.integer("below").and_then(|below| below.try_into().ok()).unwrap_or(BELOW);
        leads.push(Lead { remedy: page.id.clone(), from: 0, to, because: near.text(low, "because") });
    }
    leads
}
