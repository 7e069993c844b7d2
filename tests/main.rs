//! The one test binary: whatever is tested from outside.
//!
//! A file tests the module of `src/` that has its name and place; what tests share is in `support/`, and most tests are data in
//! `cases/`. `UPDATE_CASES=1 cargo test` rewrites what cases expect; read what it wrote before you keep it.

#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test touches the disk and the clock, and fails by panicking"
)]

mod architecture;
mod build;
mod cli;
mod diagnostic;
mod diagram;
mod docs;
mod history;
mod import;
mod io;
mod kinds;
mod lint;
mod outputs;
mod preview;
mod score;
mod site;
mod source;
mod support;
mod theme;
mod view;
