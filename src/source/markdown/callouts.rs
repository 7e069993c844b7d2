//! Callouts by the names that they have here and elsewhere.

/// The callouts that there are.
pub const CALLOUTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// What other tools call theirs, and whether that name says something that ours does not.
const ELSEWHERE: [(&str, &str, bool); 30] = [
    ("INFO", "NOTE", false),
    ("HINT", "TIP", false),
    ("SUCCESS", "TIP", true),
    ("CHECK", "TIP", true),
    ("DONE", "TIP", true),
    ("EXAMPLE", "NOTE", true),
    ("QUESTION", "NOTE", true),
    ("HELP", "NOTE", true),
    ("FAQ", "NOTE", true),
    ("QUOTE", "NOTE", true),
    ("CITE", "NOTE", true),
    ("ABSTRACT", "NOTE", true),
    ("SUMMARY", "NOTE", true),
    ("SEEALSO", "NOTE", true),
    ("DETAILS", "NOTE", true),
    ("SECONDARY", "NOTE", false),
    ("PRIMARY", "NOTE", false),
    ("TLDR", "IMPORTANT", true),
    ("TODO", "IMPORTANT", true),
    ("ATTENTION", "WARNING", false),
    ("WARN", "WARNING", false),
    ("DANGER", "CAUTION", false),
    ("ERROR", "CAUTION", true),
    ("FAIL", "CAUTION", true),
    ("FAILURE", "CAUTION", true),
    ("MISSING", "CAUTION", true),
    ("BUG", "CAUTION", true),
    ("HINWEIS", "NOTE", false),
    ("TIPP", "TIP", false),
    ("WARNUNG", "WARNING", false),
];

/// The callout that a box of this name is here.
#[must_use]
pub fn callout(name: &str) -> Option<&'static str> {
    let upper = name.to_uppercase();
    let own = CALLOUTS.iter().find(|callout| **callout == upper).copied();
    own.or_else(|| ELSEWHERE.iter().find(|(other, ..)| *other == upper).map(|(_, callout, _)| *callout))
}

/// The title of a box of this name that has none of its own, where the name says more than our callout does.
pub(super) fn own_title(name: &str) -> Option<String> {
    let upper = name.to_uppercase();
    ELSEWHERE.iter().find(|(other, _, says)| *other == upper && *says)?;
    let lower = name.to_lowercase();
    if name.len() > 1 && name.len() < 5 && name == upper {
        return Some(name.to_owned());
    }
    let mut chars = lower.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect())
}
