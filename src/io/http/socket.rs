//! The line to an open page: a WebSocket on which the server says what changed for it.
//!
//! The page says which address it shows and in which state; all else goes the other way. Pages that fall silent are
//! dropped, and so are those that send what our script does not.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt, StreamExt};
use hyper::body::Incoming;
use hyper::header::{
    CONNECTION, HeaderMap, HeaderName, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION,
    UPGRADE,
};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use sha1_smol::Sha1;
use tokio::time::{Instant, interval, timeout};
use tokio_websockets::{CloseCode, Error, Limits, Message, ServerBuilder, WebSocketStream};

use super::Shared;
use super::body::{Body, empty, plain};
use crate::limits::{CLOSE_TIMEOUT, MESSAGE, PAGE_FILES, PAGE_SILENCE, PING};
use crate::preview::Tab;

/// What a client's key is joined with (RFC 6455, section 4.2.2).
const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

type Line = WebSocketStream<TokioIo<Upgraded>>;

/// Answers a request to open a line.
pub(super) fn open(mut request: Request<Incoming>, shared: &Shared) -> Response<Body> {
    if !shared.guard.invites(request.headers()) {
        return plain(StatusCode::FORBIDDEN, "this server talks only to its own pages\n");
    }
    let Some(accept) = key(request.headers()).and_then(accept) else {
        let mut response = plain(StatusCode::UPGRADE_REQUIRED, "this address takes a WebSocket\n");
        response.headers_mut().insert(UPGRADE, HeaderValue::from_static("websocket"));
        return response;
    };
    tokio::spawn(talk(hyper::upgrade::on(&mut request), shared.clone()));
    let mut response = empty(StatusCode::SWITCHING_PROTOCOLS);
    let headers = response.headers_mut();
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
    response
}

/// The key of a handshake, if it is one.
fn key(headers: &HeaderMap) -> Option<&str> {
    let word = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let has = |name, wanted| word(name).split(',').any(|one| one.trim().eq_ignore_ascii_case(wanted));
    let key = word(SEC_WEBSOCKET_KEY);
    let whole = has(CONNECTION, "upgrade") && has(UPGRADE, "websocket") && word(SEC_WEBSOCKET_VERSION) == "13";
    (whole && key.len() == 24).then_some(key)
}

/// What shows a client that its key was understood.
fn accept(key: &str) -> Option<HeaderValue> {
    let digest = Sha1::from(format!("{key}{GUID}")).digest();
    HeaderValue::from_str(&STANDARD.encode(digest.bytes())).ok()
}

async fn talk(upgrade: OnUpgrade, shared: Shared) {
    let Ok(Ok(upgraded)) = timeout(CLOSE_TIMEOUT, upgrade).await else { return };
    let limits = Limits::default().max_payload_len(Some(MESSAGE));
    let mut line = ServerBuilder::new().limits(limits).serve(TokioIo::new(upgraded));
    // Tell a client that broke the rules; do not wait for one that is gone.
    let _ = keep(&mut line, shared).await;
    let _ = timeout(CLOSE_TIMEOUT, line.close()).await;
}

/// Tells the page what changes until it goes.
async fn keep(line: &mut Line, mut shared: Shared) -> Result<(), Error> {
    let mut tab: Option<Tab> = None;
    let mut ping = interval(PING);
    let mut heard = Instant::now();
    shared.states.mark_changed();
    loop {
        tokio::select! {
            message = line.next() => {
                let Some(message) = message.transpose()? else { return Ok(()) };
                heard = Instant::now();
                if let Some(text) = message.as_text() {
                    tab = greet(text, tab.take(), &shared);
                    shared.states.mark_changed();
                } else if message.is_binary() {
                    line.send(Message::close(Some(CloseCode::UNSUPPORTED_DATA), "")).await?;
                    return Ok(());
                }
                // Its pings are answered before more is read, so that answers do not pile up.
                line.flush().await?;
            }
            changed = shared.states.changed(), if tab.is_some() => {
                if changed.is_err() {
                    return Ok(());
                }
                let (next, message) = look(tab.take(), &mut shared).await;
                tab = next;
                if let Some(message) = message {
                    line.send(Message::text(message)).await?;
                }
            }
            _ = ping.tick() => {
                if heard.elapsed() > PAGE_SILENCE {
                    return Ok(());
                }
                line.send(Message::ping("")).await?;
            }
        }
    }
}

/// Reads a page's message about itself: `{"path": …, "shows": …, "uses": […]}`. It sends one whenever it changed.
fn greet(text: &str, tab: Option<Tab>, shared: &Shared) -> Option<Tab> {
    let message: Value = serde_json::from_str(text).ok()?;
    let word = |name| message.get(name).and_then(Value::as_str);
    let (path, shows) = (word("path")?, word("shows")?);
    let uses = message.get("uses").and_then(Value::as_array).into_iter().flatten();
    let uses = uses.filter_map(Value::as_str).take(PAGE_FILES).map(str::to_owned).collect();
    let mut tab = tab.unwrap_or_else(|| Tab::new(path, shows));
    tab.turn(path, shows, uses, &shared.states.borrow());
    Some(tab)
}

/// Renders what the page stands for, away from the connections' thread.
async fn look(tab: Option<Tab>, shared: &mut Shared) -> (Option<Tab>, Option<String>) {
    let Some(mut tab) = tab else { return (None, None) };
    let current = shared.states.borrow_and_update().clone();
    let looked = tokio::task::spawn_blocking(move || {
        let message = tab.look(&current);
        (Some(tab), message)
    });
    looked.await.unwrap_or((None, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handshake_is_understood() {
        // The example of RFC 6455, section 1.3.
        let shown = accept("dGhlIHNhbXBsZSBub25jZQ==").unwrap();
        assert_eq!(shown, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    #[test]
    fn only_a_whole_handshake_has_a_key() {
        let whole = [
            ("connection", "keep-alive, Upgrade"),
            ("upgrade", "websocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ];
        let headers = |without: &str| -> HeaderMap {
            let kept = whole.iter().filter(|(name, _)| *name != without);
            kept.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
        };
        assert!(key(&headers("")).is_some());
        for (missing, _) in whole {
            assert!(key(&headers(missing)).is_none(), "{missing}");
        }
    }
}
