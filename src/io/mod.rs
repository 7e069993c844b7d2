//! The edges: the only modules that touch the disk.

pub mod load;
pub mod publish;
mod swap;
mod tree;
