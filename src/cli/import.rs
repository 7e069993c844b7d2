//! `import`: turns what somebody has into a playbook folder, and says what is left to do.

use std::path::{Path, PathBuf};

use super::args::{Format, Global, ImportArgs};
use super::{Ending, print, say};
use crate::import::{self, Imported, Level, sources};
use crate::io::import_files;

/// Imports what `args` names.
pub(super) fn import(args: &ImportArgs, global: &Global) -> Ending {
    match imported(args) {
        Ok((imported, dir)) => {
            if let (Some(dir), false) = (&dir, args.dry_run)
                && let Err(error) = import_files::write(&imported.files, dir)
            {
                return Ending::Refused(format!("can't write to {}: {error}", dir.display()));
            }
            tell(&imported, dir.as_deref().filter(|_| !args.dry_run), global)
        }
        Err(why) => Ending::Refused(why),
    }
}

fn imported(args: &ImportArgs) -> Result<(Imported, Option<PathBuf>), String> {
    let (target, sources) = match args.paths.split_last() {
        Some((last, rest)) if !rest.is_empty() && !last.is_file() => (Some(last.clone()), rest),
        _ => (None, args.paths.as_slice()),
    };
    let dir = match (target, args.dry_run) {
        (None, false) => Some(PathBuf::from("playbook")),
        (target, _) => target,
    };
    if let Some(dir) = dir.as_deref().filter(|_| !args.dry_run)
        && import_files::is_taken(dir)
    {
        return Err(format!("{} is not empty; nothing is ever overwritten\n  help: name a new folder", dir.display()));
    }
    let tree = import_files::read(sources)?;
    let source = match &args.from {
        Some(name) => sources::by_name(name).ok_or_else(|| unknown(name))?,
        None => import::detect(&tree).ok_or("there is nothing here that can be imported\n  help: name a folder of Markdown, HTML or Word files, or the zip of an export")?,
    };
    let imported = import::import(&tree, source, args.kinds);
    if imported.report.pages.is_empty() {
        return Err(format!(
            "there are no pages in what was read as {}\n  help: name its kind with `--from`",
            source.name()
        ));
    }
    Ok((imported, dir))
}

fn unknown(name: &str) -> String {
    let names: Vec<&str> = sources::ALL.iter().map(|source| source.name()).collect();
    format!("`{name}` is not a kind of source\n  help: the kinds are {}", names.join(", "))
}

fn tell(imported: &Imported, dir: Option<&Path>, global: &Global) -> Ending {
    let report = &imported.report;
    if global.format == Format::Json {
        let json = serde_json::to_string(report).unwrap_or_default();
        return print(&format!("{json}\n"));
    }
    let changed: Vec<String> = report.changed().iter().map(|(what, count)| format!("  {count:>6}  {what}\n")).collect();
    let left = report.count(Level::Left);
    let summary = format!(
        "read as {}: {} pages with {} words, {} other files\nchanged:\n{}left to do: {left}",
        report.source,
        report.pages.len(),
        report.words_out,
        report.files,
        changed.concat()
    );
    match dir {
        Some(dir) => say(
            global,
            &format!("{summary}, listed in {0}/import-report.md\nnext: `lensbook serve --root {0}`", dir.display()),
        ),
        None => print(&format!("{}\n{summary}; nothing was written\n", report.markdown())),
    }
}
