//! A survey as plain data: questions with their points, the groups they are in, and what low answers lead to.
//!
//! Kinds of pages make surveys of their fields. Nothing here knows any kind.

use std::collections::BTreeMap;

use serde::Serialize;

/// What a page asks, and what follows from low answers.
#[derive(Clone, PartialEq, Default, Serialize, Debug)]
pub struct Survey {
    /// The page's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How all of it is answered.
    #[serde(skip)]
    pub mode: SurveyMode,
    /// What its questions are grouped by.
    pub groups: Vec<SurveyGroup>,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// Everything that low answers can lead to, by id.
    pub remedies: BTreeMap<String, Remedy>,
    /// The other page that is filled in while a facilitator leads through this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
}

/// How a survey as a whole is answered. Its pages differ by that.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum SurveyMode {
    /// By scores from 1 to 5, however a question is answered.
    #[default]
    Scale,
    /// By levels of a framework: where we are, and where we aim at. All questions have the same points.
    Level,
    /// By notes alone. Nothing is scored.
    Note,
}

impl SurveyMode {
    /// Its name in templates and in the theme's words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::Level => "level",
            Self::Note => "note",
        }
    }
}

/// Another page that asks something.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Debug)]
pub struct About {
    /// Its id.
    pub page: String,
    /// Its title.
    pub title: String,
    /// The address of its form from the site's root; empty where nobody needs addresses.
    pub url: String,
}

/// A group of questions about one thing.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct SurveyGroup {
    /// What sort of group it is; the theme's words have its name.
    pub sort: &'static str,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How much it counts in the whole, in thousandths; 0 if the whole is not made of such groups.
    pub weight: u32,
    /// The level of its heading above its questions; 0 if it has none.
    pub level: u8,
}

/// A question.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Question {
    /// Its id, which saved answers use.
    pub id: String,
    /// The question.
    pub ask: String,
    /// What to ask next.
    pub probes: Vec<String>,
    /// How it is answered.
    pub form: AnswerType,
    /// What can be chosen, lowest first.
    pub points: Vec<Point>,
    /// How many minutes to talk about it.
    pub minutes: u32,
    /// How much it counts among gaps, in thousandths.
    pub weight: u32,
    /// The groups that it is in, as their indexes.
    pub groups: Vec<usize>,
    /// What a low answer leads to.
    pub leads: Vec<Lead>,
    /// The part of the page [`Survey::about`] that it is about; empty for the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// How a question is answered.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum AnswerType {
    /// By a point of a scale. Some points may be described.
    Scale,
    /// By one of several texts, worst first.
    Choice,
    /// In words, and by saying how good that is.
    Text,
    /// By two levels: where we are, and where we aim at.
    Level,
    /// In words alone. Nothing follows from them.
    Note,
}

/// One point that can be chosen.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Debug)]
pub struct Point {
    /// What it is called; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What it means, where the label does not say it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// From a low answer to a remedy. It applies where the way from the answer to the aim overlaps the way from `from` to `to`.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Lead {
    /// The id of the remedy.
    pub remedy: String,
    /// Where the remedy starts; 0 if it starts anywhere.
    pub from: u32,
    /// Where the remedy ends; for scales, scores below this lead to it.
    pub to: u32,
    /// Why it helps.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub because: String,
}

/// What can be done about a gap.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Remedy {
    /// Its title.
    pub title: String,
    /// Its address from the site's root; empty where nobody needs addresses.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// How many minutes it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
}

impl Survey {
    /// Adds a group, unless one of its sort and id is there, and returns its index.
    pub fn group(&mut self, group: SurveyGroup) -> usize {
        let known = self.groups.iter().position(|known| (known.sort, &known.id) == (group.sort, &group.id));
        known.unwrap_or_else(|| {
            self.groups.push(group);
            self.groups.len() - 1
        })
    }

    /// The question of this id, and its place.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<(usize, &Question)> {
        self.questions.iter().enumerate().find(|(_, question)| question.id == id)
    }
}
