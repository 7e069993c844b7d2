//! Files of answers, as the site's pages save them: one JSON object with sheets, each one person's answers.
//!
//! Somebody typed what is in such a file, and anybody may have changed it since. What is not an answer is skipped, never guessed at.
//! Refuses other files, and those of a later version.

use std::collections::BTreeMap;

use serde_json::Value;

/// The JSON Schema (draft 2020-12) of such a file.
pub static SCHEMA: &str = include_str!("schema.json");

/// A file of answers.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Answers {
    /// The id of the page that asks.
    pub page: String,
    /// One sheet for each person.
    pub sheets: Vec<Sheet>,
    /// The sheets of an earlier round.
    pub before: Vec<Sheet>,
}

/// One person's answers.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Sheet {
    /// Who answered; may be empty.
    pub by: String,
    /// On a sheet of what the room agreed on: the day on which it did, year-month-day; empty if the file gives none.
    pub room: Option<String>,
    /// The answers, by the ids of their questions.
    pub answers: BTreeMap<String, Answer>,
}

/// An answer to one question.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Answer {
    /// What was chosen, as a number from 1 up; 0 where the file has anything else.
    pub value: Option<u32>,
    /// What somebody aims at, in the same way.
    pub aim: Option<u32>,
    /// What was written; may be empty.
    pub note: String,
    /// The question as it was when it was answered; empty if the file does not say.
    pub asked: String,
    /// The point as it was called when it was chosen; empty if the file does not say.
    pub means: String,
}

/// The version of the format that is read and written.
const VERSION: u64 = 1;

/// Reads a file.
///
/// # Errors
/// Why the file can't be read.
pub fn read(text: &str) -> Result<Answers, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: Value = serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
    if file.get("lensbook").and_then(Value::as_str) != Some("answers") {
        return Err("it is not a file of answers: `\"lensbook\": \"answers\"` is missing".into());
    }
    if file.get("version").and_then(Value::as_u64).is_none_or(|version| version > VERSION) {
        return Err("it was written by a later version".into());
    }
    let page = file.get("page").and_then(Value::as_str);
    let page = page.ok_or("it does not say which page it answers: `\"page\"` is missing")?.to_owned();
    Ok(Answers { page, sheets: sheets(file.get("sheets")), before: sheets(file.get("before")) })
}

fn sheets(list: Option<&Value>) -> Vec<Sheet> {
    let all = list.and_then(Value::as_array).into_iter().flatten();
    all.filter(|sheet| sheet.is_object()).map(sheet).collect()
}

fn sheet(sheet: &Value) -> Sheet {
    let entries = sheet.get("answers").and_then(Value::as_object).into_iter().flatten();
    let answers = entries.filter(|(_, answer)| answer.is_object());
    let answers = answers.map(|(id, answer)| (id.clone(), self::answer(answer))).collect();
    let room =
        sheet.get("room").and_then(Value::as_str).map(|day| if is_day(day) { day.to_owned() } else { String::new() });
    Sheet { by: text(sheet, "by"), room, answers }
}

/// Whether `text` looks like a day. Those that do sort as they follow each other.
fn is_day(text: &str) -> bool {
    let shape = text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    shape.eq(b"0000-00-00".iter().copied())
}

fn answer(answer: &Value) -> Answer {
    Answer {
        value: choice(answer.get("value")),
        aim: choice(answer.get("aim")),
        note: text(answer, "note"),
        asked: text(answer, "asked"),
        means: text(answer, "means"),
    }
}

fn text(of: &Value, name: &str) -> String {
    of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// A whole number from 1 up, however it is written; 0 for anything else. None where nothing was chosen.
fn choice(value: Option<&Value>) -> Option<u32> {
    let value = value.filter(|value| !value.is_null())?;
    let number = value.as_f64().filter(|number| number.fract() == 0.0 && (1.0..=MAX_CHOICE).contains(number));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number in bounds")]
    Some(number.map_or(0, |number| number as u32))
}

/// Larger than the number of points of any question.
const MAX_CHOICE: f64 = 1_000_000.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Option<u32> {
        let file = format!(
            "{{\"lensbook\":\"answers\",\"version\":1,\"page\":\"p\",\"sheets\":[{{\"answers\":{{\"q\":{{\"value\":{json}}}}}}}]}}"
        );
        read(&file).unwrap().sheets.first()?.answers.get("q")?.value
    }

    #[test]
    fn only_whole_numbers_are_choices() {
        for (json, expected) in [
            ("3", Some(3)),
            ("3.0", Some(3)),
            ("null", None),
            ("3.5", Some(0)),
            ("-1", Some(0)),
            ("0", Some(0)),
            ("\"3\"", Some(0)),
            ("[3]", Some(0)),
            ("1e300", Some(0)),
            ("true", Some(0)),
        ] {
            assert_eq!(value(json), expected, "{json}");
        }
    }

    #[test]
    fn what_is_no_file_of_answers_is_refused() {
        for (text, why) in [
            ("", "not JSON"),
            ("[]", "not a file of answers"),
            ("{\"lensbook\":\"answers\",\"version\":2,\"page\":\"p\"}", "later version"),
            ("{\"lensbook\":\"answers\",\"version\":1}", "which page"),
        ] {
            assert!(read(text).unwrap_err().contains(why), "{text}");
        }
        assert_eq!(
            read("\u{feff}{\"lensbook\":\"answers\",\"version\":1,\"page\":\"p\",\"sheets\":[1,{}]}")
                .unwrap()
                .sheets
                .len(),
            1
        );
    }
}
