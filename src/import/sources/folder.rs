//! A plain folder of Markdown, as forges show it.

use super::Source;
use super::markdown_files::{self, Layout};
use crate::import::{Collection, Tree};

/// A plain folder of Markdown.
pub(super) struct Folder;

/// What a repository tells those who work on it.
const ABOUT_THE_REPOSITORY: [&str; 6] =
    ["CONTRIBUTING.md", "LICENSE.md", "SECURITY.md", "ISSUE_TEMPLATE.md", "PULL_REQUEST_TEMPLATE.md", "CODEOWNERS"];

impl Source for Folder {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn fits(&self, tree: &Tree) -> bool {
        ["md", "markdown", "mdx"].into_iter().any(|extension| tree.with_extension(extension).next().is_some())
    }

    fn read(&self, tree: &Tree) -> Collection {
        let layout = Layout { skips: &ABOUT_THE_REPOSITORY, ..Layout::default() };
        let mut collection = markdown_files::read(tree, &layout);
        super::order::categories(tree, &mut collection);
        collection
    }
}
