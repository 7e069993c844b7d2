//! The one thing that the preview adds to a page: a tag that loads its script.

use super::RESERVED;
use crate::snapshot::Digest;

/// Where the tag goes; a page without it gets the tag at its end.
const BEFORE: &[u8] = b"</head>";

/// `page` with the tag, which also says what the page is, so that the server can tell whether it is still the newest.
#[must_use]
pub fn tagged(page: &[u8], digest: Digest) -> Vec<u8> {
    let tag = format!("<script src=\"{RESERVED}preview.js\" data-shows=\"{}\" defer></script>", digest.hex());
    let at = page.windows(BEFORE.len()).position(|window| window.eq_ignore_ascii_case(BEFORE)).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, tag.as_bytes(), after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_else_is_added() {
        let digest = Digest::of(b"");
        for page in ["<html><head></head><body></head></body>", "<p>no head", "", "<HEAD></HEAD>"] {
            let tagged = String::from_utf8(tagged(page.as_bytes(), digest)).unwrap();
            let (before, rest) = tagged.split_once("<script src=\"/__lensbook/").unwrap();
            let (_, after) = rest.split_once("</script>").unwrap();
            assert_eq!(format!("{before}{after}"), page);
        }
    }
}
