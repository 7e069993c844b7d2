//! Everything that the site consists of: one ordered map from addresses to outputs, and how each becomes bytes.
//!
//! An output is a function of the site and the theme; writing or serving it is not decided here.

mod conflicts;
mod data;
pub mod data_file;
mod data_files;
mod feed;
mod hosts;
mod ics;
mod llms;
mod manifest;
mod markdown;
mod output;
mod plan;
mod policy;
mod posters;
mod prepared;
mod print;
mod published;
mod render;
mod reserved;
pub mod search;
mod sitemap;

pub use data_file::DataFile;
pub use output::{MARKER, Output, Outputs};
pub use plan::Plan;
pub use policy::POLICY;
pub use prepared::Prepared;
pub use render::Renderer;
