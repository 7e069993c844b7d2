//! Problems: what people read of them, and what programs do.

mod json;
mod mistakes;
