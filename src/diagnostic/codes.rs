//! The registry of diagnostic codes: one table, with a row for each code.
//!
//! Why a code matters and how to mend it is a page of its own, which `lensbook explain` prints and the documentation lists: for
//! the checks of the whole playbook `site/checks/<name>.md`, beside their logic, for all others `explain/<name>.md`. Codes are
//! stable: one that is given up is not used again for something else.

use std::fmt;

use super::Severity;

/// A kind of problem.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own about a code")]
pub struct Code {
    /// Its stable name.
    pub name: &'static str,
    /// How much it matters unless the project says otherwise.
    pub severity: Severity,
    /// What it means, in one line.
    pub title: &'static str,
    /// Whether it says what a playbook still lacks, so that the page on the playbook's state lists it. What only time brings
    /// about is not a lack.
    pub is_lack: bool,
    /// Whether it can only be known of a playbook without any error: what is broken may be what leads to a page, or says who owns it.
    pub needs_all: bool,
    /// Whether the page that has it is whole nonetheless: what it says can be shown as it is, with the problem beside it.
    pub leaves_whole: bool,
    /// Whether a project may publish with it all the same: what it concerns is shown as text, or left out.
    pub can_wait: bool,
    /// Its page: what it means, why it matters, how to mend it; Markdown.
    pub explanation: &'static str,
}

impl Code {
    /// Whether `severities` in lensbook.yaml and `--allow` may change it: all but errors that leave nothing to publish.
    #[must_use]
    pub fn adjustable(&self) -> bool {
        self.severity != Severity::Error || self.can_wait
    }

    const fn new(name: &'static str, severity: Severity, title: &'static str, explanation: &'static str) -> Self {
        Self {
            name,
            severity,
            title,
            is_lack: false,
            needs_all: false,
            leaves_whole: false,
            can_wait: false,
            explanation,
        }
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The page that explains a code, by the folder that holds it.
macro_rules! page {
    ($name:literal) => {
        include_str!(concat!("explain/", $name, ".md"))
    };
    ($name:literal CHECKS) => {
        include_str!(concat!("../site/checks/", $name, ".md"))
    };
}

macro_rules! codes {
    ($($ident:ident $name:literal $severity:ident $title:literal $([$($flag:ident),*])? $(-> $folder:ident)?)*) => {
        /// The codes by their names in the program.
        #[expect(missing_docs, reason = "each code's title and page say what it means")]
        pub mod code {
            use super::{Code, Severity};
            $(pub static $ident: Code = Code {
                $($($flag: true,)*)?
                ..Code::new($name, Severity::$severity, $title, page!($name $($folder)?))
            };)*
        }
        /// Every code, in the order of the documentation.
        pub static ALL: &[&Code] = &[$(&code::$ident),*];
    };
}

// A row: the code in the program, its name, its severity, what it means, [which of its properties hold], and where its page stands
// if that is beside its check.
codes! {
    // Reading files.
    NOT_UTF8            "not-utf8"            Error   "a text file is not written in UTF-8"
    NUL_BYTE            "nul-byte"            Error   "a text file holds a NUL byte"
    SYMLINK_OUTSIDE     "symlink-outside"     Error   "a symbolic link leads out of the project"
    FILE_NAME           "file-name"           Error   "a file has a name that some computers can't store"
    FOLDER_TWICE        "folder-twice"        Error   "a symbolic link leads to a folder that is read already"
    FILE_TOO_LARGE      "file-too-large"      Error   "a file is longer than its limit"
    HISTORY_INCOMPLETE  "history-incomplete"  Warning "git can't tell the playbook's whole history"
    FILE_UNREADABLE     "file-unreadable"     Error   "a file can't be read"
    FILE_STRAY          "file-stray"          Advice  "a file in `content/` has almost the name of a page or a list"
    FOLDER_NAME         "folder-name"         Advice  "a folder has almost the name of a kind's folder"
    // Front matter and lists.
    FRONT_MATTER_OPEN   "front-matter-open"   Error   "the front matter has no closing `---`"
    FRONT_MATTER_SHAPE  "front-matter-shape"  Error   "the front matter is not a list of `key: value` lines"
    YAML_SYNTAX         "yaml-syntax"         Error   "the YAML can't be read"
    YAML_TAB            "yaml-tab"            Error   "a line is indented with a tab instead of spaces"
    YAML_DUPLICATE_KEY  "yaml-duplicate-key"  Error   "a key appears twice in one place"
    YAML_LIMIT          "yaml-limit"          Error   "the YAML is nested too deeply or repeats itself too often"
    // Fields.
    KEY_FOREIGN         "key-foreign"         Advice  "a key of another tool is read as one of ours"
    KEY_UNKNOWN         "key-unknown"         Error   "this kind has no field of this name"
    TITLE_IMPLIED       "title-implied"       Advice  "a page has no title of its own, so it gets one"
    FIELD_MISSING       "field-missing"       Error   "a required field is missing"
    FIELD_TYPE          "field-type"          Error   "a field has the wrong type of value"
    FIELD_VALUE         "field-value"         Error   "a field has a value that it can't have"
    DATE_INVALID        "date-invalid"        Error   "a date is not written as year-month-day"
    DURATION_INVALID    "duration-invalid"    Error   "a duration is not written as a number and a unit"
    ID_INVALID          "id-invalid"          Error   "an id has characters that a link can't have"
    KIND_UNKNOWN        "kind-unknown"        Error   "Lensbook does not know this kind"
    KIND_NOT_IN_LIST    "kind-not-in-list"    Error   "a list is named after a kind whose pages need a file each"
    ID_DUPLICATE        "id-duplicate"        Error   "two pages have the same id"
    PART_DUPLICATE      "part-duplicate"      Error   "two parts of one page have the same id" [leaves_whole]
    PART_UNKNOWN        "part-unknown"        Error   "the matrix has a row or cell for a part that the page does not have" [leaves_whole]
    MINUTES_MISMATCH    "minutes-mismatch"    Error   "the minutes of the steps do not add up" [leaves_whole]
    AGENDA_OVERRUN      "agenda-overrun"      Error   "an agenda takes longer than the meeting" -> CHECKS
    CELL_MISSING        "cell-missing"        Error   "a matrix cell is empty without `n/a`" [leaves_whole]
    // Links.
    LINK_MISSING        "link-missing"        Error   "a link leads to a file that does not exist" [can_wait]
    ANCHOR_MISSING      "anchor-missing"      Error   "a link leads to a heading or part that does not exist" [can_wait]
    LINK_FORM           "link-form"           Advice  "a link is written as in another tool"
    REF_AMBIGUOUS       "ref-ambiguous"       Error   "a link could lead to several pages" [can_wait]
    REF_MISSING         "ref-missing"         Error   "no page has this id" [can_wait]
    REF_KIND            "ref-kind"            Error   "a field names a page of the wrong kind"
    IMAGE_MISSING       "image-missing"       Error   "an image does not exist" [can_wait]
    LINK_HIDDEN         "link-hidden"         Warning "a link leads to a page that is not published"
    LINK_SCHEME         "link-scheme"         Error   "a link uses a scheme that could run a program" [leaves_whole, can_wait]
    EMBED_KIND          "embed-kind"          Error   "a page that can't be embedded is embedded"
    // Markdown.
    RAW_HTML            "raw-html"            Warning "HTML in Markdown is shown as text"
    ANCHOR_DUPLICATE    "anchor-duplicate"    Error   "two places on one page have the same anchor" [leaves_whole]
    LINK_SHAPE          "link-shape"          Warning "a link is shown as text"
    LINK_BARE           "link-bare"           Advice  "an address is not a link"
    EMPHASIS_SHAPE      "emphasis-shape"      Warning "the marks of bold text are shown as text"
    HEADING_SHAPE       "heading-shape"       Warning "a heading is shown as text, or text as a heading"
    TABLE_SHAPE         "table-shape"         Warning "a table is shown as text, or loses cells"
    LIST_ANEW           "list-anew"           Warning "a numbered list starts in the wrong place"
    LIST_SHAPE          "list-shape"          Warning "a list is shown as text, or an entry stands in the wrong list"
    SYNTAX_FORM         "syntax-form"         Advice  "a mark of another tool is shown as ours"
    SYNTAX_FOREIGN      "syntax-foreign"      Warning "the syntax of another program is shown as text"
    LINK_LOCAL          "link-local"          Warning "a link leads to the reader's own computer"
    IMAGE_ALT           "image-alt"           Warning "an image has no words for those who can't see it"
    IMAGE_FORMAT        "image-format"        Warning "browsers can't show this file as an image"
    IMAGE_OUTSIDE       "image-outside"       Warning "an image lies on another site, which pages may not load"
    TEXT_CUT            "text-cut"            Warning "a text ends where a comment begins"
    LIST_CUT            "list-cut"            Advice  "a comma in a list divides what seems to be one entry"
    NESTING_LIMIT       "nesting-limit"       Error   "quotations, lists or emphasis lie too deep in one another"
    FENCE_OPEN          "fence-open"          Warning "a block of code is never closed"
    CODE_INDENTED       "code-indented"       Warning "text is shown as code because it is indented"
    CALLOUT_UNKNOWN     "callout-unknown"     Warning "a callout is shown as a quotation"
    NOTE_MISSING        "note-missing"        Warning "a cited footnote does not exist"
    NOTE_UNUSED         "note-unused"         Warning "no text cites this footnote"
    // The site.
    URL_CONFLICT        "url-conflict"        Error   "two files would be published at the same address"
    FILE_RUNS           "file-runs"           Error   "a file in `content/` could run in a reader's browser" [can_wait]
    THEME_MISSING       "theme-missing"       Error   "the theme does not exist"
    TEMPLATE_SYNTAX     "template-syntax"     Error   "a template can't be read"
    SCRIPT_IMPORT       "script-import"       Error   "a theme's script imports what it can't have"
    STYLE_ADDRESS       "style-address"       Error   "a theme's style sheet names a file that no browser will load"
    TEMPLATE_RENDER     "template-render"     Error   "a template fails while rendering a page"
    TEMPLATE_HTML       "template-html"       Error   "a template prints in a tag what can't stand there"
    TEMPLATE_LIMIT      "template-limit"      Error   "a template takes too long or prints too much"
    POSTER_FULL         "poster-full"         Warning "a poster has no space for all of its page" -> CHECKS
    IMAGE_LARGE         "image-large"         Warning "an image is a large file" -> CHECKS
    // Completeness.
    SUMMARY_MISSING     "summary-missing"     Warning "a live page has no summary" [is_lack] -> CHECKS
    TITLE_DUPLICATE     "title-duplicate"     Warning "two pages have the same title" [is_lack] -> CHECKS
    QUESTION_DEAD_END   "question-dead-end"   Warning "a question leads to no play" [is_lack]
    PLAY_UNREACHED      "play-unreached"      Advice  "nothing leads to this play" [is_lack, needs_all]
    STAGE_OUTPUT        "stage-output"        Warning "a stage has no output" [is_lack]
    FIGURE_UNSOURCED    "figure-unsourced"    Warning "a figure has no source in its paragraph" [is_lack] -> CHECKS
    PARTS_ORDER         "parts-order"         Warning "a page leads from a later part of another page to an earlier one" [is_lack] -> CHECKS
    LEVEL_SIGNALS       "level-signals"       Warning "a level has no signals" [is_lack]
    TERM_MEANINGS       "term-meanings"       Warning "a term has one definition, and another page defines it differently" [is_lack] -> CHECKS
    PAGE_ORPHAN         "page-orphan"         Advice  "nothing leads to this page" [is_lack, needs_all] -> CHECKS
    RETIRED_IN_USE      "retired-in-use"      Warning "a page's fields lead to a retired page" [is_lack] -> CHECKS
    REVIEW_AHEAD        "review-ahead"        Warning "a page has a review date in the future" [is_lack] -> CHECKS
    EMBED_CIRCLE        "embed-circle"        Warning "a page embeds itself" [is_lack] -> CHECKS
    OWNER_MISSING       "owner-missing"       Warning "a page has no owner" [is_lack, needs_all] -> CHECKS
    // These follow from the calendar. They are advice, so that no playbook fails overnight.
    REVIEW_OVERDUE      "review-overdue"      Advice  "a page is past its review date" -> CHECKS
    EVIDENCE_STALE      "evidence-stale"      Advice  "evidence is too old to rely on" -> CHECKS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained() {
        for code in ALL {
            assert!(code.explanation.starts_with(&format!("# {}\n", code.name)), "{}", code.name);
        }
    }
}
