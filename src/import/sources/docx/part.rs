//! What the reading of a Word file hands to its writer: pages to be, and where pictures lie.

use std::collections::BTreeMap;

use super::blocks::Block;

/// A page to be: its title, and what stands on it.
pub(super) struct Part {
    pub(super) title: Option<String>,
    /// The last part of its path.
    pub(super) name: String,
    pub(super) blocks: Vec<Block>,
    /// Where the bookmarks on it lie: at the heading with this id, or at the top.
    pub(super) anchors: BTreeMap<String, Option<String>>,
}

/// A picture's path within the folder of its file.
pub(super) fn media(part: &str) -> String {
    format!("media/{}", part.rsplit('/').next().unwrap_or(part))
}
