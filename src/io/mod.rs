//! The edges: the only modules that touch the disk.

pub mod held;
pub mod http;
mod leftover;
pub mod load;
pub mod publish;
mod network;
mod swap;
mod tree;
pub mod watch;
