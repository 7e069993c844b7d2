//! One content file, read: its front matter as a tree and its body as pieces, each with its place.
//!
//! `parse` is a function of the file's bytes and the Markdown settings alone, so its result may be kept for as long as
//! the file's digest stays the same.

use super::yaml::Node;
use super::{front_matter, toml_keys, yaml};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::snapshot::{BadByte, File};

/// What a content file consists of.
#[derive(Clone, Debug)]
pub struct Doc {
    /// The file's text, from which every range counts.
    pub text: String,
    /// Front matter, or the list of a YAML file; none if there is none or it could not be read.
    pub data: Option<Node>,
    /// Whether `data` could be read; a page whose front matter is broken is not checked for what it lacks.
    pub readable: bool,
    /// Where the Markdown stands.
    pub body: std::ops::Range<usize>,
}

/// Splits `file` and reads its YAML.
#[must_use]
pub fn parse(file: &File) -> (Option<Doc>, Vec<Diagnostic>) {
    let text = match file.text() {
        Ok(text) => text.into_owned(),
        Err(bad) => return (None, vec![not_text(file, bad)]),
    };
    let path = &file.path;
    if file.path.extension() != "md" {
        let (data, problems) = yaml::parse(path, &text, 0..text.len());
        let readable = data.is_some();
        return (Some(Doc { text, data, readable, body: 0..0 }), problems);
    }
    if let Some((node, body)) = toml_keys::read(&text) {
        let problem = front_matter::is_toml(path, &text);
        return (Some(Doc { text, data: Some(node), readable: true, body }), vec![problem]);
    }
    let split = match front_matter::split(path, &text) {
        Ok(split) => split,
        Err(problem) => return (Some(Doc { text, data: None, readable: false, body: 0..0 }), vec![problem]),
    };
    if split.yaml.is_empty() {
        return (Some(Doc { text, data: None, readable: true, body: split.body }), Vec::new());
    }
    let (data, problems) = yaml::parse(path, &text, split.yaml);
    let readable = data.is_some();
    (Some(Doc { text, data, readable, body: split.body }), problems)
}

/// A file that should be text and is not.
pub(crate) fn not_text(file: &File, bad: BadByte) -> Diagnostic {
    if file.bytes().starts_with(&[0xff, 0xfe]) || file.bytes().starts_with(&[0xfe, 0xff]) {
        return Diagnostic::new(&code::NOT_UTF8, "this file is written in UTF-16, not in UTF-8")
            .at(Span::new(&file.path, 0..0))
            .because("its first two bytes say so")
            .hint(SAVE_AS);
    }
    match bad {
        BadByte::NotUtf8(at) => Diagnostic::new(&code::NOT_UTF8, "this file is not written in UTF-8")
            .at(Span::new(&file.path, at..at + 1))
            .because(format!("byte {at} is not UTF-8; another character was meant here"))
            .hint(SAVE_AS),
        BadByte::Nul(at) => Diagnostic::new(&code::NUL_BYTE, "this file has a NUL byte, which text never has")
            .at(Span::new(&file.path, at..at + 1))
            .because(format!("the first one is here, byte {at}"))
            .hint("the file may be UTF-16 or not text at all; save it as UTF-8, or move it out of this folder"),
    }
}

const SAVE_AS: &str = "save the file as UTF-8; in most editors: Save as, Encoding: UTF-8";
