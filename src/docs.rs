//! Reference pages made from the program's own declarations, so that they always agree with it. Writes nothing:
//! a test compares them with `docs/`.

mod contract;
mod outputs;

use crate::config;
use crate::diagnostic::ALL;
use crate::kinds;
use crate::page::{COMMON_FIELDS, Field, KindSpec, Type};

/// The reference pages: names of files in `docs/`, and their text.
#[must_use]
pub fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("kinds.md", kinds_page()),
        ("configuration.md", configuration()),
        ("codes.md", codes()),
        ("themes.md", contract::page(GENERATED)),
        ("outputs.md", outputs::page(GENERATED)),
    ]
}

const GENERATED: &str = "<!-- Made from the program's declarations by `UPDATE_DOCS=1 cargo test docs`. -->\n";

fn kinds_page() -> String {
    let mut out = format!("{GENERATED}\n# Kinds of pages\n\n");
    out.push_str(
        "A page is a Markdown file with YAML front matter between `---` lines. Its kind is the `kind:` it names, or else its top \
         folder below `content/`; anything else is an article. Its id is the `id:` it names, or else the file's name. No two pages \
         of a playbook may have the same id. Pages of the kinds marked *list* can also share one YAML file that is named after \
         their folder, such as `content/terms.yaml`.\n\n",
    );
    out.push_str("| kind | folder | list | what it is |\n|---|---|---|---|\n");
    for kind in kinds::all() {
        let list = if kind.listable { "yes" } else { "" };
        out.push_str(&format!("| [{0}](#{0}) | `{1}/` | {list} | {2} |\n", kind.name, kind.folder, kind.doc));
    }
    out.push_str("\n## Fields of every kind\n\n");
    table(&mut out, COMMON_FIELDS);
    for kind in kinds::all() {
        out.push_str(&section(kind));
    }
    out
}

fn section(kind: &KindSpec) -> String {
    let mut out = format!("\n## {}\n\n{}\n\n", kind.name, kind.doc);
    table(&mut out, kind.fields);
    groups(&mut out, kind.fields, "");
    if !kind.derived.is_empty() {
        out.push_str("\nTemplates also get, derived from these:\n\n");
        table(&mut out, kind.derived);
    }
    out.push_str(&format!(
        "\nA whole file, `content/{}/example.md`:\n\n````markdown\n{}````\n",
        kind.folder, kind.example
    ));
    out
}

/// The fields of groups within `fields`, a table each.
fn groups(out: &mut String, fields: &[Field], path: &str) {
    for field in fields {
        let path = if path.is_empty() { field.name.to_owned() } else { format!("{path} › {}", field.name) };
        if let Some(inner) = inner(&field.ty) {
            out.push_str(&format!("\n`{path}`:\n\n"));
            table(out, inner);
            groups(out, inner, &path);
        }
    }
}

fn inner(ty: &Type) -> Option<&'static [Field]> {
    match ty {
        Type::List(item) | Type::Map(item) => inner(item),
        Type::Object(fields) | Type::RefOrObject(_, fields) => Some(fields),
        _ => None,
    }
}

fn table(out: &mut String, fields: &[Field]) {
    out.push_str("| field | holds | what for | example |\n|---|---|---|---|\n");
    for field in fields {
        let mark = if field.required { " **required**" } else { "" };
        let example = match field.example.strip_prefix('\n') {
            Some(_) => "see the file below".to_owned(),
            None => format!("`{}`", field.example.replace('|', "\\|")),
        };
        out.push_str(&format!("| `{}`{mark} | {} | {} | {example} |\n", field.name, field.ty.expected(), field.doc));
    }
}

fn configuration() -> String {
    let mut out = format!("{GENERATED}\n# lensbook.yaml\n\n");
    out.push_str("The settings of a project. You can leave out any of them. Paths are relative to the project. ");
    out.push_str("`lensbook schema` prints a JSON Schema of this file for editors.\n\n");
    out.push_str("| field | holds | what for |\n|---|---|---|\n");
    for field in config::FIELDS {
        out.push_str(&format!("| `{}` | {} | {} |\n", field.name, field.ty.expected(), field.doc));
    }
    groups(&mut out, config::FIELDS, "");
    out.push_str("\nA file that uses them all:\n\n```yaml\n");
    for field in config::FIELDS {
        let value =
            if field.example.starts_with('\n') { field.example.to_owned() } else { format!(" {}", field.example) };
        out.push_str(&format!("{}:{value}\n", field.name));
    }
    out.push_str("```\n");
    out
}

fn codes() -> String {
    let mut out = format!("{GENERATED}\n# Codes of problems\n\n");
    out.push_str(
        "Every problem that `lensbook build` and `lensbook check` report has a code. `lensbook explain CODE` prints its page, which is \
         also below. You can change how much a warning or a piece of advice matters in lensbook.yaml (`severities: {code: off}`) and on \
         the command line (`--deny CODE`, `--allow CODE`).\n\n",
    );
    out.push_str(
        "With `--format json` each problem is one line: `{\"type\": \"diagnostic\", …}` with `severity`, `code`, `message`, `file`, `line`, `column`, \
         `end_line`, `end_column` and `hints`. Some also have a `cause` in a few words, and `related` places, each with a `label`. \
         Lines and columns count from 1, columns in characters. The last line is `{\"type\": \"summary\", …}` with `pages`, `files`, `changed`, `ms`, \
         `errors`, `warnings` and `advice`, and with `drafts`, `scheduled` and `expired`: how many pages were left out.\n\n",
    );
    out.push_str("| code | severity | what it means |\n|---|---|---|\n");
    for code in ALL {
        out.push_str(&format!("| [`{0}`](#{0}) | {1} | {2} |\n", code.name, code.severity.name(), code.title));
    }
    for code in ALL {
        let page = code.explanation.replace("\n## ", "\n### ");
        out.push_str(&format!("\n#{}", page.trim_end()));
        out.push('\n');
    }
    out
}
