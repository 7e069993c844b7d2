//! All integration tests in one binary.

mod commonmark;
mod input;
mod markdown;
mod publishing;
mod sandbox;
