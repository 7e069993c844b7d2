//! Scores and answers as words: a decimal, the name of a choice, the name of a level.

use crate::score::{AnswerType, Question, Score};

/// With one decimal, as the page writes it: halves round up. Scores are steps of 1/1200, so adding a tenth of a thousandth
/// changes nothing else.
pub(super) fn one(score: Score) -> String {
    format!("{:.1}", score.decimal() + 0.0001)
}

/// What somebody chose, by its name if it has one. None if there is no such point.
pub(super) fn called(question: &Question, value: u32) -> Option<String> {
    let point = question.points.get(usize::try_from(value).ok()?.checked_sub(1)?)?;
    Some(match question.form {
        AnswerType::Level | AnswerType::Choice => format!("“{}”", point.label),
        _ => value.to_string(),
    })
}

/// Where a question about levels stands and where it aims at, by their names.
pub(super) fn levels(question: &Question, score: Score, aim: Option<Score>) -> String {
    let today = format!("today {}", level(question, score));
    let Some(aim) = aim else { return format!("{today}, no aim") };
    let lower = if aim < score { ", which is below today" } else { "" };
    format!("{today}, aim {}{lower}", level(question, aim))
}

/// A level by its name, or the two levels that it is between.
fn level(question: &Question, score: Score) -> String {
    let at = score.decimal();
    let name = |point: f64| {
        let mut points = (1..).zip(&question.points);
        let found = points.find(|(number, _)| (f64::from(*number) - point).abs() < 0.001);
        found.map_or_else(|| one(score), |(_, point): (u32, _)| point.label.clone())
    };
    if at.fract() == 0.0 { name(at) } else { format!("between {} and {}", name(at.floor()), name(at.ceil())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_those_of_the_page() {
        let cases = [
            (2700, "2.3"),
            (3300, "2.8"),
            (3000, "2.5"),
            (1380, "1.2"),
            (2820, "2.4"),
            (1379, "1.1"),
            (0, "0.0"),
            (300, "0.3"),
        ];
        for (score, expected) in cases {
            assert_eq!(one(Score(score)), expected, "{score}");
        }
    }
}
