//! Single values: numbers, dates, durations, words. Each mistake with its cause, and the nearest right way to write it.

use jiff::civil::Date;

use super::field::{Type, listed};
use super::{Data, Duration, People};
use crate::diagnostic::{Code, code, nearest};
use crate::source::yaml::{Node, Value};

/// Why a value can't be taken.
pub(super) struct Wrong {
    pub(super) code: &'static Code,
    pub(super) cause: String,
    pub(super) hint: Option<String>,
}

fn wrong<T>(code: &'static Code, cause: impl Into<String>, hint: Option<String>) -> Result<T, Wrong> {
    Err(Wrong { code, cause: cause.into(), hint })
}

/// Reads `node` as a value of type `ty`, which is not a list, group, reference or Markdown.
pub(super) fn read(ty: &Type, node: &Node) -> Result<Data, Wrong> {
    let Some(text) = node.scalar() else {
        return wrong(&code::FIELD_TYPE, format!("this is {}", node.described()), None);
    };
    let text = text.trim();
    match ty {
        Type::Id => id(text),
        Type::Integer(low, high) => integer(node, *low, *high),
        Type::Number(low, high) => number(node, *low, *high),
        Type::Flag => flag(node),
        Type::Date => date(text),
        Type::Duration(unit) => match Duration::read(text, *unit) {
            Ok(duration) => Ok(Data::Duration(duration)),
            Err(cause) => wrong(&code::DURATION_INVALID, cause, duration_hint(text, *unit)),
        },
        Type::People => people(text),
        Type::Choice(words) => choice(text, words),
        _ => Ok(Data::Line(text.to_owned())),
    }
}

fn duration_hint(text: &str, unit: super::Unit) -> Option<String> {
    let number = text.parse::<u32>().ok()?;
    let unit = if unit == super::Unit::Calendar { "months" } else { "minutes" };
    Some(format!("did you mean `{number} {unit}`?"))
}

fn id(text: &str) -> Result<Data, Wrong> {
    let good = |c: char| c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '_' | '.');
    if !text.is_empty() && text.chars().all(good) {
        return Ok(Data::Line(text.to_owned()));
    }
    let better = crate::source::markdown::slug(text, 80);
    wrong(&code::ID_INVALID, "links could not name this", Some(format!("did you mean `{better}`?")))
}

fn integer(node: &Node, low: i64, high: i64) -> Result<Data, Wrong> {
    match node.value {
        Value::Integer(number, _) if (low..=high).contains(&number) => Ok(Data::Integer(number)),
        Value::Integer(..) => wrong(&code::FIELD_VALUE, "this number is out of range", None),
        _ => wrong(&code::FIELD_TYPE, format!("this is {}", node.described()), number_hint(node)),
    }
}

fn number(node: &Node, low: f64, high: f64) -> Result<Data, Wrong> {
    let number = match node.value {
        #[expect(clippy::cast_precision_loss, reason = "orders and weights are small")]
        Value::Integer(number, _) => number as f64,
        Value::Number(number, _) => number,
        _ => return wrong(&code::FIELD_TYPE, format!("this is {}", node.described()), number_hint(node)),
    };
    if (low..=high).contains(&number) {
        return Ok(Data::Number(number));
    }
    wrong(&code::FIELD_VALUE, "this number is out of range", None)
}

fn number_hint(node: &Node) -> Option<String> {
    let text = node.scalar()?;
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let comma = text.replace(',', ".");
    if comma != text && comma.parse::<f64>().is_ok() {
        return Some(format!("write a decimal point: `{comma}`"));
    }
    (!digits.is_empty()).then(|| format!("write the number alone, without quotes or a unit: `{digits}`"))
}

fn flag(node: &Node) -> Result<Data, Wrong> {
    if let Value::Bool(value) = node.value {
        return Ok(Data::Flag(value));
    }
    let hint = match node.scalar().unwrap_or_default().to_lowercase().as_str() {
        "yes" | "on" | "1" => Some("did you mean `true`?".to_owned()),
        "no" | "off" | "0" => Some("did you mean `false`?".to_owned()),
        _ => None,
    };
    wrong(&code::FIELD_TYPE, format!("this is {}", node.described()), hint)
}

fn date(text: &str) -> Result<Data, Wrong> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    match text.parse::<Date>() {
        Ok(date) if shape => Ok(Data::Date(date)),
        _ if shape => {
            wrong(&code::DATE_INVALID, "no calendar has this day", Some("check the month and the day".into()))
        }
        _ => wrong(&code::DATE_INVALID, "not a date that can be read without guessing", date_hint(text)),
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date that other ways of writing one most likely mean.
fn date_hint(text: &str) -> Option<String> {
    let clean = text.trim_matches(['“', '”', '‘', '’', '"', '\'']);
    let parts: Vec<&str> = clean.split(['/', '.', '-', ' ', ',', 'T']).filter(|part| !part.is_empty()).collect();
    let [a, b, c, ..] = parts.as_slice() else { return None };
    let month = |text: &str| {
        let lower = text.to_lowercase();
        let named = MONTHS.iter().position(|name| lower.starts_with(name)).and_then(|at| i8::try_from(at + 1).ok());
        named.or_else(|| text.parse().ok())
    };
    let number = |text: &str| text.trim_end_matches(|c: char| c.is_alphabetic()).parse::<i16>().ok();
    let build = |year: &str, month_text: &str, day: &str| {
        let (year, day) = (number(year).filter(|year| *year > 31)?, i8::try_from(number(day)?).ok()?);
        Date::new(year, month(month_text)?, day).ok()
    };
    let both = build(c, b, a).zip(build(c, a, b)).filter(|(x, y)| x != y);
    if let Some((first, second)) = both {
        return Some(format!("did you mean `{first}` or `{second}`?"));
    }
    let date = build(a, b, c).or_else(|| build(c, b, a)).or_else(|| build(c, a, b))?;
    Some(format!("did you mean `{date}`?"))
}

fn people(text: &str) -> Result<Data, Wrong> {
    let trimmed = text.trim_end_matches("people").trim();
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|n| (1..=10_000).contains(n));
    let range = trimmed.split_once(['–', '-', '—']).or_else(|| trimmed.split_once(" to "));
    let people = match range {
        Some((min, max)) => number(min).zip(number(max)).map(|(min, max)| People { min, max: Some(max) }),
        None => match trimmed.strip_suffix('+') {
            Some(min) => number(min).map(|min| People { min, max: None }),
            None => number(trimmed).map(|count| People { min: count, max: Some(count) }),
        },
    };
    match people {
        Some(People { min, max: Some(max) }) if min > max => wrong(
            &code::FIELD_VALUE,
            "the second number is smaller than the first",
            Some(format!("did you mean `{max}–{min}`?")),
        ),
        Some(people) => Ok(Data::People(people)),
        None => wrong(&code::FIELD_VALUE, "not a number or a range of numbers", None),
    }
}

fn choice(text: &str, words: &'static [&'static str]) -> Result<Data, Wrong> {
    if let Some(word) = words.iter().find(|word| **word == text) {
        return Ok(Data::Choice(word));
    }
    let near = nearest(text, words.iter().copied()).map(|word| format!("did you mean `{word}`?"));
    let hint = near.unwrap_or_else(|| format!("the words are {}", listed(words)));
    wrong(&code::FIELD_VALUE, "not one of these words", Some(hint))
}
