//! What strangers send: nothing that is not in the map comes back, no 5xx, and the program goes on.

use std::io::{Read, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use lensbook::limits::REQUEST_HEAD;

use crate::support::preview::{Served, page};
use crate::support::process::output;

/// Stands in every file that must not be sent.
const SECRET: &str = "dont-tell";

fn served() -> Served {
    let home = format!("---\ntitle: Home\nsummary: Start. # {SECRET}\n---\n\nWelcome.\n");
    let served = Served::new(&[
        ("content/index.md", &home),
        ("content/articles/one.md", &page("One", "Words.")),
        ("lensbook.yaml", &format!("title: Book # {SECRET}\n")),
        ("secret.txt", SECRET),
        (".git/config", SECRET),
        ("static/data.txt", "fine"),
        ("static/big.bin", &"x".repeat(9 << 20)),
    ]);
    std::fs::write(served.folder.path().join("outside.txt"), SECRET).unwrap();
    served
}

/// Sends `bytes` and sees to it that what comes back gives nothing away.
fn harmless(served: &Served, bytes: &[u8]) -> Option<u16> {
    let response = served.raw(bytes)?;
    let shown = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes)).into_owned();
    assert!(response.status < 500, "{} for {shown}", response.status);
    let text = response.head.clone() + &response.text();
    assert!(!text.contains(SECRET) && !text.contains("root:"), "{shown} gave {text}");
    Some(response.status)
}

#[test]
fn no_path_leads_out_of_the_map() {
    let mut served = served();
    let ups = [
        "..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "%c0%ae%c0%ae", "%uff0e%uff0e", "\\..", "..;", "....",
        "%ef%bc%8e%ef%bc%8e",
    ];
    let slashes = ["/", "%2f", "%5c", "\\", "//", "%252f", "%c0%af", "/./", "%ef%bc%8f"];
    let files = [
        "outside.txt", "secret.txt", "lensbook.yaml", "content/index.md", ".git/config", "etc/passwd",
        "proc/self/environ",
    ];
    let mut paths: Vec<String> =
        files.iter().flat_map(|file| [format!("/{file}"), format!("//{file}"), format!("/static/{file}")]).collect();
    for up in ups {
        for slash in slashes {
            for file in files {
                for depth in [1, 2, 6] {
                    paths.push(format!("/{}{file}", format!("{up}{slash}").repeat(depth)));
                }
                paths.push(format!("/articles/{up}{slash}{up}{slash}{file}"));
            }
        }
    }
    paths.extend(
        [
            "/content/index.md",
            "/content/",
            "/.git/",
            "/static",
            "/__lensbook/../secret.txt",
            "/__lensbook/%2e%2e/secret.txt",
        ]
        .map(str::to_owned),
    );
    let mut line = Vec::new();
    for path in &paths {
        line.extend(format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n", served.port).bytes());
        line.extend(b"Connection: close\r\n\r\n");
        let status = harmless(&served, &line);
        line.clear();
        assert!(
            status.is_none_or(|status| [400, 404].contains(&status) || status == 307 && path.starts_with("/static")),
            "{status:?} {path}"
        );
    }
    assert!(served.runs());
}

#[test]
fn strangers_get_nothing() {
    let served = served();
    let own = format!("127.0.0.1:{}", served.port);
    let refused = [
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{}\r\n", served.port),
        "Host: 127.0.0.1\r\n".to_owned(),
        format!("Host: {own}\r\nHost: evil.example\r\n"),
        format!("Host: {own}.evil.example\r\n"),
        format!("Host: {own}\r\nOrigin: http://evil.example\r\n"),
        format!("Host: {own}\r\nOrigin: null\r\n"),
        format!("Host: {own}\r\nOrigin: http://localhost:1\r\n"),
        "Host: \r\n".to_owned(),
    ];
    for headers in &refused {
        for path in ["/", "/data.txt", "/__lensbook/preview.js"] {
            let response = served.raw(format!("GET {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n").as_bytes());
            let response = response.unwrap();
            assert!([400, 403].contains(&response.status), "{} for {headers}", response.status);
            assert!(!response.text().contains("fine") && !response.text().contains("Welcome"), "{headers}");
        }
    }
    let other =
        served.raw(format!("GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n").as_bytes());
    assert_eq!(other.unwrap().status, 403, "another host in the first line");
    let none = served.raw(b"GET / HTTP/1.0\r\n\r\n").unwrap();
    assert_eq!(none.status, 403, "no host");
}

fn handshake(served: &Served, headers: &str) -> u16 {
    let mut line = served.upgrade(headers);
    let mut start = [0; 12];
    line.read_exact(&mut start).unwrap();
    String::from_utf8_lossy(&start[9..]).parse().unwrap()
}

#[test]
fn only_our_own_pages_may_listen() {
    let served = served();
    assert_eq!(handshake(&served, &format!("Origin: http://127.0.0.1:{}\r\n", served.port)), 101);
    assert_eq!(handshake(&served, ""), 403, "no origin");
    assert_eq!(handshake(&served, "Origin: http://evil.example\r\n"), 403);
    assert_eq!(handshake(&served, &format!("Origin: http://evil.example:{}\r\n", served.port)), 403);
    assert_eq!(handshake(&served, "Origin: null\r\n"), 403);
}

#[test]
fn garbage_is_survived() {
    let mut served = served();
    let host = format!("Host: localhost:{}\r\n", served.port);
    let mut all: Vec<Vec<u8>> = vec![
        b"\r\n\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        vec![0; 4096],
        vec![0xff; 70_000],
        b"GET\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        format!("GET * HTTP/1.1\r\n{host}Connection: close\r\n\r\n").into_bytes(),
        format!("OPTIONS * HTTP/1.1\r\n{host}Connection: close\r\n\r\n").into_bytes(),
        format!("CONNECT evil.example:443 HTTP/1.1\r\n{host}Connection: close\r\n\r\n").into_bytes(),
        format!("GET /{} HTTP/1.1\r\n{host}Connection: close\r\n\r\n", "a".repeat(20_000)).into_bytes(),
        format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(200_000)).into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "b".repeat(200_000)).into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}{}\r\n", "A: b\r\n".repeat(5_000)).into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}Content-Length: 99999999999\r\nConnection: close\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nffffffffffffffff\r\n")
            .into_bytes(),
        format!("POST / HTTP/1.1\r\n{host}Content-Length: 10\r\nContent-Length: 20\r\nConnection: close\r\n\r\n")
            .into_bytes(),
        format!("GET /data.txt HTTP/1.1\r\n{host}Range: bytes={}\r\nConnection: close\r\n\r\n", "0-1,".repeat(5_000))
            .into_bytes(),
    ];
    let mut state = 7u64;
    for _ in 0..100 {
        let noise = (0..200).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()[1]
        });
        all.push(noise.chain(*b"\r\n\r\n").collect());
    }
    for bytes in &all {
        let mut line = served.line();
        line.set_pause(Duration::from_millis(300));
        let _ = line.write_all(bytes);
        line.end_writing();
        let mut answer = Vec::new();
        let _ = line.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer);
        assert!(!text.contains(SECRET) && !text.starts_with("HTTP/1.1 5"), "{text}");
    }
    assert!(served.runs());
    assert_eq!(served.get("/data.txt").body, b"fine");
}

#[test]
fn bad_frames_end_only_their_own_line() {
    let mut served = served();
    let pieces = b"\x00\xfe\xea\x60\0\0\0\0".iter().copied().chain(std::iter::repeat_n(b'x', 60_000));
    let endless: Vec<u8> = b"\x01\x81\0\0\0\0x".iter().copied().chain(pieces.cycle().take(60_008 * 3)).collect();
    let frames: [(&str, &[u8]); 10] = [
        ("no mask", b"\x81\x05Hello"),
        ("an extension", b"\xc1\x80\0\0\0\0"),
        ("huge", b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0"),
        ("large", b"\x81\xfe\xff\xff\0\0\0\0"),
        ("in endless pieces", &endless),
        ("binary", b"\x82\x80\0\0\0\0"),
        ("a long ping", b"\x89\xfe\0\x7e\0\0\0\0"),
        ("not UTF-8", b"\x81\x81\0\0\0\0\xff"),
        ("the end", b"\x88\x80\0\0\0\0"),
        ("no frame", &[0; 64]),
    ];
    // Each end is waited for, so all wait at once.
    std::thread::scope(|scope| {
        for (what, frame) in frames {
            let mut line = served.socket();
            scope.spawn(move || {
                let _ = line.write_all(frame);
                let mut rest = Vec::new();
                let _ = line.read_to_end(&mut rest);
                let at = rest.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
                assert!(rest[at..].contains(&0x88), "{what} is not told the end: {:x?}", &rest[at..]);
            });
        }
    });
    // What is not understood is passed over: a page of a newer script may say more.
    let mut line = served.socket();
    line.write_all(b"\x81\x84\0\0\0\0nope\x89\x81\0\0\0\0p").unwrap();
    let mut seen = Vec::new();
    while !seen.ends_with(b"\x8a\x01p") {
        let mut byte = [0];
        assert_eq!(line.read(&mut byte).unwrap(), 1, "{seen:x?}");
        seen.push(byte[0]);
    }
    assert!(served.runs());
    assert_eq!(served.get("/data.txt").body, b"fine");
}

#[test]
#[cfg(target_os = "linux")]
fn a_flood_of_pings_that_nobody_reads_fills_no_memory() {
    let served = served();
    served.get("/data.txt");
    let before = served.memory();
    let mut line = served.socket();
    line.set_pause(Duration::from_millis(200));
    let ping: Vec<u8> = b"\x89\xfd\0\0\0\0".iter().copied().chain([b'p'; 125]).collect();
    let flood = ping.repeat(4_096);
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(3) && line.write_all(&flood).is_ok() {}
    let grown = served.memory().saturating_sub(before);
    assert!(grown < 16 << 10, "{grown} KB more");
    assert_eq!(served.get("/data.txt").body, b"fine");
}

#[test]
fn the_slow_do_not_slow_the_others() {
    let served = served();
    let starts = [
        "GET /data.txt HTTP/1.1\r\nHost: localhost:PORT\r\nX-Slow: ",
        "GET /",
        "",
        "POST / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 1000\r\n\r\nx",
    ];
    let greedy = "GET /big.bin HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n";
    let time = || {
        let started = Instant::now();
        for _ in 0..20 {
            assert_eq!(served.get("/data.txt").body, b"fine");
        }
        started.elapsed()
    };
    let alone = time();
    let slow: Vec<_> = (0..500)
        .map(|at| {
            let mut line = served.line();
            let start = if at % 25 == 0 { greedy } else { starts[at % starts.len()] };
            line.write_all(start.replace("PORT", &served.port.to_string()).as_bytes()).unwrap();
            line
        })
        .collect();
    // What the system holds for those who read nothing is sent first: that is work, not waiting.
    served.until("they all stall", || time() < alone * 4 + Duration::from_millis(500));
    served.write("content/articles/one.md", &page("One", "Newer words."));
    served.until("a save is shown", || served.get("/articles/one.html").text().contains("Newer words."));
    drop(slow);
}

#[test]
#[cfg(target_os = "linux")]
fn connections_leave_nothing_behind() {
    let served = served();
    served.get("/data.txt");
    let before = served.descriptors();
    for round in 0..50 {
        let mut line = served.line();
        match round % 3 {
            0 => drop(line),
            1 => line.write_all(b"GET /").unwrap(),
            _ => {
                handshake(&served, &format!("Origin: http://127.0.0.1:{}\r\n", served.port));
            }
        }
    }
    served.until("all descriptors are given back", || served.descriptors() <= before);
}

#[test]
#[cfg(target_os = "linux")]
fn connections_that_ask_nothing_make_room() {
    let served = served();
    served.get("/data.txt");
    // The program may open ten files more than it has open now.
    let most = served.descriptors() + 10;
    let id = served.program.id().to_string();
    let limit = output(Command::new("prlimit").args(["--pid", &id, &format!("--nofile={most}:{most}")]));
    assert!(limit.status.success(), "{limit:?}");
    let idle: Vec<_> = (0..40).map(|_| served.line()).collect();
    let started = Instant::now();
    for _ in 0..3 {
        assert_eq!(served.get("/data.txt").body, b"fine");
    }
    assert!(started.elapsed() < REQUEST_HEAD / 2, "it waited until those who say nothing were sent away");
    let warnings = served.log().iter().filter(|line| line.contains("can't take a connection")).count();
    assert_eq!(warnings, 1, "{:#?}", served.log());
    drop(idle);
}

#[test]
fn who_is_refused_learns_where_to_ask() {
    let served = served();
    let refused = served.raw(b"GET / HTTP/1.1\r\nConnection: close\r\nHost: evil.example\r\n\r\n").unwrap();
    let expected = format!("at http://127.0.0.1:{0}/ and http://localhost:{0}/\n", served.port);
    assert!(refused.status == 403 && refused.text().ends_with(&expected), "{}", refused.text());
}
