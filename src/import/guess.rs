//! Whether a page looks like a play: offered as a draft with `--kinds`, each guess with its line.

use serde_json::{Map, Value};

use super::report::{Level, Note};

/// Makes `front` that of a play if the page looks like one; every guess is noted.
pub(super) fn kind(body: &str, front: &mut Map<String, Value>) -> Vec<Note> {
    let steps = steps(body);
    let minutes = find(body, &["minutes", "minute", "min"]);
    let people = find(body, &["people", "participants", "persons"]);
    if steps.is_empty() || minutes.is_none() && people.is_none() {
        return Vec::new();
    }
    let guess = |line: usize, text: String| Note { level: Level::Guess, line, text };
    let mut notes = vec![guess(0, "it has steps, and says how long or for how many: made a draft of a play".into())];
    front.insert("kind".into(), Value::from("play"));
    front.insert("status".into(), Value::from("draft"));
    if let Some((line, count)) = minutes {
        front.insert("run".into(), Value::from(format!("{count} minutes")));
        notes.push(guess(line, format!("`run: {count} minutes` was read from the text")));
    }
    if let Some((line, count)) = people {
        front.insert("people".into(), Value::from(count));
        notes.push(guess(line, format!("`people: {count}` was read from the text")));
    }
    let list = steps.iter().map(|step| Value::Object(Map::from_iter([("do".to_owned(), Value::from(step.clone()))])));
    front.insert("steps".into(), Value::Array(list.collect()));
    notes
}

/// The entries of the first numbered list.
fn steps(body: &str) -> Vec<String> {
    let entry = |line: &str| {
        let (number, text) = line.split_once(". ")?;
        number.parse::<u32>().ok().map(|_| text.trim().to_owned())
    };
    body.lines().filter_map(entry).take(20).collect()
}

/// The first number before one of `words`, with its line.
fn find(body: &str, words: &[&str]) -> Option<(usize, u64)> {
    body.lines().enumerate().find_map(|(at, line)| {
        let parts: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        parts.windows(2).find_map(|pair| match pair {
            [number, unit] if words.contains(&unit.to_lowercase().as_str()) => Some((at + 1, number.parse().ok()?)),
            _ => None,
        })
    })
}
