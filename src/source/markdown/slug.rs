//! Anchors and ids from text, as forges make them.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::Heading;

/// `text` as an anchor: letters and digits in lower case, everything between as one hyphen; at most `limit` bytes, cut at a character.
/// Letters with accents are one character each, however they were typed.
#[must_use]
pub fn slug(text: &str, limit: usize) -> String {
    if !text.is_ascii() && !unicode_normalization::is_nfc(text) {
        return slug(&text.nfc().collect::<String>(), limit);
    }
    let mut out = String::with_capacity(text.len().min(limit));
    let mut gap = false;
    for c in text.chars() {
        if matches!(c, '\'' | '’' | '‘') {
            continue;
        }
        if !c.is_alphanumeric() && c != '_' {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !out.is_empty() {
            out.push('-');
        }
        for lower in c.to_lowercase() {
            if out.len() + lower.len_utf8() > limit {
                return out.trim_end_matches('-').to_owned();
            }
            out.push(lower);
        }
    }
    out
}

/// The anchors of a page's title and of its headings, in order, as GitHub and its like make them: signs go, and each space becomes a hyphen.
#[must_use]
pub fn forge_anchors(title: &str, headings: &[Heading]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let texts = std::iter::once(title).chain(headings.iter().map(|heading| heading.text.as_str()));
    let anchors = texts.map(|text| {
        let lower = text.trim().chars().flat_map(char::to_lowercase);
        let kept = lower.filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let anchor: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
        let count = counts.entry(anchor.clone()).and_modify(|count| *count += 1).or_insert(0);
        if *count == 0 { anchor } else { format!("{anchor}-{count}") }
    });
    anchors.collect()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs() {
        let cases = [
            ("What it's for", 60, "what-its-for"),
            ("  --Steps & minutes!  ", 60, "steps-minutes"),
            ("Größe und Maß", 60, "größe-und-maß"),
            ("日本", 4, "日"),
            ("U\u{308}ber uns", 60, "über-uns"),
            ("ab cd", 3, "ab"),
            ("…", 60, ""),
        ];
        for (text, limit, expected) in cases {
            assert_eq!(slug(text, limit), expected, "{text}");
        }
    }
}
