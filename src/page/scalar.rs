//! Single values: numbers, dates, durations, words. Each mistake with its cause, and the nearest right way to write it.

use jiff::civil::Date;

use super::duration::Duration;
use super::field::Type;
use super::suggest;
use super::value::{Data, People};
use crate::diagnostic::{Code, code, nearest};
use crate::source::yaml::{Node, Value};

/// Why a value is refused.
pub(super) struct Refusal {
    pub(super) code: &'static Code,
    pub(super) cause: String,
    pub(super) hint: Option<String>,
}

fn refuse<T>(code: &'static Code, cause: impl Into<String>, hint: Option<String>) -> Result<T, Refusal> {
    Err(Refusal { code, cause: cause.into(), hint })
}

/// Reads `node` as a value of type `ty`. Lists, groups, references and Markdown are not read here.
pub(super) fn read(ty: &Type, node: &Node) -> Result<Data, Refusal> {
    let Some(text) = node.scalar() else {
        let hint = if matches!(ty, Type::People) { suggest::range(node) } else { None };
        return refuse(&code::FIELD_TYPE, format!("this is {}", node.described()), hint);
    };
    let text = text.trim();
    match ty {
        Type::Id => id(text),
        Type::Integer(low, high) => integer(ty, node, *low, *high),
        Type::Number(low, high) => number(ty, node, *low, *high),
        Type::Flag => flag(node),
        Type::Date => date(text),
        Type::Duration(unit) => match Duration::read(text, *unit) {
            Ok(duration) => Ok(Data::Duration(duration)),
            Err(cause) => refuse(&code::DURATION_INVALID, cause, suggest::duration(text, *unit).map(did_you_mean)),
        },
        Type::Time => time(text),
        Type::People => people(text),
        Type::Choice(words) => choice(text, words),
        _ => Ok(Data::Line(text.to_owned())),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "handed over by `map`")]
fn did_you_mean(better: String) -> String {
    format!("did you mean `{better}`?")
}

fn id(text: &str) -> Result<Data, Refusal> {
    let good = |c: char| c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '_' | '.');
    if !text.is_empty() && text.chars().all(good) {
        return Ok(Data::Line(text.to_owned()));
    }
    let better = crate::source::markdown::slug(text, 80);
    refuse(&code::ID_INVALID, "a link can't contain this", Some(format!("did you mean `{better}`?")))
}

fn integer(ty: &Type, node: &Node, low: i64, high: i64) -> Result<Data, Refusal> {
    match node.value {
        Value::Integer(number, _) if (low..=high).contains(&number) => Ok(Data::Integer(number)),
        Value::Integer(..) => refuse(&code::FIELD_VALUE, "this number is out of range", None),
        _ => refuse(&code::FIELD_TYPE, format!("this is {}", node.described()), number_hint(ty, node)),
    }
}

fn number(ty: &Type, node: &Node, low: f64, high: f64) -> Result<Data, Refusal> {
    let number = match node.value {
        #[expect(clippy::cast_precision_loss, reason = "orders and weights are small")]
        Value::Integer(number, _) => number as f64,
        Value::Number(number, _) => number,
        _ => return refuse(&code::FIELD_TYPE, format!("this is {}", node.described()), number_hint(ty, node)),
    };
    if (low..=high).contains(&number) {
        return Ok(Data::Number(number));
    }
    refuse(&code::FIELD_VALUE, "this number is out of range", None)
}

fn number_hint(ty: &Type, node: &Node) -> Option<String> {
    let text = node.scalar()?.trim();
    if let Value::Number(number, _) = node.value {
        return Some(format!("write a whole number: `{:.0}` or `{:.0}`", number.floor(), number.ceil()));
    }
    if let (Type::Number(_, 1.0), Some(share)) =
        (ty, text.strip_suffix('%').and_then(|text| text.trim().parse::<f64>().ok()))
    {
        return Some(format!("write it as a share of 1: `{}`", share / 100.0));
    }
    let comma = text.replace(',', ".");
    if comma != text && comma.parse::<f64>().is_ok() {
        return Some(format!("write a decimal point: `{comma}`"));
    }
    if text.parse::<f64>().is_ok() {
        return Some(format!("remove the quotes: `{text}`"));
    }
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    (!digits.is_empty()).then(|| format!("write the number alone: `{digits}`"))
}

fn flag(node: &Node) -> Result<Data, Refusal> {
    if let Value::Bool(value) = node.value {
        return Ok(Data::Flag(value));
    }
    let hint = match node.scalar().unwrap_or_default().to_lowercase().as_str() {
        "yes" | "on" | "1" => Some("did you mean `true`?".to_owned()),
        "no" | "off" | "0" => Some("did you mean `false`?".to_owned()),
        _ => None,
    };
    refuse(&code::FIELD_TYPE, format!("this is {}", node.described()), hint)
}

fn date(text: &str) -> Result<Data, Refusal> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if let Some(date) = text.parse::<Date>().ok().filter(|_| shape) {
        return Ok(Data::Date(date));
    }
    let hint = suggest::date(text);
    if shape {
        return refuse(&code::DATE_INVALID, "this day does not exist", hint.or_else(|| suggest::last_day(text)));
    }
    let cause =
        if suggest::is_month(text) { "the day is missing" } else { "not a date that can be read without guessing" };
    refuse(&code::DATE_INVALID, cause, hint)
}

/// Minutes since midnight of a time of day on a clock with 24 hours.
fn time(text: &str) -> Result<Data, Refusal> {
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 2 && !text.is_empty());
    let parts = text.split_once(':').and_then(|(hour, minute)| number(hour).zip(number(minute)));
    match parts.filter(|_| text.len() >= 4) {
        Some((hour, minute)) if hour < 24 && minute < 60 => Ok(Data::Time(hour * 60 + minute)),
        Some(_) => refuse(&code::FIELD_VALUE, "this time does not exist", None),
        None => refuse(&code::FIELD_VALUE, "not a time on a 24-hour clock", suggest::time(text).map(did_you_mean)),
    }
}

fn people(text: &str) -> Result<Data, Refusal> {
    let trimmed = text.trim_end_matches("people").trim();
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|n| *n <= 10_000);
    let range = trimmed.split_once(['–', '-', '—']).or_else(|| trimmed.split_once(" to "));
    let people = match range {
        Some((min, max)) => number(min).zip(number(max)).map(|(min, max)| People { min, max: Some(max) }),
        None => match trimmed.strip_suffix('+') {
            Some(min) => number(min).map(|min| People { min, max: None }),
            None => number(trimmed).map(|count| People { min: count, max: Some(count) }),
        },
    };
    let refuse = |cause, hint: Option<String>| refuse(&code::FIELD_VALUE, cause, hint.map(did_you_mean));
    match people {
        Some(People { min, max: Some(max) }) if min > max => {
            refuse("the second number is smaller than the first", Some(format!("{max}–{min}")))
        }
        Some(People { min: 0, max }) => {
            let better = max.filter(|max| *max > 1).map_or_else(|| "1".to_owned(), |max| format!("1–{max}"));
            refuse("at least one person takes part", Some(better))
        }
        Some(people) => Ok(Data::People(people)),
        None => refuse("not a number or a range of numbers", suggest::count(text)),
    }
}

fn choice(text: &str, words: &'static [&'static str]) -> Result<Data, Refusal> {
    if let Some(word) = words.iter().find(|word| **word == text) {
        return Ok(Data::Choice(word));
    }
    let suggest = nearest(text, words.iter().copied()).map(|word| format!("did you mean `{word}`?"));
    refuse(&code::FIELD_VALUE, "not one of these words", suggest)
}
