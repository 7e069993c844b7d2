//! Connections on which nothing is asked for: they make room for those that ask.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

/// All connections that wait for a request, first those that have never sent one, then in the order in which they began to wait.
#[derive(Default)]
pub(super) struct Waiting(Mutex<State>);

#[derive(Default)]
struct State {
    seats: BTreeMap<Key, Arc<Notify>>,
    count: u64,
}

/// Whether the connection has ever sent a request, and a number that grows.
type Key = (bool, u64);

impl Waiting {
    /// The seat of a connection that has just begun.
    pub(super) fn seat(self: &Arc<Self>) -> Arc<Seat> {
        let seat = Seat { waiting: self.clone(), needed: Arc::default(), key: Mutex::default() };
        seat.waits(false);
        Arc::new(seat)
    }

    /// Ends the connection that has waited longest. False if none waits.
    pub(super) fn make_room(&self) -> bool {
        let first = self.0.lock().unwrap_or_else(PoisonError::into_inner).seats.pop_first();
        first.inspect(|(_, needed)| needed.notify_one()).is_some()
    }
}

/// One connection's place among those that wait.
pub(super) struct Seat {
    waiting: Arc<Waiting>,
    needed: Arc<Notify>,
    key: Mutex<Option<Key>>,
}

impl Seat {
    /// A request has come.
    pub(super) fn begins(&self) {
        let key = self.key.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(key) = key {
            self.waiting.0.lock().unwrap_or_else(PoisonError::into_inner).seats.remove(&key);
        }
    }

    /// The request is answered.
    pub(super) fn waits_again(&self) {
        self.waits(true);
    }

    /// Comes back when another connection needs the place.
    pub(super) async fn is_needed(&self) {
        self.needed.notified().await;
    }

    fn waits(&self, has_asked: bool) {
        let mut state = self.waiting.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.count += 1;
        let key = (has_asked, state.count);
        state.seats.insert(key, self.needed.clone());
        *self.key.lock().unwrap_or_else(PoisonError::into_inner) = Some(key);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.begins();
    }
}
