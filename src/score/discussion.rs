//! Which few questions a team should talk about: those on which it differs most, and the one where it stands lowest.
//!
//! For each group that stands first in the survey's outline (a heading of the second level), or for the whole where there is none:
//! the two questions with the widest spread, of equal ones that with the lower median; then, of the others, the one with the lowest median,
//! of equal ones that with the wider spread; then in the order of the questions. People's own answers decide, so that the choice stays
//! the same while the room agrees on answers. Whatever is changed here must be changed in `score.js`, and in the words that tell readers the rule.

use std::cmp::Reverse;

use super::answered::Answered;
use super::outcome::{Discussion, Pick};
use super::survey::Survey;

/// How many questions are chosen because people differ on them.
const MAX_BY_SPREAD: usize = 2;

/// The level of the headings above the groups that are looked at.
const OUTLINE_LEVEL: u8 = 2;

/// The questions of each group.
pub(super) fn discussions(survey: &Survey, questions: &[Answered]) -> Vec<Discussion> {
    let outline = survey.groups.iter().enumerate().filter(|(_, group)| group.level == OUTLINE_LEVEL);
    let mut found: Vec<Discussion> = outline
        .map(|(at, group)| {
            let inside = questions.iter().filter(|one| one.question.groups.contains(&at));
            Discussion { group: Some(group.id.clone()), questions: picks(inside.collect()) }
        })
        .collect();
    if found.is_empty() {
        found.push(Discussion { group: None, questions: picks(questions.iter().collect()) });
    }
    found.retain(|one| !one.questions.is_empty());
    found
}

fn picks(mut inside: Vec<&Answered>) -> Vec<Pick> {
    inside.retain(|one| one.median.is_some());
    inside.sort_by_key(|one| (Reverse(one.spread()), one.median));
    let wide = inside.iter().take(MAX_BY_SPREAD).take_while(|one| one.spread() > 0).count();
    let others = inside.split_off(wide);
    // Of equal ones the first: what is sorted already stays in its order.
    let low = others.iter().min_by_key(|one| (one.median, Reverse(one.spread())));
    let picks = inside.iter().map(|one| pick(one, "spread"));
    picks.chain(low.map(|one| pick(one, "low"))).collect()
}

fn pick(one: &Answered, why: &'static str) -> Pick {
    let at =
        |end: Option<i64>| one.answers.iter().filter(|(_, value)| Some(*value) == end).map(|(at, _)| *at).collect();
    let values = || one.answers.iter().map(|(_, value)| *value);
    let highest = values().max().filter(|_| one.spread() > 0);
    Pick { question: one.question.id.clone(), why, lowest: at(values().min()), highest: at(highest) }
}
