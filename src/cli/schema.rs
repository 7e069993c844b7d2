//! `schema`: JSON Schemas for editors.

use super::{Ending, print};
use crate::diagnostic::did_you_mean;
use crate::{config, kinds, schema};

/// Prints the schema of a kind, or of lensbook.yaml.
pub(super) fn schema(kind: Option<&str>) -> Ending {
    let schema = match kind {
        None => schema::of("lensbook.yaml", "The configuration of a playbook.", &[config::FIELDS]),
        Some(name) => match kinds::by_name(name) {
            Some(kind) => schema::of_kind(kind),
            None => return Ending::Refused(no_kind(name)),
        },
    };
    print(&format!("{schema:#}\n"))
}

/// Why a kind is refused.
pub(super) fn no_kind(name: &str) -> String {
    let names = kinds::all().map(|kind| kind.name);
    let plain = kinds::FALLBACK.name;
    let others = || names.clone().filter(|name| *name != plain).collect::<Vec<_>>().join(", ");
    let hint = did_you_mean(name, names.clone())
        .unwrap_or_else(|| format!("a page of text is an `{plain}`; the other kinds are {}", others()));
    format!("there is no kind `{name}`\n  help: {hint}")
}
