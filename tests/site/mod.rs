//! What follows from all pages together.

mod care;
