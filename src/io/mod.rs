//! The edges: the only modules that touch the disk.

mod editor_temp;
pub mod failure;
pub mod file_cache;
mod flush;
pub mod git;
pub mod http;
pub mod import_files;
pub mod load;
pub mod lock;
mod marker;
mod network;
mod plain;
pub mod publish;
mod stamp;
mod swap;
mod tree;
mod unread;
mod walk;
pub mod watch;
