//! `kinds:` in lensbook.yaml: what folders hold, where their names would say something else.

use std::collections::BTreeMap;

use crate::diagnostic::{code, nearest};
use crate::kinds::{self, FolderKinds};
use crate::page::{Data, Decoder, Record, listed};

/// The folders that are named, each with its kind. A kind that there is not is reported.
pub(super) fn read(record: &Record, decoder: &mut Decoder) -> FolderKinds {
    let Some(Data::Map(entries)) = record.get("kinds").map(|value| &value.data) else { return FolderKinds::default() };
    let mut chosen = BTreeMap::new();
    for (folder, _, value) in entries {
        let Data::Line(name) = &value.data else { continue };
        if let Some(kind) = kinds::by_name(name) {
            chosen.insert(folder.trim_matches('/').to_owned(), kind.name);
            continue;
        }
        let names: Vec<&str> = kinds::all().map(|kind| kind.name).collect();
        let near = nearest(name, names.iter().copied());
        let problem = decoder.problem(&code::KIND_UNKNOWN, format!("`{name}` is not a kind"), &value.span);
        problem.label = "no such kind".into();
        match near {
            Some(near) => problem.add_fix(format!("did you mean `{near}`?"), value.span.clone(), near),
            None => problem.hints.push(format!("the kinds are {}", listed(&names))),
        }
    }
    FolderKinds::new(chosen)
}
