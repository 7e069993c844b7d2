//! References from a page to something else of the playbook: from its fields and from its text.

use std::ops::Range;

use crate::source::markdown::Target;

/// A reference from a page to something of the playbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// What it names.
    pub target: Target,
    /// The kinds that it may lead to; any if empty.
    pub kinds: &'static [&'static str],
    /// What it means: the name of the field that holds it, or `link` in text.
    pub relation: &'static str,
    /// The id of the group of fields that holds it, if that has one: often one of `Page::anchors`.
    pub part_of: Option<String>,
    /// Whether it counts as plain text while the playbook has no page of these kinds.
    pub or_text: bool,
    /// The text of its `title` attribute, or empty.
    pub title: String,
    /// Its text, or an image's alternative text, without markup.
    pub text: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// The relation of a link in text.
pub const LINK: &str = "link";
