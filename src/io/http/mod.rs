//! The preview's server: HTTP/1.1 on hyper and tokio, one thread for all connections.
//!
//! It answers from the map of addresses that the newest [`Current`] holds, and from nothing else. Refuses strangers before
//! anything: see `guard`. Slow, greedy and silent clients are cut off; a connection leaves nothing behind. The only module
//! that knows hyper, tokio and the WebSocket's crate.

mod accept;
mod body;
mod guard;
mod range;
mod respond;
mod socket;
mod timeouts;
mod types;
mod waiting;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::watch;

use crate::limits::{REQUEST_BYTES, REQUEST_HEAD, REQUEST_LINES};
use crate::preview::Current;
pub use guard::Guard;

/// Most threads that render pages and read files: twelve open pages need no more, and each thread keeps memory of its own.
const WORKERS: usize = 6;

/// Sends each new state of the preview to the server.
#[derive(Debug)]
pub struct StateSender(watch::Sender<Arc<Current>>);

impl StateSender {
    /// A sender whose first state is `current`.
    #[must_use]
    pub fn new(current: Arc<Current>) -> Self {
        Self(watch::Sender::new(current))
    }

    /// Shows `current` from now on, to every request and every open page.
    pub fn show(&self, current: Arc<Current>) {
        self.0.send_replace(current);
    }
}

/// What every connection needs.
#[derive(Clone, Debug)]
struct Shared {
    states: watch::Receiver<Arc<Current>>,
    guard: Arc<Guard>,
}

/// Serves the newest of `states` on `listener` until the program ends; returns only if it can't start. `ready` is called
/// once it answers, `warn` with what keeps it from answering.
pub fn serve(
    listener: TcpListener,
    states: &StateSender,
    guard: Guard,
    ready: impl FnOnce(),
    warn: impl Fn(&str),
) -> io::Result<()> {
    let shared = Shared { states: states.0.subscribe(), guard: Arc::new(guard) };
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(WORKERS).build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        ready();
        accept::all(&listener, &shared, &warn).await;
        Ok(())
    })
}

/// Serves one connection until either side ends it, or another one needs its place while it asks for nothing.
async fn connection(stream: tokio::net::TcpStream, shared: Shared, seat: Arc<waiting::Seat>) {
    let _ = stream.set_nodelay(true);
    let asking = seat.clone();
    let service = hyper::service::service_fn(move |request| {
        let (shared, seat) = (shared.clone(), asking.clone());
        async move {
            seat.begins();
            let response = respond::respond(request, shared).await;
            seat.waits_again();
            response
        }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST_HEAD)
        .max_headers(REQUEST_LINES)
        .max_buf_size(REQUEST_BYTES)
        .serve_connection(TokioIo::new(timeouts::Patient::new(stream)), service)
        .with_upgrades();
    tokio::select! {
        // An error here is the client's, and there is nobody to report it to.
        served = served => drop(served),
        () = seat.is_needed() => {}
    }
}
