//! wip
pub mod snapshot;
pub mod diagnostic;
pub mod source;
pub mod page;
pub mod kinds;
pub mod config;
pub mod site;
pub mod view;
pub mod theme;
pub mod outputs;
pub mod build;
pub mod io;
pub mod schema;
pub mod cli;
