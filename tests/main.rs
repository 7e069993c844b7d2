//! All integration tests in one binary.

mod cli;
mod commonmark;
mod html;
mod input;
mod markdown;
mod properties;
mod publishing;
mod sandbox;
