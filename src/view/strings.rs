//! The theme's words in the playbook's language, and the terms that the playbook explains.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::glossary::Glossary;
use super::relation_names::RelationNames;
use crate::kinds;
use crate::page::KindSpec;
use crate::site::{Findings, PageRef, Site};
use crate::source::markdown::{Word, attribute, escape};
use crate::theme::filters;

/// The theme's words, ready for views.
#[derive(Debug)]
pub(super) struct Strings {
    /// Names of kinds: one, many.
    pub(super) kinds: BTreeMap<&'static str, (String, String)>,
    /// What relations are called.
    pub(super) relations: RelationNames,
    /// The terms that texts are searched for.
    pub(super) glossary: Glossary,
    /// What is known of the site since it was made.
    pub(super) findings: Arc<Findings>,
    all: serde_json::Value,
}

impl Strings {
    /// The words of a theme for `site`.
    pub(super) fn new(site: &Site, findings: &Arc<Findings>, all: &serde_json::Value) -> Self {
        Self {
            kinds: kinds::all().map(|kind| name(all, kind)).collect(),
            relations: RelationNames::new(all),
            glossary: Glossary::new(site),
            findings: findings.clone(),
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

    /// A number of minutes as the theme writes it: `45 min`, `1 h 30 min`.
    pub(super) fn length(&self, minutes: i64) -> String {
        let word = |key: &str| self.all.get(key).and_then(serde_json::Value::as_str).unwrap_or("{n}");
        filters::length(minutes, word("hours"), word("minutes"))
    }

    /// The word at `group.key` with `values` in the place of their names.
    pub(super) fn fill(&self, group: &str, key: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        filters::interpolate(self.say(group, key), value)
    }

    /// The word at `group.key`, or the key itself.
    pub(super) fn say<'w>(&'w self, group: &str, key: &'w str) -> &'w str {
        self.all.get(group).and_then(|group| group.get(key)?.as_str()).unwrap_or(key)
    }

    /// What stands behind a link to `page`, if its kind has it so: figure, strength and age of evidence.
    pub(super) fn aside(&self, page: PageRef) -> Option<String> {
        page.page().aside(&|key| self.say(page.kind_name(), key).to_owned())
    }

    /// Writes a tag with the word that it holds.
    pub(super) fn write(&self, out: &mut String, word: Word) {
        let top = |key| self.all.get(key).and_then(serde_json::Value::as_str).unwrap_or(key);
        match word {
            Word::Callout(name) => {
                out.push_str("<p class=\"callout-title\">");
                escape(out, self.say("callouts", name));
                out.push_str("</p>");
            }
            Word::Task(done) => {
                out.push_str("<input class=\"task\" type=\"checkbox\" disabled");
                out.push_str(if done { " checked" } else { "" });
                attribute(out, "aria-label", self.say("tasks", if done { "done" } else { "open" }));
                out.push('>');
            }
            Word::Notes => {
                out.push_str("<section class=\"notes\"");
                attribute(out, "aria-label", top("notes"));
                out.push('>');
            }
            Word::NoteBack(number) => {
                out.push_str(&format!("<a class=\"note-back\" href=\"#note--{number}-ref\""));
                attribute(out, "aria-label", top("note_back"));
                out.push_str(">↩</a>");
            }
        }
    }
}

/// A kind's names from the theme's words, `kinds.<name>.one` and `kinds.<name>.many`.
fn name(all: &serde_json::Value, kind: &'static KindSpec) -> (&'static str, (String, String)) {
    let word = |form: &str| Some(all.get("kinds")?.get(kind.name)?.get(form)?.as_str()?.to_owned());
    let one = word("one").unwrap_or_else(|| kind.name.to_owned());
    let many = word("many").unwrap_or_else(|| kind.folder.to_owned());
    (kind.name, (one, many))
}

/// Languages that are written from right to left, by their BCP 47 codes.
pub(super) fn is_right_to_left(language: &str) -> bool {
    let base = language.split('-').next().unwrap_or(language);
    ["ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"].contains(&base)
}
