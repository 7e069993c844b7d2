//! What the preview answers, by the book.

mod attacks;

use std::io::{Read, Write};

use crate::support::preview::{Served, page};

fn served() -> Served {
    let home = page("Home", "Welcome.");
    let play = page("Ärger", "Words.");
    Served::new(&[
        ("lensbook.yaml", "title: Book\nbase_url: https://example.org/team/book/\n"),
        ("content/index.md", &home),
        ("content/articles/ärger mit.md", &play),
        ("static/data.txt", "0123456789"),
        ("static/big.bin", &"x".repeat(3 << 20)),
    ])
}

/// Method, path, headers; the status, and headers of the response.
type Case = (&'static str, &'static str, &'static str, u16, &'static [(&'static str, &'static str)]);

#[test]
fn answers_are_by_the_book() {
    let served = served();
    let cases: [Case; 28] = [
        ("HEAD", "/data.txt", "Range: bytes=2-4\r\n", 200, &[("content-length", "10")]),
        ("HEAD", "/data.txt", "Range: bytes=99-\r\n", 200, &[("content-length", "10")]),
        ("GET", "/data.txt", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n", 403, &[]),
        ("GET", "/", "", 200, &[("content-type", "text/html; charset=utf-8"), ("cache-control", "no-cache")]),
        ("GET", "/index.html", "", 200, &[("x-content-type-options", "nosniff")]),
        ("GET", "/index.html?q=1", "", 200, &[("cross-origin-resource-policy", "same-origin")]),
        ("GET", "/articles", "", 307, &[("location", "/articles/")]),
        ("GET", "/articles?a=b", "", 307, &[("location", "/articles/?a=b")]),
        ("GET", "/articles/", "", 200, &[]),
        ("GET", "/articles/%C3%A4rger%20mit.html", "", 200, &[]),
        ("GET", "/articles/a%CC%88rger%20mit.html", "", 200, &[]),
        ("GET", "/team/book/index.html", "", 200, &[]),
        ("GET", "/nothing.html", "", 404, &[("content-type", "text/html; charset=utf-8")]),
        ("GET", "/__lensbook/preview.js", "", 200, &[("content-type", "text/javascript; charset=utf-8")]),
        ("GET", "/__lensbook/preview.css", "", 200, &[("content-type", "text/css; charset=utf-8")]),
        ("GET", "/__lensbook/other", "", 404, &[]),
        ("GET", "/__lensbook/socket", "Origin: http://127.0.0.1:PORT\r\n", 426, &[("upgrade", "websocket")]),
        ("HEAD", "/data.txt", "", 200, &[("content-length", "10")]),
        ("POST", "/", "Content-Length: 0\r\n", 405, &[("allow", "GET, HEAD")]),
        ("OPTIONS", "/", "", 405, &[("allow", "GET, HEAD")]),
        ("DELETE", "/index.html", "", 405, &[]),
        (
            "GET",
            "/data.txt",
            "Range: bytes=2-4\r\n",
            206,
            &[("content-range", "bytes 2-4/10"), ("content-length", "3")],
        ),
        ("GET", "/data.txt", "Range: bytes=-2\r\n", 206, &[("content-range", "bytes 8-9/10")]),
        ("GET", "/data.txt", "Range: bytes=99-\r\n", 416, &[("content-range", "bytes */10")]),
        ("GET", "/data.txt", "Range: bytes=2-4\r\nIf-Range: \"old\"\r\n", 200, &[("content-length", "10")]),
        ("GET", "/big.bin", "Range: bytes=1048576-2097151\r\n", 206, &[("content-length", "1048576")]),
        ("GET", "/big.bin", "", 200, &[("content-length", "3145728"), ("accept-ranges", "bytes")]),
        ("GET", "/index.html", "If-None-Match: \"other\"\r\n", 200, &[]),
    ];
    for (method, path, headers, status, expected) in cases {
        let response = served.ask(method, path, &headers.replace("PORT", &served.port.to_string()));
        assert_eq!(response.status, status, "{method} {path} {headers}");
        for (name, value) in expected {
            assert_eq!(response.header(name), Some(*value), "{name} of {method} {path}");
        }
        assert!(response.header("access-control-allow-origin").is_none(), "{path} invites strangers");
        let length: usize = response.header("content-length").map_or(0, |length| length.parse().unwrap());
        let sent = if method == "HEAD" { 0 } else { length };
        assert_eq!(response.body.len(), sent, "the length of {method} {path}");
    }
}

#[test]
fn what_is_known_is_not_sent_again() {
    let served = served();
    for path in ["/index.html", "/data.txt", "/big.bin", "/__lensbook/preview.js"] {
        let tag = served.get(path).header("etag").unwrap().to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".into()] {
            let again = served.ask("GET", path, &format!("If-None-Match: {known}\r\n"));
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} {known}");
            assert_eq!(again.header("etag"), Some(tag.as_str()));
        }
    }
    let tag = served.get("/index.html").header("etag").unwrap().to_owned();
    served.write("content/index.md", &page("Home", "Changed."));
    served.until("the change", || served.get("/index.html").text().contains("Changed."));
    assert_eq!(served.ask("GET", "/index.html", &format!("If-None-Match: {tag}\r\n")).status, 200);
}

#[test]
fn one_connection_serves_many_requests() {
    let served = served();
    let mut line = served.line();
    for _ in 0..3 {
        write!(line, "GET /data.txt HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.port).unwrap();
        let mut seen = Vec::new();
        while !seen.ends_with(b"0123456789") {
            let mut byte = [0];
            assert_eq!(line.read(&mut byte).unwrap(), 1);
            seen.push(byte[0]);
        }
    }
}

#[test]
fn a_large_file_is_sent_whole() {
    let served = served();
    let response = served.get("/big.bin");
    assert!(response.body.len() == 3 << 20 && response.body.iter().all(|byte| *byte == b'x'));
}

#[test]
fn pages_are_what_build_writes_but_for_the_tag() {
    let served = served();
    for (url, bytes) in served.clean().unwrap() {
        let response = served.get(&url);
        assert_eq!(response.page(), bytes, "{url}");
        let is_page = response.header("content-type").unwrap().starts_with("text/html");
        assert_eq!(response.body.len() > bytes.len(), is_page, "{url}");
    }
}

#[test]
fn the_policy_of_the_site_holds_in_the_preview() {
    let served = served();
    let policy = served.get("/").header("content-security-policy").unwrap().to_owned();
    for part in
        ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'", "frame-ancestors 'none'"]
    {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
}
