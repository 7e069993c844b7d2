//! What a companion shows: a page that belongs to another, on which people answer its questions or are led through it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::score::{About, AnswerType, Point};
use crate::theme::{Html, Shared};

/// What a companion shows besides the frame.
#[derive(Serialize, Debug)]
pub struct CompanionPage {
    /// What its page asks and what follows from the answers; see [`SurveyView`].
    pub survey: Shared,
    /// The same for scripts, as JSON for a data block: `survey` (`Survey`), `words` (the theme's words at `fill`), `root`, `url` and `language`.
    pub survey_data: Html,
    /// If others lead through its page, such as workshops through a canvas: these.
    pub runs: Vec<Run>,
    /// What can be printed of its page, as in `KindPage::papers`.
    pub papers: BTreeMap<&'static str, String>,
}

/// What a page asks, as its companions show it.
#[derive(Serialize, Debug)]
pub struct SurveyView<'a> {
    /// The page's title.
    pub title: &'a str,
    /// How its questions are answered: `scale` (points, choices, words that are judged), `level` or `note`. The theme's words are looked
    /// up by it.
    pub mode: &'static str,
    /// Whether a result follows from the answers; not for notes.
    pub is_scored: bool,
    /// The other page whose answers are worked on meanwhile; see [`About`].
    pub about: Option<&'a About>,
    /// The questions, in order.
    pub questions: Vec<QuestionView<'a>>,
    /// How long all of them take, in words.
    pub length: String,
    /// How long all of them take, as a clock shows it: `1:15`.
    pub ends: String,
    /// Whether any question speaks of a part of the other page.
    pub has_parts: bool,
    /// Where each group stands, for scripts to fill; nothing for notes.
    pub profile: Option<ProfileView<'a>>,
    /// What low answers lead to, for each question that leads anywhere.
    pub rules: Vec<RuleView<'a>>,
}

/// A question.
#[derive(Serialize, Debug)]
pub struct QuestionView<'a> {
    /// Its id, which saved answers use.
    pub id: &'a str,
    /// The question.
    pub ask: &'a str,
    /// What to ask next.
    pub probes: &'a [String],
    /// How it is answered: `scale`, `choice`, `text`, `level` or `note`.
    pub form: AnswerType,
    /// What can be chosen, lowest first.
    pub points: &'a [Point],
    /// The headings above it that are not above the question before.
    pub headings: Vec<HeadingView<'a>>,
    /// How many minutes it takes.
    pub minutes: u32,
    /// That, in words.
    pub length: String,
    /// When it starts, counted from the first: `0:45`.
    pub starts: String,
    /// Whether it speaks of the page [`SurveyView::about`].
    pub has_part: bool,
    /// The questions of that page that it speaks of, to choose from.
    pub picks: Vec<PickView<'a>>,
}

/// A heading above questions.
#[derive(Serialize, Debug)]
pub struct HeadingView<'a> {
    /// 2 or 3.
    pub level: u8,
    /// Its text.
    pub title: &'a str,
}

/// A question to choose.
#[derive(Serialize, Debug)]
pub struct PickView<'a> {
    /// The question.
    pub ask: &'a str,
    /// What to ask next.
    pub probes: &'a [String],
}

/// Where the groups of a survey stand: the first sort of them as lines to draw on, all of them as a table.
#[derive(Serialize, Debug)]
pub struct ProfileView<'a> {
    /// What the drawing is, in words.
    pub label: String,
    /// What the numbers of the points mean, in words.
    pub caption: String,
    /// How wide the drawing is for each point.
    pub step: f64,
    /// The points: their middles in the drawing.
    pub points: Vec<f64>,
    /// The groups that are drawn.
    pub lines: Vec<GroupView<'a>>,
    /// All groups, by their sort.
    pub sorts: Vec<SortView<'a>>,
    /// Whether an aim is asked for as well.
    pub has_aim: bool,
}

/// The groups of one sort.
#[derive(Serialize, Debug)]
pub struct SortView<'a> {
    /// What they are called together.
    pub title: &'a str,
    /// The groups, in order.
    pub groups: Vec<GroupView<'a>>,
}

/// A group of questions.
#[derive(Serialize, Debug)]
pub struct GroupView<'a> {
    /// Its number among all groups, from 0, by which scripts know it.
    pub number: usize,
    /// Its title.
    pub title: &'a str,
    /// How many questions it has.
    pub questions: usize,
}

/// What low answers to a question lead to.
#[derive(Serialize, Debug)]
pub struct RuleView<'a> {
    /// The question's id.
    pub id: &'a str,
    /// The question.
    pub ask: &'a str,
    /// What they lead to, one by one.
    pub leads: Vec<LeadView<'a>>,
}

/// What a low answer leads to.
#[derive(Serialize, Debug)]
pub struct LeadView<'a> {
    /// Below which point, or from which level to which, in words.
    pub when: String,
    /// The title of the page that it leads to.
    pub title: &'a str,
    /// Its address from the site's root.
    pub url: &'a str,
    /// Why that helps; may be empty.
    pub because: &'a str,
}

/// A page that leads people through another.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Run {
    /// Its title.
    pub title: String,
    /// The address from the site's root of what its leader says.
    pub url: String,
    /// How many minutes it takes.
    pub minutes: u32,
}
