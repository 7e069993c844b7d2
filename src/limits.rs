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

/// A save is over when no event came for this long: editors write a file in several steps.
pub const SAVE_QUIET: Duration = Duration::from_millis(1);

/// A single save waits no longer than this to be shown.
pub const SAVE_WAIT: Duration = Duration::from_millis(8);

/// A file that is still open for writing is waited for, but no longer than this.
pub const SAVE_OPEN: Duration = Duration::from_millis(80);

/// How often the preview reads the project where the system reports no changes.
pub const POLL: Duration = Duration::from_millis(400);

/// How often the preview reads the project although nothing was reported: reports can be lost without a word.
pub const HEARTBEAT: Duration = Duration::from_secs(10);

/// How long the preview reads files that keep changing again, before it shows them as they are.
pub const SETTLING: Duration = Duration::from_millis(1_500);

/// Most connections of the preview at one time; another one takes the place of one that asks for nothing.
pub const CONNECTIONS: usize = 1_024;

/// How long a client of the preview may take to send the head of a request, and how long a connection may stay unused.
pub const REQUEST_HEAD: Duration = Duration::from_secs(15);

/// Most bytes of a request's head: browsers send one or two thousand.
pub const REQUEST_BYTES: usize = 32 << 10;

/// Most lines of a request's head: browsers send twenty.
pub const REQUEST_LINES: usize = 100;

/// How long a client of the preview may take nothing of what is sent to it.
pub const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// Most bytes of a message that an open page sends to the preview.
pub const MESSAGE: usize = 60 << 10;

/// How often an open page is asked whether it is still there.
pub const PING: Duration = Duration::from_secs(20);

/// How long an open page may say nothing before the preview takes it for closed: three questions.
pub const PAGE_SILENCE: Duration = Duration::from_secs(70);

/// How long an open page may take to switch to a WebSocket, and to say good-bye.
pub const CLOSE_TIMEOUT: Duration = Duration::from_secs(10);

/// Most files that are watched for one open page.
pub const PAGE_FILES: usize = 200;

/// How deep YAML may be nested. Its reader calls itself: no deeper than the 2 MB stack of a worker thread holds in a debug build.
pub const YAML_DEPTH: usize = 24;

/// Most aliases in one YAML text, and most times that one is used: what they repeat is read again each time.
pub const YAML_ALIASES: usize = 100;

/// Most values in one YAML text: ten times the longest list.
pub const YAML_NODES: usize = 200_000;

/// Most steps that reading one YAML text takes.
pub const YAML_STEPS: usize = 500_000;

/// Most steps that aliases repeat in one YAML text.
pub const YAML_REPEATED: usize = 10_000;

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
