//! All integration tests in one binary.

mod commonmark;
mod markdown;
mod publishing;
mod sandbox;
