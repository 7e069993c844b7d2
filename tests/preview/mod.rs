//! The preview under edits at random: for a few seconds in every run, for half an hour when it is asked for.

mod driver;
mod soak;
