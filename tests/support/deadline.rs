//! Waiting with an end: no test waits for anything without a limit after which it fails.

use std::time::{Duration, Instant};

/// Repeats `attempt`, with a `pause` after each failure, until it succeeds or `limit` is over; then gives its last failure.
pub(crate) fn retry<T, E>(limit: Duration, pause: Duration, mut attempt: impl FnMut() -> Result<T, E>) -> Result<T, E> {
    let started = Instant::now();
    loop {
        let outcome = attempt();
        if outcome.is_ok() || started.elapsed() >= limit {
            return outcome;
        }
        std::thread::sleep(pause);
    }
}

#[test]
fn a_wait_ends_with_the_last_failure() {
    let mut count = 0;
    let outcome = retry(Duration::from_millis(20), Duration::from_millis(1), || -> Result<(), i32> {
        count += 1;
        Err(count)
    });
    assert_eq!(outcome, Err(count));
    assert!(count > 1);
    assert_eq!(retry(Duration::ZERO, Duration::ZERO, || Ok::<_, ()>(7)), Ok(7));
}
