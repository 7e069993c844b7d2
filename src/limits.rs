//! Every limit of size, time and number that input may not pass, each in one place with the sentence that says why.
//!
//! A limit that is passed is always reported with what passed it. Sizes are in bytes.

use std::time::Duration;

/// The longest page or theme file, unless `limits` in lensbook.yaml says otherwise: ten times the longest book.
pub const TEXT: u64 = 16 << 20;

/// The longest list, `lensbook.yaml` or `theme.yaml`, unless `limits` says otherwise: twenty thousand terms.
pub const YAML: u64 = 4 << 20;

/// The longest file of answers: a thousand people's.
pub const ANSWERS: u64 = 16 << 20;

/// The longest file of a repository that is looked at to see whether it moved: the list of a hundred thousand branches.
pub const GIT_FILE: u64 = 16 << 20;

/// A build that waits for another one says so after this: shorter waits are not worth a word.
pub const LOCK_SILENCE: Duration = Duration::from_secs(1);

/// A build waits so long for another one. The largest playbooks take seconds; whatever holds the folder longer hangs.
pub const LOCK_WAIT: Duration = Duration::from_secs(120);

/// The list of files that a build wrote: a million files with long names take less.
pub const MARKER: u64 = 256 << 20;

/// Git is given up after this: the largest repositories answer in a second.
pub const GIT_TIME: Duration = Duration::from_secs(10);

/// Most commits that are looked at: ten years of a busy playbook.
pub const GIT_COMMITS: usize = 2_000;

/// A commit costs git time that grows with the files of its folders: no more than this many files times commits are looked at.
pub const GIT_EFFORT: usize = 5_000_000;

/// Most that is read of git's log; older commits are left out.
pub const GIT_OUTPUT: u64 = 128 << 20;

/// How often all loops of one page's template may go round: a hundred times what the largest page of a playbook with ten thousand
/// pages needs, and done in seconds.
pub const TEMPLATE_ROUNDS: u64 = 5_000_000;

/// How long a variable of a template may become: a whole playbook as one text takes less.
pub const TEMPLATE_TEXT: usize = 64 << 20;

/// How long what one template prints may become, besides the texts that it is given.
pub const TEMPLATE_OUTPUT: usize = 64 << 20;

/// How deep quotations, lists and emphasis may lie in one another: readers follow three, browsers some hundreds.
pub const NESTING: usize = 100;

/// A text that is shorter than this is read in no time, however its blocks lie in one another.
pub const SHORT_TEXT: usize = 16 << 10;

/// How much of a column's heading each of its cells repeats for narrow screens, in characters: a line there holds no more.
pub const COLUMN_LABEL: usize = 80;

/// How many problems of one file a terminal shows; more are counted. Who has mended these runs the check again.
pub const SHOWN_PROBLEMS: usize = 100;

/// How many branches an `if` of a template may have: tera follows them by calling itself.
pub const TEMPLATE_BRANCHES: usize = 500;

/// How many scripts of a theme may import one another in a row: each is read while the one that asks for it waits.
pub const IMPORT_CHAIN: usize = 500;
