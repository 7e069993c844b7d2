//! What lensbook.yaml says about how content is read, as one value that can be compared. Reads no file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::registry::{by_folder, by_name};
use crate::page::KindSpec;
use crate::source::markdown::Settings;

/// How content is read.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Reading {
    /// How its Markdown is read.
    pub markdown: Settings,
    /// Whether keys of other tools are let through.
    pub allow_unknown_keys: bool,
    /// What folders hold.
    pub folders: FolderKinds,
}

impl From<Settings> for Reading {
    fn from(markdown: Settings) -> Self {
        Self { markdown, ..Self::default() }
    }
}

/// The kinds of pages that folders at the top hold: what their names say, unless the project says otherwise.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct FolderKinds {
    /// The name of the kind, by the folder.
    chosen: Arc<BTreeMap<String, &'static str>>,
}

impl FolderKinds {
    /// Folders that the project gives another kind than their names say.
    #[must_use]
    pub fn new(chosen: BTreeMap<String, &'static str>) -> Self {
        Self { chosen: Arc::new(chosen) }
    }

    /// The kind of the pages in `folder`, if all of its pages have one.
    #[must_use]
    pub fn of(&self, folder: &str) -> Option<&'static KindSpec> {
        self.chosen(folder).or_else(|| by_folder(folder))
    }

    /// The kind that the project chose for `folder`.
    #[must_use]
    pub fn chosen(&self, folder: &str) -> Option<&'static KindSpec> {
        self.chosen.get(folder).and_then(|name| by_name(name))
    }
}
