//! What an import tells: what came in, what was changed, what is left to do; as Markdown and as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

/// The report's name in the new folder.
pub(super) const FILE: &str = "import-report.md";

/// How much a note asks of its reader.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Somebody has to do something.
    Left,
    /// The program guessed; somebody should look.
    Guess,
}

/// One thing to look at in an imported page.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Note {
    /// What it asks for.
    pub level: Level,
    /// The line in the new file, counted from one; 0 for the page as a whole.
    pub line: usize,
    /// What it is and what to do, without a full stop.
    pub text: String,
}

/// What happened to one page.
#[derive(Clone, Default, Serialize, Debug)]
pub struct PageReport {
    /// Its file in the new folder.
    pub file: String,
    /// Its path in the source.
    pub from: String,
    /// What was changed, and how often.
    pub changed: BTreeMap<String, usize>,
    /// What to look at.
    pub notes: Vec<Note>,
}

/// What an import tells.
#[derive(Clone, Default, Serialize, Debug)]
pub struct Report {
    /// What kind of source it was.
    pub source: String,
    /// All pages in order of their files.
    pub pages: Vec<PageReport>,
    /// How many pictures and other files came in.
    pub files: usize,
    /// Pictures and files that no page shows or links to; they were not taken along.
    pub unused: Vec<String>,
    /// Files with text that were not read, and why.
    pub unread: BTreeMap<String, String>,
    /// Words of the source's texts, with their marks.
    pub words_in: usize,
    /// Words of the new pages.
    pub words_out: usize,
}

impl Report {
    pub(super) fn new(source: &str) -> Self {
        Self { source: source.to_owned(), ..Self::default() }
    }

    /// How many notes of `level` all pages have.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.pages.iter().flat_map(|page| &page.notes).filter(|note| note.level == level).count()
    }

    /// What was changed in all pages, and how often.
    #[must_use]
    pub fn changed(&self) -> BTreeMap<&str, usize> {
        let mut all = BTreeMap::new();
        for (what, count) in self.pages.iter().flat_map(|page| &page.changed) {
            *all.entry(what.as_str()).or_default() += count;
        }
        all
    }

    /// The report for people.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!(
            "# Import report\n\n- Read as: {}\n- Pages: {}\n- Other files: {}\n- Words: {} (the source's texts with their marks: {})\n\
             - Left to do: {}\n",
            self.source,
            self.pages.len(),
            self.files,
            self.words_out,
            self.words_in,
            self.count(Level::Left)
        );
        let changed = self.changed();
        if !changed.is_empty() {
            out.push_str("\n## What was changed\n\n| change | times |\n|---|---|\n");
            for (what, count) in changed {
                out.push_str(&format!("| {what} | {count} |\n"));
            }
        }
        self.notes(Level::Left, "What is left to do", &mut out);
        self.notes(Level::Guess, "What was guessed", &mut out);
        list("Files that were not read", self.unread.iter().map(|(file, why)| format!("`{file}`: {why}")), &mut out);
        list("Files that no page uses", self.unused.iter().map(|file| format!("`{file}`")), &mut out);
        list("Pages", self.pages.iter().map(|page| format!("`{}` from `{}`", page.file, page.from)), &mut out);
        out
    }

    fn notes(&self, level: Level, title: &str, out: &mut String) {
        let of_page = |page: &PageReport| {
            let notes = page.notes.iter().filter(|note| note.level == level);
            let lines: Vec<String> = notes
                .map(|note| match note.line {
                    0 => format!("- {}\n", note.text),
                    line => format!("- line {line}: {}\n", note.text),
                })
                .collect();
            (!lines.is_empty()).then(|| format!("\n### {}\n\n{}", page.file, lines.concat()))
        };
        let pages: Vec<String> = self.pages.iter().filter_map(of_page).collect();
        if !pages.is_empty() {
            out.push_str(&format!("\n## {title}\n{}", pages.concat()));
        }
    }
}

fn list(title: &str, items: impl Iterator<Item = String>, out: &mut String) {
    let items: Vec<String> = items.map(|item| format!("- {item}\n")).collect();
    if !items.is_empty() {
        out.push_str(&format!("\n## {title}\n\n{}", items.concat()));
    }
}
