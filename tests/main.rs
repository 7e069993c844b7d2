//! The one test binary: whatever is tested from outside. Each module holds one subject; most of them are data in `cases/`.
//!
//! `UPDATE_CASES=1 cargo test` rewrites what cases expect; read what it wrote before you keep it.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

mod architecture;
mod docs;
mod json;
mod mistakes;
mod registry;
mod support;
mod themes;
