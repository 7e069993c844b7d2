//! Surveys, answers to them, and what follows from the answers: where a team stands, where its people disagree, which gaps
//! there are, and which remedies follow, in order.
//!
//! A [`Survey`] is plain data that kinds of pages make of themselves; nothing here knows any kind. [`score`] is a pure function of a
//! survey and [`Sheet`]s of answers. The site's script `score.js` follows the same rule, also in whole numbers, so that both
//! give the same order for any input; a property test compares them. Refuses floating point before the last division.

mod answered;
mod answers;
mod discussion;
mod notes;
mod outcome;
mod rule;
mod survey;

pub use answers::{Answer, Answers, SCHEMA, Sheet, read};
pub use notes::{Missing, Note, missing, notes};
pub use outcome::{Discussion, Flag, Gap, Moved, Outcome, Pick, Ranked, Reason, Score, Shift, Standing};
pub use rule::{moved, score};
pub use survey::{About, AnswerType, Lead, Point, Question, Remedy, Survey, SurveyGroup, SurveyMode};
