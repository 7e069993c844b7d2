//! What one page's template may use: rounds of loops, and text.
//!
//! Rounds stand for time, so that the same page is stopped at the same place on every computer. They are counted by thread, since one
//! thread renders one template from start to end, and tera tells filters nothing of whom they work for.

use std::cell::Cell;
use std::io::{self, Write};

use crate::limits::{TEMPLATE_OUTPUT, TEMPLATE_ROUNDS, TEMPLATE_TEXT};

thread_local! {
    static LEFT: Cell<u64> = const { Cell::new(0) };
}

/// A template begins.
pub(super) fn begin() {
    LEFT.set(TEMPLATE_ROUNDS);
}

/// A loop goes round `rounds` times, or something else takes as long.
pub(super) fn take(rounds: u64) -> Result<(), String> {
    let left = LEFT.get().checked_sub(rounds.saturating_add(1));
    LEFT.set(left.unwrap_or_default());
    left.map(|_| ()).ok_or_else(|| format!("{STOPPED}: its loops would go round more than {TEMPLATE_ROUNDS} times"))
}

/// A variable holds a text of `bytes`. Copying 64 bytes takes about as long as a round.
pub(super) fn hold(bytes: usize) -> Result<(), String> {
    if bytes > TEMPLATE_TEXT {
        return Err(format!("{STOPPED}: a text became longer than {} MB", TEMPLATE_TEXT >> 20));
    }
    take(bytes as u64 / 64)
}

/// How a problem of a template begins that was stopped.
pub(super) const STOPPED: &str = "the template was stopped";

/// A page as it is printed, up to a length.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    most: usize,
}

impl Page {
    /// An empty page. `given`: how long the texts are that its template is given.
    pub(super) fn new(given: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(given + 16 * 1024),
            most: TEMPLATE_OUTPUT.saturating_add(given.saturating_mul(2)),
        }
    }
}

impl Write for Page {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > self.most {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
