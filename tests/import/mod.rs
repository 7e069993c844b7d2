//! What is imported from other tools.

mod confluence;
mod docx;
mod notion;
mod read;
mod web_pages;
