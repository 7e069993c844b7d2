//! A connection to a server under test that can't hang: every read and write ends at a deadline.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// A connection.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    limit: Duration,
    deadline: Instant,
    pause: Duration,
}

impl Connection {
    /// To a port of this machine. From now on, all that is read and written has to be so within `limit`.
    pub(crate) fn open(port: u16, limit: Duration) -> Self {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let stream = TcpStream::connect_timeout(&address, limit).unwrap();
        Self { stream, limit, deadline: Instant::now() + limit, pause: limit }
    }

    /// The limit counts from here once more.
    pub(crate) fn renew(&mut self) {
        self.deadline = Instant::now() + self.limit;
    }

    /// A single read or write that takes longer than `pause` fails before the deadline.
    pub(crate) fn set_pause(&mut self, pause: Duration) {
        self.pause = pause;
    }

    /// Says that nothing more is written.
    pub(crate) fn end_writing(&self) {
        let _ = self.stream.shutdown(Shutdown::Write);
    }

    /// The connection without limits.
    pub(crate) fn into_stream(self) -> TcpStream {
        self.stream.set_read_timeout(None).unwrap();
        self.stream.set_write_timeout(None).unwrap();
        self.stream
    }

    /// How long the next read or write may take.
    fn left(&self) -> Result<Option<Duration>> {
        let left = self.deadline.saturating_duration_since(Instant::now()).min(self.pause);
        if left.is_zero() { Err(Error::from(ErrorKind::TimedOut)) } else { Ok(Some(left)) }
    }
}

impl Read for Connection {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(bytes)
    }
}

impl Write for Connection {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.stream.flush()
    }
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut connection = Connection::open(silent.local_addr().unwrap().port(), Duration::from_millis(30));
    assert!(connection.read(&mut [0]).is_err());
    assert!(connection.write(b"x").is_err(), "the deadline is over");
    connection.renew();
    assert_eq!(connection.write(b"x").unwrap(), 1);
}
