//! `build` and `check`: the same up to the last step.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use serde_json::json;

use super::args::{BuildArgs, Format, Global};
use super::{Ending, is_styled, print, project, say, tell};
use crate::build::{Build, Memo, build as assemble, is_error};
use crate::config::{self, Config};
use crate::diagnostic::{ALL, Diagnostic, Severity, counted, did_you_mean, report::Reports};
use crate::io::failure::Failure;
use crate::io::publish::{self, Report};
use crate::io::{git, load};
use crate::outputs::{self, Output, Renderer};
use crate::site::{Hidden, Options, day};
use crate::snapshot::{Digest, Snapshot};

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
    let started = Instant::now();
    let prepared = match prepare(args, global) {
        Ok(prepared) => prepared,
        Err(why) => return Ending::Refused(why),
    };
    let Prepared { root, snapshot, options, mut build } = prepared;
    let output = match output_folder(args, &build.site.config, &root) {
        Ok(output) => output,
        Err(why) => return Ending::Refused(why),
    };
    if global.verbose {
        let (root, output, theme) = (root.display(), output.display(), &build.site.config.theme);
        tell(&format!(
            "project {root}: {} with theme `{theme}`; output folder {output}\n",
            counted(snapshot.len(), "file")
        ));
    }
    let mut report = Report { files: build.outputs.len(), changed: 0 };
    if broken(&build) {
        build.problems.extend(once(templates(&build, &snapshot)));
    } else {
        let progress = Progress::new(build.outputs.len(), global, started);
        let result = if write {
            render_to(&output, made_from(&build, &snapshot, options), &build, &snapshot, &progress)
        } else {
            render_all(&build, &snapshot, &progress)
        };
        progress.finish();
        match result {
            Ok(done) => report = done,
            Err(Failure::Problems(problems)) => build.problems.extend(once(problems)),
            Err(Failure::Refused(why)) => return Ending::Refused(why),
        }
    }
    finish(&build, &snapshot, global, &report, write.then_some(&output), started)
}

/// Whether anything keeps the site from being rendered as a whole.
fn broken(build: &Build) -> bool {
    build.theme.is_none() || build.problems.iter().any(is_error)
}

/// What templates do wrong on pages without errors of their own. On the others they would only miss what those lack.
fn templates(build: &Build, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let Some(theme) = &build.theme else { return Vec::new() };
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
    snapshot: Snapshot,
    options: Options,
    build: Build,
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
    let (mut snapshot, loaded) = load::load(&root);
    snapshot.history = asked.and_then(git::Asked::answer);
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
    Ok(Prepared { root, snapshot, options, build })
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

/// Where the site goes; refused where it would overwrite what it is made from, or what is not ours.
fn output_folder(args: &BuildArgs, config: &Config, root: &Path) -> Result<PathBuf, String> {
    let here = std::env::current_dir().unwrap_or_else(|_| root.to_owned());
    let output = match &args.output {
        Some(output) => clean(&here.join(output)),
        None => clean(&root.join(&config.output)),
    };
    let real = |path: &Path| real(path);
    let (out, project) = (real(&output), real(root));
    let refuse = |why: &str| {
        Err(format!(
            "the output folder {} {why}\n  help: choose another folder with `--output`, or `output:` in {}",
            output.display(),
            config::FILE
        ))
    };
    if project.starts_with(&out) {
        return refuse("is the project or holds it");
    }
    if std::env::var_os("HOME").is_some_and(|home| real(Path::new(&home)).starts_with(&out)) {
        return refuse("is your home folder or holds it");
    }
    let sources = ["content", "static", "themes", "src", ".git"].map(|folder| project.join(folder));
    if sources.iter().map(|source| real(source)).any(|source| out.starts_with(&source) || source.starts_with(&out)) {
        return refuse("is among the project's sources");
    }
    if output.exists() && !output.is_dir() {
        return refuse("is a file");
    }
    Ok(output)
}

/// `path` without `.` and `..`, so far as its text tells.
fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// `path` with links followed, so far as it exists.
fn real(path: &Path) -> PathBuf {
    for folder in path.ancestors() {
        if let Ok(found) = std::fs::canonicalize(folder) {
            return found.join(path.strip_prefix(folder).unwrap_or(Path::new("")));
        }
    }
    path.to_owned()
}

fn render_to(
    output: &Path,
    made_from: Digest,
    build: &Build,
    snapshot: &Snapshot,
    progress: &Progress,
) -> Result<Report, Failure> {
    let Some(theme) = &build.theme else { return Ok(Report::default()) };
    if publish::is_current(output, made_from) {
        return Ok(Report { files: build.outputs.len(), changed: 0 });
    }
    let renderer = Renderer::new(&build.site, &build.findings, theme, snapshot);
    let render = |output: &Output| renderer.render(output);
    publish::publish(output, made_from, &build.outputs, &render, &|| progress.step())
}

/// The digest of everything that outputs are made from: the project, what was asked for, and this program.
fn made_from(build: &Build, snapshot: &Snapshot, options: Options) -> Digest {
    let mut digest = Digest::hasher();
    for file in snapshot.files() {
        digest.update(file.path.as_str().as_bytes());
        digest.update(&file.digest.bytes());
    }
    let asked = (options, &build.site.config, &snapshot.history, env!("LENSBOOK_SOURCES"));
    digest.update(format!("{asked:?}").as_bytes());
    digest.finish()
}

/// Renders what templates make, for the mistakes that show only then.
fn render_all(build: &Build, snapshot: &Snapshot, progress: &Progress) -> Result<Report, Failure> {
    let Some(theme) = &build.theme else { return Ok(Report::default()) };
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
    if problems.is_empty() {
        Ok(Report { files: build.outputs.len(), changed: 0 })
    } else {
        Err(Failure::Problems(problems))
    }
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
    let mut problems: Vec<&Diagnostic> = Vec::new();
    let mut hidden = 0;
    for problem in &build.problems {
        let same = problems
            .iter()
            .rev()
            .take(50)
            .filter(|other| other.span == problem.span && other.message == problem.message);
        if problem.span.is_some() && same.count() >= SAME { hidden += 1 } else { problems.push(problem) }
    }
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
        for problem in problems.iter().filter(|problem| !global.quiet || problem.severity == Severity::Error) {
            tell(&format!("{}\n\n", reports.human(problem, is_styled(global))));
        }
        if hidden > 0 {
            tell(&format!("{hidden} more of the same on other pages\n\n"));
        }
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

/// `path` as one would name it from the working folder.
fn near(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let near = here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    near.as_deref().unwrap_or(path).display().to_string()
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
