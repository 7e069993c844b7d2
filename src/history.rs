//! What changed, when and by whom, as git tells it: a pure reading of one `git log`.
//!
//! Only changes that a reader would notice count: not whitespace, not lines that moved or were wrapped anew, not the days of reviews,
//! not the order of pages. Refuses to run anything, and to know e-mail addresses.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

/// What a commit's line begins with, and what parts its fields.
pub const MARK: char = '\u{1}';

/// Keys that say how a page is looked after and found, not what it says.
const CARE: &[&str] = &[
    "reviewed", "review_in", "order", "owner", "tags", "aliases", "publish", "expires", "extra", "kind", "id",
    "sources",
];

/// All changes of the pages that there are now, newest first.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct History {
    /// The changes.
    pub changes: Vec<Change>,
}

/// A change of one file, or of one entry of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The day, as whoever made it had it.
    pub day: Date,
    /// Who made it.
    pub by: String,
    /// The file's path as it is now.
    pub path: String,
    /// The id of the entry, if the file is a list.
    pub entry: Option<String>,
    /// What happened.
    pub kind: ChangeKind,
    /// The keys whose lines differ; empty for text.
    pub keys: BTreeSet<String>,
}

/// What happened to a page; of several things on one day, the first counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ChangeKind {
    /// It is no longer in force.
    Retired,
    /// It is new, or no draft any more.
    New,
    /// It has another file name.
    Moved,
    /// It says something else.
    Edited,
    /// It was there when the history begins: no news, but the day is known.
    Begun,
}

impl ChangeKind {
    /// Its name, for the theme's words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Moved => "moved",
            Self::Retired => "retired",
            Self::Edited => "edited",
            Self::Begun => "begun",
        }
    }
}

/// Lines that went, and lines that came.
type Lines = (Vec<String>, Vec<String>);

/// The part of a diff that is about one file.
#[derive(Default)]
struct FileDiff {
    path: String,
    from: Option<String>,
    is_new: bool,
    is_gone: bool,
    /// By the id that they stand below; empty above the first.
    parts: BTreeMap<String, Lines>,
    part: String,
}

/// Reads what `git log --format=MARK%as MARK%an` with patches without context wrote. What can't be read is passed over.
#[must_use]
pub fn parse(log: &[u8]) -> History {
    read(log, true)
}

/// As [`parse`], for a log that does not reach back to the first commit: what it tells as new is new.
#[must_use]
pub fn parse_cut(log: &[u8]) -> History {
    read(log, false)
}

fn read(log: &[u8], is_whole: bool) -> History {
    let mut reader = Reader::default();
    for line in log.split(|byte| *byte == b'\n') {
        reader.line(&String::from_utf8_lossy(line));
    }
    reader.flush();
    let Reader { mut changes, fresh, .. } = reader;
    // The last that is told is the first commit.
    for at in fresh.into_iter().filter(|_| is_whole) {
        changes.get_mut(at).into_iter().for_each(|change| change.kind = ChangeKind::Begun);
    }
    History { changes }
}

#[derive(Default)]
struct Reader {
    commit: Option<(Date, String)>,
    file: Option<FileDiff>,
    in_hunk: bool,
    changes: Vec<Change>,
    /// Those that come of files which the commit that is read adds.
    fresh: Vec<usize>,
    /// What a path of the past is called now; nothing if that file is gone.
    names: BTreeMap<String, Option<String>>,
}

impl Reader {
    fn line(&mut self, line: &str) {
        if let Some(head) = line.strip_prefix(MARK) {
            self.flush();
            self.fresh.clear();
            let mut fields = head.split(MARK);
            let day = fields.next().and_then(|day| day.trim().parse().ok());
            self.commit = day.zip(Some(fields.next().unwrap_or_default().to_owned()));
        } else if let Some(paths) = line.strip_prefix("diff --git ") {
            self.flush();
            // `a/path b/path`: the same path twice, unless it was renamed, which its own lines say.
            let path = paths.get(2..2 + (paths.len().saturating_sub(5)) / 2).unwrap_or_default().to_owned();
            self.file = Some(FileDiff { path, ..FileDiff::default() });
        } else if let Some(file) = &mut self.file {
            if line.starts_with("@@ ") {
                self.in_hunk = true;
                file.part = line.splitn(3, "@@").nth(2).and_then(id).unwrap_or_default();
            } else if self.in_hunk {
                file.changed(line);
            } else {
                file.head(line);
            }
        }
    }

    /// Notes the changes of the file that was read, and what it was called before.
    fn flush(&mut self) {
        self.in_hunk = false;
        let (Some(file), Some((day, by))) = (self.file.take(), &self.commit) else { return };
        let now = self.names.get(&file.path).cloned().unwrap_or_else(|| Some(file.path.clone()));
        if let Some(from) = &file.from {
            self.names.insert(from.clone(), now.clone());
        }
        if file.from.is_some() || file.is_new || file.is_gone {
            self.names.insert(file.path.clone(), None);
        }
        let (Some(path), false) = (now, file.is_gone) else { return };
        let is_new = file.is_new;
        for (entry, kind, keys) in file.judge() {
            if is_new {
                self.fresh.push(self.changes.len());
            }
            self.changes.push(Change { day: *day, by: by.clone(), path: path.clone(), entry, kind, keys });
        }
    }
}

impl FileDiff {
    fn head(&mut self, line: &str) {
        if let Some(path) = line.strip_prefix("rename to ") {
            path.clone_into(&mut self.path);
        } else if let Some(path) = line.strip_prefix("rename from ") {
            self.from = Some(path.to_owned());
        }
        self.is_new |= line.starts_with("new file mode");
        self.is_gone |= line.starts_with("deleted file mode");
    }

    fn changed(&mut self, line: &str) {
        let (sign, text) = (line.chars().next(), line.get(1..).unwrap_or_default());
        if self.is_list()
            && let Some(id) = id(text)
        {
            self.part = id;
        }
        let lines = self.parts.entry(if self.is_list() { self.part.clone() } else { String::new() }).or_default();
        match sign {
            Some('-') => lines.0.push(text.to_owned()),
            Some('+') => lines.1.push(text.to_owned()),
            _ => {}
        }
    }

    fn is_list(&self) -> bool {
        matches!(self.path.rsplit_once('.'), Some((_, "yaml" | "yml")))
    }

    /// What happened to the page, or to each entry.
    fn judge(self) -> Vec<(Option<String>, ChangeKind, BTreeSet<String>)> {
        if self.is_list() {
            let entries = self.parts.into_iter().filter(|(id, _)| !id.is_empty());
            let judged = entries.filter_map(|(id, lines)| {
                let is_new = lines.0.is_empty() && lines.1.iter().any(|line| self::id(line).is_some());
                let (kind, keys) = judge(&lines, is_new)?;
                Some((Some(id), kind, keys))
            });
            return judged.collect();
        }
        let nothing = Lines::default();
        let found = judge(self.parts.get("").unwrap_or(&nothing), self.is_new);
        let found = match (self.from, found) {
            (Some(_), Some((ChangeKind::Edited, keys))) => Some((ChangeKind::Moved, keys)),
            (Some(_), None) => Some((ChangeKind::Moved, BTreeSet::new())),
            (_, found) => found,
        };
        found.into_iter().map(|(kind, keys)| (None, kind, keys)).collect()
    }
}

/// The id that a line gives to what stands below it.
fn id(line: &str) -> Option<String> {
    let (key, value) = keyed(line);
    (key == "id").then(|| value.trim_matches(['"', '\'']).to_owned())
}

/// A line's key and value; the key is empty where it has none.
fn keyed(line: &str) -> (&str, &str) {
    let text = line.trim().trim_start_matches("- ").trim_start();
    let Some((key, value)) = text.split_once(':') else { return ("", text) };
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_key && (value.is_empty() || value.starts_with(' ')) { (key, value.trim()) } else { ("", text) }
}

/// What these lines mean, if they mean anything to a reader.
fn judge((gone, come): &Lines, is_new: bool) -> Option<(ChangeKind, BTreeSet<String>)> {
    let status = |lines: &[String]| {
        let found = lines.iter().find_map(|line| Some(keyed(line)).filter(|(key, _)| *key == "status"));
        found.map(|(_, value)| value.trim_matches(['"', '\'']).to_owned())
    };
    let (was, is) = (status(gone), status(come));
    if is_new {
        return (is.as_deref() != Some("draft")).then_some((ChangeKind::New, BTreeSet::new()));
    }
    if is.as_deref() == Some("retired") {
        return Some((ChangeKind::Retired, BTreeSet::new()));
    }
    if was.as_deref() == Some("draft") && is.as_deref() != Some("draft") {
        return Some((ChangeKind::New, BTreeSet::new()));
    }
    let said = |lines: &[String]| -> Vec<(String, Vec<String>)> {
        let told = lines.iter().map(|line| (keyed(line).0, line));
        let told = told.filter(|(key, _)| !CARE.contains(key) && *key != "status");
        told.map(|(key, line)| (key.to_owned(), words(line))).filter(|(_, words)| !words.is_empty()).collect()
    };
    let (mut gone, mut come) = (said(gone), said(come));
    // Lines that only moved.
    gone.retain(|line| {
        come.iter().position(|other| other == line).is_none_or(|at| {
            come.remove(at);
            false
        })
    });
    let all = |lines: &[(String, Vec<String>)]| lines.iter().flat_map(|(_, words)| words.clone()).collect::<Vec<_>>();
    if all(&gone) == all(&come) {
        return None;
    }
    Some((ChangeKind::Edited, gone.into_iter().chain(come).map(|(key, _)| key).filter(|key| !key.is_empty()).collect()))
}

/// The words of a line, without what marks them up.
fn words(line: &str) -> Vec<String> {
    let words = line.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
