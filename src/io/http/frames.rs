//! WebSocket frames (RFC 6455, section 5): the few that a preview needs, between bytes and values.
//!
//! Refuses what a browser does not send to us: frames without a mask, in pieces, with extensions, binary, or large.

/// Most bytes of a message from a page.
const MOST: usize = 60 << 10;

/// What a client sends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Frame {
    /// A message.
    Text(String),
    /// To be answered with the same bytes.
    Ping(Vec<u8>),
    /// A sign of life.
    Pong,
    /// It wants to end.
    Close,
}

/// The client does not keep to the protocol, or sends what we refuse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Refused;

/// Takes the first frame out of `buffer`; none while it is not all there.
pub(super) fn take(buffer: &mut Vec<u8>) -> Result<Option<Frame>, Refused> {
    let [first, second, ..] = buffer.as_slice() else { return Ok(None) };
    let (first, second) = (*first, *second);
    if first & 0xF0 != 0x80 || second & 0x80 == 0 {
        return Err(Refused);
    }
    let short = usize::from(second & 0x7F);
    let (length, from) = match short {
        126 => match buffer.get(2..4) {
            Some([high, low]) => (usize::from(u16::from_be_bytes([*high, *low])), 4),
            _ => return Ok(None),
        },
        127 => return Err(Refused),
        short => (short, 2),
    };
    let kind = first & 0x0F;
    if length > MOST || (kind >= 8 && short > 125) {
        return Err(Refused);
    }
    let Some(masked) = buffer.get(from + 4..from + 4 + length) else { return Ok(None) };
    let mask = buffer.get(from..from + 4).unwrap_or_default();
    let payload: Vec<u8> = masked.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask).collect();
    buffer.drain(..from + 4 + length);
    match kind {
        1 => String::from_utf8(payload).map(|text| Some(Frame::Text(text))).map_err(|_| Refused),
        8 => Ok(Some(Frame::Close)),
        9 => Ok(Some(Frame::Ping(payload))),
        10 => Ok(Some(Frame::Pong)),
        _ => Err(Refused),
    }
}

/// A message.
pub(super) fn text(text: &str) -> Vec<u8> {
    frame(1, text.as_bytes())
}

/// A question whether the page is still there.
pub(super) fn ping() -> Vec<u8> {
    frame(9, b"")
}

/// The answer to a ping.
pub(super) fn pong(payload: &[u8]) -> Vec<u8> {
    frame(10, payload)
}

/// The end; `code` says why.
pub(super) fn close(code: u16) -> Vec<u8> {
    frame(8, &code.to_be_bytes())
}

fn frame(kind: u8, payload: &[u8]) -> Vec<u8> {
    let mut out = vec![0x80 | kind];
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(short), _) if short < 126 => out.push(short),
        (_, Ok(long)) => {
            out.push(126);
            out.extend(long.to_be_bytes());
        }
        _ => {
            out.push(127);
            out.extend((payload.len() as u64).to_be_bytes());
        }
    }
    out.extend(payload);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read() {
        // RFC 6455, section 5.7: a masked "Hello".
        let hello = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
        let mut buffer = Vec::new();
        for byte in hello {
            assert_eq!(take(&mut buffer), Ok(None));
            buffer.push(byte);
        }
        buffer.extend([0x88, 0x80, 0, 0, 0, 0]);
        assert_eq!(take(&mut buffer), Ok(Some(Frame::Text("Hello".into()))));
        assert_eq!(take(&mut buffer), Ok(Some(Frame::Close)));
        assert!(buffer.is_empty());
    }

    #[test]
    fn what_browsers_do_not_send_is_refused() {
        let unmasked = vec![0x81, 0x05, b'H'];
        let in_pieces = vec![0x01, 0x85, 0];
        let reserved = vec![0xC1, 0x85, 0];
        let binary = vec![0x82, 0x80, 0, 0, 0, 0];
        let huge = vec![0x81, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0];
        let large = vec![0x81, 0xFE, 0xFF, 0xFF];
        let long_ping = vec![0x89, 0xFE, 0, 126];
        for mut bytes in [unmasked, in_pieces, reserved, binary, huge, large, long_ping] {
            assert_eq!(take(&mut bytes), Err(Refused), "{bytes:x?}");
        }
    }

    #[test]
    fn frames_are_written() {
        assert_eq!(text("Hello"), [0x81, 0x05, b'H', b'e', b'l', b'l', b'o']);
        assert_eq!(text(&"x".repeat(256))[..4], [0x81, 126, 1, 0]);
        assert_eq!(text(&"x".repeat(65_536))[..10], [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
        assert_eq!(close(1001), [0x88, 0x02, 0x03, 0xE9]);
    }
}
