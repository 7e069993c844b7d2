//! The line to an open page: a WebSocket on which the server says what changed for it.
//!
//! The page says which address it shows and in which state; all else goes the other way. Pages that fall silent are dropped.

use std::io;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderMap, HeaderName, HeaderValue, UPGRADE};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, interval, timeout};

use super::body::Body;
use super::frames::{self, Frame};
use super::respond::{empty, plain};
use super::{Shared, sha1};
use crate::preview::Tab;

/// How often a page is asked whether it is there, and how long it may say nothing.
const PING: Duration = Duration::from_secs(20);
const SILENCE: Duration = Duration::from_secs(70);

/// Most files that are watched for one page.
const MOST_USES: usize = 200;

/// How long a page may take to leave the HTTP behind.
const UPGRADE_TIME: Duration = Duration::from_secs(10);

/// Codes for the end of a connection (RFC 6455, section 7.4.1).
const NORMAL: u16 = 1000;
const PROTOCOL: u16 = 1002;

/// Answers a request to open a line.
pub(super) fn open(mut request: Request<Incoming>, shared: &Shared) -> Response<Body> {
    if !shared.guard.invites(request.headers()) {
        return plain(StatusCode::FORBIDDEN, "this server talks only to its own pages\n");
    }
    let Some(key) = key(request.headers()) else {
        let mut response = plain(StatusCode::UPGRADE_REQUIRED, "this address takes a WebSocket\n");
        response.headers_mut().insert(UPGRADE, HeaderValue::from_static("websocket"));
        return response;
    };
    let accept = sha1::accept(&key);
    tokio::spawn(talk(hyper::upgrade::on(&mut request), shared.clone()));
    let mut response = empty(StatusCode::SWITCHING_PROTOCOLS);
    let headers = response.headers_mut();
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
    if let Ok(accept) = HeaderValue::from_str(&accept) {
        headers.insert(HeaderName::from_static("sec-websocket-accept"), accept);
    }
    response
}

/// The key of a handshake, if it is one.
fn key(headers: &HeaderMap) -> Option<String> {
    let word = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let has = |name, wanted| word(name).split(',').any(|one| one.trim().eq_ignore_ascii_case(wanted));
    let key = word("sec-websocket-key");
    let whole = has("connection", "upgrade") && has("upgrade", "websocket") && word("sec-websocket-version") == "13";
    (whole && key.len() == 24).then(|| key.to_owned())
}

async fn talk(upgrade: OnUpgrade, shared: Shared) {
    let Ok(Ok(upgraded)) = timeout(UPGRADE_TIME, upgrade).await else { return };
    let mut line = Line { io: TokioIo::new(upgraded), buffer: Vec::new() };
    let code = match line.keep(shared).await {
        Ok(()) => NORMAL,
        Err(error) if error.kind() == io::ErrorKind::InvalidData => PROTOCOL,
        Err(_) => return,
    };
    let _ = line.send(&frames::close(code)).await;
    let _ = line.io.shutdown().await;
}

/// An open WebSocket.
struct Line {
    io: TokioIo<Upgraded>,
    buffer: Vec<u8>,
}

impl Line {
    /// Tells the page what changes until it goes.
    async fn keep(&mut self, mut shared: Shared) -> io::Result<()> {
        let mut tab: Option<Tab> = None;
        let mut ping = interval(PING);
        let mut heard = Instant::now();
        shared.board.mark_changed();
        loop {
            tokio::select! {
                frame = self.next() => {
                    heard = Instant::now();
                    match frame? {
                        Frame::Text(text) => {
                            tab = greet(&text, tab.take(), &shared);
                            shared.board.mark_changed();
                        }
                        Frame::Ping(payload) => self.send(&frames::pong(&payload)).await?,
                        Frame::Pong => {}
                        Frame::Close => return Ok(()),
                    }
                }
                changed = shared.board.changed(), if tab.is_some() => {
                    changed.map_err(io::Error::other)?;
                    let (next, message) = look(tab.take(), &mut shared).await;
                    tab = next;
                    if let Some(message) = message {
                        self.send(&frames::text(&message)).await?;
                    }
                }
                _ = ping.tick() => {
                    if heard.elapsed() > SILENCE {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                    self.send(&frames::ping()).await?;
                }
            }
        }
    }

    /// The next frame. Nothing is lost if this is given up half-way.
    async fn next(&mut self) -> io::Result<Frame> {
        loop {
            match frames::take(&mut self.buffer) {
                Ok(Some(frame)) => return Ok(frame),
                Ok(None) => {}
                Err(frames::Refused) => return Err(io::ErrorKind::InvalidData.into()),
            }
            if self.io.read_buf(&mut self.buffer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.io.write_all(bytes).await?;
        self.io.flush().await
    }
}

/// What a page says of itself: `{"path": …, "shows": …, "uses": […]}`. It says so anew whenever it changed.
fn greet(text: &str, tab: Option<Tab>, shared: &Shared) -> Option<Tab> {
    let message: Value = serde_json::from_str(text).ok()?;
    let word = |name| message.get(name).and_then(Value::as_str);
    let (path, shows) = (word("path")?, word("shows")?);
    let uses = message.get("uses").and_then(Value::as_array).into_iter().flatten();
    let uses = uses.filter_map(Value::as_str).take(MOST_USES).map(str::to_owned).collect();
    let mut tab = tab.unwrap_or_else(|| Tab::new(path, shows, shared.editor.clone()));
    tab.turn(path, shows, uses, &shared.board.borrow());
    Some(tab)
}

/// Renders what the page stands for, away from the connections' thread.
async fn look(tab: Option<Tab>, shared: &mut Shared) -> (Option<Tab>, Option<String>) {
    let Some(mut tab) = tab else { return (None, None) };
    let current = shared.board.borrow_and_update().clone();
    let looked = tokio::task::spawn_blocking(move || {
        let message = tab.look(&current);
        (Some(tab), message)
    });
    looked.await.unwrap_or((None, None))
}
