//! Which project, and which day.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::Global;
use crate::config;
use crate::kinds::CONTENT;

/// The project's folder: the one asked for, or the nearest upwards that looks like one.
pub(super) fn root(global: &Global) -> Result<PathBuf, String> {
    let here = std::env::current_dir().map_err(|error| format!("can't find the working folder: {error}"))?;
    if let Some(root) = &global.root {
        let root = here.join(root);
        return match root.is_dir() {
            true if is_project(&root) => Ok(root),
            true => Err(format!(
                "{} is not a project: it has neither {} nor {CONTENT}/\n  help: start one with `lensbook init DIR`",
                root.display(),
                config::FILE
            )),
            false => Err(format!("there is no folder {}", root.display())),
        };
    }
    let found = here.ancestors().find(|folder| is_project(folder)).map(Path::to_owned);
    found.ok_or_else(|| {
        format!(
            "there is no project in this folder or above it: none has {} or {CONTENT}/\n  \
             help: start one with `lensbook init DIR`, or name one with `--root DIR`",
            config::FILE
        )
    })
}

fn is_project(folder: &Path) -> bool {
    folder.join(config::FILE).is_file() || folder.join(CONTENT).is_dir()
}

/// Refuses a project whose `content/` or lensbook.yaml is missing or goes by another name: it would publish an empty site.
pub(super) fn well_named(root: &Path) -> Result<(), String> {
    let names: Vec<String> = std::fs::read_dir(root)
        .map_err(|error| format!("can't read {}: {error}", root.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let near = |wanted: &str| names.iter().find(|name| name.as_str() != wanted && is_near(name, wanted));
    if !names.iter().any(|name| name == CONTENT) {
        let hint = near(CONTENT).map(|name| format!("rename `{name}` to `{CONTENT}`"));
        let hint = hint.unwrap_or_else(|| format!("pages are Markdown files in a folder named `{CONTENT}`"));
        return Err(format!("there is no folder {CONTENT}/ in {}\n  help: {hint}", root.display()));
    }
    match near(config::FILE) {
        Some(name) if !names.iter().any(|name| name == config::FILE) => {
            Err(format!("`{name}` is not read\n  help: rename it to `{}`", config::FILE))
        }
        _ => Ok(()),
    }
}

/// Whether two names differ only in case, or in how YAML's ending is spelt, or in an `s` at the end.
fn is_near(name: &str, wanted: &str) -> bool {
    let plain = |name: &str| {
        let lower = name.to_lowercase();
        lower.replace(".yml", ".yaml").trim_end_matches('s').to_owned()
    };
    plain(name) == plain(wanted)
}

/// The day that counts as today: the one asked for, that of `SOURCE_DATE_EPOCH`, or the clock's, in UTC.
pub(super) fn today(as_of: Option<Date>) -> Result<Date, String> {
    if let Some(date) = as_of {
        return Ok(date);
    }
    let seconds = if let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") {
        text.trim().parse::<i64>().map_err(|_| format!("SOURCE_DATE_EPOCH is `{text}`, not a number of seconds"))?
    } else {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        i64::try_from(since.map_or(0, |since| since.as_secs())).unwrap_or(0)
    };
    let stamp =
        jiff::Timestamp::from_second(seconds).map_err(|error| format!("SOURCE_DATE_EPOCH is out of range: {error}"))?;
    Ok(stamp.to_zoned(TimeZone::UTC).date())
}
