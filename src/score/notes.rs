//! The notes that people wrote beside their choices, and the answers that are missing.
//!
//! Both are lists in the order of the questions, as the page has them. Refuses to score.

use serde::Serialize;

use super::answered::position;
use super::answers::Sheet;
use super::survey::{AnswerType, Survey};

/// What somebody wrote to a question.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Note {
    /// The question's id.
    pub question: String,
    /// The number of the sheet.
    pub sheet: usize,
    /// What was written, as it was.
    pub note: String,
}

/// A question that somebody left out.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Missing {
    /// The question's id.
    pub question: String,
    /// The numbers of the people's sheets that have no answer which could be scored.
    pub sheets: Vec<usize>,
}

/// All notes, by question and then by sheet.
#[must_use]
pub fn notes(survey: &Survey, sheets: &[Sheet]) -> Vec<Note> {
    let of = |question: &str| {
        let notes = sheets.iter().enumerate().filter_map(|(sheet, answers)| {
            let note = &answers.answers.get(question)?.note;
            let written = !note.trim().is_empty();
            written.then(|| Note { question: question.to_owned(), sheet, note: note.clone() })
        });
        notes.collect::<Vec<_>>()
    };
    survey.questions.iter().flat_map(|question| of(&question.id)).collect()
}

/// The questions that are scored and that some sheet leaves out.
#[must_use]
pub fn missing(survey: &Survey, sheets: &[Sheet]) -> Vec<Missing> {
    let scored = survey.questions.iter().filter(|question| question.form != AnswerType::Note);
    let all = scored.map(|question| {
        let answer = |sheet: &Sheet| position(question, sheet.answers.get(&question.id)?.value);
        let without = sheets.iter().enumerate().filter(|(_, sheet)| sheet.room.is_none() && answer(sheet).is_none());
        Missing { question: question.id.clone(), sheets: without.map(|(at, _)| at).collect() }
    });
    all.filter(|missing| !missing.sheets.is_empty()).collect()
}
