//! A framework as a survey: for each dimension, the cell that describes a team today and the one that it aims at; and the plays
//! that lead from the one to the other.
//!
//! Only dimensions with a page of their own are questions; others, such as examples, explain the matrix. Where no dimension has
//! a page, all are questions.

use crate::kinds::behaviour::{SurveyContext, link_target, plain_text, remedy, thousandths, weighted_group};
use crate::page::{Data, Link, Page, Record, Value};
use crate::score::{AnswerType, Lead, Point, Question, Survey, SurveyGroup, SurveyMode};

/// How long a dimension is talked about.
const MINUTES: u32 = 5;

/// A play that moves from one level of the framework to another, by their numbers from 1.
struct Step<'p> {
    page: &'p Page,
    from: u32,
    to: u32,
}

/// What the framework `page` asks.
pub(super) fn survey(page: &Page, context: &SurveyContext) -> Survey {
    let mut survey =
        Survey { id: page.id.clone(), title: page.title.plain.clone(), mode: SurveyMode::Level, ..Survey::default() };
    let levels: Vec<(&str, String)> = page
        .fields
        .objects("levels")
        .filter_map(|(level, _)| Some((level.text("id")?, context.text(level, "title"))))
        .collect();
    let steps = steps(&levels, context);
    let none_has_page = page.fields.list("dimensions").all(|value| (context.target)(value).is_none());
    for value in page.fields.list("dimensions") {
        let dimension = (context.target)(value);
        let Some((id, title)) = dimension
            .map(|page| (page.id.clone(), page.title.plain.clone()))
            .or_else(|| inline_dimension(value, context))
        else {
            continue;
        };
        if dimension.is_none() && !none_has_page {
            continue;
        }
        let group = dimension.map_or_else(
            || SurveyGroup { sort: "dimension", id: id.clone(), title: title.clone(), weight: 1000, level: 0 },
            |page| weighted_group("dimension", page),
        );
        let groups = vec![survey.group(group)];
        let leads = leads(&mut survey, &steps, &id);
        let points = levels
            .iter()
            .map(|(level, title)| Point { label: title.clone(), text: cell(&page.fields, &id, level, context) });
        survey.questions.push(Question {
            points: points.collect(),
            weight: dimension.map_or(1000, thousandths),
            probes: dimension.map(|page| plain_text(page, "definition").to_owned()).into_iter().collect(),
            form: AnswerType::Level,
            minutes: MINUTES,
            id,
            ask: title,
            groups,
            leads,
            part: None,
        });
    }
    survey
}

/// The id and title of a dimension that is described in the framework itself.
fn inline_dimension(value: &Value, context: &SurveyContext) -> Option<(String, String)> {
    let Data::Object(record) = &value.data else { return None };
    Some((record.text("id")?.to_owned(), context.text(record, "title")))
}

fn cell(fields: &Record, row: &str, level: &str, context: &SurveyContext) -> String {
    let find = |value: &Value, key: &str| match &value.data {
        Data::Map(entries) => entries.iter().find(|(name, _, _)| name == key).map(|(_, _, value)| value.clone()),
        _ => None,
    };
    let cell = fields.get("cells").and_then(|cells| find(&find(cells, row)?, level));
    cell.map(|cell| context.plain(&cell)).filter(|text| text != "n/a").unwrap_or_default()
}

/// The plays that move between levels of this framework.
fn steps<'p>(levels: &[(&str, String)], context: &SurveyContext<'_, 'p>) -> Vec<Step<'p>> {
    let number = |level: Option<&str>| {
        let at = levels.iter().position(|(id, _)| Some(*id) == level)?;
        u32::try_from(at + 1).ok()
    };
    let leaves = context.leading.iter().filter(|(_, link)| link.relation == "moves_from");
    let step = |(page, link): &(&'p Page, &Link)| {
        let from = number(link_target(link)?.1)?;
        let to = context.leading.iter().find(|(other, link)| other.id == page.id && link.relation == "moves_to")?.1;
        Some(Step { page, from, to: number(link_target(to)?.1)? })
    };
    leaves.filter_map(step).filter(|step| step.from < step.to).collect()
}

/// The plays that improve a dimension; all, where none does.
fn leads(survey: &mut Survey, steps: &[Step], dimension: &str) -> Vec<Lead> {
    let improves = |step: &&Step| {
        let mut links = step.page.links.iter().filter(|link| link.relation == "improves");
        links.any(|link| link_target(link).is_some_and(|(id, _)| id == dimension))
    };
    let mut found: Vec<&Step> = steps.iter().filter(improves).collect();
    if found.is_empty() {
        found = steps.iter().collect();
    }
    let lead = |step: &Step| {
        survey.remedies.entry(step.page.id.clone()).or_insert_with(|| remedy(step.page));
        let because = plain_text(step.page, "purpose").to_owned();
        Lead { remedy: step.page.id.clone(), from: step.from, to: step.to, because }
    };
    found.into_iter().map(lead).collect()
}
