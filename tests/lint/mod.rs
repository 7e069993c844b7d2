//! What is reported about the words of a text.

mod statistics;
