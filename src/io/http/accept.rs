//! Takes connections, up to a limit.

use std::time::Duration;

use tokio::net::TcpListener;

use super::{Shared, connection, connection_limit};

/// How long to wait after the system had no descriptor for a connection.
const BREATH: Duration = Duration::from_millis(50);

/// Takes connections for ever.
pub(super) async fn all(listener: &TcpListener, shared: &Shared) {
    let limit = connection_limit();
    loop {
        let Ok(place) = limit.clone().acquire_owned().await else { return };
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
