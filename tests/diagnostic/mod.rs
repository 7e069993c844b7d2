//! Problems: what people read of them, and what programs do.

mod fixes;
mod json;
mod mistakes;
