//! The words of a page whose fields are not all there yet, as a page of the kind that needs none.
//!
//! Who begins a page sees what they write from the first line on. Refuses to guess at fields: they are left out.

use crate::kinds::{self, FALLBACK};
use crate::page::Page;
use crate::snapshot::File;
use crate::source::front_matter;

/// `file` with its title and text alone; `page` is what could be made of it. None if it is no page, or no text.
#[must_use]
pub fn alone(file: &File, page: Option<&Page>) -> Option<File> {
    let text = file.text().ok().filter(|_| file.path.extension() == "md")?;
    let body = match front_matter::split(&file.path, &text) {
        Ok(split) => text.get(split.body)?,
        // Front matter that does not end most likely does at its first empty line.
        Err(_) => text.split_once("\n\n").map_or("", |(_, body)| body),
    };
    let title = page.map(|page| page.title.plain.clone()).or_else(|| title(&text)).unwrap_or_else(|| stem(file));
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    // A file that is renamed keeps its bytes, so that an open page can follow it.
    let id = page.filter(|page| page.id != kinds::id_of(&file.path)).map(|page| format!("id: {}\n", quoted(&page.id)));
    let (kind, title, id) = (FALLBACK.name, quoted(&title), id.unwrap_or_default());
    let whole = format!("---\nkind: {kind}\ntitle: {title}\n{id}---\n\n{body}");
    Some(File::new(file.path.clone(), whole.into_bytes()))
}

/// The kind of page that `file` is to be; `page` is what could be made of it.
#[must_use]
pub fn face(file: &File, page: Option<&Page>) -> &'static str {
    page.map_or_else(|| kinds::kind_of(&file.path, &kinds::FolderKinds::default()).name, |page| page.kind.name)
}

/// The title, as far as can be told where the front matter can't be read.
fn title(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix("title:").or_else(|| line.strip_prefix("# ")))?;
    let title = line.trim().trim_matches(['"', '\'']);
    title.contains(char::is_alphanumeric).then(|| title.to_owned())
}

fn stem(file: &File) -> String {
    file.path.stem().replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::ProjectPath;

    #[test]
    fn a_title_and_the_text_are_left() {
        let cases = [
            ("", "sit in", ""),
            ("Words.\n", "sit in", "Words.\n"),
            ("---\ntitle: A: b\n---\nWords.\n", "A: b", "Words.\n"),
            ("---\ntitle: [\nminutes: x\n---\n\nWords.\n", "sit in", "\nWords.\n"),
            ("---\ntitle: \"Sit\"\nminutes: 1\n\nWords.\n", "Sit", "Words.\n"),
            ("# Sit: in\n\nWords.\n", "Sit: in", "# Sit: in\n\nWords.\n"),
        ];
        for (text, title, body) in cases {
            let file = File::new(ProjectPath::new("content/plays/sit-in.md").unwrap(), text.as_bytes());
            let alone = alone(&file, None).unwrap();
            let (pages, problems) = kinds::lower(&alone, &kinds::Reading::default());
            assert_eq!(problems, [], "{text}");
            assert_eq!((pages[0].title.plain.as_str(), pages[0].id.as_str()), (title, "sit-in"), "{text}");
            assert!(alone.text().unwrap().ends_with(&format!("---\n\n{body}")), "{text}");
        }
        for (path, bytes) in [("content/terms.yaml", &b"- id: a\n"[..]), ("content/a.md", b"\xff\xfe")] {
            assert!(alone(&File::new(ProjectPath::new(path).unwrap(), bytes), None).is_none(), "{path}");
        }
    }
}
