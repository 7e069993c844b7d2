//! The filters that templates have besides tera's own: they write a value in the theme's words, and look nothing up.
//!
//! Views write lengths of time in the same way, so what they say and what a template prints can't differ.

use crate::source::markdown::{skip_tag, strip_tags};

/// A number of minutes in the words for `hours` and `minutes`, where `{n}` stands for the number: `45 min`, `1 h 30 min`.
#[must_use]
pub fn length(total: i64, hours: &str, minutes: &str) -> String {
    let word = |form: &str, n: i64| form.replace("{n}", &n.to_string());
    match (total / 60, total % 60) {
        (0, rest) => word(minutes, rest),
        (whole, 0) => word(hours, whole),
        (whole, rest) => format!("{} {}", word(hours, whole), word(minutes, rest)),
    }
}

/// A number of minutes as a clock shows it that started at nought: `0:45`, `12:05`.
#[must_use]
pub fn clock(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// A share of 1 in whole hundredths: `20` for 0.2.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}", (share * 100.0).round())
}

/// `text` with each `{name}` replaced by the value of that name. A name without a value stays as it is.
#[must_use]
pub fn interpolate(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let found = after.split_once('}').and_then(|(name, tail)| Some((value(name)?, tail)));
        if let Some((value, tail)) = found {
            out.push_str(&value);
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out + rest
}

/// The text of `html`, in one line.
#[must_use]
pub(super) fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while !rest.is_empty() {
        let heading = strip_tags(&mut out, rest);
        rest = skip_tag(&mut out, heading);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_in_hours_and_minutes() {
        for (minutes, expected) in [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (1445, "24 h 5 min")]
        {
            assert_eq!(length(minutes, "{n} h", "{n} min"), expected, "{minutes}");
        }
    }

    #[test]
    fn clocks_have_two_digits_of_minutes() {
        for (minutes, expected) in [(0, "0:00"), (9, "0:09"), (75, "1:15"), (725, "12:05")] {
            assert_eq!(clock(minutes), expected);
        }
    }

    #[test]
    fn values_stand_for_their_names_alone() {
        let value = |name: &str| (name == "n").then(|| "{m}".to_owned());
        for (text, expected) in
            [("{n} of {m}", "{m} of {m}"), ("none", "none"), ("{", "{"), ("{{n}}", "{{m}}"), ("a {n", "a {n")]
        {
            assert_eq!(interpolate(text, value), expected, "{text}");
        }
    }

    #[test]
    fn the_text_of_html_has_no_tags() {
        for (html, expected) in [
            ("We hear <a href=\"x\">a &lt;b&gt;</a> &amp; <em>c</em>", "We hear a <b> & c"),
            ("<h2 id=\"a\">One</h2><p>two</p>\n", "One two"),
            ("plain", "plain"),
        ] {
            assert_eq!(plain(html), expected);
        }
    }

    #[test]
    fn shares_are_rounded_to_hundredths() {
        for (share, expected) in [(0.2, "20"), (0.125, "13"), (1.0, "100"), (0.004, "0")] {
            assert_eq!(percent(share), expected);
        }
    }
}
