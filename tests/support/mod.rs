//! What the test modules share: fixtures, cases, and a playbook that is checked in memory.

pub(crate) mod cases;
mod diff;
pub(crate) mod fixture;
pub(crate) mod playbook;
