//! All integration tests in one binary.

mod cli;
mod commonmark;
mod input;
mod markdown;
mod publishing;
mod sandbox;
