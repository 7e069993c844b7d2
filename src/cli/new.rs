//! `new`: a page of a kind, with every field explained.

use std::fs;
use std::io::Write;

use super::args::Global;
use super::{Ending, project, say, schema, tell};
use crate::kinds::{self, CONTENT, Kind};
use crate::page::{COMMON_FIELDS, Field};
use crate::source::markdown::slug;

/// Longest file name that a title makes, in bytes.
const LONGEST: usize = 100;

/// Writes the file; never over another.
pub(super) fn new(kind: &str, title: &str, global: &Global) -> Ending {
    let root = match project::root(global) {
        Ok(root) => root,
        Err(why) => return Ending::Refused(why),
    };
    let Some(kind) = kinds::by_name(kind) else { return Ending::Refused(schema::no_kind(kind)) };
    let name = slug(title, LONGEST);
    if name.is_empty() {
        return Ending::Refused(format!(
            "no file name can be made from the title `{title}`\n  help: use letters or digits"
        ));
    }
    if name == "index" {
        return Ending::Refused("`index` is the name of a folder's own page\n  help: choose another title".into());
    }
    let shown = format!("{CONTENT}/{}/{name}.md", kind.folder());
    let path = root.join(&shown);
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
        file.write_all(template(kind, title).as_bytes())
    });
    match written {
        Ok(()) => {
            if !global.quiet {
                tell("a draft: `--drafts` shows it, `status: live` publishes it\n");
            }
            say(global, &shown)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Ending::Refused(format!("{shown} exists already\n  help: choose another title, or edit that file"))
        }
        Err(error) => Ending::Refused(format!("can't write {shown}: {error}")),
    }
}

/// The file: required fields to fill in, the others explained and commented out.
pub(crate) fn template(kind: &dyn Kind, title: &str) -> String {
    let title: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let title = title.trim().replace('\\', "\\\\").replace('"', "\\\"");
    let mut out = format!("---\ntitle: \"{title}\"\nstatus: draft\n");
    out.push_str("\n# Needed.\n");
    for field in kind.fields().iter().filter(|field| field.required) {
        explain(&mut out, field, "");
    }
    out.push_str("\n# May be left out: take the `#` away to use one.\n");
    let skip = ["kind", "id", "title", "status"];
    for field in
        kind.fields().iter().chain(COMMON_FIELDS).filter(|field| !field.required && !skip.contains(&field.name))
    {
        explain(&mut out, field, "# ");
    }
    out.push_str("---\n\nWrite here, in Markdown.\n");
    out
}

fn explain(out: &mut String, field: &Field, off: &str) {
    out.push_str(&format!("# {}: {}\n", field.name, field.doc));
    let value =
        field.example.strip_prefix('\n').map_or_else(|| format!(" {}", field.example), |lines| format!("\n{lines}"));
    for line in format!("{}:{value}", field.name).lines() {
        out.push_str(&format!("{off}{line}\n"));
    }
}
