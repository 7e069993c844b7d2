//! Lengths of time as people write them: `90 minutes`, `1 hour 30 minutes`, `6 months`.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

/// Which units a duration may use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Minutes and hours: how long something runs.
    Clock,
    /// Days, weeks, months and years: how long something holds.
    Calendar,
    /// Any of them.
    Any,
}

impl Unit {
    /// A duration in these units.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Clock | Self::Any => "90 minutes",
            Self::Calendar => "6 months",
        }
    }
}

/// A length of time. Months and days stay apart from minutes: they have no fixed length.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Duration {
    /// Whole months; a year is twelve.
    pub months: i32,
    /// Whole days; a week is seven.
    pub days: i32,
    /// Whole minutes; an hour is sixty.
    pub minutes: i32,
}

/// Names of units, what one counts, and whether the clock or the calendar has it.
const UNITS: [(&[&str], Duration, Unit); 6] = [
    (&["minute", "minutes", "min", "mins", "m"], Duration { months: 0, days: 0, minutes: 1 }, Unit::Clock),
    (&["hour", "hours", "h", "hr", "hrs"], Duration { months: 0, days: 0, minutes: 60 }, Unit::Clock),
    (&["day", "days", "d"], Duration { months: 0, days: 1, minutes: 0 }, Unit::Calendar),
    (&["week", "weeks", "w"], Duration { months: 0, days: 7, minutes: 0 }, Unit::Calendar),
    (&["month", "months"], Duration { months: 1, days: 0, minutes: 0 }, Unit::Calendar),
    (&["year", "years", "y"], Duration { months: 12, days: 0, minutes: 0 }, Unit::Calendar),
];

impl Duration {
    /// Reads `text`, or says what is wrong with it.
    pub fn read(text: &str, allowed: Unit) -> Result<Self, String> {
        let mut total = Self::default();
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err("a number and a unit are missing".into());
        }
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (number, after) = rest.split_at(digits);
            let count: i32 = number.parse().map_err(|_| "it should start with a whole number".to_owned())?;
            shape(after)?;
            let after = after.trim_start();
            let letters = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
            let (unit, after) = after.split_at(letters);
            total = total.plus(one(unit, allowed)?, count).ok_or("it is longer than a lifetime")?;
            rest = after.trim_start_matches([' ', ',']).trim_start();
            rest = rest.strip_prefix("and ").unwrap_or(rest);
        }
        Ok(total)
    }

    fn plus(self, unit: Self, count: i32) -> Option<Self> {
        let most = 60 * 24 * 366 * 100;
        let sum = Self {
            months: self.months.checked_add(unit.months.checked_mul(count)?)?,
            days: self.days.checked_add(unit.days.checked_mul(count)?)?,
            minutes: self.minutes.checked_add(unit.minutes.checked_mul(count)?)?,
        };
        (sum.months <= 1200 && sum.days <= 36_600 && sum.minutes <= most).then_some(sum)
    }

    /// The day that lies this far after `date`.
    #[must_use]
    pub fn after(self, date: Date) -> Option<Date> {
        date.checked_add(self.months.months().days(self.days)).ok()
    }

    /// As ISO 8601 writes it, for example `PT1H30M` or `P6M`.
    #[must_use]
    pub fn iso(self) -> String {
        let mut out = String::from("P");
        for (count, unit) in [(self.months, 'M'), (self.days, 'D')] {
            if count > 0 {
                out.push_str(&format!("{count}{unit}"));
            }
        }
        let (hours, minutes) = (self.minutes / 60, self.minutes % 60);
        if hours > 0 || minutes > 0 {
            out.push('T');
        }
        for (count, unit) in [(hours, 'H'), (minutes, 'M')] {
            if count > 0 {
                out.push_str(&format!("{count}{unit}"));
            }
        }
        if out == "P" { "PT0M".into() } else { out }
    }
}

/// Refuses what follows a number in a range, a fraction or a time of day.
fn shape(after: &str) -> Result<(), String> {
    let mut signs = after.trim_start().chars();
    let (sign, next) = (signs.next(), signs.find(|c| *c != ' '));
    match sign.filter(|_| next.is_some_and(|c| c.is_ascii_digit())) {
        Some('-' | '–' | '—') => Err("this is a range; one duration is needed".into()),
        Some('.' | ',') => Err("only whole numbers can be read".into()),
        Some(':') => Err("this looks like a time of day".into()),
        _ => Ok(()),
    }
}

fn one(unit: &str, allowed: Unit) -> Result<Duration, String> {
    let lower = unit.to_lowercase();
    let found = UNITS.iter().find(|(names, _, _)| names.contains(&lower.as_str()));
    match found {
        None if unit.is_empty() => Err("the unit is missing".into()),
        None => Err(format!("`{unit}` is not a unit of time")),
        Some((_, _, of)) if allowed != Unit::Any && allowed != *of => {
            let units = if allowed == Unit::Clock { "minutes and hours" } else { "days, weeks, months and years" };
            Err(format!("`{unit}` can't be used here, only {units}"))
        }
        Some((_, duration, _)) => Ok(*duration),
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = if self.months % 12 == 0 { (self.months / 12, 0) } else { (0, self.months) };
        let (weeks, days) = if self.days % 7 == 0 { (self.days / 7, 0) } else { (0, self.days) };
        let (hours, minutes) = (self.minutes / 60, self.minutes % 60);
        let counts =
            [(years, "year"), (months, "month"), (weeks, "week"), (days, "day"), (hours, "hour"), (minutes, "minute")];
        let words: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, unit)| format!("{count} {unit}{}", if *count == 1 { "" } else { "s" }))
            .collect();
        f.write_str(&if words.is_empty() { "no time".to_owned() } else { words.join(" ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        let cases = [
            ("90 minutes", Unit::Clock, Ok(("1 hour 30 minutes", "PT1H30M"))),
            ("1h 30min", Unit::Clock, Ok(("1 hour 30 minutes", "PT1H30M"))),
            ("6 months", Unit::Calendar, Ok(("6 months", "P6M"))),
            ("2 weeks and 1 day", Unit::Any, Ok(("15 days", "P15D"))),
            ("90", Unit::Clock, Err("the unit is missing")),
            ("ninety minutes", Unit::Clock, Err("it should start with a whole number")),
            ("6 months", Unit::Clock, Err("`months` can't be used here, only minutes and hours")),
            ("6 moons", Unit::Any, Err("`moons` is not a unit of time")),
            ("99999999999 days", Unit::Any, Err("it should start with a whole number")),
            ("9999999 years", Unit::Any, Err("it is longer than a lifetime")),
        ];
        for (text, unit, expected) in cases {
            let read = Duration::read(text, unit).map(|d| (d.to_string(), d.iso()));
            let expected = expected.map(|(a, b): (&str, &str)| (a.to_owned(), b.to_owned())).map_err(str::to_owned);
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn months_follow_the_calendar() {
        let six = Duration::read("6 months", Unit::Any).unwrap();
        assert_eq!(six.after("2026-08-31".parse().unwrap()), "2027-02-28".parse().ok());
    }
}
