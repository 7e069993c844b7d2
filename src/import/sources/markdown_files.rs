//! What all tools that read Markdown have in common: which files are pages, which are folder pages, which are neither.

use serde_json::Value;

use crate::import::addresses::local;
use crate::import::front_matter;
use crate::import::tree::{decoded, extension_of};
use crate::import::{Collection, Document, Tree};

/// Files that a repository has for those who work on it, and that are no pages of the site.
const NOT_PAGES: [&str; 9] =
    ["node_modules", "vendor", "_site", "_layouts", "_includes", "_sass", "_plugins", "archetypes", "layouts"];

/// How a tool lays out its files.
#[derive(Default)]
pub(super) struct Layout<'l> {
    /// The folder that holds the pages, with `/` at its end; empty for the root.
    pub(super) root: &'l str,
    /// Whether a folder or a file of this name is left out.
    pub(super) skips: &'l [&'l str],
    /// Whether folders of collections (`_plays`) lose their sign.
    pub(super) collections: bool,
}

/// All Markdown files of `tree` as documents, everything else as files.
pub(super) fn read(tree: &Tree, layout: &Layout) -> Collection {
    let mut collection = Collection::default();
    for (path, bytes) in tree.iter() {
        let extension = extension_of(path);
        match extension.as_str() {
            "md" | "markdown" | "mdx" => {
                collection.documents.extend(is_page(path, layout).then(|| document(path, bytes, layout)));
            }
            "rst" | "adoc" | "asciidoc" | "org" | "textile" | "njk" | "ipynb" | "tex"
                if path.starts_with(layout.root) && is_page(path, layout) =>
            {
                let why =
                    format!("`.{extension}` is not Markdown; convert it, for example with pandoc, and import it again");
                collection.unread.insert(path.to_owned(), why);
            }
            "html" | "htm" | "js" | "ts" | "tsx" | "jsx" | "css" | "scss" | "toml" | "yml" | "yaml" | "lock" | "rb" => {
            }
            _ => drop(collection.files.insert(path.to_owned(), bytes.to_vec())),
        }
    }
    collection
}

fn is_page(path: &str, layout: &Layout) -> bool {
    let Some(inside) = path.strip_prefix(layout.root) else { return false };
    let hidden = |part: &str| part.starts_with('.') || part == "__tests__";
    let skipped = |part: &str| NOT_PAGES.contains(&part) || layout.skips.contains(&part) || hidden(part);
    !inside.split('/').any(skipped) && inside.split('/').next_back().is_none_or(|name| name != "SUMMARY.md")
}

fn document(path: &str, bytes: &[u8], layout: &Layout) -> Document {
    let (text, encoding) = decoded(bytes);
    let (keys, text, problem) = front_matter::split(&text);
    let inside = path.strip_prefix(layout.root).unwrap_or(path);
    let mut document = Document { from: path.to_owned(), to: place(inside, layout), keys, text, ..Document::default() };
    // Links may count from the folder that holds the pages.
    document.addresses.extend(local(inside).map(|path| crate::import::addresses::key(&path)));
    if let Some(encoding) = encoding {
        document.changes.insert(format!("texts in {encoding} became UTF-8"), 1);
    }
    if let Some(problem) = problem {
        document.losses.push(format!("its front matter could not be read whole ({problem}); look at its keys"));
    }
    if document.text.trim().is_empty() && document.keys.get("title").is_none_or(Value::is_null) {
        document.losses.push("it has no text".into());
    }
    document
}

/// The path of a page without extension; folder pages of all tools are called `index`.
fn place(inside: &str, layout: &Layout) -> String {
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let name = if ["readme", "_index", "index"].contains(&name.to_lowercase().as_str()) { "index" } else { name };
    let name = undated(name);
    let clean = |part: &str| if layout.collections { part.trim_start_matches('_').to_owned() } else { part.to_owned() };
    let folder: Vec<String> = folder.split('/').filter(|part| !part.is_empty()).map(clean).collect();
    folder.into_iter().chain([clean(name)]).collect::<Vec<_>>().join("/")
}

/// A post's name without the date before it.
fn undated(name: &str) -> &str {
    match name.get(..11) {
        Some(date)
            if date.ends_with('-') && date.get(..10).is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok()) =>
        {
            name.get(11..).filter(|rest| !rest.is_empty()).unwrap_or(name)
        }
        _ => name,
    }
}
