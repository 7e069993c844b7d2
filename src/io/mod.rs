//! The edges: the only modules that touch the disk.

mod editor_temp;
pub mod failure;
pub mod file_cache;
pub mod git;
pub mod http;
pub mod import_files;
pub mod load;
mod marker;
mod network;
pub mod publish;
mod stamp;
mod swap;
mod tree;
pub mod watch;
