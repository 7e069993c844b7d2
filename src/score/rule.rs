//! The rule by which answers are scored. Whatever is changed here must be changed in `score.js`, and in the words that tell readers the rule.
//!
//! Inside, scores are whole numbers. 1200 make one point of the scale, so that halves and thirds of hundredths are exact: a median of
//! two answers, and a choice of four spread over five points. Only the last step makes decimals of them.
//!
//! 1. An answer counts from 1 to 5. A choice of *n* is spread evenly over the same length; levels count as they are.
//! 2. Of several people's answers the median counts. The spread is the highest less the lowest. Where the room agreed on an answer, it
//!    replaces the median; the spread is still that of people's own answers. Of several sheets of the room the latest counts.
//! 3. A group stands at the mean of its questions; the whole at the mean of the groups that have a weight, by weight.
//! 4. A question is a gap where it stands below its aim: for levels, the median aim; else the highest score at which it still leads
//!    somewhere. Gaps are ranked by how far below they stand, times the question's weight; then in the order of the questions.
//! 5. A remedy follows from each gap of which a lead applies. Remedies that more gaps lead to come first, then those whose gaps
//!    weigh more in all, then in the order of the gaps and of their leads.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::answered::{Answered, answered, position};
use super::answers::{Answer, Sheet};
use super::discussion;
use super::outcome::{Flag, Gap, Moved, Outcome, Ranked, Reason, Score, Shift, Standing};
use super::survey::{AnswerType, Question, Survey, SurveyGroup};

/// Scores `sheets` of answers to `survey`.
#[must_use]
pub fn score(survey: &Survey, sheets: &[Sheet]) -> Outcome {
    let rooms: Vec<(&str, usize)> =
        sheets.iter().enumerate().filter_map(|(at, sheet)| Some((sheet.room.as_deref()?, at))).collect();
    let room = rooms.iter().max().map(|(_, at)| *at);
    let people = sheets.len() - rooms.len();
    let scored = survey.questions.iter().filter(|question| question.form != AnswerType::Note);
    let agreed = room.and_then(|room| sheets.get(room));
    let questions: Vec<Answered> = scored.map(|question| answered(question, sheets, agreed)).collect();
    let groups = groups(survey, &questions);
    let mut apart: Vec<&Answered> = questions.iter().filter(|one| one.spread() > 0).collect();
    // A stable sort: equal spreads stay in the order of the questions.
    apart.sort_by_key(|one| Reverse(one.spread()));
    let (gaps, remedies) = gaps_and_remedies(&questions);
    Outcome {
        page: survey.id.clone(),
        people,
        room,
        rooms: rooms.len(),
        answered: questions.iter().filter(|one| one.score().is_some()).count(),
        of: questions.len(),
        overall: overall(survey, &groups, &questions).map(Score),
        groups,
        questions: questions.iter().map(Answered::standing).collect(),
        apart: apart.iter().map(|one| one.question.id.clone()).collect(),
        people_apart: if people < 2 { Vec::new() } else { people_apart(&questions, sheets.len()) },
        chosen: if people < 2 { Vec::new() } else { discussion::discussions(survey, &questions) },
        gaps,
        remedies,
        flags: flags(survey, sheets),
    }
}

/// The mean, rounded; a half rounds up.
fn mean(sum: i64, count: i64) -> Option<i64> {
    (count > 0).then(|| (2 * sum + count) / (2 * count))
}

fn groups(survey: &Survey, questions: &[Answered]) -> Vec<Standing> {
    let standing = |(at, group): (usize, &SurveyGroup)| {
        let inside: Vec<&Answered> = questions.iter().filter(|one| one.question.groups.contains(&at)).collect();
        let of = |pick: &dyn Fn(&Answered) -> Option<i64>| {
            let values: Vec<i64> = inside.iter().filter_map(|one| pick(one)).collect();
            (mean(values.iter().sum(), i64::try_from(values.len()).unwrap_or(0)), values.len())
        };
        let (score, answered) = of(&|one| one.score());
        Standing {
            id: group.id.clone(),
            sort: group.sort,
            score: score.map(Score),
            median: of(&|one| one.median).0.map(Score),
            room: None,
            aim: of(&|one| one.chosen_aim()).0.map(Score),
            spread: Score(inside.iter().map(|one| one.spread()).max().unwrap_or(0)),
            answered,
            furthest: Vec::new(),
        }
    };
    survey.groups.iter().enumerate().map(standing).collect()
}

fn overall(survey: &Survey, groups: &[Standing], questions: &[Answered]) -> Option<i64> {
    let weighed = survey.groups.iter().zip(groups);
    let weighed: Vec<(i64, i64)> =
        weighed.filter_map(|(group, standing)| Some((i64::from(group.weight), standing.score?.0))).collect();
    let weight: i64 = weighed.iter().map(|(weight, _)| weight).sum();
    if weight > 0 {
        return mean(weighed.iter().map(|(weight, score)| weight * score).sum(), weight);
    }
    let all: Vec<i64> = questions.iter().filter_map(Answered::score).collect();
    mean(all.iter().sum(), i64::try_from(all.len()).unwrap_or(0))
}

/// The sheets, those furthest from the medians first, on average of the questions that they answer.
fn people_apart(questions: &[Answered], sheets: usize) -> Vec<usize> {
    let distance = |sheet: usize| {
        let distances = questions.iter().filter_map(|one| {
            let (_, value) = one.answers.iter().find(|(at, _)| *at == sheet)?;
            Some((value - one.median?).abs())
        });
        distances.fold((0_i64, 0_i64), |(sum, count), distance| (sum + distance, count + 1))
    };
    let mut all: Vec<(usize, (i64, i64))> = (0..sheets).map(|sheet| (sheet, distance(sheet))).collect();
    all.retain(|(_, (sum, count))| *sum > 0 && *count > 0);
    // Compares the means a/m and b/n without a division, which would round.
    all.sort_by(|(_, (a, m)), (_, (b, n))| (b * m).cmp(&(a * n)));
    all.into_iter().map(|(sheet, _)| sheet).collect()
}

/// The gaps and the remedies, both ranked.
fn gaps_and_remedies(questions: &[Answered]) -> (Vec<Gap>, Vec<Ranked>) {
    let mut gaps: Vec<&Answered> = questions.iter().filter(|one| one.weight() > 0).collect();
    gaps.sort_by_key(|one| Reverse(one.weight()));
    let mut order: Vec<(Ranked, i64)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for one in &gaps {
        let (score, aim) = (Score(one.score().unwrap_or_default()), Score(one.aim.unwrap_or_default()));
        let leads = one.leads();
        for (remedy, because) in &leads {
            let at = *places.entry(remedy).or_insert_with(|| {
                order.push((Ranked { remedy: (*remedy).to_owned(), because: Vec::new() }, 0));
                order.len() - 1
            });
            if let Some((ranked, weight)) = order.get_mut(at) {
                let because = (*because).to_owned();
                ranked.because.push(Reason { question: one.question.id.clone(), score, because });
                *weight += one.weight();
            }
        }
        let remedies = leads.iter().map(|(remedy, _)| (*remedy).to_owned()).collect();
        found.push(Gap { question: one.question.id.clone(), score, aim, remedies });
    }
    order.sort_by_key(|(ranked, weight)| Reverse((ranked.because.len(), *weight)));
    (found, order.into_iter().map(|(ranked, _)| ranked).collect())
}

fn flags(survey: &Survey, sheets: &[Sheet]) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (sheet, answers) in sheets.iter().enumerate() {
        let mut all: Vec<(&String, &Answer)> = answers.answers.iter().collect();
        // As scripts sort, whose characters are units of UTF-16.
        all.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        for (id, answer) in all {
            let why = match survey.question(id) {
                None => Some("gone"),
                Some((_, question)) => doubt(question, answer),
            };
            flags.extend(why.map(|why| Flag { sheet, question: id.clone(), why }));
        }
    }
    flags
}

/// Why an answer needs a second look.
fn doubt(question: &Question, answer: &Answer) -> Option<&'static str> {
    let unreadable = |value: Option<u32>| value.is_some() && position(question, value).is_none();
    if unreadable(answer.value) || unreadable(answer.aim) {
        return Some("unreadable");
    }
    let point = answer.value.and_then(|value| question.points.get(usize::try_from(value).ok()?.checked_sub(1)?));
    let renamed = point.is_some_and(|point| !answer.means.is_empty() && answer.means != point.label);
    let reworded = !answer.asked.is_empty() && answer.asked != question.ask;
    (renamed || reworded).then_some("reworded")
}

/// What moved from the outcome of one round to that of a later one of the same survey. It compares what people answered each alone,
/// since a room may have agreed on something in one of the rounds only. Where nobody answered alone in either round, it compares what
/// the rooms agreed on.
#[must_use]
pub fn moved(before: &Outcome, now: &Outcome) -> Moved {
    let shifts = |before: &[Standing], now: &[Standing]| {
        let pairs = before.iter().zip(now).filter_map(|(old, new)| {
            let (before, now) = old
                .median
                .zip(new.median)
                .or_else(|| old.score.zip(new.score).filter(|_| old.median.is_none() && new.median.is_none()))?;
            (before != now).then(|| Shift { id: new.id.clone(), sort: new.sort, before, now })
        });
        pairs.collect()
    };
    Moved { groups: shifts(&before.groups, &now.groups), questions: shifts(&before.questions, &now.questions) }
}
