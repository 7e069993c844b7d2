//! What a page asks, as the pages show it on which that is answered: headings, clock times, counts and rules in words.
//!
//! Scripts get the [`Survey`] itself; this is what the page shows without them.

use super::contract::{
    GroupView, HeadingView, LeadView, PickView, ProfileView, QuestionView, RuleView, SortView, SurveyView,
};
use super::strings::Strings;
use crate::score::{AnswerType, Lead, Point, Question, Survey, SurveyMode};
use crate::theme::filters::clock;

/// How wide the drawing of a profile is.
const WIDTH: f64 = 340.0;

/// Points of a scale.
const SCALE: usize = 5;

/// What `survey` asks; `about` is what the page asks that is worked on meanwhile.
pub(super) fn view<'a>(survey: &'a Survey, about: Option<&'a Survey>, words: &'a Strings) -> SurveyView<'a> {
    let minutes: u32 = survey.questions.iter().map(|question| question.minutes).sum();
    let is_scored = survey.mode != SurveyMode::Note;
    SurveyView {
        title: &survey.title,
        mode: survey.mode.name(),
        is_scored,
        about: survey.about.as_ref(),
        questions: questions(survey, about, words),
        length: words.length(minutes.into()),
        ends: clock(minutes.into()),
        has_parts: survey.questions.iter().any(|question| question.part.is_some()),
        profile: is_scored.then(|| profile(survey, words)),
        rules: survey.questions.iter().filter_map(|question| rule(survey, question, words)).collect(),
    }
}

fn questions<'a>(survey: &'a Survey, about: Option<&'a Survey>, words: &'a Strings) -> Vec<QuestionView<'a>> {
    let mut above: &[usize] = &[];
    let mut starts = 0;
    let mut shown = Vec::with_capacity(survey.questions.len());
    for question in &survey.questions {
        shown.push(QuestionView {
            id: &question.id,
            ask: &question.ask,
            probes: &question.probes,
            form: question.form,
            points: &question.points,
            headings: headings(survey, question, above),
            minutes: question.minutes,
            length: words.length(question.minutes.into()),
            starts: clock(starts),
            has_part: question.part.is_some(),
            picks: question.part.as_ref().zip(about).map(|(part, about)| picks(about, part)).unwrap_or_default(),
        });
        above = &question.groups;
        starts += i64::from(question.minutes);
    }
    shown
}

/// The headings of the groups of `question`, without those that it shares with the question before.
fn headings<'a>(survey: &'a Survey, question: &Question, above: &[usize]) -> Vec<HeadingView<'a>> {
    let new = question.groups.iter().filter(|group| !above.contains(group));
    let groups = new.filter_map(|group| survey.groups.get(*group)).filter(|group| matches!(group.level, 2 | 3));
    groups.map(|group| HeadingView { level: group.level, title: &group.title }).collect()
}

/// The questions of the part `part` of the page that `about` is of; all of them, if it is empty.
fn picks<'a>(about: &'a Survey, part: &str) -> Vec<PickView<'a>> {
    let inside = |question: &&Question| {
        let mut groups = question.groups.iter().filter_map(|group| about.groups.get(*group));
        part.is_empty() || groups.any(|group| group.id == part)
    };
    let pick = |question: &'a Question| PickView { ask: &question.ask, probes: &question.probes };
    about.questions.iter().filter(inside).map(pick).collect()
}

fn profile<'a>(survey: &'a Survey, words: &'a Strings) -> ProfileView<'a> {
    let has_aim = survey.mode == SurveyMode::Level;
    let levels = survey.questions.first().filter(|_| has_aim).map(|question| &question.points);
    let count = levels.map_or(SCALE, Vec::len);
    let step = WIDTH / f64::from(u32::try_from(count).unwrap_or(1).max(1));
    let sorts: Vec<(&str, SortView)> = sorts(survey, words);
    let first = sorts.first().map(|(sort, _)| *sort);
    let title = sorts.first().map(|(_, sort)| sort.title).unwrap_or_default();
    let called = |(n, point): (usize, &Point)| format!("{n} {}", point.label);
    let caption = match levels {
        Some(points) => (1..).zip(points).map(called).collect::<Vec<_>>().join(", "),
        None => words.fill("fill", "scale", &[("m", &count.to_string())]),
    };
    ProfileView {
        label: words.fill("fill", "profile", &[("title", &survey.title), ("sort", title)]),
        caption,
        step,
        points: (0..u32::try_from(count).unwrap_or_default()).map(|at| (f64::from(at) + 0.5) * step).collect(),
        lines: first.map(|sort| groups(survey, sort)).unwrap_or_default(),
        sorts: sorts.into_iter().map(|(_, sort)| sort).collect(),
        has_aim,
    }
}

/// The sorts of groups that the theme has words for and `survey` has groups of, in the theme's order.
fn sorts<'a>(survey: &'a Survey, words: &'a Strings) -> Vec<(&'a str, SortView<'a>)> {
    let named = words.group("fill").get("sorts").and_then(|sorts| sorts.as_object());
    let sort = |(name, title): (&'a String, &'a serde_json::Value)| {
        let groups = groups(survey, name);
        let sort = SortView { title: title.as_str().unwrap_or(name), groups };
        (!sort.groups.is_empty()).then_some((name.as_str(), sort))
    };
    named.into_iter().flatten().filter_map(sort).collect()
}

fn groups<'a>(survey: &'a Survey, sort: &str) -> Vec<GroupView<'a>> {
    let holds = |number: usize| survey.questions.iter().filter(|question| question.groups.contains(&number)).count();
    let all = survey.groups.iter().enumerate().filter(|(_, group)| group.sort == sort);
    all.map(|(number, group)| GroupView { number, title: &group.title, questions: holds(number) }).collect()
}

fn rule<'a>(survey: &'a Survey, question: &'a Question, words: &Strings) -> Option<RuleView<'a>> {
    let lead = |lead: &'a Lead| {
        let remedy = survey.remedies.get(&lead.remedy)?;
        Some(LeadView {
            when: when(question, lead, words),
            title: &remedy.title,
            url: &remedy.url,
            because: &lead.because,
        })
    };
    let leads: Vec<LeadView> = question.leads.iter().filter_map(lead).collect();
    (!leads.is_empty()).then_some(RuleView { id: &question.id, ask: &question.ask, leads })
}

/// Where an answer must stand to lead on.
fn when(question: &Question, lead: &Lead, words: &Strings) -> String {
    let level = |number: u32| {
        let at = usize::try_from(number).unwrap_or_default().checked_sub(1);
        at.and_then(|at| question.points.get(at)).map(|point| point.label.as_str()).unwrap_or_default()
    };
    if question.form == AnswerType::Level {
        words.fill("rules", "from_to", &[("from", level(lead.from)), ("to", level(lead.to))])
    } else {
        words.fill("rules", "below", &[("n", &lead.to.to_string())])
    }
}
