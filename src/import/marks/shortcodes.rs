//! Template tags whose meaning Markdown has as well: boxes, code, pictures, films, addresses, included texts.

use std::ops::Range;

use super::includes::{file, nested};
use super::{Context, callout, destination, is_callout};

/// A tag: `{% name argument key="value" %}` or `{{< name argument >}}`.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) open: &'static str,
    pub(super) range: Range<usize>,
    pub(super) inside: String,
    name: String,
    /// Whether it ends what another began.
    pub(super) closing: bool,
    /// Its quoted arguments.
    pub(super) texts: Vec<String>,
    /// All words after its name, without quotes.
    words: Vec<(Option<String>, String)>,
}

/// What takes a tag's place.
pub(super) enum Shown {
    /// Only the tag is replaced.
    Tag(String),
    /// With everything to the tag that ends it.
    Whole(String),
}

impl Tag {
    pub(super) fn new(open: &'static str, inside: &str, range: Range<usize>) -> Self {
        let text = inside.trim().trim_matches('-').trim();
        let (closing, text) = match text.strip_prefix('/') {
            Some(rest) => (true, rest.trim()),
            None => (false, text),
        };
        let end = text.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let ends = open == "{%" && name.starts_with("end") && name.len() > 3;
        let name = if ends { name.get(3..).unwrap_or_default() } else { name };
        let (words, texts) = arguments(rest);
        Self { open, range, inside: inside.to_owned(), name: name.to_owned(), closing: closing || ends, texts, words }
    }

    /// Whether this tag ends what `other` began.
    pub(super) fn closes(&self, other: &Self) -> bool {
        self.closing && self.name == other.name
    }

    fn value(&self, key: &str) -> Option<&str> {
        self.words.iter().find(|(name, _)| name.as_deref() == Some(key)).map(|(_, value)| value.as_str())
    }

    pub(super) fn first(&self) -> Option<&str> {
        self.words.iter().find(|(name, _)| name.is_none()).map(|(_, value)| value.as_str())
    }
}

/// All words with their keys, and those that stand in quotes without one.
fn arguments(text: &str) -> (Vec<(Option<String>, String)>, Vec<String>) {
    let (mut words, mut texts) = (Vec::new(), Vec::new());
    let mut rest = text.trim_start_matches([' ', '\n', '(', ',', ')']);
    while let Some(first) = rest.chars().next() {
        let (value, quoted, after) = if matches!(first, '"' | '\'' | '`') {
            let inside = rest.get(1..).unwrap_or_default();
            let end = inside.find(first).unwrap_or(inside.len());
            (inside.get(..end).unwrap_or_default(), true, inside.get(end + 1..).unwrap_or_default())
        } else {
            let end =
                rest.find(|c: char| c.is_whitespace() || c == '=' || c == ',' || c == ')').unwrap_or(rest.len()).max(1);
            let end = (end..=rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
            (rest.get(..end).unwrap_or_default(), false, rest.get(end..).unwrap_or_default())
        };
        let pending =
            words.last_mut().filter(|(key, value): &&mut (Option<String>, String)| key.is_some() && value.is_empty());
        if let (false, Some(after)) = (quoted, after.strip_prefix('=')) {
            words.push((Some(value.to_owned()), String::new()));
            rest = after;
            continue;
        }
        if let Some((_, empty)) = pending {
            value.clone_into(empty);
        } else {
            if quoted {
                texts.push(value.to_owned());
            }
            words.push((None, value.to_owned()));
        }
        rest = after.trim_start_matches([' ', '\n', '\t', ',', ')', '(']);
    }
    (words, texts)
}

/// What `tag` shows, if Markdown can say it; `inside` is what stands before the tag that ends it.
pub(super) fn shown(tag: &Tag, inside: Option<&str>, context: &mut Context) -> Option<Shown> {
    match (tag.name.as_str(), inside) {
        ("comment", Some(_)) => {
            context.changed("comments of templates left out");
            Some(Shown::Whole(String::new()))
        }
        ("raw" | "verbatim", Some(text)) => Some(Shown::Whole(text.to_owned())),
        ("highlight" | "code-toggle" | "codeblock", Some(text)) => Some(code(tag, text, context)),
        ("figure" | "img" | "image", _) => picture(tag, context),
        ("youtube" | "vimeo", _) => film(tag, context),
        ("ref" | "relref" | "link" | "post_url" | "page" | "url", _) => {
            let address = tag.first()?.to_owned();
            context.changed("links by template became plain links");
            Some(Shown::Tag(address))
        }
        ("include" | "readfile" | "include_relative", None) => included(tag, context),
        ("tab" | "tabs" | "details" | "expand" | "steps" | "card" | "cards", Some(_)) => {
            let title = tag
                .value("name")
                .or_else(|| tag.value("title"))
                .or_else(|| tag.value("summary"))
                .or_else(|| tag.first());
            context.changed("tabs became paragraphs with their names");
            Some(Shown::Tag(title.map(|title| format!("**{title}**\n")).unwrap_or_default()))
        }
        (name, Some(text)) if is_callout(name) => {
            let title = tag.value("title").or_else(|| tag.value("heading")).or_else(|| tag.first());
            let kind = tag.value("type").unwrap_or(name).to_owned();
            context.changed("boxes of other tools became callouts");
            let title = title.filter(|title| !title.eq_ignore_ascii_case(&kind) && !is_callout(title));
            Some(Shown::Whole(format!("\n{}\n", callout("", &kind, title, text))))
        }
        _ => None,
    }
}

fn code(tag: &Tag, text: &str, context: &mut Context) -> Shown {
    let language = match tag.name.as_str() {
        "code-toggle" => "yaml",
        _ => tag.first().unwrap_or("text"),
    };
    context.changed("code by template became fenced code");
    Shown::Whole(format!("\n```{language}\n{}\n```\n", text.trim_matches('\n')))
}

fn picture(tag: &Tag, context: &mut Context) -> Option<Shown> {
    let address = tag.value("src").or_else(|| tag.first())?;
    let alt = tag
        .value("alt")
        .or_else(|| tag.value("caption"))
        .or_else(|| tag.texts.get(1).map(String::as_str))
        .unwrap_or_default();
    let caption = tag
        .value("caption")
        .filter(|caption| *caption != alt)
        .map(|caption| format!("\n\n{caption}"))
        .unwrap_or_default();
    context.changed("pictures by template became pictures");
    Some(Shown::Tag(format!("![{alt}]({}){caption}", destination(address))))
}

fn film(tag: &Tag, context: &mut Context) -> Option<Shown> {
    let id = tag.value("id").or_else(|| tag.first())?;
    let (site, address) = match tag.name.as_str() {
        "vimeo" => ("Vimeo", format!("https://vimeo.com/{id}")),
        _ => ("YouTube", format!("https://www.youtube.com/watch?v={id}")),
    };
    context.changed("films became links");
    Some(Shown::Tag(format!("[{}]({address})", tag.value("title").unwrap_or(site))))
}

/// The text that is named, if it is Markdown and needs no values.
fn included(tag: &Tag, context: &mut Context) -> Option<Shown> {
    let name = tag.first()?.to_owned();
    let is_text = std::path::Path::new(&name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    let text = file(&name, context).filter(|_| is_text && tag.words.len() == 1)?;
    context.changed("included files written out");
    Some(Shown::Tag(nested(&text, &name, context).trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_apart() {
        let tag = Tag::new("{{<", " figure src=\"a b.png\" alt='x' wide ", 0..0);
        assert_eq!((tag.value("src"), tag.value("alt"), tag.first()), (Some("a b.png"), Some("x"), Some("wide")));
        let end = Tag::new("{%", "- endalert -", 0..0);
        assert!(end.closes(&Tag::new("{%", " alert \"warning\" ", 0..0)));
    }
}
