//! Whether a page looks like a play: offered as a draft with `--kinds`, each guess with its line.

use serde_json::{Map, Value};

use super::fields::plain;
use super::report::{Level, Note};

/// What a step takes if nothing says so, in minutes.
const USUAL: u64 = 5;

/// Makes `front` that of a play if the page looks like one; every guess is noted with its line in `body`.
pub(super) fn kind(body: &str, front: &mut Map<String, Value>) -> Vec<Note> {
    let steps = steps(body);
    let minutes = find(body, &["minutes", "minute", "min"]);
    let people = find(body, &["people", "participants", "persons"]);
    if steps.is_empty() || minutes.is_none() && people.is_none() {
        return Vec::new();
    }
    let guess = |line: usize, text: String| Note { level: Level::Guess, line, text };
    let mut notes = vec![guess(0, "it has steps, and says how long or for how many: made a draft of a play".into())];
    if let Some((line, count)) = minutes {
        notes.push(guess(line, format!("{count} minutes were read from the text")));
    }
    if let Some((line, count)) = people {
        notes.push(guess(line, format!("`people: {count}` was read from the text")));
    }
    let times = shared(minutes.map(|(_, count)| count), steps.len());
    for ((line, step), time) in steps.iter().zip(&times) {
        notes.push(guess(*line, format!("`{step}` takes {time} minutes: an equal share")));
    }
    notes.push(guess(0, "`purpose` repeats the summary or the title".into()));
    play(front, people.map_or(2, |(_, count)| count), &steps, &times);
    notes
}

/// Fills in the fields that a play needs.
fn play(front: &mut Map<String, Value>, people: u64, steps: &[(usize, String)], times: &[u64]) {
    let purpose = front.get("summary").or_else(|| front.get("title")).cloned().unwrap_or_default();
    let step = |((_, step), time): (&(usize, String), &u64)| {
        let fields = [("do".to_owned(), Value::from(plain(step))), ("minutes".to_owned(), Value::from(*time))];
        Value::Object(Map::from_iter(fields))
    };
    let steps = steps.iter().zip(times).map(step).collect();
    front.insert("kind".into(), Value::from("play"));
    front.insert("status".into(), Value::from("draft"));
    front.insert("purpose".into(), purpose);
    front.insert("run".into(), Value::from(format!("{} minutes", times.iter().sum::<u64>())));
    front.insert("people".into(), Value::from(people));
    front.insert("steps".into(), Value::Array(steps));
}

/// `total` minutes for so many steps, each a whole number and at least one.
fn shared(total: Option<u64>, steps: usize) -> Vec<u64> {
    let count = steps as u64;
    let total = total.filter(|total| *total >= count).unwrap_or(USUAL * count);
    (0..count).map(|at| total / count + u64::from(at < total % count)).collect()
}

/// The entries of the numbered lists, with their lines.
fn steps(body: &str) -> Vec<(usize, String)> {
    let entry = |(at, line): (usize, &str)| {
        let (number, text) = line.split_once(". ")?;
        number.parse::<u32>().ok().map(|_| (at + 1, text.trim().to_owned()))
    };
    body.lines().enumerate().filter_map(entry).take(20).collect()
}

/// The first number from 1 to 999 before one of `words`, with its line.
fn find(body: &str, words: &[&str]) -> Option<(usize, u64)> {
    body.lines().enumerate().find_map(|(at, line)| {
        let parts: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        parts.windows(2).find_map(|pair| match pair {
            [number, unit] if words.contains(&unit.to_lowercase().as_str()) => {
                number.parse().ok().filter(|number| (1..1000).contains(number)).map(|number| (at + 1, number))
            }
            _ => None,
        })
    })
}
