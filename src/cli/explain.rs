//! `explain`: what a problem's code means.

use super::{Ending, print};
use crate::diagnostic::{ALL, did_you_mean};

/// Prints the page of `name`, or the list of all codes.
pub(super) fn explain(name: Option<&str>) -> Ending {
    let Some(name) = name else {
        let width = ALL.iter().map(|code| code.name.len()).max().unwrap_or(0);
        let line = |code: &&crate::diagnostic::Code| {
            format!("{:width$}  {:7}  {}\n", code.name, code.severity.name(), code.title)
        };
        return print(&ALL.iter().map(line).collect::<String>());
    };
    let Some(code) = ALL.iter().find(|code| code.name == name) else {
        let hint = did_you_mean(name, ALL.iter().map(|code| code.name));
        let hint = hint.unwrap_or_else(|| "`lensbook explain` without a code lists them all".into());
        return Ending::Refused(format!("there is no code `{name}`\n  help: {hint}"));
    };
    print(code.explanation)
}
