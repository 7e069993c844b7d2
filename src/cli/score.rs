//! `score`: what follows from answers that were filled in on the site's pages, by the same rule as there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{Format, Global, ScoreArgs};
use super::{Ending, print, project};
use crate::build::{Memo, build as assemble, is_error};
use crate::diagnostic::did_you_mean;
use crate::io::load;
use crate::score::{self, Moved, Outcome, Sheet, Standing, Survey};
use crate::site::{Options, Site};
use crate::view;

/// Scores the files and prints what follows.
pub(super) fn score(args: &ScoreArgs, global: &Global) -> Ending {
    match scored(args, global) {
        Ok((survey, outcome, moved, people)) if global.format == Format::Human => {
            let text = told(&survey, &outcome, moved.as_ref(), &people);
            // What somebody typed is no command to the terminal.
            print(&text.chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>())
        }
        Ok((_, outcome, moved, people)) => {
            let mut line = json!({"type": "score", "by": people});
            for value in [json!(outcome), json!({"moved": moved})] {
                if let (Some(line), serde_json::Value::Object(more)) = (line.as_object_mut(), value) {
                    line.extend(more);
                }
            }
            print(&format!("{line}\n"))
        }
        Err(why) => Ending::Refused(why),
    }
}

type Scored = (Survey, Outcome, Option<Moved>, Vec<String>);

fn scored(args: &ScoreArgs, global: &Global) -> Result<Scored, String> {
    let (page, sheets) = all(&args.answers)?;
    let before = if args.before.is_empty() { None } else { Some(all(&args.before)?) };
    if before.as_ref().is_some_and(|(other, _)| *other != page) {
        return Err(format!("the earlier round does not answer `{page}`\n  help: compare rounds of one page"));
    }
    let survey = survey(&site(args, global)?, &page)?;
    let outcome = score::score(&survey, &sheets);
    let moved = before.map(|(_, before)| score::moved(&score::score(&survey, &before), &outcome));
    Ok((survey, outcome, moved, sheets.into_iter().map(|sheet| sheet.by).collect()))
}

/// The sheets of all files, and the page that they answer.
fn all(files: &[PathBuf]) -> Result<(String, Vec<Sheet>), String> {
    let (mut page, mut sheets) = (None, Vec::new());
    for file in files {
        let (of, more) = read(file)?;
        if *page.get_or_insert_with(|| of.clone()) != of {
            let first = page.unwrap_or_default();
            return Err(format!(
                "{} answers `{of}`, the first file `{first}`\n  help: score one page at a time",
                file.display()
            ));
        }
        sheets.extend(more);
    }
    Ok((page.unwrap_or_default(), sheets))
}

fn read(file: &Path) -> Result<(String, Vec<Sheet>), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("can't read {}: {error}", file.display()))?;
    let answers = score::read(&text).map_err(|why| {
        format!(
            "{} can't be scored: {why}\n  help: save the answers as a file on the page where they were filled in",
            file.display()
        )
    })?;
    Ok((answers.page, answers.sheets))
}

fn site(args: &ScoreArgs, global: &Global) -> Result<Site, String> {
    let root = project::root(global)?;
    let options = Options { as_of: project::today(args.as_of)?, drafts: args.drafts };
    project::well_named(&root)?;
    let (snapshot, loaded) = load::load(&root);
    let build = assemble(&snapshot, loaded, options, &|_| {}, &mut Memo::default());
    if build.problems.iter().any(is_error) {
        return Err("the playbook has errors\n  help: `lensbook check` lists them".into());
    }
    Ok(build.site)
}

fn survey(site: &Site, page: &str) -> Result<Survey, String> {
    let asks = |index: &usize| view::survey(site, *index).is_some();
    let found = (0..site.pages.len()).find(|index| site.page(*index).id == page);
    found.and_then(|index| view::survey(site, index)).ok_or_else(|| {
        let ids: Vec<&str> = (0..site.pages.len()).filter(asks).map(|index| site.page(index).id.as_str()).collect();
        let hint = did_you_mean(page, ids.iter().copied())
            .unwrap_or_else(|| format!("the pages that ask are {}", ids.join(", ")));
        format!("no page `{page}` of this playbook asks anything\n  help: {hint}")
    })
}

/// For people.
fn told(survey: &Survey, outcome: &Outcome, moved: Option<&Moved>, people: &[String]) -> String {
    let overall = outcome.overall.map_or("–".into(), |score| format!("{:.1}", score.decimal()));
    let Outcome { people: count, answered, of, .. } = outcome;
    let mut out = format!(
        "{}: {overall}, {answered} of {of} questions answered by {count} {}\n",
        survey.title,
        if *count == 1 { "person" } else { "people" }
    );
    standings(&mut out, survey, outcome);
    discuss(&mut out, survey, outcome, people);
    differ(&mut out, survey, outcome, people);
    follow(&mut out, survey, outcome);
    if let Some(moved) = moved {
        shifts(&mut out, survey, moved);
    }
    for flag in &outcome.flags {
        out.push_str(&format!("\nsheet {}, `{}`: {}", flag.sheet + 1, flag.question, flag.why));
    }
    if !outcome.flags.is_empty() {
        out.push('\n');
    }
    out
}

fn ask<'s>(survey: &'s Survey, id: &'s str) -> &'s str {
    survey.question(id).map_or(id, |(_, question)| &question.ask)
}

fn standings(out: &mut String, survey: &Survey, outcome: &Outcome) {
    let line = |(group, standing): (&score::SurveyGroup, &Standing)| {
        let score = standing.score.map_or("  –".into(), |score| format!("{:.1}", score.decimal()));
        let aim = standing.aim.map_or(String::new(), |aim| format!(" → {:.1}", aim.decimal()));
        format!("  {score}{aim}  {} ({})\n", group.title, group.sort)
    };
    out.push('\n');
    out.extend(survey.groups.iter().zip(&outcome.groups).map(line));
}

fn name(at: usize, people: &[String]) -> String {
    people.get(at).filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| format!("sheet {}", at + 1))
}

/// The few questions to talk about, and what the room made of them.
fn discuss(out: &mut String, survey: &Survey, outcome: &Outcome, people: &[String]) {
    for chosen in &outcome.chosen {
        let title = chosen.group.as_ref().and_then(|id| survey.groups.iter().find(|group| group.id == *id));
        out.push_str(&format!(
            "\nto talk about{}\n",
            title.map_or(String::new(), |group| format!(", {}", group.title))
        ));
        for pick in &chosen.questions {
            let names = |sheets: &[usize]| sheets.iter().map(|at| name(*at, people)).collect::<Vec<_>>().join(", ");
            let ends = match pick.highest.as_slice() {
                [] => "all say the same".into(),
                highest => format!("lowest {}, highest {}", names(&pick.lowest), names(highest)),
            };
            out.push_str(&format!("  {} ({}; {ends})\n", ask(survey, &pick.question), pick.why));
        }
    }
    let agreed = outcome.questions.iter().filter_map(|one| Some((one, one.room?)));
    for (at, (one, room)) in agreed.enumerate() {
        let median = one.median.map_or("–".into(), |median| format!("{:.1}", median.decimal()));
        let head = if at == 0 { "\nwhat the room agreed on, which counts in place of the median\n" } else { "" };
        out.push_str(&format!("{head}  median {median}, the room {:.1}  {}\n", room.decimal(), ask(survey, &one.id)));
    }
    if outcome.rooms > 1 {
        out.push_str(&format!("  there are {} sheets of the room; only the latest counts\n", outcome.rooms));
    }
}

fn differ(out: &mut String, survey: &Survey, outcome: &Outcome, people: &[String]) {
    if !outcome.apart.is_empty() {
        out.push_str("\nwhere people differ\n");
    }
    for standing in outcome.apart.iter().filter_map(|id| outcome.questions.iter().find(|one| one.id == *id)) {
        let furthest: Vec<String> = standing.furthest.iter().map(|at| name(*at, people)).collect();
        let (spread, ask) = (standing.spread.decimal(), ask(survey, &standing.id));
        out.push_str(&format!("  {spread:.1}  {ask} (furthest: {})\n", furthest.join(", ")));
    }
}

fn follow(out: &mut String, survey: &Survey, outcome: &Outcome) {
    if !outcome.gaps.is_empty() {
        out.push_str("\ngaps, the deepest first\n");
    }
    for gap in &outcome.gaps {
        let (score, aim, ask) = (gap.score.decimal(), gap.aim.decimal(), ask(survey, &gap.question));
        out.push_str(&format!("  {score:.1} where {aim:.1} is wanted  {ask}\n"));
    }
    if !outcome.remedies.is_empty() {
        out.push_str("\nwhat follows\n");
    }
    for ranked in &outcome.remedies {
        let title = survey.remedies.get(&ranked.remedy).map_or(ranked.remedy.as_str(), |remedy| &remedy.title);
        out.push_str(&format!("  {title} (`{}`)\n", ranked.remedy));
        for reason in &ranked.because {
            let because =
                if reason.because.is_empty() { String::new() } else { format!("because: {} ", reason.because) };
            out.push_str(&format!("    {because}({:.1}, {})\n", reason.score.decimal(), ask(survey, &reason.question)));
        }
    }
}

fn shifts(out: &mut String, survey: &Survey, moved: &Moved) {
    out.push_str("\nwhat moved\n");
    let title = |shift: &score::Shift| {
        let group = survey.groups.iter().find(|group| (group.sort, &group.id) == (shift.sort, &shift.id));
        group.map_or_else(|| ask(survey, &shift.id).to_owned(), |group| format!("{} ({})", group.title, group.sort))
    };
    for shift in moved.groups.iter().chain(&moved.questions) {
        out.push_str(&format!("  {:.1} → {:.1}  {}\n", shift.before.decimal(), shift.now.decimal(), title(shift)));
    }
    if moved.groups.is_empty() && moved.questions.is_empty() {
        out.push_str("  nothing\n");
    }
}
