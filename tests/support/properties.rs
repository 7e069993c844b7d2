//! How many inputs a property is tried on, and the options of a build.

use lensbook::site::Options;
use proptest::test_runner::{Config as ProptestConfig, FileFailurePersistence};

/// A configuration with this many cases, or as many as `PROPTEST_CASES` says; nothing is written into the sources.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let failure_persistence = Some(Box::new(FileFailurePersistence::Off) as _);
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence, ..ProptestConfig::default() }
}

pub(crate) fn options() -> Options {
    Options { as_of: "2026-10-01".parse().unwrap(), drafts: false }
}
