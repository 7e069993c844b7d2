//! What is known of a site only after it was made. It is a value of its own, because a site is made once and never changed.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::snapshot::ProjectPath;

/// What checks and the preview find out about a linked site.
#[derive(Clone, Default, Debug)]
pub struct Findings {
    /// What the playbook still lacks, as its page on its own state lists it.
    pub lacks: Vec<Diagnostic>,
    /// Files of which the preview shows the text alone, each with the kind as which its page is shown. Empty in a build.
    pub kinds: BTreeMap<ProjectPath, &'static str>,
}
