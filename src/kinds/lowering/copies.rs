//! Copies of pages that sync programs and file managers make: when two people saved at once, or when somebody duplicated a file.
//!
//! They are not published. Refuses to take a page for a copy by its name alone, unless only a program gives such names: `step (2).md`
//! is a copy where there is a `step.md` beside it.

use crate::diagnostic::{Diagnostic, Span, code};
use crate::snapshot::{ProjectPath, Snapshot};

/// What is said of `file` if it is a copy of another page or list.
#[must_use]
pub fn copy(file: &ProjectPath, snapshot: &Snapshot) -> Option<Diagnostic> {
    let (stem, extension) = file.name().rsplit_once('.')?;
    if !matches!(extension.to_ascii_lowercase().as_str(), "md" | "yaml" | "yml") {
        return None;
    }
    let (original, is_sure) = named(stem)?;
    let path = match file.parent() {
        "" => format!("{original}.{extension}"),
        folder => format!("{folder}/{original}.{extension}"),
    };
    let exists = snapshot.get(&path).is_some();
    if !exists && !is_sure {
        return None;
    }
    let of = format!("{original}.{extension}");
    let problem = Diagnostic::new(&code::FILE_STRAY, format!("`{}` looks like a copy of `{of}`", file.name()));
    let hint = if is_sure {
        format!("two people saved `{of}` at once: compare the two, keep what is right in `{of}`, and delete the copy")
    } else {
        format!(
            "delete it; if it is a page of its own, give it a name of its own, such as `{original}-in-short.{extension}`"
        )
    };
    Some(problem.at(Span::new(file, 0..0)).because("it is not published").hint(hint))
}

/// The name that `stem` is a copy of, and whether only sync programs give such a name.
fn named(stem: &str) -> Option<(&str, bool)> {
    // Most names hold nothing of all this.
    if !stem.contains([' ', '(', '.', '_']) {
        return None;
    }
    if let Some((original, rest)) = stem.split_once(".sync-conflict-") {
        return rest.starts_with(|c: char| c.is_ascii_digit()).then_some((original, true));
    }
    if let Some((original, words)) = in_brackets(stem) {
        let words = words.to_lowercase();
        if ["conflict", "konflikt", "in konflikt"].iter().any(|word| words.contains(word)) {
            return Some((original, true));
        }
        let is_number = !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
        // `name - Copy (2)`.
        return is_number.then(|| (suffixed(original).unwrap_or(original), false));
    }
    if let Some((original, _)) = stem.split_once("_conflict-") {
        return Some((original, true));
    }
    let prefixed =
        ["Copy of ", "copy of ", "Kopie von ", "Copie de "].iter().find_map(|start| stem.strip_prefix(start));
    prefixed.or_else(|| suffixed(stem)).map(|original| (original, false))
}

/// `name (words)`.
fn in_brackets(stem: &str) -> Option<(&str, &str)> {
    let (original, words) = stem.strip_suffix(')')?.rsplit_once('(')?;
    let original = original.trim_end();
    (!original.is_empty()).then_some((original, words))
}

/// `name copy`, `name - Copy`, `name copy 2`, `name 2`.
fn suffixed(stem: &str) -> Option<&str> {
    let without = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = without.len() < stem.len() && without.ends_with(' ');
    let base = if number { without.trim_end() } else { stem };
    let word = ["copy", "Copy", "Kopie", "kopie", "copie", "Copie"].iter().find_map(|word| base.strip_suffix(word));
    let original =
        word.filter(|rest| rest.ends_with([' ', '_', '-'])).map(|rest| rest.trim_end_matches([' ', '-', '_']));
    original.filter(|original| !original.is_empty())
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn names_of_copies() {
        let cases = [
            ("listen (Conflicted copy 2026-03-01)", Some(("listen", true))),
            ("listen (Anna's conflicted copy 2026-03-01)", Some(("listen", true))),
            ("listen.sync-conflict-20260301-101112-ABCDEFG", Some(("listen", true))),
            ("listen_conflict-20260301-101112", Some(("listen", true))),
            ("listen (1)", Some(("listen", false))),
            ("listen copy", Some(("listen", false))),
            ("listen copy 2", Some(("listen", false))),
            ("listen - Copy (2)", Some(("listen", false))),
            ("listen - Kopie", Some(("listen", false))),
            ("Copy of listen", Some(("listen", false))),
            ("step 2", None),
            ("copy", None),
            ("photocopy", None),
            ("map (draft)", None),
            ("v1.2", None),
        ];
        for (stem, expected) in cases {
            assert_eq!(named(stem), expected, "{stem}");
        }
    }
}
