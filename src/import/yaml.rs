//! Writes front matter as a careful author would: plain words where YAML allows them, quotes where it does not.

use serde_json::{Map, Value};

/// `map` as front matter, without its `---` lines.
pub(super) fn front_matter(map: &Map<String, Value>) -> String {
    let mut out = String::new();
    entries(map, 0, &mut out);
    out
}

fn entries(map: &Map<String, Value>, indent: usize, out: &mut String) {
    for (key, value) in map {
        out.push_str(&" ".repeat(indent));
        out.push_str(&scalar(key));
        out.push(':');
        below(value, indent, out);
    }
}

/// What follows a key or a dash.
fn below(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push('\n');
            entries(map, indent + 2, out);
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            out.push('\n');
            for item in items {
                out.push_str(&format!("{}- {}\n", " ".repeat(indent + 2), flow(item)));
            }
        }
        _ => out.push_str(&format!(" {}\n", flow(value))),
    }
}

/// `value` on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::String(text) => scalar(text),
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| format!("{}: {}", scalar(key), flow(value));
            format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// `text` as a value: plain if nothing in it means anything to YAML, quoted as JSON otherwise.
pub(super) fn scalar(text: &str) -> String {
    let counts = text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(" minutes");
    let starts_plain = counts || text.starts_with(|c: char| c.is_alphabetic() || c == '/');
    let holds_marks = text.chars().any(|c| c.is_control() || ",[]{}#\"`|>\\\u{2028}\u{2029}\u{feff}\u{85}".contains(c));
    let means_more = text.contains(": ") || text.ends_with(':') || text.ends_with(char::is_whitespace);
    let word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    let is_word = word.contains(&text.to_ascii_lowercase().as_str());
    let is_date = text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    if is_date || starts_plain && !holds_marks && !means_more && !is_word {
        return text.to_owned();
    }
    Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_quoted_where_yaml_needs_it() {
        let cases = [
            ("Listen in", "Listen in"),
            ("Ride # along", "\"Ride # along\""),
            ("Plan: do", "\"Plan: do\""),
            ("yes", "\"yes\""),
            ("12", "\"12\""),
            ("2026-11-01", "2026-11-01"),
            ("", "\"\""),
            ("it's fine", "it's fine"),
        ];
        for (text, expected) in cases {
            assert_eq!(scalar(text), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(key in "[a-z]{1,8}", text in "\\PC{0,40}", list in prop::collection::vec("\\PC{0,12}", 0..4)) {
            prop_assume!(text.parse::<jiff::civil::Date>().is_err());
            let map: Map<String, Value> = [
                (key, Value::from(text)),
                ("list".to_owned(), Value::from(list)),
            ].into_iter().collect();
            let read: Value = crate::source::yaml::value(&front_matter(&map)).unwrap();
            prop_assert_eq!(read, Value::Object(map));
        }
    }
}
