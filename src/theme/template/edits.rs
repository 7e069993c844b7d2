//! What is added to a template before tera reads it, and the way back from there to what was written.

use std::ops::Range;

/// A template with calls of filters added, each around an expression.
#[derive(Clone, Default, Debug)]
pub(in crate::theme) struct Edits {
    /// Where the expressions stand in the template as it was written, in order and apart, with what closes each.
    calls: Vec<(Range<usize>, &'static str)>,
}

const OPEN: &str = "(";

impl Edits {
    /// Adds a call around `expression`, which follows those that were added before.
    pub(super) fn call(&mut self, expression: Range<usize>, close: &'static str) {
        self.calls.push((expression, close));
    }

    /// `template` with all calls.
    pub(in crate::theme) fn applied(&self, template: &str) -> String {
        let mut out = String::with_capacity(template.len() + 24 * self.calls.len());
        let mut at = 0;
        for (expression, close) in &self.calls {
            out.push_str(template.get(at..expression.start).unwrap_or_default());
            out.push_str(OPEN);
            out.push_str(template.get(expression.clone()).unwrap_or_default());
            out.push_str(close);
            at = expression.end;
        }
        out.push_str(template.get(at..).unwrap_or_default());
        out
    }

    /// What `range` of the template with all calls is in the template as it was written. For an added call, the expression in it.
    pub(in crate::theme) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let mut added = 0;
        let mut start = None;
        for (expression, close) in &self.calls {
            let opens = expression.start + added;
            if range.start < opens {
                break;
            }
            let closes = expression.end + added + OPEN.len();
            if range.start == opens || (closes..closes + close.len()).contains(&range.start) {
                return expression.clone();
            }
            added += OPEN.len();
            if range.start < closes {
                start = Some(expression.end);
                break;
            }
            added += close.len();
        }
        let from = range.start - added;
        let to = range.end.saturating_sub(added).max(from);
        from..start.map_or(to, |end| to.min(end.max(from)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_leads_back_to_what_was_written() {
        let template = "a {{ bc }} d {{ ef }} g";
        let mut edits = Edits::default();
        edits.call(5..7, ") | x");
        edits.call(16..18, ") | y");
        let out = edits.applied(template);
        assert_eq!(out, "a {{ (bc) | x }} d {{ (ef) | y }} g");
        for (wanted, at) in [("bc", 5), ("bc", 11), ("ef", 22), ("bc", 9)] {
            let original = edits.original(&(at..at + 1));
            assert!(template.get(original.clone()).is_some_and(|text| text.starts_with(wanted)), "{at}: {original:?}");
        }
        for part in ["bc", "ef", " d", " g", "a "] {
            let at = out.find(part).unwrap();
            assert_eq!(template.get(edits.original(&(at..at + part.len()))), Some(part));
        }
    }
}
