//! `score`: what follows from answers that were filled in on the site's pages, by the same rule as there.

mod format;
mod report;
mod text_layout;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::{Format, Global, ScoreArgs};
use super::{Ending, print, project};
use crate::build::{Memo, build as assemble, is_error};
use crate::diagnostic::did_you_mean;
use crate::io::load;
use crate::limits;
use crate::score::{self, Moved, Outcome, Sheet, Survey};
use crate::site::{Options, PageRef, Site};

/// Scores the files and prints what follows.
pub(super) fn score(args: &ScoreArgs, global: &Global) -> Ending {
    match scored(args, global) {
        Ok(scored) if global.format == Format::Human => print(&report::write(&scored)),
        Ok(scored) => print(&format!("{}\n", scored.json())),
        Err(why) => Ending::Refused(why),
    }
}

/// Answers, what they answer, and what follows.
struct Scored {
    survey: Survey,
    sheets: Vec<Sheet>,
    /// How many sheets were left out because the same one stood before them.
    repeated: usize,
    outcome: Outcome,
    moved: Option<Moved>,
}

impl Scored {
    /// For programs: one object with everything in the report.
    fn json(&self) -> Value {
        let by: Vec<&str> = self.sheets.iter().map(|sheet| sheet.by.as_str()).collect();
        let mut line = json!({
            "type": "score",
            "by": by,
            "repeated": self.repeated,
            "survey": self.survey,
            "notes": score::notes(&self.survey, &self.sheets),
            "missing": score::missing(&self.survey, &self.sheets),
            "moved": self.moved,
        });
        if let (Some(line), Value::Object(outcome)) = (line.as_object_mut(), json!(self.outcome)) {
            line.extend(outcome);
        }
        line
    }
}

fn scored(args: &ScoreArgs, global: &Global) -> Result<Scored, String> {
    let (page, sheets, repeated) = all(&args.answers)?;
    let before = if args.before.is_empty() { None } else { Some(all(&args.before)?) };
    if before.as_ref().is_some_and(|(other, ..)| *other != page) {
        return Err(format!("the earlier round does not answer `{page}`\n  help: compare two rounds of the same page"));
    }
    let survey = survey(&site(args, global)?, &page)?;
    let outcome = score::score(&survey, &sheets);
    let moved = before.map(|(_, before, _)| score::moved(&score::score(&survey, &before), &outcome));
    Ok(Scored { survey, sheets, repeated, outcome, moved })
}

/// The page that all files answer, and their sheets: the same one counts once, as on the page. And how many were left out.
fn all(files: &[PathBuf]) -> Result<(String, Vec<Sheet>, usize), String> {
    let (mut page, mut sheets, mut repeated) = (None, Vec::new(), 0);
    for file in files {
        let (of, more) = read(file)?;
        if *page.get_or_insert_with(|| of.clone()) != of {
            let first = page.unwrap_or_default();
            return Err(format!(
                "{} answers `{of}`, but the first file answers `{first}`\n  help: score one page at a time",
                file.display()
            ));
        }
        for sheet in more {
            if sheets.contains(&sheet) {
                repeated += 1;
            } else {
                sheets.push(sheet);
            }
        }
    }
    Ok((page.unwrap_or_default(), sheets, repeated))
}

fn read(file: &Path) -> Result<(String, Vec<Sheet>), String> {
    let text = load::text(file, limits::ANSWERS).map_err(|why| format!("can't read {}: {why}", file.display()))?;
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
    let found = site.pages().find(|one| one.id() == page);
    found.and_then(PageRef::survey).cloned().ok_or_else(|| {
        let asks = |page: &PageRef| page.survey().is_some();
        let ids: Vec<&str> = site.pages().filter(asks).map(PageRef::id).collect();
        let hint = did_you_mean(page, ids.iter().copied())
            .unwrap_or_else(|| format!("the pages with questions are {}", ids.join(", ")));
        format!("this playbook has no page `{page}` with questions\n  help: {hint}")
    })
}
