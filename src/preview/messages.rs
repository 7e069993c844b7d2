//! Problems as the page in the browser shows them: text and numbers as JSON, never HTML.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};

use super::StandIn;
use crate::diagnostic::report::position;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::site::url;
use crate::snapshot::{ProjectPath, Snapshot};

/// Most problems that are sent; beyond, they are only counted.
const MAX_PROBLEMS: usize = 100;

/// Most lines of an excerpt, and most characters of one of its lines.
const LINES: usize = 4;
const COLUMNS: usize = 240;

/// How a link opens a file in an editor.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The project's folder, absolute.
    pub root: PathBuf,
    /// A link with `{file}`, `{line}` and `{column}`.
    pub template: String,
}

impl Editor {
    fn link(&self, file: &str, line: usize, column: usize) -> String {
        let path = url::encode(&slashes(&self.root.join(file)));
        let places = [("{line}", line.to_string()), ("{column}", column.to_string())];
        let template = places.iter().fold(self.template.clone(), |text, (name, value)| text.replace(name, value));
        // An absolute path brings the slash that a template such as `vscode://file/{file}` has already.
        template.replace("/{file}", &format!("/{}", path.trim_start_matches('/'))).replace("{file}", &path)
    }
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// All problems of one state.
#[derive(Debug)]
pub struct Problems {
    /// The worst first.
    all: Vec<Diagnostic>,
    counts: [usize; 3],
    snapshot: Arc<Snapshot>,
    editor: Editor,
    /// The first of them, as every page shows them.
    first: OnceLock<Vec<Value>>,
}

impl Problems {
    /// `problems` of the files in `snapshot`.
    #[must_use]
    pub fn new(mut problems: Vec<Diagnostic>, snapshot: Arc<Snapshot>, editor: Editor) -> Self {
        let order = [Severity::Error, Severity::Warning, Severity::Advice];
        let counts = order.map(|severity| problems.iter().filter(|problem| problem.severity == severity).count());
        problems.sort_by_key(|problem| order.iter().position(|severity| *severity == problem.severity));
        Self { all: problems, counts, snapshot, editor, first: OnceLock::new() }
    }

    /// No problems.
    pub(super) fn none(editor: Editor) -> Self {
        Self::new(Vec::new(), Arc::default(), editor)
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        let [errors, ..] = self.counts;
        errors
    }

    /// Whether these are the same problems as those of another state, wherever in their files they have moved.
    pub(super) fn are_the_same_as(&self, other: &Self) -> bool {
        let same = |(a, b): (&Diagnostic, &Diagnostic)| {
            a.severity == b.severity && place(a) == place(b) && a.message == b.message
        };
        self.all.len() == other.all.len() && self.all.iter().zip(&other.all).all(same)
    }

    /// The first `most` errors and warnings, each with its place, and how many more there are. Those of the files `saved` come first:
    /// their author is looking.
    #[must_use]
    pub fn foremost(&self, most: usize, saved: &[ProjectPath]) -> (Vec<String>, usize) {
        let is_saved = |problem: &&Diagnostic| problem.span.as_ref().is_some_and(|span| saved.contains(&span.file));
        let pressing = || self.all.iter().filter(|problem| problem.severity != Severity::Advice);
        let ordered = || pressing().filter(is_saved).chain(pressing().filter(|problem| !is_saved(problem)));
        let line = |problem: &Diagnostic| match &problem.span {
            Some(span) => format!("{}:{}: {}", span.file, position(&self.text(span), span.start).0, problem.message),
            None => problem.message.clone(),
        };
        (ordered().take(most).map(line).collect(), pressing().count().saturating_sub(most))
    }

    /// The text that a place counts in.
    fn text(&self, span: &Span) -> String {
        let text =
            self.snapshot.get(span.file.as_str()).map(|file| String::from_utf8_lossy(&normal(file)).into_owned());
        text.unwrap_or_default()
    }

    /// How many of them stand in `file`.
    pub(super) fn errors_of(&self, file: &ProjectPath) -> usize {
        self.all.iter().take(self.errors()).filter(|problem| place(problem) == Some(file.as_str())).count()
    }

    /// The message for a page that is made from `file`: its own problems first. `own` is one more, which only rendering it
    /// brought to light; `shows` is what it is shown as, if not as it is.
    pub(super) fn message(
        &self,
        file: Option<&ProjectPath>,
        own: Option<&Diagnostic>,
        shows: Option<StandIn>,
    ) -> Value {
        let [errors, warnings, advice] = self.counts;
        let of_file = |problem: &&Diagnostic| file.is_some_and(|file| place(problem) == Some(file.as_str()));
        let here = own.into_iter().chain(self.all.iter().filter(of_file)).map(|problem| self.shown(problem));
        let first =
            self.first.get_or_init(|| self.all.iter().take(MAX_PROBLEMS).map(|problem| self.shown(problem)).collect());
        let others = first.iter().filter(|value| file.is_none_or(|file| value["file"] != *file.as_str()));
        let list: Vec<Value> = here.chain(others.cloned()).take(MAX_PROBLEMS).collect();
        let errors = errors + usize::from(own.is_some());
        let shows = shows.map(|shows| match shows {
            StandIn::Before => "before",
            StandIn::Words => "words",
        });
        json!({"list": list, "errors": errors, "warnings": warnings, "advice": advice, "page": file.map(ProjectPath::as_str), "shows": shows})
    }

    fn shown(&self, problem: &Diagnostic) -> Value {
        shown(problem, &self.snapshot, &self.editor)
    }
}

fn place(problem: &Diagnostic) -> Option<&str> {
    problem.span.as_ref().map(|span| span.file.as_str())
}

/// One problem.
fn shown(problem: &Diagnostic, snapshot: &Snapshot, editor: &Editor) -> Value {
    let mut value = json!({
        "severity": problem.severity.name(),
        "code": problem.code.name,
        "message": problem.message,
        "cause": problem.label,
        "hints": problem.hints,
    });
    if let (Some(span), Some(map)) = (&problem.span, value.as_object_mut()) {
        let text = snapshot.get(span.file.as_str()).map(|file| String::from_utf8_lossy(&normal(file)).into_owned());
        let text = text.unwrap_or_default();
        let (line, column) = position(&text, span.start.min(text.len()));
        map.insert("file".into(), span.file.as_str().into());
        map.insert("line".into(), line.into());
        map.insert("column".into(), column.into());
        map.insert("excerpt".into(), excerpt(&text, span, line));
        map.insert("open".into(), editor.link(span.file.as_str(), line, column).into());
    }
    value
}

/// The file's text as places count in it.
fn normal(file: &crate::snapshot::File) -> Vec<u8> {
    file.text().map_or_else(|_| file.bytes().to_vec(), |text| text.into_owned().into_bytes())
}

/// The lines of a place, each as text before it, of it and after it.
fn excerpt(text: &str, span: &Span, first: usize) -> Value {
    let start = text.get(..span.start).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
    let mut lines = Vec::new();
    let mut at = start;
    for (offset, line) in text.get(start..).unwrap_or("").split('\n').take(LINES).enumerate() {
        let end = at + line.len();
        if offset > 0 && at >= span.end {
            break;
        }
        let marked = clamp(span.start, at, end)..clamp(span.end, at, end);
        lines.push(cut(text, at..end, &marked, first + offset));
        at = end + 1;
    }
    lines.into()
}

fn clamp(offset: usize, from: usize, to: usize) -> usize {
    offset.max(from).min(to)
}

fn cut(text: &str, line: Range<usize>, marked: &Range<usize>, number: usize) -> Value {
    let part = |range: Range<usize>| -> String { text.get(range).unwrap_or("").chars().take(COLUMNS).collect() };
    json!([number, part(line.start..marked.start), part(marked.clone()), part(marked.end..line.end)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code;
    use crate::snapshot::{File, ProjectPath};

    #[test]
    fn a_problem_is_text_with_its_place() {
        let path = ProjectPath::new("content/a b.md").unwrap();
        let snapshot: Snapshot = std::iter::once(File::new(path.clone(), "one\ntwo <img>\n".as_bytes())).collect();
        let editor = Editor { root: "/home/me".into(), template: "vscode://file/{file}:{line}:{column}".into() };
        let problem = Diagnostic::new(&code::LINK_MISSING, "no <b>").at(Span::new(&path, 8..13)).hint("try");
        let shown = shown(&problem, &snapshot, &editor);
        assert_eq!(shown["line"], 2);
        assert_eq!(shown["column"], 5);
        assert_eq!(shown["open"], "vscode://file/home/me/content/a%20b.md:2:5");
        assert_eq!(shown["excerpt"], json!([[2, "two ", "<img>", ""]]));
    }
}
