//! From bytes to documents: front matter and Markdown with every position kept. Knows no kind and no other file.

pub mod doc;
pub mod front_matter;
pub mod image;
pub mod markdown;
pub mod tokens;
mod toml_keys;
pub mod yaml;
