//! What is imported from other tools.

mod confluence;
mod conversions;
mod docx;
mod notion;
mod read;
mod web_pages;
