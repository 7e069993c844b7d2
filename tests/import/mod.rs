//! What is imported from other tools.

mod conversions;
