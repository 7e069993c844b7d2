//! Statistics in sentences: `cases/statistics.txt`, one sentence a line, with each statistic between « and ».
//!
//! `UPDATE_CASES=1 cargo test statistics` marks what is found.

use lensbook::lint::statistics::find;

#[test]
fn statistics_are_found_and_nothing_else() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/statistics.txt");
    let before = std::fs::read_to_string(path).unwrap();
    let (intro, lines) = before.split_once("\n\n").unwrap();
    let marked: Vec<String> = lines.lines().map(marked).collect();
    let after = format!("{intro}\n\n{}\n", marked.join("\n"));
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(path, &after).unwrap();
        return;
    }
    let wrong: Vec<String> =
        lines.lines().zip(&marked).filter(|(a, b)| a != b).map(|(a, b)| format!("- {a}\n+ {b}")).collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// The line with its statistics marked anew.
fn marked(line: &str) -> String {
    let plain = line.replace(['«', '»'], "");
    let mut out = plain.clone();
    for range in find(&plain).into_iter().rev() {
        out.insert(range.end, '»');
        out.insert(range.start, '«');
    }
    out
}
