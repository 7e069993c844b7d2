//! What is imported from other tools.

mod docx;
mod notion;
mod read;
