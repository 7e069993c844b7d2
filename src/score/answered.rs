//! One question with its answers: where each answer stands on the scale, their median and spread, and how deep a gap the question is.

use std::collections::BTreeSet;

use super::answers::{Answer, Sheet};
use super::outcome::{POINT, Score, Standing};
use super::survey::{AnswerType, Question};

/// A question with its answers. All positions on the scale are in [`POINT`]ths.
pub(super) struct Answered<'a> {
    pub(super) question: &'a Question,
    /// People's answers: the index of each sheet that has one, and its position.
    pub(super) answers: Vec<(usize, i64)>,
    pub(super) median: Option<i64>,
    /// What the room agreed on.
    agreed: Option<i64>,
    pub(super) aim: Option<i64>,
}

/// The position of `value` on the scale. None if it is not one of the points to choose from.
pub(super) fn position(question: &Question, value: Option<u32>) -> Option<i64> {
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

/// The answers to `question`: people's own, and those of the sheet `room`.
pub(super) fn answered<'a>(question: &'a Question, sheets: &[Sheet], room: Option<&Sheet>) -> Answered<'a> {
    let all = |pick: fn(&Answer) -> Option<u32>| -> Vec<(usize, i64)> {
        let people = sheets.iter().enumerate().filter(|(_, sheet)| sheet.room.is_none());
        let answers = people.filter_map(|(at, sheet)| Some((at, sheet.answers.get(&question.id)?)));
        answers.filter_map(|(at, answer)| Some((at, position(question, pick(answer))?))).collect()
    };
    let agreed = |pick: fn(&Answer) -> Option<u32>| position(question, pick(room?.answers.get(&question.id)?));
    let own = all(|answer| answer.value);
    let aim = match question.form {
        AnswerType::Level => agreed(|answer| answer.aim).or_else(|| median(&all(|answer| answer.aim))),
        _ => question.leads.iter().map(|lead| POINT * i64::from(lead.to)).max(),
    };
    Answered { question, median: median(&own), agreed: agreed(|answer| answer.value), answers: own, aim }
}

fn median(answers: &[(usize, i64)]) -> Option<i64> {
    let mut values: Vec<i64> = answers.iter().map(|(_, value)| *value).collect();
    values.sort_unstable();
    let middle = values.len() / 2;
    let high = *values.get(middle)?;
    // All are even, so that half of a sum is whole.
    if values.len() % 2 == 1 { Some(high) } else { values.get(middle - 1).map(|low| (low + high) / 2) }
}

impl Answered<'_> {
    /// What counts: what the room agreed on, or else the median.
    pub(super) fn score(&self) -> Option<i64> {
        self.agreed.or(self.median)
    }

    /// The highest answer less the lowest.
    pub(super) fn spread(&self) -> i64 {
        let values = || self.answers.iter().map(|(_, value)| *value);
        values().max().zip(values().min()).map_or(0, |(high, low)| high - low)
    }

    pub(super) fn standing(&self) -> Standing {
        let distance = |value: i64| self.median.map_or(0, |median| (value - median).abs());
        let furthest = self.answers.iter().map(|(_, value)| distance(*value)).max().filter(|distance| *distance > 0);
        let sheets = self.answers.iter().filter(|(_, value)| Some(distance(*value)) == furthest);
        Standing {
            id: self.question.id.clone(),
            sort: "",
            score: self.score().map(Score),
            median: self.median.map(Score),
            room: self.agreed.map(Score),
            aim: self.chosen_aim().map(Score),
            spread: Score(self.spread()),
            answered: self.answers.len(),
            furthest: sheets.map(|(at, _)| *at).collect(),
        }
    }

    /// The aim that people chose themselves, as they do for levels.
    pub(super) fn chosen_aim(&self) -> Option<i64> {
        self.aim.filter(|_| self.question.form == AnswerType::Level)
    }

    /// How much it weighs as a gap; 0 if it is not one.
    pub(super) fn weight(&self) -> i64 {
        let depth = self.score().zip(self.aim).map_or(0, |(score, aim)| aim - score);
        depth.max(0) * i64::from(self.question.weight)
    }

    /// The remedies that apply to it as a gap, each once, and why they help.
    pub(super) fn leads(&self) -> Vec<(&str, &str)> {
        let (score, aim) = (self.score().unwrap_or_default(), self.aim.unwrap_or_default());
        let mut seen = BTreeSet::new();
        let leads = self.question.leads.iter();
        let applies = leads.filter(|lead| score < POINT * i64::from(lead.to) && POINT * i64::from(lead.from) < aim);
        let once = applies.filter(|lead| seen.insert(lead.remedy.as_str()));
        once.map(|lead| (lead.remedy.as_str(), lead.because.as_str())).collect()
    }
}
