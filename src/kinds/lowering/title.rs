//! The title of a page: what its front matter says, or else its first `#` heading, or its first heading at all, or its file's name.
//!
//! Where the title is not the heading that the text opens with, there is advice that says where it comes from.

use std::ops::Range;

use super::which_kind::{CONTENT, is_folder_page};
use crate::diagnostic::code;
use crate::page::{Data, Decoder, Record, plain_or_quoted, readable};
use crate::snapshot::ProjectPath;
use crate::source::markdown::{Body, Rich, TitleHeading};

/// The title and where it stands. A heading that only repeats it leaves `body` and `text`.
pub(super) fn of_page(
    record: &mut Record,
    place: &Range<usize>,
    body: &mut Body,
    text: &mut Range<usize>,
    decoder: &mut Decoder,
) -> (Rich, Range<usize>) {
    let given = record.take("title").and_then(|value| match value.data {
        Data::Text(rich) if !rich.plain.is_empty() => Some((rich, value.span)),
        _ => None,
    });
    let found = body.title.take();
    if let Some(given) = given {
        // Below the top, a heading that is no title is one like all others.
        let repeats = |title: &TitleHeading| title.level == 1 && title_text(body, title) == Some(&given.0.plain);
        if let Some(title) = found.filter(repeats) {
            take_out(body, text, &title);
        }
        return given;
    }
    if let Some(title) = found
        && let Some(words) = title_text(body, &title).map(str::to_owned)
        && !words.is_empty()
        && !is_template(&title, &words)
    {
        let span = take_out(body, text, &title);
        if !(title.leads && title.level == 1) {
            say_heading(&title, &words, &span, decoder);
        }
        return (Rich::plain(&words), span);
    }
    let first = body.headings.first().filter(|heading| !heading.text.is_empty() && !says_title(&heading.text));
    let (words, place, from) = match first {
        Some(heading) => (heading.text.clone(), heading.span.clone(), "its first heading"),
        None => (of_file(decoder.file), place.clone(), "the name of its file"),
    };
    say(&format!("this page has no title, so it gets {from}"), "this becomes its title", &words, &place, decoder);
    (Rich::plain(&words), place)
}

/// Whether a heading only says that the title follows, as templates of pages have it.
fn is_template(title: &TitleHeading, words: &str) -> bool {
    title.level > 1 && says_title(words)
}

fn says_title(words: &str) -> bool {
    words.eq_ignore_ascii_case("title")
}

fn title_text<'b>(body: &'b Body, title: &TitleHeading) -> Option<&'b str> {
    body.headings.get(title.heading).map(|heading| heading.text.as_str())
}

/// Takes the heading of the title out of the page's text, and says where it stood.
fn take_out(body: &mut Body, text: &mut Range<usize>, title: &TitleHeading) -> Range<usize> {
    let end = title.pieces.end.min(body.pieces.len());
    body.pieces.drain(title.pieces.start.min(end)..end);
    let span = body.headings.remove(title.heading).span;
    if title.leads {
        text.start = span.end;
    } else {
        body.comments.push(span.clone());
    }
    span
}

/// Says that the title is a heading which is not where or what a title is.
fn say_heading(title: &TitleHeading, words: &str, span: &Range<usize>, decoder: &mut Decoder) {
    if title.level == 1 {
        return say("the title stands below other text", "this becomes the page's title", words, span, decoder);
    }
    let level = usize::from(title.level);
    let line = decoder.text.get(span.clone()).unwrap_or_default();
    let message = format!("the title is a heading of level {level}");
    let is_hashed = line.starts_with(&"#".repeat(level));
    let extra = span.start + 1..span.start + level;
    let first = span.start..span.start + line.lines().next().unwrap_or_default().len();
    let problem = decoder.problem(&code::TITLE_IMPLIED, message, &first);
    problem.label = "this becomes the page's title".into();
    if is_hashed {
        problem.add_fix(format!("write `# {words}`"), extra, "");
    } else {
        problem.hints.push(format!("write `# {words}`"));
    }
}

fn say(message: &str, label: &str, words: &str, span: &Range<usize>, decoder: &mut Decoder) {
    let line = decoder.text.get(span.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
    let first = span.start..span.start + line.trim_end().len();
    let entry = format!("title: {}", plain_or_quoted(words));
    let is_blank = line.trim_start().starts_with("title");
    let (at, inserted) = match decoder.text.strip_prefix("---").and_then(|rest| rest.split_once('\n')) {
        Some((rest, _)) if rest.trim().is_empty() => (rest.len() + 4, format!("{entry}\n")),
        _ => (0, format!("---\n{entry}\n---\n\n")),
    };
    let problem = decoder.problem(&code::TITLE_IMPLIED, message, &first);
    problem.label = label.into();
    if is_blank {
        problem.hints.push(format!("write `{entry}`"));
    } else {
        problem.add_fix(format!("write `{entry}` in the front matter"), at..at, inserted);
    }
}

/// What a page is called that says nothing of it: its file's name in words, or its folder's.
fn of_file(file: &ProjectPath) -> String {
    if !is_folder_page(file) {
        return readable(file.stem());
    }
    match file.parent().strip_prefix(CONTENT).unwrap_or_default().rsplit('/').next() {
        None | Some("") => "Home".into(),
        Some(folder) => readable(folder),
    }
}
