//! A line-by-line difference for messages of failed cases.

/// Both texts in one: lines that only `expected` has start with `-`, lines that only `actual` has with `+`.
pub(crate) fn lines(expected: &str, actual: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    // common[i][j]: how many lines the rests from line i and line j have in common, in order.
    let mut common = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i] == b[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    let mut put = |sign: char, line: &str| out.push_str(&format!("    {sign} {line}\n"));
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            put(' ', a[i]);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            put('-', a[i]);
            i += 1;
        } else {
            put('+', b[j]);
            j += 1;
        }
    }
    out
}

#[test]
fn differences_are_marked() {
    assert_eq!(lines("a\nb\nc", "a\nx\nc\nd"), "      a\n    - b\n    + x\n      c\n    + d\n");
}
