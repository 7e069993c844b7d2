//! What other programs would show as something else: boxes, templates, comments, highlights, emoji by name.
//!
//! Each is text here, so each says what to write instead. Refuses what prose may hold as well: a colon between two words, two
//! percent signs after a number.

use memchr::{memchr, memmem};

use super::lines::{self, Line};
use super::{BlockText, Findings, short};
use crate::diagnostic::code;
use crate::source::markdown::{NOT_TEXT, Outline, Shape, emoji};

const SEEN: &str = "readers will see these characters";

/// Which signs of other programs a text holds at all.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "one answer for each sign")]
pub(super) struct ForeignSigns {
    braces: bool,
    percents: bool,
    equals: bool,
    colons: bool,
}

impl ForeignSigns {
    pub(super) fn of(text: &[u8]) -> Self {
        Self {
            braces: memchr(b'{', text).is_some(),
            percents: memmem::find(text, b"%%").is_some(),
            equals: memmem::find(text, b"==").is_some(),
            colons: memchr(b':', text).is_some(),
        }
    }

    /// Whether a text may hold any of them among its words.
    pub(super) fn any(self) -> bool {
        self.braces || self.percents || self.equals || self.colons
    }

    /// Whether `text` does.
    pub(super) fn is_in(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        (self.braces && memchr(b'{', bytes).is_some())
            || (self.percents && memmem::find(bytes, b"%%").is_some())
            || (self.equals && memmem::find(bytes, b"==").is_some())
            || (self.colons && emoji::names(text).next().is_some())
    }
}

/// Looks at the words of one block.
pub(super) fn in_words(words: &BlockText, findings: &mut Findings) {
    comments(words, findings);
    braces(words, findings);
    highlights(words, findings);
    emoji(words, findings);
}

/// `%%` and what stands up to the next.
fn comments(words: &BlockText, findings: &mut Findings) {
    let mut marks = words.text.match_indices("%%").map(|(at, _)| at);
    let Some(open) = marks.next() else { return };
    let before = words.to(open).chars().next_back();
    if before.is_some_and(|before| before.is_ascii_digit() || before == '%')
        || words.text.get(open + 2..).is_some_and(str::is_empty)
    {
        return;
    }
    // What is closed is left out of the page.
    if marks.count() % 2 == 1 {
        return;
    }
    let close = words.text.trim_end().len();
    findings.add(
        &code::SYNTAX_FOREIGN,
        words.place(open..close),
        "this is not hidden: `%%` is a comment in another program only",
        "readers will see this",
        "delete it, or write `<!-- … -->` around it, which is left out of the page".into(),
    );
}

/// Templates and attributes in braces.
fn braces(words: &BlockText, findings: &mut Findings) {
    let mut end = 0;
    for (open, _) in words.text.match_indices('{') {
        if open < end {
            continue;
        }
        let rest = words.from(open);
        let line = rest.lines().next().unwrap_or_default();
        let length = line.find('}').map_or(line.trim_end().len(), |close| {
            close
                + 1
                + line.get(close + 1..).unwrap_or_default().bytes().take_while(|byte| matches!(byte, b'}')).count()
        });
        end = open + length;
        let inner = rest.get(1..).unwrap_or_default();
        let name: String = inner.chars().take_while(char::is_ascii_alphabetic).collect();
        let after = inner.get(name.len()..).unwrap_or_default();
        let (message, hint) = if inner.starts_with(['{', '%', '!']) || (inner.starts_with('<') && line.contains('}')) {
            (
                "this is a template of another program",
                "write what should stand here; `![[id]]` shows a page inside this one",
            )
        } else if inner.starts_with([':', '.', '#'])
            && inner.get(1..).is_some_and(|rest| {
                rest.trim_start().starts_with(|c: char| c.is_ascii_alphabetic() || c == '.' || c == '#')
            })
        {
            (
                "these are attributes of another program",
                "delete them: how things look is up to the theme; only a heading takes an id, `{#id}` at its end",
            )
        } else if MACROS.contains(&name.as_str()) && after.starts_with(['}', ':', '|']) {
            (
                "this is a macro of another program",
                "write it in Markdown: code between lines of three backticks, boxes as `> [!NOTE]`",
            )
        } else {
            continue;
        };
        findings.add(&code::SYNTAX_FOREIGN, words.place(open..end.max(open + 1)), message, SEEN, hint.into());
    }
}

/// Macros of Confluence and Jira.
const MACROS: [&str; 11] =
    ["code", "color", "expand", "info", "note", "noformat", "panel", "quote", "tip", "toc", "warning"];

/// `==words==`.
fn highlights(words: &BlockText, findings: &mut Findings) {
    let mut from = 0;
    while let Some(open) = words.from(from).find("==").map(|at| from + at) {
        from = open + 2;
        let before = words.to(open).chars().next_back();
        let inner = words.from(from);
        let Some(length) = inner.find("==") else { return };
        let Some(text) = inner.get(..length) else { return };
        let after = inner.get(length + 2..).and_then(|rest| rest.chars().next());
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '=');
        let is_tight = !text.is_empty() && text.trim() == text && !text.contains('=');
        // Words without other marks are highlighted.
        if !(is_edge(before) && is_edge(after) && is_tight && text.contains(NOT_TEXT)) {
            continue;
        }
        let range = open..from + length + 2;
        let right = format!("**{}**", words.written(from..from + length));
        let hint = format!("write `{}`", short(&right));
        let edit = findings.replacement(words.place(range.clone()), right);
        from = range.end;
        let message = "these words are not highlighted";
        findings.add_fix(&code::SYNTAX_FOREIGN, words.place(range), message, SEEN, hint, vec![edit]);
    }
}

/// Emoji by name: those that are known are shown as signs, others as they are typed.
fn emoji(words: &BlockText, findings: &mut Findings) {
    for (at, name) in emoji::names(&words.text) {
        let place = words.place(at..at + name.len() + 2);
        let Some(sign) = emoji::sign(name) else {
            let message = format!("this is not an emoji: `:{name}:` is its name in another program");
            findings.add(&code::SYNTAX_FOREIGN, place, message, SEEN, "write the sign itself, or a word".into());
            continue;
        };
        let edit = findings.replacement(place.clone(), sign.to_owned());
        let message = format!("`:{name}:` is the name of an emoji");
        let hint = format!("write the sign itself: `{sign}`");
        findings.add_fix(&code::SYNTAX_FORM, place, message, "readers will see the sign", hint, vec![edit]);
    }
}

/// Looks at how lines begin, and at the languages of code.
pub(super) fn in_lines(outline: &Outline, findings: &mut Findings) {
    for shape in &outline.shapes {
        if let Shape::Fence(range) = shape {
            diagram(outline, range.start, findings);
        }
    }
    for block in lines::blocks(outline) {
        for line in lines::of(outline, block) {
            let Some((message, hint)) = opening(&line) else { continue };
            if lines::is_text(outline, block, line.at) {
                let place = line.at..line.at + line.text.trim_end().len();
                findings.add(&code::SYNTAX_FOREIGN, place, message, SEEN, hint);
            }
        }
    }
}

/// A block of code that another program draws.
fn diagram(outline: &Outline, start: usize, findings: &mut Findings) {
    const LANGUAGES: [&str; 7] = ["mermaid", "plantuml", "puml", "dataview", "dataviewjs", "graphviz", "dot"];
    let line = outline.slice(start..usize::MAX).lines().next().unwrap_or_default();
    let language =
        line.trim_start_matches(['`', '~', ' ']).trim_start_matches('{').split([' ', '}']).next().unwrap_or_default();
    if LANGUAGES.contains(&language) {
        let hint = "draw it with that program, save the drawing as SVG, and show it: `![what it shows](drawing.svg)`";
        let message = format!("`{language}` is not drawn here");
        findings.add(
            &code::SYNTAX_FOREIGN,
            start..start + line.trim_end().len(),
            message,
            "readers will see the code",
            hint.into(),
        );
    }
}

/// What a line is in another program by how it begins: the problem, and what to write.
fn opening(line: &Line) -> Option<(String, String)> {
    let text = line.text;
    let is_word = |rest: &str| rest.starts_with(char::is_alphabetic);
    let spaced = |rest: &str| rest.starts_with(' ') && is_word(rest.trim_start());
    match text.as_bytes() {
        [b':', b':', b':', ..] => {
            let name = text.trim_start_matches(':').trim_start_matches([' ', '{', '.']);
            is_word(name).then(|| boxed("`:::`", name))
        }
        [b'!', b'!', b'!', ..] => {
            text.get(3..).filter(|rest| spaced(rest)).map(|rest| boxed("`!!!`", rest.trim_start()))
        }
        [b'?', b'?', b'?', ..] => {
            let rest = text.get(3..)?.trim_start_matches('+');
            spaced(rest).then(|| boxed("`???`", rest.trim_start()))
        }
        [b'=', b'=', b'=', b' ', b'"', ..] => {
            let title = text.get(4..)?.trim().trim_matches('"');
            Some((
                "there are no tabs: `===` makes them in another program".into(),
                format!("write a heading instead: `### {title}`"),
            ))
        }
        [b'=', b'=', ..] => {
            let title = text.trim_matches('=');
            let level = text.len() - text.trim_start_matches('=').len();
            (level <= 6 && spaced(title)).then(|| {
                (
                    "this is not a heading: `=` makes one in another program".into(),
                    format!("write `{} {}`", "#".repeat(level), short(title)),
                )
            })
        }
        [b'h', b'1'..=b'6', b'.', b' ', ..] => {
            let level = text.get(1..2).and_then(|level| level.parse().ok()).unwrap_or(2);
            Some((
                "this is not a heading: `h1.` makes one in another program".into(),
                format!("write `{} {}`", "#".repeat(level), short(text.get(3..)?)),
            ))
        }
        [b'.', b'.', b' ', ..] if text.contains("::") => Some((
            "this is a directive of reStructuredText".into(),
            "write it in Markdown: `> [!NOTE]` for a box, `![what it shows](file.png)` for an image".into(),
        )),
        [b'-' | b';', b'-' | b'8', ..] if text.contains("8<-") => Some(included()),
        [b'!' | b'@', b'i', b'n', b'c', b'l', b'u', b'd', b'e', ..] | [b'<', b'<', b'<', b' ', ..] => Some(included()),
        [b'[', ..] if is_contents(text) => Some((
            "there is no table of contents here".into(),
            "delete this line: a page with several headings lists them by itself".into(),
        )),
        [b'\\', ..] if matches!(text.trim_end(), "\\newpage" | "\\pagebreak" | "\\clearpage") => {
            Some(("this does not start a page".into(), "delete this line; printed pages break by themselves".into()))
        }
        [b'i' | b'e', ..] if is_import(text) => Some((
            "this line is a program in MDX only".into(),
            "delete this line, and write what it would show in Markdown".into(),
        )),
        _ => None,
    }
}

fn included() -> (String, String) {
    ("this includes no file".into(), "write `![[id]]` to show a page inside this one, or copy the text here".into())
}

/// A box of another program, which is a callout here.
fn boxed(sign: &str, name: &str) -> (String, String) {
    let word: String = name.chars().take_while(|c| c.is_alphabetic()).collect();
    let callout = super::blocks::meant(&word).unwrap_or("NOTE");
    (
        format!("{sign} does not make a box"),
        format!("write `> [!{callout}]`, and below it each line of the box with `> ` before it"),
    )
}

fn is_contents(text: &str) -> bool {
    let inner = text.trim().trim_matches(['[', ']', '_', '$', '{', '}']);
    text.trim_end().ends_with(']') && inner.eq_ignore_ascii_case("toc") && !text.contains(NOT_TEXT)
}

fn is_import(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(';');
    (text.starts_with("import ")
        && (end.ends_with('\'') || end.ends_with('"'))
        && (text.contains(" from ") || text.starts_with("import '") || text.starts_with("import \"")))
        || ["export const ", "export default ", "export function "].iter().any(|start| text.starts_with(start))
}
