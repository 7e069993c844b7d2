//! What a build makes besides pages for readers.

mod machine;
mod print;
mod search;
