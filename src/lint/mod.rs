//! What is reported about the words of a text: Markdown that did not become what its author meant, and statistics without a
//! source.
//!
//! Linters read the outline that `source::markdown` makes while it parses; they change nothing and refuse nothing. They know
//! one text at a time: whether a link leads to a source is decided when the site is linked.

pub mod near_misses;
pub mod statistics;
