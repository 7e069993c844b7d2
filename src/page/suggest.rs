//! Guesses at what an author meant by a date, a time, a duration or a number of people that can't be read. For hints only.

use jiff::civil::Date;

use super::duration::{Duration, Unit};
use crate::diagnostic::{counted, nearest};
use crate::source::yaml::{Node, Value};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The date, as a hint. Where day and month could be swapped, both dates.
pub(super) fn date(text: &str) -> Option<String> {
    let clean = text.trim_matches(['“', '”', '‘', '’', '"', '\'']);
    let parts: Vec<&str> = clean
        .split(['/', '.', '-', ' ', ',', 'T'])
        .filter(|part| !part.is_empty() && *part != "of" && *part != "the")
        .collect();
    let [a, b, c, ..] = parts.as_slice() else {
        return is_month(clean).then(|| format!("add the day: `{clean}-01`"));
    };
    let month = |text: &str| {
        let lower = text.to_lowercase();
        let named = MONTHS.iter().position(|name| lower.starts_with(name)).and_then(|at| i8::try_from(at + 1).ok());
        named.or_else(|| text.parse().ok())
    };
    let number = |text: &str| text.trim_end_matches(char::is_alphabetic).parse::<i16>().ok();
    // Two digits are a year of this century, if they stand where years stand.
    let year = |text: &str| number(text).map(|year| if year < 100 && text.len() == 2 { year + 2000 } else { year });
    let build = |year: i16, month_text: &str, day: &str| {
        let day = i8::try_from(number(day)?).ok()?;
        Date::new(year, month(month_text)?, day).ok()
    };
    let last = |month: &str, day: &str| build(year(c).filter(|year| *year > 31)?, month, day);
    if let Some((first, second)) = last(b, a).zip(last(a, b)).filter(|(x, y)| x != y) {
        return Some(format!("did you mean `{first}` or `{second}`?"));
    }
    let first = number(a).filter(|year| *year > 31);
    let leading = || first.and_then(|year| build(year, b, c).or_else(|| build(year, c, b)));
    let date = leading().or_else(|| last(b, a)).or_else(|| last(a, b))?;
    Some(format!("did you mean `{date}`?"))
}

/// Whether `text` is a year and a month.
pub(super) fn is_month(text: &str) -> bool {
    text.split_once('-').is_some_and(|(year, month)| year.len() == 4 && month.len() == 2)
        && format!("{text}-01").parse::<Date>().is_ok()
}

/// The last day of the month of `text`, whose own day does not exist.
pub(super) fn last_day(text: &str) -> Option<String> {
    let first: Date = format!("{}-01", text.get(..7)?).parse().ok()?;
    Some(format!("the last day of that month is `{}`", first.last_of_month()))
}

/// The time of day: `9.30`, `9:30 am`, `930` and `2 pm` as `09:30` and `14:00`.
pub(super) fn time(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace(['.', ' ', 'h'], ":");
    let digits = |part: &str| part.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u16>().ok();
    let after_noon = lower.contains("pm") || lower.contains("p:m");
    let mut parts = lower.split(':').filter_map(digits);
    let (hour, minute) = match (parts.next()?, parts.next()) {
        (both, None) if both >= 100 => (both / 100, both % 100),
        (hour, minute) => (hour, minute.unwrap_or(0)),
    };
    let hour = if after_noon && hour < 12 { hour + 12 } else { hour };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// The duration, written so that it can be read.
pub(super) fn duration(text: &str, unit: Unit) -> Option<String> {
    // Units are written without the full stop of an abbreviation.
    let undotted = text.split(' ').map(|word| word.trim_end_matches('.')).collect::<Vec<_>>().join(" ");
    if undotted != text && Duration::read(&undotted, unit).is_ok() {
        return Some(undotted);
    }
    let readable = |text: String| Duration::read(&text, unit).ok().map(|_| text);
    let default = if unit == Unit::Calendar { "month" } else { "minute" };
    if text.parse::<u32>().is_ok() {
        return readable(counted(text, default));
    }
    if let Some((hours, minutes)) = text.split_once(':') {
        let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
        return readable(counted(hours.checked_mul(60)?.checked_add(minutes)?, "minute"));
    }
    let split = text.find(char::is_alphabetic)?;
    let (number, rest) = text.split_at_checked(split)?;
    let number = number.trim();
    if let Some((_, longest)) = number.split_once(['-', '–', '—']) {
        return readable(format!("{} {rest}", longest.trim()));
    }
    if let Ok(hours) = number.replace(',', ".").parse::<f64>()
        && rest.starts_with('h')
        && (0.0..1000.0).contains(&hours)
    {
        return readable(counted(format!("{:.0}", hours * 60.0), "minute"));
    }
    let units = ["minutes", "hours", "days", "weeks", "months", "years"];
    readable(format!("{number} {}", nearest(rest.trim(), units)?))
}

/// A number of people among other words, or as a word.
pub(super) fn count(text: &str) -> Option<String> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let numbers: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| {
            let named = WORDS.iter().position(|name| name.eq_ignore_ascii_case(word)).map(|at| (at + 1).to_string());
            named.or_else(|| word.parse::<u16>().ok().filter(|number| *number > 0).map(|number| number.to_string()))
        })
        .collect();
    let lower = text.to_lowercase();
    let is_most = ["max", "up to", "at most", "no more than", "bis zu", "höchstens", "<", "≤"]
        .iter()
        .any(|word| lower.trim_start().starts_with(word))
        || lower.contains("or fewer")
        || lower.contains("or less")
        || lower.ends_with("max")
        || lower.ends_with("max.");
    let is_least =
        ["min", "at least", "from ", "mindestens", ">", "≥"].iter().any(|word| lower.trim_start().starts_with(word))
            || lower.contains("or more");
    match numbers.as_slice() {
        [one] if is_most && one != "1" => Some(format!("1–{one}")),
        [one] if is_least => Some(format!("{one}+")),
        [one] => Some(one.clone()),
        [low, high] => Some(format!("{low}–{high}")),
        _ => None,
    }
}

/// A list of two numbers as a range.
pub(super) fn range(node: &Node) -> Option<String> {
    let Value::List(items) = &node.value else { return None };
    match items.as_slice() {
        [low, high] => Some(format!("did you mean `{}–{}`?", low.scalar()?, high.scalar()?)),
        _ => None,
    }
}

/// A name of a file or folder in words: `first-steps` as `First steps`.
#[must_use]
pub fn readable(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
