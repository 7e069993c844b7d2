//! Fixtures: several files in one text, each after a line `//- path`.
//!
//! `//- path (escapes)` lets a file hold what an editor can't show: `\xFF`, `\t`, `\r` and `\\` stand for one byte each, and
//! a `\` at a line's end takes the line end away.

use lensbook::snapshot::{File, ProjectPath};

/// The files of a fixture, in its order.
pub(crate) fn files(text: &str) -> Vec<File> {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("//- "), parts.last_mut()) {
            (Some(head), _) => parts.push((head.trim_end(), String::new())),
            (None, Some((_, body))) => body.push_str(line),
            (None, None) => panic!("a fixture starts with `//- path`, not with `{line}`"),
        }
    }
    parts.into_iter().map(|(head, body)| file(head, body)).collect()
}

fn file(head: &str, body: String) -> File {
    let (name, escapes) = head.strip_suffix(" (escapes)").map_or((head, false), |name| (name, true));
    let path = ProjectPath::new(name).unwrap_or_else(|| panic!("`{name}` is no path"));
    assert_eq!(path.as_str(), name, "a path in a fixture is written as the project has it");
    File::new(path, if escapes { unescape(&body) } else { body.into_bytes() })
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('x') => {
                    let hex: String = rest.by_ref().take(2).collect();
                    bytes.push(u8::from_str_radix(&hex, 16).unwrap_or_else(|_| panic!("`\\x{hex}` is no byte")));
                }
                Some('t') => bytes.push(b'\t'),
                Some('r') => bytes.push(b'\r'),
                Some('\\') => bytes.push(b'\\'),
                Some('\n') => {}
                other => panic!("`\\` before {other:?} means nothing"),
            },
            _ => bytes.extend(c.to_string().into_bytes()),
        }
    }
    bytes
}

#[test]
fn fixtures_are_split() {
    let found: Vec<(String, Vec<u8>)> = files("//- a.md\none\n\n//- b/c.md (escapes)\n\\xFF\\t\\\n\n")
        .into_iter()
        .map(|file| (file.path.to_string(), file.bytes().to_vec()))
        .collect();
    assert_eq!(found, [("a.md".into(), b"one\n\n".to_vec()), ("b/c.md".into(), vec![0xff, b'\t', b'\n'])]);
}
