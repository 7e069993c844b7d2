//! `lensbook.yaml`: what a project says about itself. Everything in it may be left out.

mod address;
mod folders;
mod language;
mod limits;
mod outputs;

use std::collections::BTreeMap;

pub use address::absolute;
pub use limits::Limits;
pub use outputs::Outputs;

use crate::diagnostic::{ALL, Diagnostic, Severities, Severity, code, did_you_mean};
use crate::kinds::{FolderKinds, Reading};
use crate::page::{Data, Decoder, Duration, Field, Record, Type, Unit, listed};
use crate::snapshot::{ProjectPath, Snapshot};
use crate::source::markdown::Settings;
use crate::source::yaml::{self, Node};

/// Where the configuration stands in a project.
pub const FILE: &str = "lensbook.yaml";

/// A project's configuration, validated, with defaults filled in.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// The playbook's title.
    pub title: Option<String>,
    /// One line below it.
    pub tagline: Option<String>,
    /// Whose playbook it is.
    pub organisation: Option<String>,
    /// The language of content and theme words, as BCP 47 writes it: `en`, `de`, `pt-BR`.
    pub language: String,
    /// Where the site will be, with a `/` at its end; only used where an absolute address is required.
    pub base_url: Option<String>,
    /// The theme's name.
    pub theme: String,
    /// Values for the theme's settings, with their places.
    pub theme_settings: Vec<(String, std::ops::Range<usize>, Node)>,
    /// The output folder, relative to the project.
    pub output: String,
    /// Whether addresses end in `/` instead of `.html`.
    pub pretty_urls: bool,
    /// The address at which a page can be edited; `{path}` stands for its file.
    pub edit_url: Option<String>,
    /// Whether unknown front-matter keys are let through.
    pub allow_unknown_keys: bool,
    /// The kinds of the pages in folders, where they are other than the folders' names say.
    pub folders: FolderKinds,
    /// How Markdown is read.
    pub markdown: Settings,
    /// What is written besides pages.
    pub outputs: Outputs,
    /// The owner of pages that name none.
    pub owner: Option<String>,
    /// Where that is said.
    pub owner_place: std::ops::Range<usize>,
    /// How long reviews hold where a page does not say.
    pub review_in: Option<Duration>,
    /// What pages say about their changes.
    pub history: HistoryDetail,
    /// How long files may be.
    pub limits: Limits,
    /// Severities of codes.
    pub severities: Severities,
}

/// What pages say about their changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HistoryDetail {
    /// Nothing; git is not asked.
    Nothing,
    /// What was changed and when.
    Changes,
    /// And by whom.
    Authors,
}

impl Config {
    /// How content is read.
    #[must_use]
    pub fn reading(&self) -> Reading {
        Reading { markdown: self.markdown, allow_unknown_keys: self.allow_unknown_keys, folders: self.folders.clone() }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: None,
            tagline: None,
            organisation: None,
            language: "en".into(),
            base_url: None,
            theme: "default".into(),
            theme_settings: Vec::new(),
            output: "public".into(),
            pretty_urls: false,
            edit_url: None,
            allow_unknown_keys: false,
            folders: FolderKinds::default(),
            markdown: Settings::default(),
            outputs: Outputs::default(),
            owner: None,
            owner_place: 0..0,
            review_in: None,
            history: HistoryDetail::Authors,
            limits: Limits::default(),
            severities: Severities::default(),
        }
    }
}

static CONTENT: &[Field] = &[Field::new(
    "unknown_keys",
    Type::Choice(&["error", "allow"]),
    "`allow` accepts front-matter keys that Lensbook does not know, for content written for another tool.",
    "allow",
)];

static MARKDOWN: &[Field] = &[
    Field::new(
        "raw_html",
        Type::Choice(&["escape", "allow"]),
        "`allow` lets HTML in Markdown through. Use it only if everybody who edits the playbook may change the site's code.",
        "allow",
    ),
    Field::new(
        "smart_punctuation",
        Type::Flag,
        "Whether straight quotes, `--` and `...` become curly quotes, dashes and an ellipsis; `true` by default.",
        "false",
    ),
];

static REVIEW: &[Field] = &[
    Field::new("owner", Type::Line, "The owner of pages that name none: the id of a role.", "customer-experience-lead"),
    Field::new(
        "review_in",
        Type::Duration(Unit::Calendar),
        "How long a review is valid, for pages that don't say.",
        "6 months",
    ),
];

static HISTORY: &[Field] = &[
    Field::new(
        "git",
        Type::Choice(&["on", "off"]),
        "`on`, the default, shows when pages changed and what is new, if the project is in a git repository. The first commit is the starting point and does not count as news.",
        "off",
    ),
    Field::new(
        "authors",
        Type::Choice(&["show", "hide"]),
        "Whether pages name the people who changed them; `show` by default. E-mail addresses are never shown.",
        "hide",
    ),
];

/// The fields of `lensbook.yaml`, in the order of the documentation.
pub static FIELDS: &[Field] = &[
    Field::new(
        "title",
        Type::Line,
        "The playbook's title; by default the title of the home page.",
        "The customer focus playbook",
    ),
    Field::new("tagline", Type::Line, "One line below the title.", "How we keep the customer in view"),
    Field::new("organisation", Type::Line, "Whose playbook it is.", "Example Ltd"),
    Field::new("language", Type::Line, "The language of the content and of the theme's words; `en` by default.", "en"),
    Field::new(
        "base_url",
        Type::Line,
        "Where the site will be. Only used where an absolute address is needed; links are relative.",
        "https://playbook.example.org/",
    ),
    Field::new(
        "theme",
        Type::Line,
        "The theme: a folder in `themes/`, or a theme that comes with Lensbook; `default` if left out.",
        "default",
    ),
    Field::new(
        "theme_settings",
        Type::Map(&Type::Any),
        "Values for the settings that the theme declares in its `theme.yaml`.",
        "{accent: \"#0b6e4f\"}",
    ),
    Field::new("output", Type::Line, "The output folder, relative to the project; `public` by default.", "public"),
    Field::new(
        "urls",
        Type::Choice(&["files", "pretty"]),
        "`files` gives `plays/journey-map.html`, which works everywhere; `pretty` gives `plays/journey-map/`, which needs a server.",
        "files",
    ),
    Field::new(
        "edit_url",
        Type::Line,
        "The address at which a page can be edited; `{path}` stands for its file.",
        "https://git.example.org/playbook/edit/main/{path}",
    ),
    Field::new("content", Type::Object(CONTENT), "How content is read.", "\n  unknown_keys: allow"),
    Field::new(
        "kinds",
        Type::Map(&Type::Line),
        "The kinds of the pages in folders at the top, where the folders' names would say something else.",
        "{roles: article}",
    ),
    Field::new("markdown", Type::Object(MARKDOWN), "How Markdown is read.", "\n  smart_punctuation: false"),
    Field::new(
        "outputs",
        Type::Object(outputs::FIELDS),
        "What to write besides pages. A file with the same name in `static/` replaces any of them.",
        "\n  markdown: false",
    ),
    Field::new(
        "review",
        Type::Object(REVIEW),
        "The owner and review period of pages that name none.",
        "\n  owner: customer-experience-lead\n  review_in: 6 months",
    ),
    Field::new("history", Type::Object(HISTORY), "What pages say about their changes.", "\n  git: on\n  authors: hide"),
    Field::new(
        "limits",
        Type::Object(limits::FIELDS),
        "How long files may be. A longer one is reported and not read.",
        "\n  text: 32 MB",
    ),
    Field::new(
        "severities",
        Type::Map(&Type::Choice(&["off", "advice", "warning", "error"])),
        "How much a problem matters, by its code.",
        "\n  summary-missing: error",
    ),
];

/// Reads the configuration in `snapshot`; the default one where there is none. What is wrong keeps its default.
#[must_use]
pub fn read(snapshot: &Snapshot) -> (Config, Vec<Diagnostic>) {
    let Some(file) = snapshot.get(FILE) else { return (Config::default(), Vec::new()) };
    let (doc, mut problems) = crate::source::doc::parse(file);
    let Some(doc) = doc else { return (Config::default(), problems) };
    let mut decoder = Decoder::new(&file.path, &doc.text, Settings::default());
    let config = match &doc.data {
        Some(node) => {
            let record = decoder.record(node, &[FIELDS], "lensbook.yaml");
            from_record(record, node, &mut decoder)
        }
        None => Config::default(),
    };
    problems.append(&mut decoder.problems);
    for problem in &mut problems {
        problem.fit(&file.path, &doc.text);
    }
    (config, problems)
}

fn from_record(mut record: Record, node: &Node, decoder: &mut Decoder) -> Config {
    let default = Config::default();
    let group = |record: &mut Record, name| match record.take(name).map(|value| value.data) {
        Some(Data::Object(group)) => group,
        _ => Record::default(),
    };
    let (content, markdown, review) =
        (group(&mut record, "content"), group(&mut record, "markdown"), group(&mut record, "review"));
    let (outputs, history) = (group(&mut record, "outputs"), group(&mut record, "history"));
    let limits = group(&mut record, "limits");
    let word = |name: &str| record.text(name).map(str::to_owned);
    Config {
        title: word("title"),
        tagline: word("tagline"),
        organisation: word("organisation"),
        language: language::read(&record, decoder).unwrap_or(default.language),
        base_url: address::base_url(&record, decoder),
        theme: theme_name(&record, decoder).unwrap_or(default.theme),
        theme_settings: settings(node),
        output: word("output").unwrap_or(default.output),
        pretty_urls: record.text("urls") == Some("pretty"),
        edit_url: address::edit_url(&record, decoder),
        allow_unknown_keys: content.text("unknown_keys") == Some("allow"),
        folders: folders::read(&record, decoder),
        markdown: Settings {
            raw_html: markdown.text("raw_html") == Some("allow"),
            smart_punctuation: !outputs::is_off(&markdown, "smart_punctuation"),
        },
        outputs: Outputs::read(&outputs),
        owner: review.text("owner").map(str::to_owned),
        owner_place: review.get("owner").map(|value| value.span.clone()).unwrap_or_default(),
        review_in: match review.get("review_in").map(|value| &value.data) {
            Some(Data::Duration(duration)) => Some(*duration),
            _ => None,
        },
        history: match (history.text("git"), history.text("authors")) {
            (Some("off"), _) => HistoryDetail::Nothing,
            (_, Some("hide")) => HistoryDetail::Changes,
            _ => HistoryDetail::Authors,
        },
        limits: Limits::read(&limits, decoder),
        severities: Severities { by_code: severities(&record, decoder), deny_warnings: false },
    }
}

fn theme_name(record: &Record, decoder: &mut Decoder) -> Option<String> {
    let name = record.text("theme")?;
    if ProjectPath::new(name).is_some_and(|path| path.as_str() == name && path.parent().is_empty()) {
        return Some(name.to_owned());
    }
    let span = record.get("theme")?.span.clone();
    let problem = decoder.problem(&code::FIELD_VALUE, "`theme` should be the name of a folder in `themes/`", &span);
    problem.label = "this is not a folder's name".into();
    let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    problem.hints.push(format!("did you mean `{last}`?"));
    None
}

fn settings(node: &Node) -> Vec<(String, std::ops::Range<usize>, Node)> {
    let entries = |node: &Node, key: &str| match &node.value {
        yaml::Value::Map(entries) => {
            entries.iter().find(|(name, _)| name.scalar() == Some(key)).map(|(_, v)| v.clone())
        }
        _ => None,
    };
    let Some(Node { value: yaml::Value::Map(settings), .. }) = entries(node, "theme_settings") else {
        return Vec::new();
    };
    settings
        .into_iter()
        .map(|(key, value)| (key.scalar().unwrap_or_default().to_owned(), key.span.clone(), value))
        .collect()
}

fn severities(record: &Record, decoder: &mut Decoder) -> BTreeMap<&'static str, Option<Severity>> {
    let Some(Data::Map(entries)) = record.get("severities").map(|value| &value.data) else { return BTreeMap::new() };
    let mut by_code = BTreeMap::new();
    for (name, span, value) in entries {
        let Some(found) = ALL.iter().find(|code| code.name == name) else {
            let hint = did_you_mean(name, ALL.iter().map(|code| code.name));
            let problem = decoder.problem(&code::KEY_UNKNOWN, format!("there is no code `{name}`"), span);
            problem.label = "no such code".into();
            problem.hints.extend(hint);
            continue;
        };
        if !found.adjustable() {
            let problem =
                decoder.problem(&code::FIELD_VALUE, format!("the severity of `{name}` can't be changed"), span);
            problem.label = "this is the code of an error".into();
            let can_wait: Vec<&str> = ALL.iter().filter(|code| code.can_wait).map(|code| code.name).collect();
            problem.hints.push(format!("warnings and advice can be changed, and of errors {}", listed(&can_wait)));
            continue;
        }
        let Data::Choice(word) = value.data else { continue };
        let all = [Severity::Advice, Severity::Warning, Severity::Error];
        by_code.insert(found.name, all.into_iter().find(|severity| severity.name() == word));
    }
    by_code
}
