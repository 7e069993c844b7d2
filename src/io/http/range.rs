//! `Range`: which part of a body is asked for (RFC 9110, section 14).

use std::ops::Range;

/// What a `Range` header asks of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Asked {
    /// All of it: no range, several, or one that is not understood.
    Whole,
    /// This part.
    Part(Range<u64>),
    /// A part that it does not have.
    Beyond,
}

/// Reads `header` for a body of `length` bytes.
pub(super) fn asked(header: Option<&str>, length: u64) -> Asked {
    let Some(spec) = header.and_then(|header| header.strip_prefix("bytes=")) else { return Asked::Whole };
    let Some((first, last)) = spec.trim().split_once('-') else { return Asked::Whole };
    let (first, last) = (first.trim(), last.trim());
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok())?;
    match (first.is_empty(), last.is_empty()) {
        (true, true) => Asked::Whole,
        (true, false) => match number(last) {
            Some(0) => Asked::Beyond,
            Some(count) => part(length.saturating_sub(count), length, length),
            None => Asked::Whole,
        },
        (false, true) => number(first).map_or(Asked::Whole, |first| part(first, length, length)),
        (false, false) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => part(first, last.saturating_add(1), length),
            _ => Asked::Whole,
        },
    }
}

fn part(from: u64, to: u64, length: u64) -> Asked {
    if from >= length { Asked::Beyond } else { Asked::Part(from..to.min(length)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        let cases = [
            (None, Asked::Whole),
            (Some("bytes=0-3"), Asked::Part(0..4)),
            (Some("bytes=4-"), Asked::Part(4..10)),
            (Some("bytes=-3"), Asked::Part(7..10)),
            (Some("bytes=-99"), Asked::Part(0..10)),
            (Some("bytes=8-99999999999999999999"), Asked::Whole),
            (Some("bytes=8-18446744073709551615"), Asked::Part(8..10)),
            (Some("bytes=10-"), Asked::Beyond),
            (Some("bytes=-0"), Asked::Beyond),
            (Some("bytes=5-2"), Asked::Whole),
            (Some("bytes=0-1,4-5"), Asked::Whole),
            (Some("lines=0-1"), Asked::Whole),
            (Some("bytes=-"), Asked::Whole),
        ];
        for (header, expected) in cases {
            assert_eq!(asked(header, 10), expected, "{header:?}");
        }
    }
}
