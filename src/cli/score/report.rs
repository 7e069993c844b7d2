//! The report for people: where the team stands, where its people differ, its gaps with their notes and what each leads to, and
//! which questions nobody answered.
//!
//! Refuses to compute anything: the outcome of the rule has it all, and the JSON shows the same.

use super::Scored;
use super::format::{called, levels, one};
use super::text_layout::TextLayout;
use crate::diagnostic::counted;
use crate::score::{
    Flag, Gap, Missing, Note, Pick, Question, Ranked, Sheet, Shift, Standing, SurveyGroup, SurveyMode, missing, notes,
};

/// The whole, as text.
pub(super) fn write(scored: &Scored) -> String {
    let mut out = TextLayout::default();
    scored.summary(&mut out);
    if scored.outcome.answered > 0 {
        scored.standings(&mut out);
        scored.discussions(&mut out);
        scored.gaps(&mut out);
        scored.remedies(&mut out);
        scored.disagreements(&mut out);
    }
    scored.other_notes(&mut out);
    scored.missing(&mut out);
    scored.flags(&mut out);
    scored.shifts(&mut out);
    out.text()
}

impl Scored {
    fn summary(&self, out: &mut TextLayout) {
        let outcome = &self.outcome;
        out.heading(&self.survey.title);
        let names: Vec<String> = self.people().map(|(at, _)| self.who(at)).collect();
        let count = if outcome.people == 1 { "1 person".into() } else { format!("{} people", outcome.people) };
        out.paragraph(0, "", &format!("{count}: {}", names.join(", ")));
        out.paragraph(0, "", &format!("{} of {} questions answered", outcome.answered, outcome.of));
        if self.repeated > 0 {
            let text = format!("{} left out: the same sheet counts once", counted(self.repeated, "sheet"));
            out.paragraph(0, "", &text);
        }
    }

    /// The groups, by their sort. There is no total: a high score in one place does not make up for a low one in another.
    fn standings(&self, out: &mut TextLayout) {
        out.heading(&format!("where the team stands, {}", self.scale()));
        let mut sorts: Vec<&str> = Vec::new();
        for group in &self.survey.groups {
            if !sorts.contains(&group.sort) {
                sorts.push(group.sort);
            }
        }
        for sort in sorts {
            self.numbers(out, 2, sort, ["score", "median", "spread", "answered"]);
            let groups = self.survey.groups.iter().enumerate().zip(&self.outcome.groups);
            for ((at, group), standing) in groups.filter(|((_, group), _)| group.sort == sort) {
                self.standing(out, at, group, standing);
            }
        }
        let room = if self.outcome.room.is_some() { ", or of what the room agreed on" } else { "" };
        let spread = if self.has_several_people() { " The spread is the widest among them." } else { "" };
        out.paragraph(2, "", &format!("A score is the mean of the questions' medians{room}.{spread}"));
        if self.outcome.rooms > 1 {
            out.paragraph(2, "", &format!("There are {} sheets of the room; the latest counts.", self.outcome.rooms));
        }
    }

    /// The ends of the scale; those of levels with their names.
    fn scale(&self) -> String {
        let levels = match self.survey.questions.as_slice() {
            [first, ..] if self.survey.mode == SurveyMode::Level => first.points.as_slice(),
            _ => &[],
        };
        match levels {
            [first, .., last] => format!("from 1 ({}) to {} ({})", first.label, levels.len(), last.label),
            _ => "from 1 to 5".into(),
        }
    }

    fn standing(&self, out: &mut TextLayout, at: usize, group: &SurveyGroup, standing: &Standing) {
        let inside: Vec<&Question> = self.survey.questions.iter().filter(|one| one.groups.contains(&at)).collect();
        let score = standing.score.map_or("–".into(), one);
        let score = standing.aim.map_or(score.clone(), |aim| format!("{score} → {}", one(aim)));
        let spread =
            if self.has_several_people() && standing.answered > 0 { one(standing.spread) } else { "–".into() };
        let answered = format!("{} of {}", standing.answered, inside.len());
        let median = standing.median.map_or("–".into(), one);
        self.numbers(out, 4, &group.title, [&score, &median, &spread, &answered]);
        if self.survey.mode == SurveyMode::Level
            && let (Some(question), Some(score)) = (inside.first(), standing.score)
        {
            out.paragraph(6, "", &levels(question, score, standing.aim));
        }
    }

    /// A row of a table. It has medians where the answers of the room count in place of them.
    fn numbers(&self, out: &mut TextLayout, indent: usize, title: &str, [score, median, spread, answered]: [&str; 4]) {
        let mut numbers = vec![(score, 13), (median, 9), (spread, 9), (answered, 12)];
        if self.outcome.room.is_none() {
            numbers.remove(1);
        }
        out.row(indent, title, &numbers);
    }

    /// The few questions to talk about.
    fn discussions(&self, out: &mut TextLayout) {
        let discussions = self.outcome.chosen.iter().filter(|_| self.has_several_people());
        for (at, discussion) in discussions.enumerate() {
            if at == 0 {
                out.heading("worth talking about");
            }
            let group = self.survey.groups.iter().find(|group| Some(&group.id) == discussion.group.as_ref());
            if let Some(group) = group {
                out.paragraph(2, "", &group.title);
            }
            for pick in &discussion.questions {
                out.paragraph(4, "- ", self.ask(&pick.question));
                out.paragraph(6, "", &self.picked(pick));
            }
        }
    }

    /// Why a question was picked, and whose answers are the lowest and the highest.
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

    fn disagreements(&self, out: &mut TextLayout) {
        if !self.has_several_people() {
            return;
        }
        out.heading("where people differ, the furthest apart first");
        if self.outcome.apart.is_empty() {
            out.paragraph(2, "", "nowhere");
        }
        for standing in self.outcome.apart.iter().filter_map(|id| self.question_standing(id)) {
            let Some((_, question)) = self.survey.question(&standing.id) else { continue };
            out.paragraph(2, &format!("{}  ", one(standing.spread)), &question.ask);
            out.paragraph(7, "", &self.each(question));
        }
        let far = self.outcome.people_apart.get(..MAX_FURTHEST).unwrap_or(&self.outcome.people_apart);
        if !far.is_empty() {
            out.paragraph(2, "", &format!("furthest from the others on average: {}", self.names(far)));
        }
    }

    /// What each chose, the lowest first.
    fn each(&self, question: &Question) -> String {
        let mut answers: Vec<(u32, String)> = self
            .people()
            .filter_map(|(at, sheet)| {
                let value = sheet.answers.get(&question.id)?.value?;
                Some((value, format!("{} {}", self.who(at), called(question, value)?)))
            })
            .collect();
        answers.sort_by_key(|(value, _)| *value);
        answers.into_iter().map(|(_, answer)| answer).collect::<Vec<_>>().join(" · ")
    }

    fn gaps(&self, out: &mut TextLayout) {
        out.heading("gaps, the deepest first");
        if self.outcome.gaps.is_empty() {
            out.paragraph(2, "", "none");
        }
        let notes = notes(&self.survey, &self.sheets);
        for (number, gap) in (1..).zip(&self.outcome.gaps) {
            self.gap(out, number, gap);
            for note in notes.iter().filter(|note| note.question == gap.question) {
                self.note(out, note);
            }
        }
    }

    fn gap(&self, out: &mut TextLayout, number: usize, gap: &Gap) {
        out.paragraph(2, &format!("{number:>2}. "), self.ask(&gap.question));
        let answered = self.question_standing(&gap.question);
        let mut stands = match self.survey.question(&gap.question) {
            Some((_, question)) if self.survey.mode == SurveyMode::Level => levels(question, gap.score, Some(gap.aim)),
            _ => format!("{} where {} is wanted", one(gap.score), one(gap.aim)),
        };
        if let Some(Standing { median: Some(median), room: Some(_), .. }) = answered {
            stands.push_str(&format!(", the room says; median {}", one(*median)));
        }
        if let Some(standing) = answered.filter(|_| self.has_several_people()) {
            let (spread, people) = (one(standing.spread), self.outcome.people);
            stands.push_str(&format!("; spread {spread}; {} of {people} answered", standing.answered));
        }
        out.paragraph(6, "", &stands);
        for (remedy, because) in gap.remedies.iter().map(|remedy| (remedy, self.because(remedy, &gap.question))) {
            let reason = if because.is_empty() { String::new() } else { format!(": {because}") };
            out.paragraph(6, "→ ", &format!("{}{reason}", self.title(remedy)));
        }
    }

    /// Why `remedy` follows from the gap at `question`; may be empty.
    fn because(&self, remedy: &str, question: &str) -> &str {
        let ranked = self.outcome.remedies.iter().find(|ranked| ranked.remedy == remedy);
        let reason = ranked.and_then(|ranked| ranked.because.iter().find(|reason| reason.question == question));
        reason.map_or("", |reason| &reason.because)
    }

    fn note(&self, out: &mut TextLayout, note: &Note) {
        out.paragraph(6, &format!("{}: ", self.who(note.sheet)), &format!("“{}”", note.note.trim()));
    }

    /// All remedies, each with the numbers of its gaps.
    fn remedies(&self, out: &mut TextLayout) {
        if self.outcome.remedies.is_empty() {
            return;
        }
        out.heading("what to do next, first what closes most gaps");
        for (number, ranked) in (1..).zip(&self.outcome.remedies) {
            let remedy = self.survey.remedies.get(&ranked.remedy);
            let length = remedy.and_then(|remedy| remedy.minutes).map(|minutes| counted(i64::from(minutes), "minute"));
            let length = length.map_or(String::new(), |length| format!(", {length}"));
            let title =
                format!("{} (`{}`){length}: {}", self.title(&ranked.remedy), ranked.remedy, self.of_gaps(ranked));
            out.paragraph(2, &format!("{number:>2}. "), &title);
        }
    }

    fn of_gaps(&self, ranked: &Ranked) -> String {
        let number = |question: &str| self.outcome.gaps.iter().position(|gap| gap.question == question);
        let numbers = ranked.because.iter().filter_map(|reason| number(&reason.question));
        let numbers: Vec<String> = numbers.map(|at| (at + 1).to_string()).collect();
        format!("{} {}", if numbers.len() == 1 { "gap" } else { "gaps" }, numbers.join(", "))
    }

    fn other_notes(&self, out: &mut TextLayout) {
        let gap = |note: &Note| self.outcome.gaps.iter().any(|gap| gap.question == note.question);
        let mut notes = notes(&self.survey, &self.sheets);
        notes.retain(|note| !gap(note));
        if !notes.is_empty() {
            out.heading("notes on other questions");
        }
        let mut last = None;
        for note in &notes {
            if last != Some(&note.question) {
                out.paragraph(2, "", self.ask(&note.question));
            }
            last = Some(&note.question);
            self.note(out, note);
        }
    }

    /// The missing answers. Questions that the same people left out are listed together.
    fn missing(&self, out: &mut TextLayout) {
        let all = missing(&self.survey, &self.sheets);
        if !all.is_empty() {
            out.heading("not answered");
        }
        let mut done: Vec<&[usize]> = Vec::new();
        for Missing { sheets, .. } in &all {
            if done.contains(&sheets.as_slice()) {
                continue;
            }
            done.push(sheets);
            let whole = self.has_several_people() && sheets.len() == self.outcome.people;
            out.paragraph(2, "", &format!("by {}", if whole { "anybody".into() } else { self.names(sheets) }));
            for one in all.iter().filter(|one| one.sheets == *sheets) {
                out.paragraph(4, "- ", self.ask(&one.question));
            }
        }
    }

    fn flags(&self, out: &mut TextLayout) {
        if !self.outcome.flags.is_empty() {
            out.heading("worth a second look");
        }
        for Flag { sheet, question, why } in &self.outcome.flags {
            let why = match *why {
                "gone" => "is no longer asked",
                "reworded" => "was worded differently when it was answered",
                _ => "has an answer that can't be chosen",
            };
            out.paragraph(2, "", &format!("{}: `{question}` {why}", self.who(*sheet)));
        }
    }

    /// What moved, each sort of group by itself; then the questions.
    fn shifts(&self, out: &mut TextLayout) {
        let Some(moved) = &self.moved else { return };
        out.heading("what moved since the earlier round");
        let all: Vec<&Shift> = moved.groups.iter().chain(&moved.questions).collect();
        if all.is_empty() {
            out.paragraph(2, "", "nothing");
        }
        let mut sorts: Vec<&str> = Vec::new();
        for Shift { sort, .. } in &all {
            if sorts.contains(sort) {
                continue;
            }
            sorts.push(sort);
            out.paragraph(2, "", if sort.is_empty() { "question" } else { sort });
            for shift in all.iter().filter(|shift| shift.sort == *sort) {
                self.shift(out, shift);
            }
        }
    }

    /// In hundredths, so that a small step is seen, and the step is what the two differ by on paper, too.
    fn shift(&self, out: &mut TextLayout, shift: &Shift) {
        let [before, now] = [shift.before, shift.now].map(|score| (score.decimal() * 100.0).round() / 100.0);
        out.row(
            4,
            self.moved_title(shift),
            &[(&format!("{before:.2} → {now:.2}"), 14), (&format!("{:+.2}", now - before), 8)],
        );
    }

    fn moved_title<'s>(&'s self, shift: &'s Shift) -> &'s str {
        let group = self.survey.groups.iter().find(|group| (group.sort, &group.id) == (shift.sort, &shift.id));
        group.map_or_else(|| self.ask(&shift.id), |group| &group.title)
    }

    fn has_several_people(&self) -> bool {
        self.outcome.people > 1
    }

    /// The sheets of people, with their numbers. A sheet of the room is not a person's.
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

/// How many people at most are named as the furthest from the others.
const MAX_FURTHEST: usize = 3;
