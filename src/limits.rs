//! Every limit of size, time and number that input may not pass, each in one place with the sentence that says why.
//!
//! A limit that is passed is always reported with what passed it. Sizes are in bytes.

use std::time::Duration;

/// A build that waits for another one says so after this: shorter waits are not worth a word.
pub const LOCK_SILENCE: Duration = Duration::from_secs(1);

/// A build waits so long for another one. The largest playbooks take seconds; whatever holds the folder longer hangs.
pub const LOCK_WAIT: Duration = Duration::from_secs(120);

/// The list of files that a build wrote: a million files with long names take less.
pub const MARKER: u64 = 256 << 20;
