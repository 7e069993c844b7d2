//! Takes connections, as many as there is room for.

use std::time::Duration;

use tokio::net::TcpListener;

use super::{Shared, connection, room};

/// How long to wait after the system had no descriptor for a connection.
const BREATH: Duration = Duration::from_millis(50);

/// Takes connections for ever.
pub(super) async fn all(listener: &TcpListener, shared: &Shared) {
    let room = room();
    loop {
        let Ok(place) = room.clone().acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let shared = shared.clone();
                tokio::spawn(async move {
                    connection(stream, shared).await;
                    drop(place);
                });
            }
            Err(_) => tokio::time::sleep(BREATH).await,
        }
    }
}
