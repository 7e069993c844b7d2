//! Bodies of responses: bytes, or a part of a large file that is read as it is sent, piece by piece; and the responses that need
//! nothing else.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Bytes, Frame, SizeHint};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};
use tokio::task::JoinHandle;

use super::super::plain;

/// How much of a file is read at once, in bytes.
const PIECE: u64 = 128 << 10;

/// What is sent.
pub(super) enum Body {
    /// These bytes, once.
    Bytes(Option<Bytes>),
    /// A part of a file.
    File(Streamed),
}

/// A part of a file that is still to be sent.
pub(super) struct Streamed {
    file: Option<File>,
    left: u64,
    reading: Option<JoinHandle<io::Result<Piece>>>,
}

/// The file, and what was read of it.
type Piece = (File, Vec<u8>);

impl Body {
    /// A body of `bytes`.
    pub(super) fn new(bytes: impl Into<Bytes>) -> Self {
        Self::Bytes(Some(bytes.into()))
    }

    /// The bytes `part` of the file at `path`, which must still be `length` bytes long.
    pub(super) fn file(path: &Path, length: u64, part: Range<u64>) -> io::Result<Self> {
        let plain = plain::open_at(path)?;
        if plain.length != length {
            return Err(io::ErrorKind::NotFound.into());
        }
        let mut file = plain.file;
        file.seek(SeekFrom::Start(part.start))?;
        Ok(Self::File(Streamed { file: Some(file), left: part.end - part.start, reading: None }))
    }
}

/// A response without a body.
pub(super) fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::Bytes(None));
    *response.status_mut() = status;
    response
}

/// A response that says `text`.
pub(super) fn plain(status: StatusCode, text: impl Into<Bytes>) -> Response<Body> {
    let mut response = Response::new(Body::new(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

impl Streamed {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if let Some(file) = self.file.take() {
            if self.left == 0 {
                return Poll::Ready(None);
            }
            let wanted = self.left.min(PIECE);
            self.reading = Some(tokio::task::spawn_blocking(move || piece(file, wanted)));
        }
        let Some(reading) = &mut self.reading else { return Poll::Ready(None) };
        let result = ready!(Pin::new(reading).poll(context));
        self.reading = None;
        match result.map_err(io::Error::other).flatten() {
            Ok((_, bytes)) if bytes.is_empty() => Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into()))),
            Ok((file, bytes)) => {
                self.file = Some(file);
                self.left -= bytes.len() as u64;
                Poll::Ready(Some(Ok(bytes.into())))
            }
            Err(error) => Poll::Ready(Some(Err(error))),
        }
    }
}

fn piece(mut file: File, wanted: u64) -> io::Result<Piece> {
    let mut bytes = Vec::new();
    file.by_ref().take(wanted).read_to_end(&mut bytes)?;
    Ok((file, bytes))
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match &mut *self {
            Self::Bytes(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::File(streamed) => streamed.poll(context).map(|piece| piece.map(|piece| piece.map(Frame::data))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.is_none(),
            Self::File(streamed) => streamed.left == 0 && streamed.reading.is_none(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match self {
            Self::Bytes(bytes) => bytes.as_ref().map_or(0, |bytes| bytes.len() as u64),
            Self::File(streamed) => streamed.left,
        })
    }
}
