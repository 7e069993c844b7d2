//! What the tests share: fixtures, cases, a playbook that is checked in memory, projects on disk, and a preview that runs.

pub(crate) mod cases;
pub(crate) mod deadline;
mod diff;
pub(crate) mod fixture;
pub(crate) mod html;
pub(crate) mod playbook;
pub(crate) mod preview;
pub(crate) mod process;
pub(crate) mod properties;
pub(crate) mod sandbox;
pub(crate) mod socket;
pub(crate) mod tab;
pub(crate) mod xml;
