//! What follows from answers, as data: the same shape that the page's script makes.
//!
//! Refuses to decide anything: the rule is in `rule`.

use serde::{Serialize, Serializer};

/// How many units of a [`Score`] make one point of the scale.
pub(super) const POINT: i64 = 1200;

/// Something on the scale, in 1200ths of a point; written as a decimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Score(pub i64);

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.decimal())
    }
}

impl Score {
    /// In points, to four decimals.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "scores are small")]
    pub fn decimal(self) -> f64 {
        (1e4 * self.0 as f64 / POINT as f64).round() / 1e4
    }
}

/// What follows from answers.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Outcome {
    /// The page that asked.
    pub page: String,
    /// How many people answered. A sheet of the room is not a person.
    pub people: usize,
    /// The index of the sheet with what the room agreed on, if there is one.
    pub room: Option<usize>,
    /// How many such sheets there are. Only the latest counts.
    pub rooms: usize,
    /// How many questions somebody answered.
    pub answered: usize,
    /// How many questions can be scored.
    pub of: usize,
    /// Where the whole stands.
    pub overall: Option<Score>,
    /// Where each group stands.
    pub groups: Vec<Standing>,
    /// Where each question stands.
    pub questions: Vec<Standing>,
    /// The questions on which people differ, those on which they differ most first.
    pub apart: Vec<String>,
    /// The sheets of people, those furthest from the others on average first. Empty for one sheet.
    pub people_apart: Vec<usize>,
    /// The few questions to talk about, by the groups of the survey's outline.
    pub chosen: Vec<Discussion>,
    /// The gaps, deepest first.
    pub gaps: Vec<Gap>,
    /// What follows, in order.
    pub remedies: Vec<Ranked>,
    /// Answers that need a second look.
    pub flags: Vec<Flag>,
}

/// Where a question or group stands.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Standing {
    /// Its id.
    pub id: String,
    /// What sort of group it is; empty for a question.
    pub sort: &'static str,
    /// Its score, if anybody answered: what the room agreed on, or else the median.
    pub score: Option<Score>,
    /// The median of people's answers, whatever the room agreed on; for a group the mean of its questions' medians.
    pub median: Option<Score>,
    /// What the room agreed on, for a question.
    pub room: Option<Score>,
    /// Where it aims at, if it has levels.
    pub aim: Option<Score>,
    /// The highest answer less the lowest; for a group the largest such difference among its questions.
    pub spread: Score,
    /// How many people answered a question, or how many questions of a group were answered.
    pub answered: usize,
    /// For a question, the sheets whose answers are furthest from its median, if answers differ.
    pub furthest: Vec<usize>,
}

/// The questions of one group that a team should talk about.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Discussion {
    /// The group's id; none where the survey has no such groups and the questions are those of the whole.
    pub group: Option<String>,
    /// The questions: the two with the widest spread, then the one with the lowest median of the others.
    pub questions: Vec<Pick>,
}

/// A question to talk about.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Pick {
    /// Its id.
    pub question: String,
    /// `spread` or `low`.
    pub why: &'static str,
    /// The sheets with the lowest answer.
    pub lowest: Vec<usize>,
    /// The sheets with the highest answer; empty where all answers are the same.
    pub highest: Vec<usize>,
}

/// A question whose score is below its aim.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Gap {
    /// The question's id.
    pub question: String,
    /// Where it stands.
    pub score: Score,
    /// Its aim.
    pub aim: Score,
    /// What it leads to, by id.
    pub remedies: Vec<String>,
}

/// A remedy that follows.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Ranked {
    /// Its id.
    pub remedy: String,
    /// The gaps that lead to it, deepest first.
    pub because: Vec<Reason>,
}

/// Why a remedy follows.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Reason {
    /// The question's id.
    pub question: String,
    /// Where it stands.
    pub score: Score,
    /// Why the remedy helps; may be empty.
    pub because: String,
}

/// An answer that needs a second look.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Flag {
    /// The number of its sheet.
    pub sheet: usize,
    /// The question's id.
    pub question: String,
    /// `reworded`, `gone` or `unreadable`.
    pub why: &'static str,
}

/// What moved between two rounds.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Moved {
    /// Groups, in order.
    pub groups: Vec<Shift>,
    /// Questions, in order.
    pub questions: Vec<Shift>,
}

/// From one score to another.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Shift {
    /// Its id.
    pub id: String,
    /// What sort of group it is; empty for a question.
    pub sort: &'static str,
    /// Where it stood.
    pub before: Score,
    /// Where it stands.
    pub now: Score,
}
