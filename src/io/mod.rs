//! The edges: the only modules that touch the disk.

pub mod git;
pub mod held;
pub mod http;
mod leftover;
pub mod load;
mod network;
pub mod publish;
mod stamp;
mod swap;
mod tree;
pub mod watch;
