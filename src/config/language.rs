//! The playbook's language. Refuses names of languages where their codes are needed.

use crate::diagnostic::code;
use crate::page::{Decoder, Record};

/// The language code in `record`; one that can't be right is reported.
pub(super) fn read(record: &Record, decoder: &mut Decoder) -> Option<String> {
    let value = record.get("language")?;
    let text = record.text("language")?;
    let mut parts = text.split('-');
    let is_language = parts
        .next()
        .is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let is_part = |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_language && parts.all(is_part) {
        return Some(text.to_owned());
    }
    let problem = decoder.problem(&code::FIELD_VALUE, "`language` should be a language code", &value.span);
    problem.label = "browsers and screen readers know languages by their codes".into();
    let name = text.to_lowercase();
    let known = LANGUAGES.iter().find(|(names, _)| names.contains(&name.as_str()));
    problem.hints.push(match known {
        Some((_, code)) => format!("did you mean `{code}`?"),
        None => "for example `en`, `de` or `pt-BR`".into(),
    });
    None
}

/// Languages by their names, with their codes.
const LANGUAGES: [(&[&str], &str); 12] = [
    (&["english", "englisch"], "en"),
    (&["german", "deutsch"], "de"),
    (&["french", "français", "francais", "französisch"], "fr"),
    (&["spanish", "español", "espanol", "spanisch"], "es"),
    (&["italian", "italiano", "italienisch"], "it"),
    (&["dutch", "nederlands", "niederländisch"], "nl"),
    (&["portuguese", "português", "portugues", "portugiesisch"], "pt"),
    (&["polish", "polski", "polnisch"], "pl"),
    (&["swedish", "svenska", "schwedisch"], "sv"),
    (&["danish", "dansk", "dänisch"], "da"),
    (&["norwegian", "norsk", "norwegisch"], "no"),
    (&["finnish", "suomi", "finnisch"], "fi"),
];
