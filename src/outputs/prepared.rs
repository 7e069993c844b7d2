//! What all outputs of one site share, each part made when the first output needs it.

use std::sync::{Arc, OnceLock};

use super::search;
use crate::diagnostic::Diagnostic;
use crate::site::{Findings, Site};
use crate::theme::Theme;
use crate::view::{Navigation, RenderContext};

/// What all outputs of one site share. It belongs to that site and theme and goes with them.
#[derive(Debug)]
pub struct Prepared {
    pub(super) common: RenderContext,
    /// Each section's navigation, rendered when the first of its pages is.
    pub(super) navigation: Vec<OnceLock<Result<Navigation, Diagnostic>>>,
    /// Each term's definitions and each source's record, rendered when the first page that uses it is: the root that its
    /// addresses count from, and the HTML.
    pub(super) notes: Vec<OnceLock<(String, Result<String, Diagnostic>)>>,
    /// The search index, made when the first of its files is rendered.
    pub(super) search: OnceLock<search::Index>,
}

impl Prepared {
    /// What all outputs of `site` share.
    #[must_use]
    pub fn new(site: &Site, findings: &Arc<Findings>, theme: &Theme) -> Self {
        let navigation = site.sections().map(|_| OnceLock::new()).collect();
        let notes = site.pages().map(|_| OnceLock::new()).collect();
        Self { common: RenderContext::new(site, findings, theme), navigation, notes, search: OnceLock::new() }
    }
}
