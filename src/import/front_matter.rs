//! Reads the front matter of other tools: YAML between `---`, TOML between `+++`.

use serde_json::{Map, Value};

use crate::source::yaml;

/// A text's keys and its body; what can't be read stays in the body, with the reason.
pub(super) fn split(text: &str) -> (Map<String, Value>, String, Option<String>) {
    let text = text.trim_start_matches('\u{feff}');
    let Some((fence, inside, body)) = fenced(text) else { return (Map::new(), text.to_owned(), None) };
    let value = if fence == "---" { keys(inside) } else { toml(inside) };
    match value {
        Ok(Value::Object(map)) => (map, body.to_owned(), None),
        Ok(Value::Null) => (Map::new(), body.to_owned(), None),
        // Two lines of dashes may be two rules with words between them.
        Ok(_) => (Map::new(), text.to_owned(), None),
        Err(why) => (loose(inside), body.to_owned(), Some(why)),
    }
}

/// The fence, what stands between two of them at the start, and what follows.
fn fenced(text: &str) -> Option<(&'static str, &str, &str)> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let rest = text.strip_prefix(fence)?.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((fence, rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

fn keys(text: &str) -> Result<Value, String> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    yaml::value(text)
}

fn toml(text: &str) -> Result<Value, String> {
    toml::from_str(text).map_err(|error| error.message().to_owned())
}

/// The keys of front matter that its own tool reads and YAML does not: each line by itself.
fn loose(text: &str) -> Map<String, Value> {
    let pair = |line: &str| {
        let (key, value) = line.split_once(':')?;
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        is_key.then(|| (key.to_owned(), Value::from(value.trim().trim_matches(['"', '\'']))))
    };
    text.lines().filter_map(pair).collect()
}
