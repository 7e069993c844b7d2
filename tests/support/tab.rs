//! An open page without a browser: a WebSocket that greets, listens, and answers pings.

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::preview::Served;

/// An open page.
pub(crate) struct Tab {
    /// How many messages came.
    pub(crate) messages: Arc<AtomicUsize>,
    /// The last of them.
    pub(crate) last: Arc<Mutex<String>>,
    /// Whether the line ended.
    pub(crate) ended: Arc<AtomicBool>,
    line: TcpStream,
}

impl Tab {
    /// Opens a page that stands at `path` and shows nothing of it yet.
    pub(crate) fn open(served: &Served, path: &str) -> Self {
        let mut line = served.socket();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(read(&mut line, 1).unwrap()[0]);
        }
        // It stays open for as long as the test likes; the thread below ends when the page is closed.
        let mut line = line.into_stream();
        let mut reader = BufReader::new(line.try_clone().unwrap());
        assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
        line.write_all(&masked(1, format!("{{\"path\":\"{path}\",\"shows\":\"\"}}").as_bytes())).unwrap();
        let tab = Self { messages: Arc::default(), last: Arc::default(), ended: Arc::default(), line };
        let (messages, last, ended) = (tab.messages.clone(), tab.last.clone(), tab.ended.clone());
        let mut back = tab.line.try_clone().unwrap();
        std::thread::spawn(move || {
            while let Some((kind, payload)) = frame(&mut reader) {
                match kind {
                    1 => {
                        *last.lock().unwrap() = String::from_utf8(payload).unwrap();
                        messages.fetch_add(1, Ordering::SeqCst);
                    }
                    9 => drop(back.write_all(&masked(10, &payload))),
                    _ => break,
                }
            }
            ended.store(true, Ordering::SeqCst);
        });
        tab
    }

    /// How many messages came so far.
    pub(crate) fn count(&self) -> usize {
        self.messages.load(Ordering::SeqCst)
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        let _ = self.line.shutdown(std::net::Shutdown::Both);
    }
}

fn read(reader: &mut impl Read, count: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; count];
    reader.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// The next frame of the server: its kind and what it holds.
fn frame(reader: &mut impl Read) -> Option<(u8, Vec<u8>)> {
    let head = read(reader, 2)?;
    let length = match head[1] {
        126 => read(reader, 2)?.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)),
        127 => read(reader, 8)?.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)),
        short => usize::from(short),
    };
    Some((head[0] & 0x0F, read(reader, length)?))
}

/// A short frame of a client, with a mask that changes nothing.
fn masked(kind: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap();
    assert!(length < 126);
    [&[0x80 | kind, 0x80 | length, 0, 0, 0, 0], payload].concat()
}
