//! What each output shows: builders of the values that templates see, whose types are the theme contract in `contract/`.
//!
//! A view is made for one address and holds nothing that grows with the site: its section, its neighbours, what leads to
//! it. What many views share is prepared once in [`RenderContext`].

mod body;
mod book;
mod changes;
mod companion;
mod content;
mod context;
pub mod contract;
mod entry;
mod excerpts;
mod facets;
mod fields;
mod glossary;
mod index;
mod links;
mod list;
mod navigation;
mod news;
mod note;
mod output;
mod page;
mod papers;
mod questions;
mod reading;
mod relation_names;
mod relations;
mod section;
mod site_pages;
mod state;
mod strings;
mod text;

pub use crate::score::Survey;
pub use body::BodyPart;
pub use book::{BookPart, anchor, book, book_parts, section_in_book};
pub use changes::changes;
pub use companion::companion;
pub use content::content;
pub use context::{CHANGES, RenderContext, STATE};
pub use index::{home, section};
pub use links::in_brackets;
pub use navigation::Navigation;
pub use news::newest;
pub use note::note;
pub use output::{FrameOnly, Text, View};
pub use papers::{cards, poster};
pub use site_pages::{not_found, redirect, search};
pub use state::state;
