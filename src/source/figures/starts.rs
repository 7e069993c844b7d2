//! Which words a figure can start with. Nearly all words of a text are none of them, and are passed over at once.

/// Longest of these words, in bytes; suffixes may stand behind longer ones.
const LONGEST: usize = 16;

/// Whether a figure may start with `word`.
pub(super) fn may_start(word: &str) -> bool {
    let mut buffer = [0_u8; LONGEST];
    let lower = buffer.get_mut(..word.len()).and_then(|lower| {
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower).ok()
    });
    lower.is_some_and(is_start) || is_multiple(word)
}

fn is_start(word: &str) -> bool {
    let small = matches!(
        word,
        "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven" | "twelve"
    );
    let large = matches!(
        word,
        "fifteen" | "twenty" | "thirty" | "forty" | "fifty" | "sixty" | "seventy" | "eighty" | "ninety" | "hundred"
    );
    let german = matches!(
        word,
        "einer"
            | "eine"
            | "eines"
            | "ein"
            | "zwei"
            | "drei"
            | "vier"
            | "fünf"
            | "sechs"
            | "sieben"
            | "acht"
            | "neun"
            | "zehn"
            | "zwölf"
            | "zwanzig"
            | "dreißig"
            | "fünfzig"
            | "achtzig"
    );
    let vague = matches!(
        word,
        "twice" | "doppelt" | "tens" | "hundreds" | "thousands" | "billions" | "millions" | "milliarden" | "millionen"
    );
    let part = matches!(word, "a" | "half" | "hälfte" | "dreiviertel" | "jeder" | "jede" | "jedes");
    small || large || german || vague || part
}

/// `dreimal`, `tenfold`, `Dreifache`.
fn is_multiple(word: &str) -> bool {
    let ends = |end: &str| {
        let start = word.len().checked_sub(end.len());
        start.and_then(|start| word.get(start..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
    };
    ["mal", "fold", "fache", "fachen"].into_iter().any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::figures::words::NUMBERS;

    #[test]
    fn every_number_may_start_a_figure() {
        assert!(NUMBERS.iter().all(|(name, _)| may_start(name)));
        assert!(may_start("Dreifache") && may_start("TENFOLD") && !may_start("customers"));
    }
}
