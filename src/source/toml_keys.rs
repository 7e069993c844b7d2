//! Front matter between `+++` lines, as Hugo writes it: `key = value` with texts, numbers, days, flags and lists of them.
//!
//! It gives the same tree as YAML. Tables, which hold what only their tool needs, are left out. Refuses everything else, so that nothing is
//! read by half.

use std::ops::Range;

use super::yaml::{Node, Value};

/// The keys of `text`, which opens with `+++`, and where the Markdown stands below; none if the keys can't be read.
#[must_use]
pub(super) fn read(text: &str) -> Option<(Node, Range<usize>)> {
    let mut at = 0;
    let mut entries = Vec::new();
    let mut in_table = false;
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "+++")?;
    at += first.len();
    let start = at;
    for line in lines {
        let range = at..at + line.len();
        at = range.end;
        let trimmed = line.trim();
        if trimmed == "+++" {
            return Some((Node { value: Value::Map(entries), span: start..range.start }, range.end..text.len()));
        }
        in_table |= trimmed.starts_with('[');
        if in_table || trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        entries.push(entry(line, range.start)?);
    }
    None
}

/// `key = value` on a line that begins at `start`.
fn entry(line: &str, start: usize) -> Option<(Node, Node)> {
    let (key, value) = line.split_once('=')?;
    let name = key.trim().trim_matches(['"', '\'']);
    let is_key = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let key_start = start + key.len() - key.trim_start().len();
    let from = start + key.len() + 1 + value.len() - value.trim_start().len();
    let node = value_of(value.trim(), from)?;
    is_key.then(|| (Node { value: Value::Text(name.to_owned()), span: key_start..key_start + key.trim().len() }, node))
}

fn value_of(text: &str, start: usize) -> Option<Node> {
    let node = |value| Some(Node { value, span: start..start + text.len() });
    match text.as_bytes().first()? {
        quote @ (b'"' | b'\'') => {
            let inner = text.get(1..)?.strip_suffix(char::from(*quote))?;
            let is_plain = !inner.contains(char::from(*quote)) && !inner.contains('\\');
            is_plain.then(|| Node { value: Value::Text(inner.to_owned()), span: start..start + text.len() })
        }
        b'[' => {
            let inner = text.get(1..)?.strip_suffix(']')?;
            let mut items = Vec::new();
            let mut at = start + 1;
            for part in inner.split(',') {
                let from = at + part.len() - part.trim_start().len();
                at += part.len() + 1;
                if !part.trim().is_empty() {
                    items.push(value_of(part.trim(), from)?);
                }
            }
            node(Value::List(items))
        }
        _ => match text {
            "true" => node(Value::Bool(true)),
            "false" => node(Value::Bool(false)),
            _ if text.parse::<i64>().is_ok() => node(Value::Integer(text.parse().ok()?, text.to_owned())),
            _ if text.parse::<f64>().is_ok() => node(Value::Number(text.parse().ok()?, text.to_owned())),
            // A day, with or without a time.
            _ if text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(' ') => {
                node(Value::Text(text.to_owned()))
            }
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_where_they_stand() {
        let text = "+++\ntitle = \"A: b\"\nweight = 3\ntags = ['x', \"y\"]\ndate = 2024-01-02T03:04:05Z\n[params]\nz = {}\n+++\nText.\n";
        let (node, body) = read(text).unwrap();
        assert_eq!(text.get(body), Some("Text.\n"));
        let Value::Map(entries) = &node.value else { panic!("no keys") };
        let found: Vec<(&str, &str)> = entries
            .iter()
            .map(|(key, value)| (text.get(key.span.clone()).unwrap(), text.get(value.span.clone()).unwrap()))
            .collect();
        let expected =
            [("title", "\"A: b\""), ("weight", "3"), ("tags", "['x', \"y\"]"), ("date", "2024-01-02T03:04:05Z")];
        assert_eq!(found, expected);
        for wrong in
            ["+++\ntitle = \"A\n+++\n", "+++\ntitle\n+++\n", "+++\na = {b = 1}\n+++\n", "+++\na = 1\n", "a = 1\n"]
        {
            assert!(read(wrong).is_none(), "{wrong:?}");
        }
    }
}
