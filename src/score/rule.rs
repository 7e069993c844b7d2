//! The rule by which answers are scored. Whatever is changed here must be changed in `score.js`, and in the words that tell readers the rule.
//!
//! Inside, scores are whole numbers of which 1200 make one point of the scale, so that halves and thirds of hundredths are exact: a median of
//! two answers, and a choice of four spread over five points. They become decimals in the last step alone.
//!
//! 1. An answer counts from 1 to 5. A choice of *n* is spread evenly over the same length; levels count as they are.
//! 2. Of several people's answers the median counts. The spread is the highest less the lowest. Where the room agreed on an answer, it
//!    stands in place of the median; what people differ on is still told of their own answers. Of several sheets of the room the
//!    latest counts.
//! 3. A group stands at the mean of its questions; the whole at the mean of the groups that have a weight, by weight.
//! 4. A question is a gap where it stands below its aim: for levels, the median aim; else the highest score at which it still leads
//!    somewhere. Gaps are ranked by how far below they stand, times the question's weight; then in the order of the questions.
//! 5. A remedy follows from each gap of which a lead applies. Remedies that more gaps lead to come first, then those whose gaps
//!    weigh more in all, then in the order of the gaps and of their leads.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::outcome::{Flag, Gap, Moved, Outcome, POINT, Ranked, Reason, Score, Shift, Standing};
use super::{Answer, AnswerType, Question, Sheet, Survey, discussion};

/// A question with its answers.
pub(super) struct Asked<'a> {
    pub(super) question: &'a Question,
    /// Which sheet says what, in [`POINT`]ths.
    pub(super) said: Vec<(usize, i64)>,
    pub(super) median: Option<i64>,
    room: Option<i64>,
    aim: Option<i64>,
}

/// Scores `sheets` of answers to `survey`.
#[must_use]
pub fn score(survey: &Survey, sheets: &[Sheet]) -> Outcome {
    let rooms: Vec<(&str, usize)> =
        sheets.iter().enumerate().filter_map(|(at, sheet)| Some((sheet.room.as_deref()?, at))).collect();
    let room = rooms.iter().max().map(|(_, at)| *at);
    let people = sheets.len() - rooms.len();
    let scored = survey.questions.iter().filter(|question| question.form != AnswerType::Note);
    let asked: Vec<Asked> =
        scored.map(|question| ask(question, sheets, room.and_then(|room| sheets.get(room)))).collect();
    let groups = groups(survey, &asked);
    let mut apart: Vec<&Asked> = asked.iter().filter(|one| one.spread() > 0).collect();
    apart.sort_by_key(|one| Reverse(one.spread()));
    let (gaps, remedies) = follow(&asked);
    Outcome {
        page: survey.id.clone(),
        people,
        room,
        rooms: rooms.len(),
        answered: asked.iter().filter(|one| one.now().is_some()).count(),
        of: asked.len(),
        overall: overall(survey, &groups, &asked).map(Score),
        groups,
        questions: asked.iter().map(Asked::standing).collect(),
        apart: apart.iter().map(|one| one.question.id.clone()).collect(),
        people_apart: if people < 2 { Vec::new() } else { people_apart(&asked, sheets.len()) },
        chosen: if people < 2 { Vec::new() } else { discussion::chosen(survey, &asked) },
        gaps,
        remedies,
        flags: flags(survey, sheets),
    }
}

/// Where `value` stands. None if that can't be chosen.
pub(super) fn place(question: &Question, value: Option<u32>) -> Option<i64> {
    let (value, points) = (i64::from(value?), i64::try_from(question.points.len()).ok()?);
    if value < 1 || value > points {
        return None;
    }
    Some(match question.form {
        AnswerType::Level => POINT * value,
        _ if points == 1 => 5 * POINT,
        // In hundredths, rounded down, so that both programs round alike.
        _ => POINT / 100 * (100 + 400 * (value - 1) / (points - 1)),
    })
}

fn ask<'a>(question: &'a Question, sheets: &[Sheet], room: Option<&Sheet>) -> Asked<'a> {
    let all = |pick: fn(&Answer) -> Option<u32>| -> Vec<(usize, i64)> {
        let people = sheets.iter().enumerate().filter(|(_, sheet)| sheet.room.is_none());
        let answers = people.filter_map(|(at, sheet)| Some((at, sheet.answers.get(&question.id)?)));
        answers.filter_map(|(at, answer)| Some((at, place(question, pick(answer))?))).collect()
    };
    let agreed = |pick: fn(&Answer) -> Option<u32>| place(question, pick(room?.answers.get(&question.id)?));
    let said = all(|answer| answer.value);
    let aim = match question.form {
        AnswerType::Level => agreed(|answer| answer.aim).or_else(|| median(&all(|answer| answer.aim))),
        _ => question.leads.iter().map(|lead| POINT * i64::from(lead.to)).max(),
    };
    Asked { question, median: median(&said), room: agreed(|answer| answer.value), said, aim }
}

fn median(said: &[(usize, i64)]) -> Option<i64> {
    let mut values: Vec<i64> = said.iter().map(|(_, value)| *value).collect();
    values.sort_unstable();
    let middle = values.len() / 2;
    let high = *values.get(middle)?;
    // All are even, so that half of a sum is whole.
    if values.len() % 2 == 1 { Some(high) } else { values.get(middle - 1).map(|low| (low + high) / 2) }
}

impl Asked<'_> {
    /// What counts.
    fn now(&self) -> Option<i64> {
        self.room.or(self.median)
    }

    pub(super) fn spread(&self) -> i64 {
        let values = || self.said.iter().map(|(_, value)| *value);
        values().max().zip(values().min()).map_or(0, |(high, low)| high - low)
    }

    fn standing(&self) -> Standing {
        let far = |value: i64| self.median.map_or(0, |median| (value - median).abs());
        let furthest = self.said.iter().map(|(_, value)| far(*value)).max().filter(|far| *far > 0);
        let sheets = self.said.iter().filter(|(_, value)| Some(far(*value)) == furthest);
        Standing {
            id: self.question.id.clone(),
            sort: "",
            score: self.now().map(Score),
            median: self.median.map(Score),
            room: self.room.map(Score),
            aim: self.levels().map(Score),
            spread: Score(self.spread()),
            answered: self.said.len(),
            furthest: sheets.map(|(at, _)| *at).collect(),
        }
    }

    /// The aim that people chose.
    fn levels(&self) -> Option<i64> {
        self.aim.filter(|_| self.question.form == AnswerType::Level)
    }

    /// How much it weighs as a gap; 0 if it is none.
    fn weight(&self) -> i64 {
        let depth = self.now().zip(self.aim).map_or(0, |(now, aim)| aim - now);
        depth.max(0) * i64::from(self.question.weight)
    }

    /// What it leads to as a gap, each once.
    fn leads(&self) -> Vec<(&str, &str)> {
        let (now, aim) = (self.now().unwrap_or_default(), self.aim.unwrap_or_default());
        let mut seen = BTreeSet::new();
        let leads = self.question.leads.iter();
        let applies = leads.filter(|lead| now < POINT * i64::from(lead.to) && POINT * i64::from(lead.from) < aim);
        let once = applies.filter(|lead| seen.insert(lead.remedy.as_str()));
        once.map(|lead| (lead.remedy.as_str(), lead.because.as_str())).collect()
    }
}

/// The mean, rounded; a half rounds up.
fn mean(sum: i64, count: i64) -> Option<i64> {
    (count > 0).then(|| (2 * sum + count) / (2 * count))
}

fn groups(survey: &Survey, asked: &[Asked]) -> Vec<Standing> {
    let standing = |(at, group): (usize, &super::SurveyGroup)| {
        let inside: Vec<&Asked> = asked.iter().filter(|one| one.question.groups.contains(&at)).collect();
        let of = |pick: &dyn Fn(&Asked) -> Option<i64>| {
            let values: Vec<i64> = inside.iter().filter_map(|one| pick(one)).collect();
            (mean(values.iter().sum(), i64::try_from(values.len()).unwrap_or(0)), values.len())
        };
        let (score, answered) = of(&|one| one.now());
        Standing {
            id: group.id.clone(),
            sort: group.sort,
            score: score.map(Score),
            median: of(&|one| one.median).0.map(Score),
            room: None,
            aim: of(&|one| one.levels()).0.map(Score),
            spread: Score(inside.iter().map(|one| one.spread()).max().unwrap_or(0)),
            answered,
            furthest: Vec::new(),
        }
    };
    survey.groups.iter().enumerate().map(standing).collect()
}

fn overall(survey: &Survey, groups: &[Standing], asked: &[Asked]) -> Option<i64> {
    let weighed = survey.groups.iter().zip(groups);
    let weighed: Vec<(i64, i64)> =
        weighed.filter_map(|(group, standing)| Some((i64::from(group.weight), standing.score?.0))).collect();
    let weight: i64 = weighed.iter().map(|(weight, _)| weight).sum();
    if weight > 0 {
        return mean(weighed.iter().map(|(weight, score)| weight * score).sum(), weight);
    }
    let all: Vec<i64> = asked.iter().filter_map(Asked::now).collect();
    mean(all.iter().sum(), i64::try_from(all.len()).unwrap_or(0))
}

/// Sheets by how far they stand from the medians, on average of what they answer.
fn people_apart(asked: &[Asked], sheets: usize) -> Vec<usize> {
    let distance = |sheet: usize| {
        let said = asked.iter().filter_map(|one| {
            let (_, value) = one.said.iter().find(|(at, _)| *at == sheet)?;
            Some((value - one.median?).abs())
        });
        said.fold((0_i64, 0_i64), |(sum, count), far| (sum + far, count + 1))
    };
    let mut all: Vec<(usize, (i64, i64))> = (0..sheets).map(|sheet| (sheet, distance(sheet))).collect();
    all.retain(|(_, (far, count))| *far > 0 && *count > 0);
    all.sort_by(|(_, (a, m)), (_, (b, n))| (b * m).cmp(&(a * n)));
    all.into_iter().map(|(sheet, _)| sheet).collect()
}

/// The gaps and the remedies, both ranked.
fn follow(asked: &[Asked]) -> (Vec<Gap>, Vec<Ranked>) {
    let mut gaps: Vec<&Asked> = asked.iter().filter(|one| one.weight() > 0).collect();
    gaps.sort_by_key(|one| Reverse(one.weight()));
    let mut order: Vec<(Ranked, i64)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for one in &gaps {
        let (score, aim) = (Score(one.now().unwrap_or_default()), Score(one.aim.unwrap_or_default()));
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
    let wrong = |value: Option<u32>| value.is_some() && place(question, value).is_none();
    if wrong(answer.value) || wrong(answer.aim) {
        return Some("unreadable");
    }
    let point = answer.value.and_then(|value| question.points.get(usize::try_from(value).ok()?.checked_sub(1)?));
    let renamed = point.is_some_and(|point| !answer.means.is_empty() && answer.means != point.label);
    let asked = !answer.asked.is_empty() && answer.asked != question.ask;
    (renamed || asked).then_some("reworded")
}

/// What moved from the outcome of one round to that of a later one of the same survey: what people answered each alone, since only one
/// of the two rounds may have been talked about; what the rooms agreed on, where nobody answered alone in either.
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
