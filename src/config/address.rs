//! Addresses in lensbook.yaml: where the site will be, and where its pages can be edited.

use crate::diagnostic::code;
use crate::page::{Decoder, Record};

/// Where the site will be, with a `/` at its end.
pub(super) fn base_url(record: &Record, decoder: &mut Decoder) -> Option<String> {
    let value = record.get("base_url")?;
    let text = record.text("base_url")?;
    if let Some(url) = absolute(text) {
        return Some(url);
    }
    let problem = decoder.problem(&code::FIELD_VALUE, "`base_url` should be an absolute address", &value.span);
    problem.label = "it does not start with `https://` or `http://`".into();
    problem.hints.push(format!("did you mean `https://{}/`?", text.trim_matches('/')));
    None
}

/// Where a page can be edited.
pub(super) fn edit_url(record: &Record, decoder: &mut Decoder) -> Option<String> {
    let value = record.get("edit_url")?;
    let text = record.text("edit_url")?;
    let (label, hint) = if !text.starts_with("https://") && !text.starts_with("http://") {
        ("it does not start with `https://` or `http://`", "write the whole address of a page that edits a file")
    } else if !text.contains("{path}") {
        ("this is the same for every page", "write `{path}` where the page's file belongs")
    } else {
        return Some(text.to_owned());
    };
    let problem = decoder.problem(&code::FIELD_VALUE, "`edit_url` should be an address with `{path}`", &value.span);
    problem.label = label.into();
    problem.hints.push(hint.into());
    None
}

/// `text` as a base address that ends in `/`, if it is an absolute one.
#[must_use]
pub fn absolute(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let clean = !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || "<>\"'".contains(c));
    clean.then(|| format!("{}/", text.trim_end_matches('/')))
}
