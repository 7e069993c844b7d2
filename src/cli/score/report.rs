//! What follows from answers, told to people: where the team stands, where its people differ, its gaps with their notes and what each leads
//! to, what was left out.
//!
//! Refuses to compute: all of it is the outcome of the rule, and the JSON has the same.

use super::Scored;
use super::format::{called, levels, one};
use super::text_layout::TextLayout;
use crate::diagnostic::counted;
use crate::score::{
    AnswerType, Flag, Gap, Missing, Note, Pick, Question, Ranked, Sheet, Shift, Standing, SurveyGroup, missing, notes,
};

/// The whole, as text.
pub(super) fn write(scored: &Scored) -> String {
    let mut paper = TextLayout::default();
    scored.head(&mut paper);
    if scored.outcome.answered > 0 {
        scored.standings(&mut paper);
        scored.talk(&mut paper);
        scored.gaps(&mut paper);
        scored.follow(&mut paper);
        scored.differ(&mut paper);
    }
    scored.other_notes(&mut paper);
    scored.missing(&mut paper);
    scored.flags(&mut paper);
    scored.shifts(&mut paper);
    paper.text()
}

impl Scored {
    fn head(&self, paper: &mut TextLayout) {
        let outcome = &self.outcome;
        paper.heading(&self.survey.title);
        let names: Vec<String> = self.people().map(|(at, _)| self.who(at)).collect();
        let count = if outcome.people == 1 { "1 person".into() } else { format!("{} people", outcome.people) };
        paper.says(0, "", &format!("{count}: {}", names.join(", ")));
        paper.says(0, "", &format!("{} of {} questions answered", outcome.answered, outcome.of));
    }

    /// Every sort of group by itself. No total: what is low in one place is not mended by what is high in another.
    fn standings(&self, paper: &mut TextLayout) {
        paper.heading(&format!("where the team stands, {}", self.scale()));
        let mut sorts: Vec<&str> = Vec::new();
        for group in &self.survey.groups {
            if !sorts.contains(&group.sort) {
                sorts.push(group.sort);
            }
        }
        for sort in sorts {
            self.figures(paper, 2, sort, ["score", "median", "spread", "answered"]);
            let groups = self.survey.groups.iter().enumerate().zip(&self.outcome.groups);
            for ((at, group), standing) in groups.filter(|((_, group), _)| group.sort == sort) {
                self.standing(paper, at, group, standing);
            }
        }
        let room = if self.outcome.room.is_some() { ", or of what the room agreed on" } else { "" };
        let spread = if self.several() { " The spread is the widest among them." } else { "" };
        paper.says(2, "", &format!("A score is the mean of the questions' medians{room}.{spread}"));
        if self.outcome.rooms > 1 {
            paper.says(2, "", &format!("There are {} sheets of the room; the latest counts.", self.outcome.rooms));
        }
    }

    /// The ends of the scale, by the names of levels where there are such.
    fn scale(&self) -> String {
        let levels = self.survey.questions.iter().filter(|one| one.form == AnswerType::Level);
        let longest = levels.map(|one| one.points.as_slice()).max_by_key(|points| points.len()).unwrap_or_default();
        match longest {
            [first, .., last] => format!("from 1 ({}) to {} ({})", first.label, longest.len(), last.label),
            _ => "from 1 to 5".into(),
        }
    }

    fn standing(&self, paper: &mut TextLayout, at: usize, group: &SurveyGroup, standing: &Standing) {
        let inside: Vec<&Question> = self.survey.questions.iter().filter(|one| one.groups.contains(&at)).collect();
        let score = standing.score.map_or("–".into(), one);
        let score = standing.aim.map_or(score.clone(), |aim| format!("{score} → {}", one(aim)));
        let spread = if self.several() && standing.answered > 0 { one(standing.spread) } else { "–".into() };
        let answered = format!("{} of {}", standing.answered, inside.len());
        let median = standing.median.map_or("–".into(), one);
        self.figures(paper, 4, &group.title, [&score, &median, &spread, &answered]);
        if let (Some(question), Some(score)) =
            (inside.first().filter(|one| one.form == AnswerType::Level), standing.score)
        {
            paper.says(6, "", &levels(question, score, standing.aim));
        }
    }

    /// A row of a table; medians stand in it where the room's answers count in their place.
    fn figures(
        &self,
        paper: &mut TextLayout,
        indent: usize,
        title: &str,
        [score, median, spread, answered]: [&str; 4],
    ) {
        let mut figures = vec![(score, 13), (median, 9), (spread, 9), (answered, 12)];
        if self.outcome.room.is_none() {
            figures.remove(1);
        }
        paper.row(indent, title, &figures);
    }

    /// The few questions to talk about.
    fn talk(&self, paper: &mut TextLayout) {
        let chosen = self.outcome.chosen.iter().filter(|_| self.several());
        for (at, chosen) in chosen.enumerate() {
            if at == 0 {
                paper.heading("worth talking about");
            }
            let group = self.survey.groups.iter().find(|group| Some(&group.id) == chosen.group.as_ref());
            if let Some(group) = group {
                paper.says(2, "", &group.title);
            }
            for pick in &chosen.questions {
                paper.says(4, "- ", self.ask(&pick.question));
                paper.says(6, "", &self.picked(pick));
            }
        }
    }

    /// Why a question was picked, and who stands at the ends.
    fn picked(&self, pick: &Pick) -> String {
        let why = match (pick.why, self.question_standing(&pick.question)) {
            ("spread", Some(standing)) => format!("spread {}", one(standing.spread)),
            (_, Some(Standing { median: Some(median), .. })) => format!("low, median {}", one(*median)),
            (why, _) => why.to_owned(),
        };
        match pick.highest.as_slice() {
            [] => format!("{why}; all say the same"),
            highest => format!("{why}; lowest {}, highest {}", self.names(&pick.lowest), self.names(highest)),
        }
    }

    fn differ(&self, paper: &mut TextLayout) {
        if !self.several() {
            return;
        }
        paper.heading("where people differ, the furthest apart first");
        if self.outcome.apart.is_empty() {
            paper.says(2, "", "nowhere");
        }
        for standing in self.outcome.apart.iter().filter_map(|id| self.question_standing(id)) {
            let Some((_, question)) = self.survey.question(&standing.id) else { continue };
            paper.says(2, &format!("{}  ", one(standing.spread)), &question.ask);
            paper.says(7, "", &self.each(question));
        }
        let far = self.outcome.people_apart.get(..FURTHEST).unwrap_or(&self.outcome.people_apart);
        if !far.is_empty() {
            paper.says(2, "", &format!("furthest from the others on average: {}", self.names(far)));
        }
    }

    /// What each chose, the lowest first.
    fn each(&self, question: &Question) -> String {
        let mut said: Vec<(u32, String)> = self
            .people()
            .filter_map(|(at, sheet)| {
                let value = sheet.answers.get(&question.id)?.value?;
                Some((value, format!("{} {}", self.who(at), called(question, value)?)))
            })
            .collect();
        said.sort_by_key(|(value, _)| *value);
        said.into_iter().map(|(_, said)| said).collect::<Vec<_>>().join(" · ")
    }

    fn gaps(&self, paper: &mut TextLayout) {
        paper.heading("gaps, the deepest first");
        if self.outcome.gaps.is_empty() {
            paper.says(2, "", "none");
        }
        let said = notes(&self.survey, &self.sheets);
        for (number, gap) in (1..).zip(&self.outcome.gaps) {
            self.gap(paper, number, gap);
            for note in said.iter().filter(|note| note.question == gap.question) {
                self.note(paper, note);
            }
        }
    }

    fn gap(&self, paper: &mut TextLayout, number: usize, gap: &Gap) {
        paper.says(2, &format!("{number:>2}. "), self.ask(&gap.question));
        let answered = self.question_standing(&gap.question);
        let mut stands = match self.survey.question(&gap.question) {
            Some((_, question)) if question.form == AnswerType::Level => levels(question, gap.score, Some(gap.aim)),
            _ => format!("{} where {} is wanted", one(gap.score), one(gap.aim)),
        };
        if let Some(Standing { median: Some(median), room: Some(_), .. }) = answered {
            stands.push_str(&format!(", the room says; median {}", one(*median)));
        }
        if let Some(standing) = answered.filter(|_| self.several()) {
            let (spread, people) = (one(standing.spread), self.outcome.people);
            stands.push_str(&format!("; spread {spread}; {} of {people} answered", standing.answered));
        }
        paper.says(6, "", &stands);
        for (remedy, because) in gap.remedies.iter().map(|remedy| (remedy, self.because(remedy, &gap.question))) {
            let reason = if because.is_empty() { String::new() } else { format!(": {because}") };
            paper.says(6, "→ ", &format!("{}{reason}", self.title(remedy)));
        }
    }

    /// Why `remedy` follows from the gap at `question`; may be empty.
    fn because(&self, remedy: &str, question: &str) -> &str {
        let ranked = self.outcome.remedies.iter().find(|ranked| ranked.remedy == remedy);
        let reason = ranked.and_then(|ranked| ranked.because.iter().find(|reason| reason.question == question));
        reason.map_or("", |reason| &reason.because)
    }

    fn note(&self, paper: &mut TextLayout, note: &Note) {
        paper.says(6, &format!("{}: ", self.who(note.sheet)), &format!("“{}”", note.note.trim()));
    }

    /// All that follows, each with the numbers of its gaps.
    fn follow(&self, paper: &mut TextLayout) {
        if self.outcome.remedies.is_empty() {
            return;
        }
        paper.heading("what follows, first what most gaps lead to");
        for (number, ranked) in (1..).zip(&self.outcome.remedies) {
            let remedy = self.survey.remedies.get(&ranked.remedy);
            let length = remedy.and_then(|remedy| remedy.minutes).map(|minutes| counted(i64::from(minutes), "minute"));
            let length = length.map_or(String::new(), |length| format!(", {length}"));
            let title =
                format!("{} (`{}`){length}: {}", self.title(&ranked.remedy), ranked.remedy, self.of_gaps(ranked));
            paper.says(2, &format!("{number:>2}. "), &title);
        }
    }

    fn of_gaps(&self, ranked: &Ranked) -> String {
        let number = |question: &str| self.outcome.gaps.iter().position(|gap| gap.question == question);
        let numbers = ranked.because.iter().filter_map(|reason| number(&reason.question));
        let numbers: Vec<String> = numbers.map(|at| (at + 1).to_string()).collect();
        format!("{} {}", if numbers.len() == 1 { "gap" } else { "gaps" }, numbers.join(", "))
    }

    fn other_notes(&self, paper: &mut TextLayout) {
        let gap = |note: &Note| self.outcome.gaps.iter().any(|gap| gap.question == note.question);
        let mut said = notes(&self.survey, &self.sheets);
        said.retain(|note| !gap(note));
        if !said.is_empty() {
            paper.heading("notes on other questions");
        }
        let mut last = None;
        for note in &said {
            if last != Some(&note.question) {
                paper.says(2, "", self.ask(&note.question));
            }
            last = Some(&note.question);
            self.note(paper, note);
        }
    }

    /// The questions that the same people left out stand together.
    fn missing(&self, paper: &mut TextLayout) {
        let all = missing(&self.survey, &self.sheets);
        if !all.is_empty() {
            paper.heading("not answered");
        }
        let mut told: Vec<&[usize]> = Vec::new();
        for Missing { sheets, .. } in &all {
            if told.contains(&sheets.as_slice()) {
                continue;
            }
            told.push(sheets);
            let whole = self.several() && sheets.len() == self.outcome.people;
            paper.says(2, "", &format!("by {}", if whole { "anybody".into() } else { self.names(sheets) }));
            for one in all.iter().filter(|one| one.sheets == *sheets) {
                paper.says(4, "- ", self.ask(&one.question));
            }
        }
    }

    fn flags(&self, paper: &mut TextLayout) {
        if !self.outcome.flags.is_empty() {
            paper.heading("worth a second look");
        }
        for Flag { sheet, question, why } in &self.outcome.flags {
            let why = match *why {
                "gone" => "is asked no longer",
                "reworded" => "was worded otherwise when it was answered",
                _ => "has an answer that is none of those to choose from",
            };
            paper.says(2, "", &format!("{}: `{question}` {why}", self.who(*sheet)));
        }
    }

    /// What moved, each sort of group by itself; then the questions.
    fn shifts(&self, paper: &mut TextLayout) {
        let Some(moved) = &self.moved else { return };
        paper.heading("what moved since the earlier round");
        let all: Vec<&Shift> = moved.groups.iter().chain(&moved.questions).collect();
        if all.is_empty() {
            paper.says(2, "", "nothing");
        }
        let mut sorts: Vec<&str> = Vec::new();
        for Shift { sort, .. } in &all {
            if sorts.contains(sort) {
                continue;
            }
            sorts.push(sort);
            paper.says(2, "", if sort.is_empty() { "question" } else { sort });
            for shift in all.iter().filter(|shift| shift.sort == *sort) {
                self.shift(paper, shift);
            }
        }
    }

    /// In hundredths, so that a small step is seen, and the step is what the two differ by on paper, too.
    fn shift(&self, paper: &mut TextLayout, shift: &Shift) {
        let [before, now] = [shift.before, shift.now].map(|told| (told.decimal() * 100.0).round() / 100.0);
        paper.row(
            4,
            self.moved_title(shift),
            &[(&format!("{before:.2} → {now:.2}"), 14), (&format!("{:+.2}", now - before), 8)],
        );
    }

    fn moved_title<'s>(&'s self, shift: &'s Shift) -> &'s str {
        let group = self.survey.groups.iter().find(|group| (group.sort, &group.id) == (shift.sort, &shift.id));
        group.map_or_else(|| self.ask(&shift.id), |group| &group.title)
    }

    fn several(&self) -> bool {
        self.outcome.people > 1
    }

    /// The sheets of people, with their numbers: the room is none of them.
    fn people(&self) -> impl Iterator<Item = (usize, &Sheet)> {
        self.sheets.iter().enumerate().filter(|(_, sheet)| sheet.room.is_none())
    }

    fn who(&self, at: usize) -> String {
        let sheet = self.sheets.get(at);
        let name = sheet.map_or("", |sheet| sheet.by.trim());
        match sheet.and_then(|sheet| sheet.room.as_ref()) {
            Some(_) => "the room".into(),
            None if name.is_empty() => format!("sheet {}", at + 1),
            None => name.to_owned(),
        }
    }

    fn names(&self, sheets: &[usize]) -> String {
        sheets.iter().map(|at| self.who(*at)).collect::<Vec<_>>().join(", ")
    }

    fn ask<'s>(&'s self, id: &'s str) -> &'s str {
        self.survey.question(id).map_or(id, |(_, question)| &question.ask)
    }

    fn title<'s>(&'s self, remedy: &'s str) -> &'s str {
        self.survey.remedies.get(remedy).map_or(remedy, |remedy| &remedy.title)
    }

    fn question_standing(&self, id: &str) -> Option<&Standing> {
        self.outcome.questions.iter().find(|standing| standing.id == id)
    }
}

/// Most people who are named as the furthest from the others.
const FURTHEST: usize = 3;
