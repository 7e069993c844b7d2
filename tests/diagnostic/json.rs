//! Problems as `--format json` prints them: the keys that the command line's contract names, in cases of `cases/json`.

use serde_json::Value;

use super::mistakes;
use crate::support::{cases, playbook};

#[test]
fn problems_as_json() {
    cases::check("json", |case| playbook::check(&case.fixture).json());
}

/// What holds for the problems of all mistakes: one object a line, with these keys and no others.
#[test]
fn every_problem_has_the_promised_keys() {
    for (case, checked) in mistakes::all() {
        for line in checked.json().lines() {
            let object: Value = serde_json::from_str(line).unwrap();
            let map = object.as_object().unwrap();
            assert_eq!(object["type"], "diagnostic", "{}", case.name);
            assert!(["error", "warning", "advice"].contains(&object["severity"].as_str().unwrap()), "{line}");
            for key in ["code", "message", "file"] {
                assert!(object[key].is_string(), "{}: `{key}` in {line}", case.name);
            }
            let number = |key: &str| object[key].as_u64().unwrap_or_else(|| panic!("{}: `{key}` in {line}", case.name));
            assert!(number("line") >= 1 && number("column") >= 1, "{line}");
            let (start, end) = ((number("line"), number("column")), (number("end_line"), number("end_column")));
            assert!(end >= start, "{}: it ends before it starts in {line}", case.name);
            assert!(object["hints"].is_array(), "{line}");
            let keys = [
                "type", "severity", "code", "message", "file", "line", "column", "end_line", "end_column", "cause",
                "hints", "related", "fixes",
            ];
            for fix in object["fixes"].as_array().into_iter().flatten() {
                assert!(object["hints"].as_array().unwrap().contains(&fix["hint"]), "{line}");
                let replacements = fix["replacements"].as_array().unwrap();
                assert!(!replacements.is_empty() && replacements.iter().all(|edit| edit["text"].is_string()), "{line}");
            }
            for place in object["related"].as_array().into_iter().flatten() {
                assert!(place["file"].is_string() && place["line"].is_u64() && place["label"].is_string(), "{line}");
            }
            assert!(map.keys().all(|key| keys.contains(&key.as_str())), "{line}");
        }
    }
}

/// What house style asks of every message: lower case, no full stop, something to try.
#[test]
fn messages_keep_to_the_style() {
    for (case, checked) in mistakes::all() {
        for problem in &checked.problems {
            for text in [&problem.message, &problem.label].into_iter().chain(&problem.hints) {
                let first = text.chars().next();
                let name = text.starts_with("YAML") || text.starts_with("HTML") || text.starts_with("Windows");
                assert!(name || first.is_none_or(|c| !c.is_uppercase()), "{}: upper case: {text}", case.name);
                assert!(
                    !text.trim_end_matches('`').ends_with('.') || text.ends_with(".`"),
                    "{}: full stop: {text}",
                    case.name
                );
            }
            let choice = problem.message.contains("should be one of");
            assert!(choice || !problem.hints.is_empty(), "{}: nothing to try: {}", case.name, problem.message);
        }
    }
}
