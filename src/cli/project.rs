//! Which project, and which day.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::Global;
use crate::config;
use crate::kinds::CONTENT;

/// The project's folder: the one asked for, or the nearest upwards that looks like one.
pub(super) fn root(global: &Global) -> Result<PathBuf, String> {
    let here = std::env::current_dir().map_err(|error| format!("can't tell the working folder: {error}"))?;
    if let Some(root) = &global.root {
        let root = here.join(root);
        return match root.is_dir() {
            true if is_project(&root) => Ok(root),
            true => Err(format!(
                "{} is no project: it has neither {} nor {CONTENT}/\n  help: `lensbook init DIR` makes one",
                root.display(),
                config::FILE
            )),
            false => Err(format!("there is no folder {}", root.display())),
        };
    }
    let found = here.ancestors().find(|folder| is_project(folder)).map(Path::to_owned);
    found.ok_or_else(|| {
        format!("no project here or above: no folder has {} or {CONTENT}/\n  help: `lensbook init DIR` makes one; `--root DIR` names one", config::FILE)
    })
}

fn is_project(folder: &Path) -> bool {
    folder.join(config::FILE).is_file() || folder.join(CONTENT).is_dir()
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
