//! What the test modules share: fixtures, cases, and a playbook that is checked in memory.

pub mod cases;
mod diff;
pub mod fixture;
pub mod playbook;
