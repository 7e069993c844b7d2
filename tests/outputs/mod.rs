//! What a build makes besides pages for readers.

mod data_files;
mod print;
mod search;
