//! Takes connections, up to a limit. Where it is reached, one that asks for nothing makes room.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::waiting::Waiting;
use super::{Shared, connection};
use crate::limits::CONNECTIONS;

/// How long to wait after the system had no descriptor for a connection.
const BREATH: Duration = Duration::from_millis(50);

/// Takes connections for ever. `warn` is told once what keeps it from taking more.
pub(super) async fn all(listener: &TcpListener, shared: &Shared, warn: &impl Fn(&str)) {
    let limit = Arc::new(Semaphore::new(CONNECTIONS));
    let waiting = Arc::<Waiting>::default();
    let mut has_warned = false;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                if limit.available_permits() == 0 {
                    waiting.make_room();
                }
                let Ok(place) = limit.clone().acquire_owned().await else { return };
                let (shared, seat) = (shared.clone(), waiting.seat());
                tokio::spawn(async move {
                    connection(stream, shared, seat).await;
                    drop(place);
                });
            }
            Err(error) => {
                if !has_warned {
                    has_warned = true;
                    warn(&format!(
                        "can't take a connection: {error}\n  help: let the program open more files with `ulimit -n 1024`"
                    ));
                }
                // Without a descriptor for it, the same connection waits to be taken: one that asks for nothing gives up its own.
                let pause = if waiting.make_room() { Duration::from_millis(1) } else { BREATH };
                tokio::time::sleep(pause).await;
            }
        }
    }
}
