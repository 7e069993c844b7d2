//! What is written besides pages: the settings in `outputs:` of lensbook.yaml.

use crate::page::{Data, Field, Record, Type};

/// What is written besides pages: `outputs:` in lensbook.yaml.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in lensbook.yaml")]
pub struct Outputs {
    /// The Markdown form of each page, and `llms.txt`.
    pub markdown: bool,
    /// `playbook.json` and its schema.
    pub data: bool,
    /// Files that tell hosts of headers and old addresses.
    pub hosts: bool,
    /// Posters and cards to print.
    pub papers: bool,
    /// The whole playbook as one page to print; none where the number of pages decides.
    pub print: Option<bool>,
}

impl Default for Outputs {
    fn default() -> Self {
        Self { markdown: true, data: true, hosts: true, papers: true, print: None }
    }
}

impl Outputs {
    /// What `group` says; all is written that it does not leave out.
    pub(super) fn read(group: &Record) -> Self {
        let is_on = |name| !is_off(group, name);
        let print = match group.get("print").map(|value| &value.data) {
            Some(Data::Flag(flag)) => Some(*flag),
            _ => None,
        };
        Self { markdown: is_on("markdown"), data: is_on("data"), hosts: is_on("hosts"), papers: is_on("papers"), print }
    }
}

/// Whether `group` says `name: false`.
pub(super) fn is_off(group: &Record, name: &str) -> bool {
    matches!(group.get(name).map(|value| &value.data), Some(Data::Flag(false)))
}

/// The fields of the group.
pub(super) static FIELDS: &[Field] = &[
    Field::new(
        "markdown",
        Type::Flag,
        "Whether to write each page as Markdown, too, and `llms.txt` to list them; `true` by default.",
        "false",
    ),
    Field::new(
        "data",
        Type::Flag,
        "Whether to write `playbook.json` with every page, field and relation, and its JSON Schema; `true` by default.",
        "false",
    ),
    Field::new(
        "hosts",
        Type::Flag,
        "Whether to write files that tell hosts about policy, caching and old addresses: `_headers`, `_redirects`, `staticwebapp.config.json`, `nginx.conf`; `true` by default.",
        "false",
    ),
    Field::new(
        "papers",
        Type::Flag,
        "Whether to write posters of canvases and cards of plays; `true` by default.",
        "false",
    ),
    Field::new(
        "print",
        Type::Flag,
        "Whether to write the whole playbook as one page to print, `print.html`. By default only for up to 1,000 pages, because every build makes that page from scratch and it grows with the playbook.",
        "true",
    ),
];
