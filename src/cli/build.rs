//! `build` and `check`: the same up to the last step.

mod output_folder;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use serde_json::json;

use super::args::{BuildArgs, Format, Global};
use super::{Ending, is_styled, print, project, say, tell, terminal, warn};
use crate::build::{Build, Memo, build as assemble, is_error};
use crate::config::{self, Config};
use crate::diagnostic::{ALL, Diagnostic, Severity, counted, did_you_mean, report::Reports};
use crate::io::failure::Failure;
use crate::io::lock::Lock;
use crate::io::publish::{self, Report};
use crate::io::{git, load};
use crate::limits::SHOWN_PROBLEMS;
use crate::outputs::{self, Output, Renderer};
use crate::site::{Hidden, Options, day};
use crate::snapshot::{Digest, ProjectPath, Snapshot};
use output_folder::{near, output_folder};

/// Work that takes longer than this shows its progress on a terminal.
const PROGRESS_DELAY: std::time::Duration = std::time::Duration::from_millis(500);

/// Writes the site.
pub(super) fn build(args: &BuildArgs, global: &Global) -> Ending {
    run(args, global, true)
}

/// Reports every problem that a build would report, without writing anything.
pub(super) fn check(args: &BuildArgs, global: &Global) -> Ending {
    run(args, global, false)
}

fn run(args: &BuildArgs, global: &Global, write: bool) -> Ending {
    carry_out(args, global, write).unwrap_or_else(Ending::Refused)
}

fn carry_out(args: &BuildArgs, global: &Global, write: bool) -> Result<Ending, String> {
    let started = Instant::now();
    let mut prepared = prepare(args, global)?;
    let lock = if write { lock(&mut prepared, args, global)? } else { None };
    let held = lock.filter(|_| !broken(&prepared.build));
    let Prepared { root, output, snapshot, mut build, .. } = prepared;
    if global.verbose {
        let (root, output, theme) = (root.display(), output.display(), &build.site.config.theme);
        tell(&format!(
            "project {root}: {} with theme `{theme}`; output folder {output}\n",
            counted(snapshot.len(), "file")
        ));
    }
    let mut report = Report { files: build.outputs.len(), ..Report::default() };
    if broken(&build) {
        build.problems.extend(once(templates(&build, &snapshot)));
        if write && let Err(Failure::Refused(why)) = publish::restore(&output) {
            warn(global, &why);
        }
    } else {
        let progress = Progress::new(build.outputs.len(), global, started);
        let result = match &held {
            Some((lock, made_from)) => render_to(lock, *made_from, &build, &snapshot, &progress),
            None if write => Ok(report.clone()),
            None => render_all(&build, &snapshot, &progress),
        };
        progress.finish();
        match result {
            Ok(done) => report = done,
            Err(Failure::Problems(problems)) => build.problems.extend(once(problems)),
            Err(Failure::Refused(why)) => return Err(why),
        }
    }
    for tree in &report.stuck {
        let tree = tree.display();
        warn(global, &format!("the old site in {tree} can't be deleted\n  help: delete it as the user who owns it"));
    }
    Ok(finish(&build, &snapshot, global, &report, write.then_some(&output), started))
}

/// The right to write the site, and the digest of everything it is made from. None if nothing is to be written. If another
/// build was at work meanwhile, the project is read again: what is published last is the newest.
fn lock(prepared: &mut Prepared, args: &BuildArgs, global: &Global) -> Result<Option<(Lock, Digest)>, String> {
    if broken(&prepared.build) {
        return Ok(None);
    }
    let made_from = prepared.made_from();
    if publish::is_current(&prepared.output, made_from) {
        return Ok(None);
    }
    let waits = |why: &str| {
        if !global.quiet {
            tell(&format!("{why}\n"));
        }
    };
    let lock = Lock::take(&prepared.output, &waits).map_err(Failure::into_words)?;
    if !lock.has_waited() {
        return Ok(Some((lock, made_from)));
    }
    let output = prepared.output.clone();
    *prepared = prepare(args, global)?;
    if prepared.output != output {
        return Err(format!("`output` in {} was changed during the build\n  help: build again", config::FILE));
    }
    Ok(Some((lock, prepared.made_from())))
}

/// Whether anything keeps the site from being rendered as a whole.
fn broken(build: &Build) -> bool {
    build.theme.is_none() || build.problems.iter().any(is_error)
}

/// What templates do wrong on pages without errors of their own. On the others they would only miss what those lack.
fn templates(build: &Build, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let Some(theme) = build.theme.as_ref().filter(|theme| !theme.is_bundled) else { return Vec::new() };
    let renderer = Renderer::new(&build.site, &build.findings, theme, snapshot);
    build.pages_without_errors().par_iter().filter_map(|output| renderer.render(output).err()).collect()
}

/// Problems of templates, each mistake once: on how many pages it shows says nothing new.
fn once(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
    for problem in problems {
        let is_same = |(other, _): &&mut (Diagnostic, usize)| {
            problem.span.is_some() && other.span == problem.span && other.message == problem.message
        };
        match kept.iter_mut().find(is_same) {
            Some((_, count)) => *count += 1,
            None => kept.push((problem, 0)),
        }
    }
    let said = |(problem, more): (Diagnostic, usize)| match more {
        0 => problem,
        _ => problem.hint(format!("the same on {more} more {}", if more == 1 { "page" } else { "pages" })),
    };
    kept.into_iter().map(said).collect()
}

struct Prepared {
    root: PathBuf,
    output: PathBuf,
    snapshot: Snapshot,
    options: Options,
    build: Build,
}

impl Prepared {
    /// The digest of everything that outputs are made from: the project, what was asked for, and this program.
    fn made_from(&self) -> Digest {
        let mut digest = Digest::hasher();
        for file in self.snapshot.files() {
            digest.update(file.path.as_str().as_bytes());
            digest.update(&file.digest.bytes());
        }
        let asked = (self.options, &self.build.site.config, &self.snapshot.history, env!("LENSBOOK_SOURCES"));
        digest.update(format!("{asked:?}").as_bytes());
        digest.finish()
    }
}

fn prepare(args: &BuildArgs, global: &Global) -> Result<Prepared, String> {
    let root = project::root(global)?;
    let options = Options { as_of: project::today(args.as_of)?, drafts: args.drafts };
    let (deny, allow) = (codes(&args.deny)?, codes(&args.allow)?);
    if let Some(code) = allow.iter().find(|name| ALL.iter().any(|code| code.name == **name && !code.adjustable())) {
        return Err(format!(
            "`{code}` can't be allowed: it is the code of an error\n  help: `--allow` only takes the codes of warnings and advice"
        ));
    }
    if let Some(url) = &args.base_url
        && config::absolute(url).is_none()
    {
        return Err(format!(
            "`--base-url {url}` is not an absolute address\n  help: start it with https:// or http://"
        ));
    }
    project::well_named(&root)?;
    let asked = git::ask(&root);
    let (mut snapshot, mut loaded) = load::load(&root);
    let told = asked.answer();
    snapshot.history = told.history;
    loaded.extend(told.problem);
    let adjust = |config: &mut Config| {
        if let Some(url) = args.base_url.as_deref().and_then(config::absolute) {
            config.base_url = Some(url);
        }
        let severities = &mut config.severities;
        severities.deny_warnings = args.deny.iter().any(|code| code == "warnings");
        severities.by_code.extend(allow.iter().map(|code| (*code, None)));
        severities.by_code.extend(deny.iter().map(|code| (*code, Some(Severity::Error))));
    };
    let build = assemble(&snapshot, loaded, options, &adjust, &mut Memo::default());
    let output = output_folder(args, &build.site.config, &root)?;
    Ok(Prepared { root, output, snapshot, options, build })
}

/// The codes called `names`. The word `warnings` is not a code and is left out.
fn codes(names: &[String]) -> Result<Vec<&'static str>, String> {
    names
        .iter()
        .filter(|name| *name != "warnings")
        .map(|name| {
            let found = ALL.iter().find(|code| code.name == name).map(|code| code.name);
            found.ok_or_else(|| {
                let words = ["warnings"].into_iter().chain(ALL.iter().map(|code| code.name));
                let hint = did_you_mean(name, words);
                let hint = hint.unwrap_or_else(|| "`lensbook explain` lists all codes".into());
                format!("there is no code `{name}`\n  help: {hint}")
            })
        })
        .collect()
}

fn render_to(
    lock: &Lock,
    made_from: Digest,
    build: &Build,
    snapshot: &Snapshot,
    progress: &Progress,
) -> Result<Report, Failure> {
    let Some(theme) = &build.theme else { return Ok(Report::default()) };
    let renderer = Renderer::new(&build.site, &build.findings, theme, snapshot);
    let render = |output: &Output| renderer.render(output);
    publish::publish(lock, made_from, &build.outputs, &render, &|| progress.step())
}

/// Renders what templates make, for the mistakes that show only then. A bundled theme makes none.
fn render_all(build: &Build, snapshot: &Snapshot, progress: &Progress) -> Result<Report, Failure> {
    let done = Report { files: build.outputs.len(), ..Report::default() };
    let Some(theme) = build.theme.as_ref().filter(|theme| !theme.is_bundled) else { return Ok(done) };
    let prepared = Arc::new(outputs::Prepared::new(&build.site, &build.findings, theme));
    let renderer = Renderer::with(&build.site, theme, snapshot, prepared);
    let outputs: Vec<&Output> = build.outputs.values().filter(|output| output.is_templated()).collect();
    let problems: Vec<Diagnostic> = outputs
        .par_iter()
        .filter_map(|output| {
            progress.step();
            renderer.render(output).err()
        })
        .collect();
    if problems.is_empty() { Ok(done) } else { Err(Failure::Problems(problems)) }
}

/// Most problems of one template's mistake that are shown: the same on every page says nothing new.
const SAME: usize = 1;

/// Prints all problems and the closing line; `output` is the folder that was to be written.
fn finish(
    build: &Build,
    snapshot: &Snapshot,
    global: &Global,
    done: &Report,
    output: Option<&PathBuf>,
    started: Instant,
) -> Ending {
    let mut reports = Reports::new(snapshot);
    let of = |severity| build.problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings, advice) = (of(Severity::Error), of(Severity::Warning), of(Severity::Advice));
    let ms = started.elapsed().as_millis();
    let pages = build.site.pages.len();
    let hidden_pages = &build.site.hidden;
    let printed = if global.format == Format::Json {
        let mut lines = String::new();
        for problem in &build.problems {
            lines.push_str(&reports.json(problem));
            lines.push('\n');
        }
        let summary = json!({"type": "summary", "pages": pages, "files": done.files, "changed": done.changed,
            "ms": u64::try_from(ms).unwrap_or(u64::MAX), "errors": errors, "warnings": warnings, "advice": advice, "drafts": hidden_pages.drafts,
            "scheduled": hidden_pages.scheduled, "expired": hidden_pages.expired});
        print(&format!("{lines}{summary}\n"))
    } else {
        list(&build.problems, &mut reports, global);
        let (verb, written) = match output {
            None => ("checked", String::new()),
            Some(_) if errors > 0 => ("nothing written:", String::new()),
            Some(output) => {
                let files = counted(done.files, "file");
                ("wrote", format!(" to {}: {files}, {} changed", near(output), done.changed))
            }
        };
        let what = format!("{}{written}", counted(pages, "page"));
        say(global, &format!("{verb} {what}, {ms} ms, {}{}", tally(errors, warnings, advice), left_out(hidden_pages)))
    };
    let in_config = |problem: &Diagnostic| problem.span.as_ref().is_some_and(|span| span.file.as_str() == config::FILE);
    match build.problems.iter().find(|problem| is_error(problem) && in_config(problem)) {
        Some(_) => Ending::BadConfiguration,
        None if errors > 0 => Ending::Errors,
        None => printed,
    }
}

/// Lists problems on the terminal: each once, and of each file no more than somebody would read.
fn list(all: &[Diagnostic], reports: &mut Reports, global: &Global) {
    let styled = is_styled(global);
    let mut shown: Vec<&Diagnostic> = Vec::new();
    let mut of_files: BTreeMap<(Severity, Option<&ProjectPath>), usize> = BTreeMap::new();
    let mut hidden = 0;
    for problem in all {
        let is_same = |other: &&&Diagnostic| other.span == problem.span && other.message == problem.message;
        let same = shown.iter().rev().take(50).filter(is_same);
        if problem.span.is_some() && same.count() >= SAME {
            hidden += 1;
            continue;
        }
        shown.push(problem);
        if global.quiet && problem.severity != Severity::Error {
            continue;
        }
        let count = of_files.entry((problem.severity, problem.span.as_ref().map(|span| &span.file))).or_default();
        *count += 1;
        if *count <= SHOWN_PROBLEMS {
            terminal::write_err(&format!("{}\n\n", reports.human(problem, styled)), styled);
        }
    }
    for ((severity, file), count) in of_files.into_iter().filter(|(_, count)| *count > SHOWN_PROBLEMS) {
        let more = match severity {
            Severity::Advice => format!("{} more advice", count - SHOWN_PROBLEMS),
            _ => counted(count - SHOWN_PROBLEMS, &format!("more {}", severity.name())),
        };
        let place = file.map_or_else(String::new, |file| format!(" in {file}"));
        tell(&format!("{more}{place}\n\n"));
    }
    if hidden > 0 {
        tell(&format!("{hidden} more of the same on other pages\n\n"));
    }
}

/// What the playbook holds and readers do not see today, by why they do not.
pub(super) fn left_out(hidden: &Hidden) -> String {
    let until = hidden.until.map_or_else(String::new, |date| format!(" until {}", day(date)));
    let later = if hidden.scheduled > 1 { " or later" } else { "" };
    let parts = [
        (hidden.drafts, "draft", " left out".to_owned()),
        (hidden.scheduled, "page", format!(" left out{until}{later}")),
        (hidden.expired, "page", " left out as expired".to_owned()),
    ];
    let told = parts.iter().filter(|(count, ..)| *count > 0);
    told.fold(String::new(), |all, (count, word, what)| all + ", " + &counted(*count, word) + what)
}

pub(super) fn tally(errors: usize, warnings: usize, advice: usize) -> String {
    let mut parts: Vec<String> = [(errors, "error"), (warnings, "warning")]
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| counted(*count, word))
        .collect();
    if advice > 0 {
        parts.push(format!("{advice} advice"));
    }
    if parts.is_empty() { "no problems".into() } else { parts.join(", ") }
}

/// A progress bar that shows itself only on a terminal and only when work takes long.
struct Progress {
    bar: ProgressBar,
    started: Instant,
    count: AtomicUsize,
}

impl Progress {
    fn new(total: usize, global: &Global, started: Instant) -> Self {
        let target = if global.quiet || global.format == Format::Json {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files") {
            bar.set_style(style);
        }
        if !target.is_hidden() {
            bar.set_draw_target(target);
        }
        Self { bar, started, count: AtomicUsize::new(0) }
    }

    fn step(&self) {
        let count = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        if count.is_multiple_of(64) && !self.bar.is_hidden() && self.started.elapsed() > PROGRESS_DELAY {
            self.bar.set_position(count as u64);
        }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
