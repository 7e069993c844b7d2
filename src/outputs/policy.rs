//! What pages may do: nothing but load what lies beside them. Hosts are told in headers; each page says so itself as well, since
//! a disk and many hosts send no headers.
//!
//! Refuses exceptions: an inline script or style, a picture of another site or a frame is blocked wherever the page is.

/// The policy, where `$own` is what lies beside a page, and `$frames` says who may frame it.
macro_rules! policy {
    ($own:literal, $frames:literal) => {
        concat!(
            "default-src 'none'; script-src ",
            $own,
            "; style-src ",
            $own,
            "; img-src ",
            $own,
            "; font-src ",
            $own,
            "; connect-src ",
            $own,
            "; manifest-src ",
            $own,
            "; base-uri 'none'; form-action 'none'; ",
            $frames,
            "require-trusted-types-for 'script'"
        )
    };
}

/// The policy that hosts send.
pub const POLICY: &str = policy!("'self'", "frame-ancestors 'none'; ");

/// The policy in a page. Who may frame it only a header can say. On a disk Firefox takes nothing for `'self'`, so files are named.
const IN_PAGES: &str =
    concat!("<meta http-equiv=\"Content-Security-Policy\" content=\"", policy!("'self' file:", ""), "\">\n");

/// `page` with its policy, in front of whatever it could forbid.
pub(super) fn within(mut page: String) -> String {
    page.insert_str(place(&page), IN_PAGES);
    page
}

/// Where the head of `page` begins, behind the name of its character set.
fn place(page: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = page.get(at..).unwrap_or_default();
        at += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + "-->".len())
        } else if rest.starts_with("<!")
            || begins(rest, "<html")
            || begins(rest, "<head")
            || begins(rest, "<meta charset")
        {
            tag(rest)
        } else {
            None
        };
        match length {
            Some(length) => at += length,
            None => return at,
        }
    }
}

fn begins(page: &str, tag: &str) -> bool {
    let end = page.as_bytes().get(tag.len());
    page.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
        && end.is_some_and(|end| end.is_ascii_whitespace() || matches!(end, b'>' | b'=' | b'/'))
}

/// The length of the tag that `page` begins with.
fn tag(page: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in page.bytes().enumerate() {
        match quote {
            Some(open) if open == byte => quote = None,
            None if byte == b'>' => return Some(at + 1),
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_stands_before_whatever_it_could_forbid() {
        for (before, after) in [
            ("<!doctype html>\n<html lang=\"a>b\">\n<head>\n<meta charset=\"utf-8\">\n", "<script src=\"a\"></script>"),
            ("<!-- <head> --><HEAD>", "<title>a</title>"),
            ("", "<header>a</header>"),
            ("", "a"),
            ("", "<html"),
        ] {
            assert_eq!(within(format!("{before}{after}")), format!("{before}{IN_PAGES}{after}"));
        }
    }

    #[test]
    fn pages_and_hosts_have_one_policy() {
        let inside = IN_PAGES.replace("'self' file:", "'self'");
        assert!(inside.contains(&POLICY.replace("frame-ancestors 'none'; ", "")));
    }
}
