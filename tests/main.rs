//! The one test binary: whatever is tested from outside. Each module holds one subject; most of them are data in `cases/`.
//!
//! `UPDATE_CASES=1 cargo test` rewrites what cases expect; read what it wrote before you keep it.

#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test touches the disk and the clock, and fails by panicking"
)]

mod architecture;
mod care;
mod cli;
mod colours;
mod commonmark;
mod contract;
mod diagrams;
mod docs;
mod history;
mod hostile;
mod html;
mod input;
mod json;
mod machines;
mod markdown;
mod mistakes;
mod new;
mod paper;
mod properties;
mod publishing;
mod registry;
mod sandbox;
mod score;
mod scripts;
mod search;
mod serve;
mod statistics;
mod support;
mod themes;
mod views;
mod words;
