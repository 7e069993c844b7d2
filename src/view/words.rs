//! What the theme says in the playbook's language, and the terms that the playbook explains: all that views need to put into
//! words.

use std::collections::BTreeMap;

use super::glossary::Glossary;
use super::relations::Relations;
use crate::kinds::{self, Kind};
use crate::site::Site;

/// Words for views.
#[derive(Debug)]
pub(super) struct Words {
    /// Names of kinds: one, many.
    pub(super) kinds: BTreeMap<&'static str, (String, String)>,
    /// What relations are called.
    pub(super) relations: Relations,
    /// The terms that texts are searched for.
    pub(super) glossary: Glossary,
    all: serde_json::Value,
}

impl Words {
    /// The words of a theme for `site`.
    pub(super) fn new(site: &Site, all: &serde_json::Value) -> Self {
        Self {
            kinds: kinds::ALL.iter().map(|kind| name(all, *kind)).collect(),
            relations: Relations::new(all),
            glossary: Glossary::new(site),
            all: all.clone(),
        }
    }

    /// What pages of a kind are called together.
    pub(super) fn many(&self, kind: &str) -> String {
        self.kinds.get(kind).map(|(_, many)| many.clone()).unwrap_or_default()
    }

    /// All words at `group`.
    pub(super) fn group(&self, group: &str) -> &serde_json::Value {
        self.all.get(group).unwrap_or(&serde_json::Value::Null)
    }

    /// The word at `group.key`, or the key itself.
    pub(super) fn say<'w>(&'w self, group: &str, key: &'w str) -> &'w str {
        self.all.get(group).and_then(|group| group.get(key)?.as_str()).unwrap_or(key)
    }
}

/// A kind's names from the theme's words, `kinds.<name>.one` and `kinds.<name>.many`.
fn name(all: &serde_json::Value, kind: &'static dyn Kind) -> (&'static str, (String, String)) {
    let word = |form: &str| Some(all.get("kinds")?.get(kind.name())?.get(form)?.as_str()?.to_owned());
    let one = word("one").unwrap_or_else(|| kind.name().to_owned());
    let many = word("many").unwrap_or_else(|| kind.folder().to_owned());
    (kind.name(), (one, many))
}
