//! All integration tests in one binary.

#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test touches the disk and the clock, and fails by panicking"
)]

mod architecture;
mod cli;
mod commonmark;
mod docs;
mod hostile;
mod html;
mod input;
mod markdown;
mod properties;
mod publishing;
mod sandbox;
mod themes;
