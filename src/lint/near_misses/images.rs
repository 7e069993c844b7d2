//! Images that some readers can't see: files that browsers don't show, and images without words; and links to the reader's own computer.

use super::{Findings, short};
use crate::diagnostic::code;
use crate::source::markdown::Outline;

/// Endings of files that no browser shows as an image, or not every browser; what they are, and what to do.
const FORMATS: [(&[&str], &str, &str); 5] = [
    (
        &["heic", "heif", "tif", "tiff", "psd", "ai", "eps", "raw", "dng", "cr2", "nef", "xcf", "jxl", "wmf", "emf"],
        "browsers don't show such a picture",
        "save it as JPEG or PNG, and name that file here",
    ),
    (
        &["mp4", "mov", "m4v", "webm", "avi", "mkv", "ogv", "wmv", "mpg", "mpeg"],
        "a video is not an image",
        "link to it",
    ),
    (&["mp3", "wav", "m4a", "ogg", "flac", "aac"], "a sound is not an image", "link to it"),
    (&["pdf"], "browsers don't show a PDF as an image", "link to it"),
    (
        &[
            "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "key", "pages", "numbers", "zip", "vsd",
            "vsdx", "drawio", "fig", "sketch",
        ],
        "a document is not an image",
        "link to it",
    ),
];

/// Words for an image that say nothing.
const NOTHING: [&str; 14] = [
    "image", "img", "picture", "photo", "screenshot", "figure", "bild", "foto", "alt", "alt text", "logo.png",
    "graphic", "untitled", "diagram",
];

/// Looks at all images, and at links to this computer.
pub(super) fn find(outline: &Outline, findings: &mut Findings) {
    for (dest, range) in &outline.images {
        let written = outline.slice(range.clone());
        let Some((words, rest)) = alternative(written) else { continue };
        let path = dest.split(['?', '#']).next().unwrap_or_default();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        let name = path.rsplit('/').next().unwrap_or_default();
        if dest.starts_with("data:") {
            continue; // Such an image is an error of its own.
        }
        if ["https://", "http://", "//"].iter().any(|start| dest.starts_with(start)) {
            let (message, label) = ("this image lies on another site", "readers will see a broken picture");
            let hint = "save it below `content/` and name that file, or link to it without the `!`";
            findings.add(&code::IMAGE_OUTSIDE, range.clone(), message, label, hint.into());
            continue;
        }
        if let Some((_, what, hint)) = FORMATS.iter().find(|(endings, ..)| endings.contains(&extension.as_str())) {
            let text = if words.trim().is_empty() { name } else { words };
            let (message, label) = (format!("`{}` can't be shown as an image", short(name)), *what);
            if *hint == "link to it" {
                let right = format!("[{text}]{rest}");
                let edit = findings.replacement(range.clone(), right.clone());
                findings.add_fix(
                    &code::IMAGE_FORMAT,
                    range.clone(),
                    message,
                    label,
                    format!("link to it: `{right}`"),
                    vec![edit],
                );
            } else {
                findings.add(&code::IMAGE_FORMAT, range.clone(), message, label, (*hint).into());
            }
        } else if says_nothing(words, name) {
            let hint = format!("write in a few words what it shows: `![what it shows]{}`", short(rest));
            let (message, label) = if words.trim().is_empty() {
                ("this image has no words", "readers who can't see it learn nothing of it")
            } else {
                ("the words of this image don't say what it shows", "readers who can't see it learn nothing of it")
            };
            findings.add(&code::IMAGE_ALT, range.clone(), message, label, hint);
        }
    }
    for (dest, range) in &outline.local {
        local(dest, range, findings);
    }
}

/// The words of an image, and what follows them.
fn alternative(written: &str) -> Option<(&str, &str)> {
    let inner = written.strip_prefix("![")?;
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, sign) in inner.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' if depth == 0 => return Some((inner.get(..at)?, inner.get(at + 1..)?)),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether `words` tell nothing of an image called `name`.
fn says_nothing(words: &str, name: &str) -> bool {
    let words = words.trim().to_lowercase();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let plain = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_file = words == name.to_lowercase()
        || (words == stem && stem.contains(['_', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']));
    words.is_empty() || is_file || NOTHING.contains(&plain)
}

/// A link to the preview, or to another program that only its author runs.
fn local(dest: &str, range: &std::ops::Range<usize>, findings: &mut Findings) {
    let path = dest.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let id = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
    let fits = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || c == '-');
    let hint = if fits {
        format!("if this is a page of the playbook, link to it by its id: `[[{id}]]`, or by its file")
    } else {
        "link to the page by its id, `[[id]]`, or by its file".into()
    };
    findings.add(
        &code::LINK_LOCAL,
        range.clone(),
        "this leads to the reader's own computer",
        "there, no preview is running",
        hint,
    );
}
